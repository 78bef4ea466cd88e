"""How a database is opened, and what becomes of one that is damaged, full, foreign, moved or busy."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError

from feedbot.errors import ConfigError, LockedError, StateError
from feedbot.store.database import TRIES
from feedbot.store.ledger import Changes
from feedbot.store.store import Store, open_store
from tests.store.samples import NOON, SITE, delivery, known

FULL = """
import resource, sys
from pathlib import Path
from feedbot.errors import StateError
from feedbot.store.ledger import Changes
from feedbot.store.store import open_store
from tests.store.samples import NOON, SITE, known
folder = Path(sys.argv[1])
with open_store("", folder) as store:
    store.ledger.remember(SITE, Changes(articles=(known("before"),)), NOON)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    many = tuple(known(f"{n}") for n in range(5_000))
    try:
        store.ledger.remember(SITE, Changes(articles=many), NOON)
    except StateError as error:
        print(error)
    assert [article.uid for article in store.ledger.articles(SITE)] == ["before"]
"""
KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from feedbot.store.ledger import Changes
from feedbot.store.store import open_store
from tests.store.samples import NOON, SITE, delivery, known, source
with open_store("", Path(sys.argv[1])) as store:
    left = int(sys.argv[2])
    def count(*_):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
    event.listen(store.database.engine, "before_cursor_execute", count)
    event.listen(store.database.engine, "commit", count)
    uids = [f"{n}" for n in range(1_000)]
    everything = Changes(
        articles=tuple(map(known, uids)),
        sources=tuple(map(source, uids)),
        deliveries=tuple(map(delivery, uids)),
    )
    store.ledger.remember(SITE, everything, NOON)
"""
POOR = """
import os, sys
from pathlib import Path
from sqlalchemy.dialects import sqlite
from feedbot.errors import StateError
from feedbot.store.ledger import Changes
from feedbot.store.store import open_store
from tests.store.samples import NOON, SITE
os.setgid(65534); os.setuid(65534)
try:
    with open_store("", Path(sys.argv[1])) as store:
        store.ledger.remember(SITE, Changes(), NOON)
except StateError as error:
    print(error)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def file(folder: Path) -> Path:
    """Return a state with a thousand articles, closed."""
    with open_store("", folder) as store:
        store.ledger.remember(SITE, Changes(articles=tuple(known(f"{n}") for n in range(1_000))), NOON)
    return folder / "feedbot.db"


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_locks_of_another_folder_prove_nothing_about_a_database(folder: Path) -> None:
    with open_store(f"sqlite:///{folder / 'shared.db'}", folder) as store:
        assert store.alone
    with open_store(f"sqlite:///{folder / 'shared.db'}", folder / "another") as store:
        assert not store.alone


def test_a_new_state_is_private_whole_and_alone_in_its_folder(folder: Path) -> None:
    with open_store("", folder) as store:
        assert store.alone
        store.ledger.remember(SITE, Changes(), NOON)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(("feedbot.db", "feedbot.db-wal", "feedbot.db-shm"), 0o600)
    assert [path.name for path in folder.iterdir()] == ["feedbot.db"]


def test_every_connection_keeps_the_rules_of_a_durable_state(folder: Path) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")

    def pragmas(connection: Connection) -> list[object]:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    with open_store("", folder) as store:
        assert store.database.read(pragmas) == ["wal", 2, 1, 0, 10_000]
        assert store.database.write(pragmas) == ["wal", 2, 1, 0, 10_000]


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "é #? 100%.db"
    with open_store("", folder) as store:
        assert store.database.place == str(folder / "feedbot.db")
    assert [path.name for path in folder.iterdir()] == ["feedbot.db"]


def test_a_url_names_the_file(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'named é.db'}", tmp_path / "other") as store:
        assert store.database.place == str(tmp_path / "named é.db")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite:////tmp/a?mode=ro", "mysql://a:canary@h/d", "nonsense"]
)
def test_what_is_no_database_of_ours_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must be `sqlite") as caught:
        open_store(url, tmp_path)
    assert "canary" not in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"127\.0\.0\.1") as caught:
        open_store("postgresql://feedbot:canary@127.0.0.1:9/feedbot", tmp_path)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("spoilt", [b"", b"SQLite format 3\0" + b"x" * 9000, b"not a database" * 100])
def test_a_file_that_is_no_database_stops_us_and_is_left_as_it_is(folder: Path, spoilt: bytes) -> None:
    folder.mkdir()
    file = folder / "feedbot.db"
    file.write_bytes(spoilt)
    with pytest.raises(StateError, match=r"feedbot\.db: .*backup"):
        open_store("", folder)
    assert file.read_bytes() == spoilt


def test_another_programs_database_is_not_ours(folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / "feedbot.db") as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = (folder / "feedbot.db").read_bytes()
    with pytest.raises(StateError, match="holds no feedbot state"):
        open_store("", folder)
    assert (folder / "feedbot.db").read_bytes() == before


def test_a_copy_that_sqlite_made_is_a_state_like_any_other(file: Path, folder: Path) -> None:
    copy = file.with_name("copy.db")
    with sqlite3.connect(file) as original:
        original.execute("VACUUM INTO ?", (str(copy),))
    original.close()
    copy.replace(file)
    with open_store("", folder) as store:
        mode = store.database.read(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar_one())
        assert (mode, len(store.ledger.articles(SITE))) == ("wal", 1_000)


def test_a_damaged_page_stops_us_before_anything_is_sent(file: Path) -> None:
    with file.open("r+b") as bytes_:
        bytes_.seek(file.stat().st_size // 2 // 4096 * 4096)
        bytes_.write(b"\xff" * 4096)
    damaged = file.read_bytes()
    with pytest.raises(StateError, match=r"feedbot\.db: the file is damaged.*never delete it"):
        open_store("", file.parent)
    assert file.read_bytes() == damaged


def test_a_file_cut_short_stops_us(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(StateError, match=r"feedbot\.db: .*damaged"):
        open_store("", file.parent)


def test_a_full_disk_is_said_and_loses_nothing(folder: Path) -> None:
    done = run(FULL, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "feedbot.db: writing or reading failed (disk full" in done.stdout
    with open_store("", folder) as store:
        assert [article.uid for article in store.ledger.articles(SITE)] == ["before"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
def test_a_state_of_another_user_is_named_with_its_remedy(file: Path, tmp_path: Path) -> None:
    for above in [tmp_path, *tmp_path.parents][:3]:
        above.chmod(0o755)
    file.parent.chmod(0o755)
    file.chmod(0o644)
    done = run(POOR, file.parent)
    assert "feedbot.db: it cannot be" in done.stdout, done.stderr
    assert "the user that runs feedbot" in done.stdout


@pytest.mark.slow
def test_a_pass_killed_midway_is_remembered_whole_or_not_at_all(folder: Path) -> None:
    kinds = set[int]()
    for step in range(1, 20):
        done = run(KILLED, folder / str(step), step)
        with open_store("", folder / str(step)) as store:
            counts = (
                len(store.ledger.articles(SITE)),
                len(store.ledger.sources(SITE)),
                len(store.outbox.planned_keys(SITE)),
            )
            assert counts in {(0, 0, 0), (1_000, 1_000, 1_000)}
            kinds.add(counts[0])
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert kinds == {0, 1_000}


@pytest.mark.parametrize("what", ["deleted", "replaced"])
def test_a_file_that_goes_away_under_us_stops_us(file: Path, what: str) -> None:
    with open_store("", file.parent) as store:
        store.ledger.remember(SITE, Changes(), NOON)
        file.rename(file.with_name("moved.db"))
        if what == "replaced":
            file.write_bytes(b"")
        with pytest.raises(StateError, match=r"feedbot\.db: the database was moved"):
            store.ledger.remember(SITE, Changes(), NOON)
        with pytest.raises(StateError, match="was moved"):
            store.outbox.due(SITE, NOON)


def test_readers_do_not_wait_for_a_writer(folder: Path) -> None:
    with open_store("", folder) as store, open_store("", folder) as other:
        assert store.database.write(lambda _: other.ledger.since(SITE)) is None


def test_a_transaction_is_run_again_after_a_conflict_but_not_for_ever(store: Store) -> None:
    conflict = {"sqlite": _be_refused_the_lock, "postgresql": _fail_to_serialize}
    fail = conflict[store.database.engine.dialect.name]
    tries: list[int] = []

    def work(connection: Connection) -> None:
        tries.append(1)
        if len(tries) != 3:
            fail(connection)

    store.database.write(work)
    assert len(tries) == 3
    with pytest.raises(LockedError, match="keeps the database busy"):
        store.database.write(work)
    assert len(tries) == 3 + TRIES


def _be_refused_the_lock(connection: Connection) -> None:
    impatient = create_engine(connection.engine.url, connect_args={"timeout": 0})
    try:
        with impatient.connect() as second:
            second.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        impatient.dispose()


def _fail_to_serialize(connection: Connection) -> None:
    connection.exec_driver_sql("DO $$ BEGIN RAISE serialization_failure; END $$")


def test_a_bug_shows_as_itself_and_without_what_was_to_be_written(store: Store) -> None:
    one = replace(delivery("canary-a"), id="one")
    clash = (one, replace(one, uid="canary-b"))
    with pytest.raises(IntegrityError) as caught:
        store.ledger.remember(SITE, Changes(deliveries=clash), NOON)
    assert "canary" not in str(caught.value)
