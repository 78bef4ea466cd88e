"""Secrets show nowhere by accident, and the libraries that would print them keep quiet."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import dataclass

import pytest

from feedbot.networks.secret import TALKATIVE, Secret, Strike, hush

CANARY = "canary-3141"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    token: Secret


def test_a_secret_shows_only_to_who_asks_by_name() -> None:
    secret = Secret(CANARY)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r}", f"{secret}", repr(Settings(token=secret))]
    shown += [repr([secret]), repr({"a": secret})]
    assert [text for text in shown if CANARY in text] == []
    assert secret.reveal() == CANARY


def test_a_secret_in_an_assertion_or_a_traceback_stays_hidden() -> None:
    with pytest.raises(KeyError) as caught:
        dict.fromkeys([Secret("other")])[Secret(CANARY)]
    assert CANARY not in repr(caught.value)


def test_secrets_compare_by_what_they_hold() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert (bool(Secret("")), bool(Secret("a"))) == (False, True)


def test_hushed_libraries_say_nothing_below_info_whatever_the_root_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    hush()
    for name in TALKATIVE:
        logging.getLogger(name).debug(CANARY)
        logging.getLogger(f"{name}.deeper").debug(CANARY)
    assert CANARY not in caplog.text


HEAVY = (
    "sqlalchemy pydantic feedgen lxml tweepy requests httpx2 jinja2 markdown_it nh3 twitter_text regex rich"
)


def test_the_registry_loads_no_client() -> None:
    code = "import sys, feedbot.networks.registry; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(HEAVY.split()) & set(loaded.stdout.split()) == set()


def test_a_known_secret_is_struck_out_of_any_text() -> None:
    strike = Strike()
    strike.learn(Secret(CANARY))
    strike.learn(Secret("the"))
    assert strike(f"the token is {CANARY}, the rest stays") == "the token is (secret), the rest stays"
