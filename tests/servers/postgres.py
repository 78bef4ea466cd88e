"""A real PostgreSQL on a socket of its own, gone when the block ends; for function tests, not crash tests."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from tests.servers.parts import need
from tests.servers.process import running

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
LOCALE = ("-E", "UTF8", "--locale=C.UTF-8")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; every test takes a name space of its own."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_database(self) -> str:
        """Make an empty name space, which is a database to whoever uses it, and return its URL."""
        name = f"feedbot_{next(self.numbers)}"
        with psycopg.connect(f"host={self.folder} user=postgres", autocommit=True) as connection:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&options=-csearch_path%3D{name}"


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Run PostgreSQL as the user postgres, since it refuses to run as root."""
    programs = need("postgres")
    with tempfile.TemporaryDirectory(prefix="feedbot-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = ["-D", str(folder / "db")]
        _run(str(programs / "initdb"), *data, "-U", "postgres", "-A", "trust", "--no-sync", *LOCALE)
        settings = [word for setting in FAST for word in ("-c", setting)]
        server = [*_as_postgres(), str(programs / "postgres"), *data, "-k", str(folder), *settings]
        with running(server, log=folder / "log", ready=lambda: _ready(programs, folder)):
            yield Cluster(folder)
            _run(str(programs / "pg_ctl"), *data, "-m", "immediate", "stop")


def _run(*command: str) -> None:
    subprocess.run([*_as_postgres(), *command], check=True, capture_output=True)


def _as_postgres() -> list[str]:
    if os.geteuid() != 0:
        return []
    tied = ["--pdeathsig", "KILL"]  # a change of user forgets the one that `running` asked for
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *tied]


def _ready(programs: Path, folder: Path) -> bool:
    return subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode == 0
