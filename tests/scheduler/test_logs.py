"""One line per event."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.errors import StateError
from feedbot.scheduler.logs import LineFormatter, brief, one_line, under_journal


def record(message: str, level: int = logging.INFO, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("feedbot", level, __file__, 1, message, (), trace)


@given(st.text())
def test_a_text_stays_on_one_line_and_cannot_move_a_cursor(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f]", line)


def test_a_title_cannot_fake_a_log_line() -> None:
    assert one_line("Bonjour\n<3>posted\x1b[2K \u202e") == "Bonjour\\n<3>posted\\x1b[2K \\u202e"


def test_journald_gets_a_priority_and_no_time() -> None:
    formatter = LineFormatter(journal=True)
    levels = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL)
    assert [formatter.format(record("x", level)) for level in levels] == [
        "<7>x",
        "<6>x",
        "<4>x",
        "<3>x",
        "<3>x",
    ]


def test_a_person_gets_time_and_level() -> None:
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} info x", LineFormatter(journal=False).format(record("x"))
    )


def lose() -> None:
    raise KeyError("lost")


def fail(secret: str) -> None:
    kept_in_a_variable = secret
    try:
        lose()
    except KeyError as error:
        raise StateError("cannot write") from error
    finally:
        assert kept_in_a_variable


def test_a_traceback_is_one_line_with_its_cause_and_without_variables() -> None:
    with pytest.raises(StateError) as raised:
        fail("s3cret")
    told = brief(raised.value)
    assert re.fullmatch(
        r"StateError: cannot write < test_logs.py:\d+ fail < test_logs.py:\d+ test_a_traceback\w+"
        r"; because of KeyError: 'lost' < test_logs.py:\d+ lose < test_logs.py:\d+ fail",
        told,
    )


def test_known_secrets_are_struck_out_of_messages_and_tracebacks() -> None:
    formatter = LineFormatter(journal=True, strike=lambda text: text.replace("s3cret", "***"))
    line = formatter.format(record("bot s3cret", error=ValueError("https://api.example/bots3cret/send")))
    assert line == "<6>bot ***: ValueError: https://api.example/bot***/send"


def test_journald_is_recognised_by_the_device_and_inode_of_the_stream(tmp_path: Path) -> None:
    with (tmp_path / "stream").open("w") as stream:
        found = os.fstat(stream.fileno())
        assert under_journal({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}, stream.fileno())
        assert not under_journal({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino + 1}"}, stream.fileno())
        assert not under_journal({}, stream.fileno())
        descriptor = stream.fileno()
    assert not under_journal({"JOURNAL_STREAM": "0:0"}, descriptor)


PROGRAM = """
import logging, sys
from feedbot.scheduler.logs import set_up
set_up(sys.stderr, journal=True)
logging.getLogger("apscheduler.scheduler").info("job added")
logging.getLogger("apscheduler.scheduler").warning("job late")
logging.getLogger("feedbot.x").info("pass done")
"""


def test_libraries_that_tell_every_step_are_quiet() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stderr == "<4>job late\n<6>pass done\n"
