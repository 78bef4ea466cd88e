"""The loop, with clocks and signals wound by hand: nothing here waits."""

from __future__ import annotations

import logging
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from feedbot.errors import ConfigError, StateError
from feedbot.scheduler.occasion import Occasion, PassResult, Reason, Wake, Work
from tests.scheduler.listening import Listening
from tests.scheduler.winding import NOON, HandWound

CONTENT = Wake(reason=Reason.CONTENT, folders=(Path("/content"),))
TICK = Wake(reason=Reason.TICK)
DUE = Wake(reason=Reason.DUE)


def test_the_first_pass_is_made_at_once_and_sigterm_ends_the_loop_with_success() -> None:
    world = HandWound()
    assert world.run() == 0
    assert world.reasons == ["start"]
    assert world.running == []


def test_a_change_of_content_makes_a_pass_that_knows_the_folder() -> None:
    world = HandWound(script=[CONTENT])
    world.run()
    assert [(o.reason, o.folders) for _, o in world.passes] == [
        (Reason.START, ()),
        (Reason.CONTENT, (Path("/content"),)),
    ]


def test_a_tick_alone_makes_no_pass_until_it_is_time_to_look_at_everything() -> None:
    def tick() -> None:
        world.elapse(30)
        world.put(TICK)

    world = HandWound()
    world.script = [tick] * 21
    world.run(every=300)
    assert [(at, o.reason) for at, o in world.passes] == [(0, "start"), (300, "tick"), (600, "tick")]


def test_the_due_moment_is_handed_to_the_metronome_and_a_pass_is_made_when_it_comes() -> None:
    moment = NOON + timedelta(seconds=40)
    world = HandWound(result=PassResult(next_due=moment, status=""))

    def nothing_more() -> None:
        world.result = PassResult(next_due=None, status="")
        world.elapse(10)

    world.script = [30.0, TICK, nothing_more, DUE, 60.0, DUE]
    world.run()
    assert [(at, o.reason) for at, o in world.passes] == [(0, "start"), (40, "due")]
    assert world.due == [moment, None]


def test_a_machine_that_slept_over_the_due_moment_makes_the_pass_at_the_next_tick() -> None:
    world = HandWound(result=PassResult(next_due=NOON + timedelta(hours=1), status=""))
    world.script = [7200.0]
    world.run(every=100_000)
    assert world.reasons == ["start", "due"]


def test_a_pass_that_leaves_something_overdue_is_not_repeated_without_a_pause() -> None:
    world = HandWound(result=PassResult(next_due=NOON - timedelta(hours=1), status=""))
    world.script = [DUE, DUE, 0.5, DUE, 0.5]
    world.run()
    assert [at for at, _ in world.passes] == [0, 1]


