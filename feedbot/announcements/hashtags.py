"""Which hashtags an announcement gets: in whose order, how many, and why the others are left out.

The order: the account's configured ones; then what the front matter asks for, which stands in place of
the article's own tags (an empty list asks for none); else the tags as written, then the categories
where the account uses them. What the network would not link in full never gets in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedbot.announcements.announcement import LeftOut, Voice
from feedbot.announcements.grammars import fold_accents
from feedbot.announcements.limits import Limits
from feedbot.announcements.spelling import spell
from feedbot.content.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The hashtags of one announcement, without ``#``."""

    visible: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def choose(article: Article, voice: Voice, limits: Limits, *, in_text: tuple[str, ...] = ()) -> Chosen:
    """Choose the hashtags for one account; those that are ``in_text`` already take their places."""
    linked, left_out = _linked(article, voice, limits)
    fresh, doubles = _distinct(linked, limits, in_text)
    most = limits.most_visible if voice.most_hashtags is None else voice.most_hashtags
    visible = fresh if most is None else fresh[: max(0, most - len(in_text))]
    return stow(
        Chosen(visible=visible, left_out=left_out + doubles),
        fresh[len(visible) :],
        limits,
        why="over the cap of hashtags",
    )


def stow(chosen: Chosen, tags: tuple[str, ...], limits: Limits, *, why: str) -> Chosen:
    """Put ``tags`` before the hidden ones as far as the network has places; leave the others out."""
    queue = tags + chosen.hidden
    hidden, over = queue[: limits.most_hidden], queue[limits.most_hidden :]
    left_out = chosen.left_out + tuple(LeftOut(tag=tag, why=why) for tag in over)
    return Chosen(visible=chosen.visible, hidden=hidden, left_out=left_out)


def candidates(article: Article, voice: Voice) -> tuple[str | LeftOut, ...]:
    """Return every hashtag that the article may carry for this account, in order, doubles and all."""
    return tuple(hashtag for written in _written(article, voice) for hashtag in spell(written, voice.aliases))


def same(tags: tuple[str, ...], limits: Limits) -> tuple[str, ...]:
    """Return what tells hashtags apart: those that the network, or a reader, takes for one are equal here."""
    return tuple(fold_accents(limits.fold(tag)) for tag in tags)


def _written(article: Article, voice: Voice) -> Iterator[str]:
    yield from voice.hashtags
    wished = _wished(article, voice.account)
    if wished is not None:
        yield from wished
        return
    yield from article.tags
    if voice.use_categories:
        yield from article.categories


def _wished(article: Article, account: str) -> tuple[str, ...] | None:
    for wish in article.wish.accounts:
        if wish.account == account and wish.hashtags is not None:
            return wish.hashtags
    return article.wish.hashtags


def _linked(article: Article, voice: Voice, limits: Limits) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    linked: list[str] = []
    left_out: list[LeftOut] = []
    for found in candidates(article, voice):
        if isinstance(found, LeftOut):
            left_out.append(found)
        elif (links := limits.linked_tags(f"#{found}")) == (found,):
            linked.append(found)
        else:
            left_out.append(LeftOut(tag=found, why=_only_linked(links)))
    return tuple(linked), tuple(left_out)


def _only_linked(links: tuple[str, ...]) -> str:
    return f"the network would link only #{links[0]} of it" if links else "the network would not link it"


def _distinct(
    tags: tuple[str, ...], limits: Limits, in_text: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    kept: dict[str, str] = dict(zip(same(in_text, limits), in_text, strict=True))
    fresh: list[str] = []
    doubles: list[LeftOut] = []
    for tag, key in zip(tags, same(tags, limits), strict=True):
        if key in kept:
            doubles.append(LeftOut(tag=tag, why=f"the same hashtag as #{kept[key]}"))
        else:
            kept[key] = tag
            fresh.append(tag)
    return tuple(fresh), tuple(doubles)
