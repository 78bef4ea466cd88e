"""JSON for programs: one document per answer, additive only, with a schema version; moments are RFC 3339."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from feedbot.announcements.announcement import Announcement
from feedbot.content.article import Article
from feedbot.content.problem import Problem
from feedbot.deliveries.delivery import Delivery, HistoryLine
from feedbot.hubs.ping import Ping
from feedbot.publishing.report import Preview, Report

SCHEMA_VERSION = 1


def print_document(kind: str, now: datetime, content: Mapping[str, Any]) -> None:
    """Print one document to standard output."""
    head = {"schema_version": SCHEMA_VERSION, "kind": kind, "at": moment(now)}
    click.echo(json.dumps({**head, **content}, ensure_ascii=False, indent=2))


def moment(when: datetime | None) -> str | None:
    """Write a moment, or null."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None


def report_document(done: Report) -> dict[str, Any]:
    """Describe a pass."""
    return {
        "site": done.site,
        "first_pass": done.first_pass,
        "articles": done.articles,
        "new": [article_document(article) for article in done.new],
        "changed": [article_document(article) for article in done.changed],
        "moved": [{"from": old, "to": new} for old, new in done.moved],
        "gone": list(done.gone),
        "baseline": done.baseline,
        "feeds": [asdict(feed) for feed in done.feeds],
        "beside": [asdict(file) for file in done.beside],
        "hubs": [ping_document(ping) for ping in done.pinged],
        "deliveries": [delivery_document(row) for row in done.delivered],
        "planned": [delivery_document(row) for row in done.planned],
        "previews": [preview_document(preview) for preview in done.previews],
        "held": [delivery_document(row) for row in done.held],
        "problems": [problem_document(problem) for problem in done.problems],
        "next_due": moment(done.next_due),
    }


def ping_document(ping: Ping) -> dict[str, Any]:
    """Describe what a hub was told, or is to be."""
    return {
        "hub": ping.hub,
        "topic": ping.topic,
        "told": ping.is_told,
        "due_at": moment(ping.due_at),
        "reason": ping.reason,
    }


def article_document(article: Article) -> dict[str, Any]:
    """Describe an article by what a program needs to find it."""
    return {
        "path": article.path,
        "address": article.address,
        "title": article.title,
        "published": moment(article.published),
    }


def delivery_document(row: Delivery) -> dict[str, Any]:
    """Describe a delivery as it stands."""
    return {
        "id": row.id,
        "site": row.site,
        "uid": row.uid,
        "account": row.account,
        "kind": row.kind,
        "state": row.state,
        "reason": row.reason,
        "planned": moment(row.planned),
        "due_at": moment(row.due_at),
        "attempts": row.attempts,
        "remote_id": row.remote_id,
        "remote_url": row.remote_url,
    }


def preview_document(preview: Preview) -> dict[str, Any]:
    """Describe an announcement that was not sent."""
    said = preview.worded
    if not isinstance(said, Announcement):
        worded: dict[str, Any] = {"why": said.why, "repair": said.repair}
    else:
        worded = {
            "text": said.text,
            "length": said.length,
            "room": said.room,
            "hashtags": list(said.hashtags),
            "hidden_tags": list(said.hidden_tags),
            "left_out": [asdict(left) for left in said.left_out],
            "language": said.language,
            "image": said.card.image.address if said.card.image else None,
        }
    return {
        "article": article_document(preview.article),
        "delivery": delivery_document(preview.delivery),
        "worded": worded,
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    """Describe a problem of one content file."""
    return asdict(problem)


def history_document(line: HistoryLine) -> dict[str, Any]:
    """Describe one move of a delivery."""
    return {
        "at": moment(line.at),
        "before": line.before,
        "after": line.after,
        "actor": line.actor,
        "reason": line.reason,
    }