def test_sigusr1_asks_for_a_pass_now() -> None:
    world = HandWound(script=[signal.SIGUSR1])
    world.run()
    assert world.reasons == ["start", "poke"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_pass_is_told_to_stop_and_no_other_is_begun(number: signal.Signals) -> None:
    asked: list[bool] = []

    def during(occasion: Occasion) -> None:
        asked.append(occasion.stopping())
        world.put(CONTENT)
        world.send(number)
        asked.append(occasion.stopping())

    world = HandWound(during=during)
    assert world.run() == 0
    assert asked == [False, True]
    assert world.reasons == ["start"]


def test_the_second_signal_is_left_to_the_system_which_ends_the_process_at_once() -> None:
    world = HandWound()
    world.run()
    assert world.handlers[signal.SIGTERM] == world.handlers[signal.SIGINT] == signal.SIG_DFL


def test_sighup_takes_new_work_with_its_folders_and_makes_a_pass() -> None:
    world = HandWound(script=[signal.SIGHUP])
    done: list[str] = []

    def new_pass(occasion: Occasion) -> PassResult:
        done.append(occasion.reason)
        return PassResult(next_due=None, status="")

    world.reload = lambda: Work(make_pass=new_pass, folders=(Path("/elsewhere"),))
    world.run()
    assert (world.reasons, done) == (["start"], ["reload"])
    assert world.followed == [(Path("/content"),), (Path("/elsewhere"),)]


def test_a_site_that_was_edited_is_put_together_anew_before_the_next_pass() -> None:
    world = HandWound(script=[signal.SIGUSR1, signal.SIGUSR1])
    answers = [False, True]
    done: list[str] = []

    def new_pass(occasion: Occasion) -> PassResult:
        done.append(occasion.reason)
        return PassResult(next_due=None, status="")

    world.reload = lambda: Work(make_pass=new_pass, folders=())
    world.run(is_stale=lambda: answers.pop(0))
    assert (world.reasons, done) == (["start"], ["poke", "poke"])


def test_an_edit_that_is_refused_is_tried_again_before_each_pass_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = HandWound(script=[signal.SIGUSR1, signal.SIGUSR1, signal.SIGUSR1])
    attempts = [True, True, False]
    done: list[str] = []

    def new_pass(occasion: Occasion) -> PassResult:
        done.append(occasion.reason)
        return PassResult(next_due=None, status="")

    def reload() -> Work:
        if attempts.pop(0):
            raise ConfigError(("there is no folder articles",))
        return Work(make_pass=new_pass, folders=())

    world.reload = reload
    world.run(is_stale=lambda: bool(world.reasons))
    assert (world.reasons, done) == (["start", "poke", "poke"], ["poke"])
    assert caplog.text.count("there is no folder articles") == 1


def test_a_broken_configuration_keeps_the_old_work_and_says_so_until_it_is_mended(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    world = HandWound()
    attempts = [True, False]

    def reload() -> Work:
        if attempts.pop(0):
            raise ConfigError(("feedbot.toml:3: no such key: contnet\n  did you mean content?",))
        return Work(make_pass=world.make_pass, folders=())

    world.reload = reload
    world.script = [signal.SIGHUP, signal.SIGUSR1, signal.SIGHUP]
    with Listening(tmp_path) as manager:
        world.address = manager.address
        world.run()
    assert world.reasons == ["start", "poke", "reload"]
    complaint = "NOT RELOADED, the old configuration stays: feedbot.toml:3: no such key: contnet | 2 sites"
    assert manager.heard == [
        "READY=1\nSTATUS=starting",
        "STATUS=2 sites",
        "RELOADING=1\nMONOTONIC_USEC=1000000000",
        f"READY=1\nSTATUS={complaint}",
        f"STATUS={complaint}",
        "RELOADING=1\nMONOTONIC_USEC=1000000000",
        "READY=1\nSTATUS=2 sites",
        "STATUS=2 sites",
        "STOPPING=1\nSTATUS=stopping",
        "EXTEND_TIMEOUT_USEC=60000000",
    ]
    assert "did you mean content?" in caplog.text


def test_a_failing_pass_is_logged_once_and_tried_again_after_longer_and_longer_pauses(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "feedbot")
    world = HandWound(errors=[StateError("the disk is full") for _ in range(3)])
    world.script = [1.0 for _ in range(40)]
    world.run()
    assert [(at, o.reason) for at, o in world.passes] == [
        (0, "start"),
        (5, "start"),
        (15, "start"),
        (35, "start"),
    ]
    assert caplog.text.count("the disk is full") == 1
    assert "passes work again after 3 failed" in caplog.text
    assert world.waits[:3] == [5, 4, 3]


def test_a_change_during_the_pause_waits_for_its_end_but_a_poke_does_not() -> None:
    world = HandWound(errors=[StateError("locked")], script=[CONTENT, 1.0, signal.SIGUSR1])
    world.run()
    assert [(at, o.reason) for at, o in world.passes] == [(0, "start"), (1, "start")]
    assert world.passes[1][1].folders == (Path("/content"),)


def test_a_bug_is_told_with_its_way_in_the_log_and_by_its_name_alone_in_the_status(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    world = HandWound(errors=[KeyError("token-4711")])
    with Listening(tmp_path) as manager:
        world.address = manager.address
        world.run()
    assert "KeyError: 'token-4711' < winding.py:" in caplog.text
    assert manager.heard[1] == "STATUS=1 passes failed in a row: KeyError, see the log"


@pytest.mark.parametrize(("step", "logged"), [(4.0, False), (-4.0, False), (6.0, True), (-3600.0, True)])
def test_a_step_of_the_wall_clock_is_logged(
    step: float, *, logged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    def move() -> None:
        world.now += timedelta(seconds=step)

    world = HandWound(script=[30.0, move, 30.0])
    world.run()
    assert caplog.text.count("clock_step") == int(logged)


def test_the_watchdog_is_answered_by_the_loop_and_within_a_long_pass(tmp_path: Path) -> None:
    def during(occasion: Occasion) -> None:
        for _ in range(10):
            world.elapse(1)
            occasion.alive()

    world = HandWound(watchdog=8.0, during=during)
    with Listening(tmp_path) as manager:
        world.address = manager.address
        world.run()
    assert world.waits == [4]
    assert manager.heard.count("WATCHDOG=1") == 1 + 5 + 0  # the start, and every 2 s of the pass


def test_a_pass_that_finishes_a_post_while_stopping_asks_for_time(tmp_path: Path) -> None:
    def during(occasion: Occasion) -> None:
        world.send(signal.SIGTERM)
        occasion.alive()

    world = HandWound(during=during)
    with Listening(tmp_path) as manager:
        world.address = manager.address
        world.run()
    assert manager.heard[1:3] == ["STOPPING=1\nSTATUS=stopping", "EXTEND_TIMEOUT_USEC=60000000"]
