"""What an answer of the Mastodon API proves."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feedbot.networks.http import Answer, NoAnswer, NotReached
from feedbot.networks.mastodon_answers import lacks_writing, outcome_of, trouble_of
from feedbot.networks.mastodon_instance import Instance, read_instance
from feedbot.networks.network import NotSent, Outcome, Posted, Refused, Trouble, Unknown

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HTML = b"<!doctype html><h1>Welcome</h1>"


def _answer(status: int, body: object = None, **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}, body=content)


def _outcome(answer: Answer) -> Outcome:
    return outcome_of(answer, host="social.example", now=NOW)


@pytest.mark.parametrize(
    "identity", ["109", "1795411231b036c9230c586fe036727c74ff95b7c5", "AUu2-x.y_1", "01HZ"]
)
def test_a_well_formed_id_is_a_post(identity: str) -> None:
    url = f"https://social.example/@bot/{identity}"
    assert _outcome(_answer(200, {"id": identity, "url": url})) == Posted(id=identity, url=url)


@pytest.mark.parametrize(
    "body",
    [
        HTML,
        {},
        [],
        None,
        {"id": 7},
        {"id": ""},
        {"id": "../x"},
        {"id": "a b"},
        {"id": "x" * 129},
        {"id": "\x1b[31m"},
    ],
)
def test_a_success_without_a_usable_id_is_unknown(body: object) -> None:
    assert isinstance(_outcome(_answer(200, body)), Unknown)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_answer(422, {"error": "Validation failed: Text is too long"}), Refused),
        (_answer(400, {"error": "Bad Request: no"}), Refused),
        (_answer(413, {"error": "too big"}), Refused),
        (_answer(422, HTML), Unknown),
        (_answer(400, HTML), Unknown),
        (_answer(403, HTML), Unknown),
        (_answer(404, HTML), Unknown),
        (_answer(404, {"error": "Not Found"}), NotSent),
        (_answer(405, HTML), Unknown),
        (_answer(405, {"error": "no"}), NotSent),
        (_answer(408, {"error": "slow"}), Unknown),
        (_answer(409, {"error": "in progress"}), Unknown),
        (_answer(302, HTML), Unknown),
        (_answer(500, {"error": "We're sorry"}), Unknown),
        (_answer(503, HTML), Unknown),
    ],
)
def test_a_refusal_counts_only_in_the_api_s_own_words(answer: Answer, expected: type[Outcome]) -> None:
    outcome = _outcome(answer)
    assert type(outcome) is expected
    assert not isinstance(outcome, NotSent) or outcome.account is None


@pytest.mark.parametrize(
    ("answer", "account"),
    [
        (_answer(401, HTML), Trouble.LOGIN),
        (_answer(401, {"error": "The access token was revoked"}), Trouble.LOGIN),
        (_answer(403, {"error": "This action is outside the authorized scopes"}), Trouble.LOGIN),
        (_answer(403, {"error": "Your login is currently disabled"}), Trouble.SUSPENDED),
        (_answer(429, HTML), Trouble.BUSY),
    ],
)
def test_trouble_of_the_account_is_said_as_such(answer: Answer, account: Trouble) -> None:
    outcome = _outcome(answer)
    assert isinstance(outcome, NotSent)
    assert outcome.account == account


def test_a_pause_is_asked_for_in_iso_time() -> None:
    outcome = _outcome(_answer(429, {"error": "Too many"}, x_ratelimit_reset="2026-11-23T12:05:00.000000Z"))
    assert isinstance(outcome, NotSent)
    assert outcome.retry_after == 300


def test_only_what_never_left_is_not_sent() -> None:
    assert outcome_of(NotReached(why="refused"), host="h", now=NOW) == NotSent(why="refused")
    assert outcome_of(NoAnswer(why="silence"), host="h", now=NOW) == Unknown(why="silence")


def test_an_error_s_words_are_made_fit_for_a_log() -> None:
    outcome = _outcome(_answer(422, {"error": "bad\x1b]0;x\x07\n" + "y" * 1000}))
    assert isinstance(outcome, Refused)
    assert outcome.why.isprintable()
    assert len(outcome.why) < 400


def test_a_page_instead_of_the_api_asks_whether_the_server_is_right() -> None:
    assert "`server`" in trouble_of(_answer(200, HTML), host="h", now=NOW).why
    assert trouble_of(_answer(422, HTML), host="h", now=NOW).account == Trouble.LOGIN


@pytest.mark.parametrize(
    ("app", "lacks"),
    [
        ({"scopes": ["read"]}, True),
        ({"scopes": ["read", "write:media"]}, True),
        ({"scopes": ["read", "write"]}, False),
        ({"scopes": ["write:statuses"]}, False),
        ({"scopes": []}, False),
        ({"scopes": "read"}, False),
        ({"scopes": [{}]}, True),
        ({}, False),
        (None, False),
        ([], False),
    ],
)
def test_only_an_app_s_own_words_rule_out_that_its_token_may_post(app: object, *, lacks: bool) -> None:
    assert lacks_writing(app) is lacks


def _statuses(**numbers: Any) -> dict[str, Any]:
    return {"configuration": {"statuses": numbers}}


@pytest.mark.parametrize(
    ("body", "instance"),
    [
        ({}, Instance()),
        (_statuses(max_characters=5000, characters_reserved_per_url=25), Instance(room=5000, per_url=25)),
        ({"api_versions": {"mastodon": 10}}, Instance(keeps_keys=True)),
        ({"api_versions": {"chuckya": 1}}, Instance()),
        ({"max_toot_chars": 11000}, Instance(room=11000)),
        (_statuses(max_characters="500", characters_reserved_per_url=True), Instance()),
        (_statuses(max_characters=-1, characters_reserved_per_url=10**12), Instance()),
        ({"configuration": [], "api_versions": "x"}, Instance()),
    ],
)
def test_an_instance_tells_its_numbers_and_nonsense_is_not_believed(
    body: dict[str, Any], instance: Instance
) -> None:
    assert read_instance(body) == instance
