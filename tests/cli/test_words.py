"""Lines of text for a person: what there is much of is told in few lines."""

from __future__ import annotations

from feedbot.cli.words import hubs
from feedbot.hubs.ping import Ping
from tests.sites import START


def ping(number: int, *, told: str = "") -> Ping:
    return Ping(
        site="essai.example",
        hub="https://hub.example/",
        topic=f"https://essai.example/{number}.xml",
        file=f"{number}.xml",
        sha256="a",
        told=told,
        since=START,
        due_at=None if told else START,
        reason="it was busy",
    )


def test_of_many_feeds_that_hubs_are_told_of_those_come_first_that_they_do_not_know() -> None:
    lines = list(hubs([*(ping(number, told="a") for number in range(499)), ping(499)], START))

    assert len(lines) == 6
    assert "will be told of 499.xml" in lines[0]
    assert lines[-1].strip() == "and 495 more"
