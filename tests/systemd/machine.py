"""A machine of its own: a real systemd as PID 1 of fresh namespaces, with the unit and feedbot under test.

It shares the kernel, the programs and nothing else: its own processes, mounts, network (loopback alone),
/etc, /run, /srv and /var/lib. Only root can make one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
_PATIENCE = 30.0  # seconds until what should come about counts as failed

_TARGET = "[Unit]\nDefaultDependencies=no\n"
# There is no journald in the machine, and the targets that a unit waits for by default are not reached.
_DROP_IN = """[Unit]
DefaultDependencies=no
[Service]
StandardOutput=append:/run/out.%N
StandardError=append:/run/err.%N
"""


class Machine:
    """Boots on entering, with ``files`` (path -> text) laid over /etc and /srv; dies on leaving."""

    def __init__(self, folder: Path, venv: Path, files: Mapping[str, str]) -> None:
        self._folder = folder
        self._venv = venv
        self._lay(files)
        self._console = (folder / "console").open("wb")

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                *(
                    "unshare",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount",
                    "--uts",
                    "--ipc",
                    "--cgroup",
                    "--net",
                ),
                *(
                    "--mount-proc",
                    "bash",
                    HERE / "room.sh",
                    self._venv,
                    "bash",
                    HERE / "boot.sh",
                    self._folder,
                ),
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._console,
            stderr=subprocess.STDOUT,
        )
        try:
            self.eventually(lambda: self._asked("is-system-running") in {"running", "degraded"})
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command inside."""
        inner = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        if not inner:
            return subprocess.CompletedProcess(command, 1, "", "the machine is down\n" + self.console())
        return subprocess.run(
            ["nsenter", "-t", inner[0], "-p", "-m", "-u", "-i", "-C", "-n", *command],
            capture_output=True,
            text=True,
            errors="replace",  # a database is no text
            timeout=_PATIENCE * 3,
            check=False,
        )

    def must(self, *command: str) -> str:
        """Run a command inside that has to succeed, and return what it printed."""
        done = self.run(*command)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}\n{self.console()}"
        return done.stdout.strip()

    def show(self, unit: str, prop: str) -> str:
        """Return one property of a unit."""
        return self.must("systemctl", "show", unit, "--property", prop, "--value")

    def read(self, path: str) -> str:
        """Return a file's text as root sees it inside; "" where there is none."""
        return self.run("cat", path).stdout

    def write(self, path: str, text: str) -> None:
        """Replace a file inside."""
        source = self._folder / "written"
        source.write_text(text)
        self.must("cp", "--remove-destination", "--no-preserve=all", str(source), path)

    def eventually(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, f"it did not come about\n{self.console()}"
            time.sleep(0.05)

    def console(self) -> str:
        """Return what the machine and its services said so far."""
        said = (self._folder / "console").read_text(errors="replace")
        inner = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        runtime = [Path(f"/proc/{pid}/root/run") for pid in inner]
        logs = [log for folder in runtime for log in sorted(folder.glob("*.feedbot*"))]
        return said + "".join(f"--- {log.name}\n{log.read_text(errors='replace')}" for log in logs)

    def _asked(self, question: str) -> str:
        return self.run("systemctl", question).stdout.strip()

    def _end(self) -> None:
        """Pull the plug: --kill-child takes PID 1 with it, and the kernel everything below."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._console.close()

    def _lay(self, files: Mapping[str, str]) -> None:
        units = self._folder / "etc/systemd/system"
        units.mkdir(parents=True)
        (units / "test.target").write_text(_TARGET)
        for unit in (PROJECT / "systemd").glob("feedbot*.*"):
            shutil.copy(unit, units / unit.name)
        for service in ("feedbot.service", "feedbot@.service", "feedbot-publish.service"):
            (units / f"{service}.d").mkdir()
            (units / f"{service}.d/test.conf").write_text(_DROP_IN)
        for path, text in files.items():
            file = self._folder / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


def installed() -> Path:
    """Install this feedbot as its users do, into a virtual environment of Debian's Python; return its folder.

    It is made as /opt/feedbot (programs hold the path they were made under) and kept between test runs:
    the dependencies are fetched again only when pyproject.toml has changed.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parts = Path(os.environ.get("FEEDBOT_TEST_PARTS") or cache / "feedbot-test")
    venv = parts / "systemd/venv"
    venv.mkdir(parents=True, exist_ok=True)
    wanted = hashlib.sha256((PROJECT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = venv / "made-of"
    fresh = stamp.is_file() and stamp.read_text() == wanted
    install = ["/opt/feedbot/bin/pip", "install", "--quiet", "--disable-pip-version-check"]
    if not fresh:
        _in_room(venv, ["/usr/bin/python3", "-m", "venv", "--clear", "/opt/feedbot"])
        _in_room(venv, [*install, str(PROJECT)])
        stamp.write_text(wanted)
    _in_room(venv, [*install, "--no-deps", "--force-reinstall", str(PROJECT)])
    return venv


def _in_room(venv: Path, command: list[str]) -> None:
    done = subprocess.run(
        ["unshare", "--mount", "bash", HERE / "room.sh", venv, *command],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
