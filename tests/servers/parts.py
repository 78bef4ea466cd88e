"""Where the real parts are that tests run against; an absent part skips the test and says how to get it.

With ``FEEDBOT_REQUIRE_PARTS=1``, as in CI, an absent part is a failure instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One real thing that tests need: how to find it, and the command that installs it."""

    find: Callable[[], Path | None]
    install: str


def need(part: str) -> Path:
    """Return the part's program or folder; skip the test (or fail it, in CI) where it is absent."""
    wanted = PARTS[part]
    found = wanted.find()
    if found is not None:
        return found
    reason = f"{part} is not installed; to install it: {wanted.install}"
    if os.environ.get("FEEDBOT_REQUIRE_PARTS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _folder() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("FEEDBOT_TEST_PARTS") or cache / "feedbot-test")


def _pds() -> Path | None:
    folder = Path(os.environ.get("FEEDBOT_TEST_PDS") or _folder() / "pds")
    return folder if (folder / "node_modules/@atproto/pds/package.json").is_file() else None


def _file_below_parts(path: str) -> Callable[[], Path | None]:
    def find() -> Path | None:
        return _folder() / path if (_folder() / path).is_file() else None

    return find


def _program(name: str) -> Callable[[], Path | None]:
    def find() -> Path | None:
        found = shutil.which(name)
        return Path(found) if found else None

    return find


def _postgres() -> Path | None:
    """Debian keeps the server's programs outside PATH."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    whole = [folder for folder in folders if (folder / "initdb").is_file()]
    return max(whole, key=lambda folder: int(folder.parent.name), default=None)


def _systemd() -> Path | None:
    """A systemd of our own is PID 1 of a name space, and only root may make one."""
    program = Path("/lib/systemd/systemd")
    usable = program.is_file() and os.geteuid() == 0 and shutil.which("unshare") and shutil.which("nsenter")
    return program if usable else None


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "pds": Part(find=_pds, install="tests/servers/install.sh pds"),
        "mastodon_mock": Part(
            find=_file_below_parts("mastodon_mock/venv/bin/mastodon_mock"),
            install="tests/servers/install.sh mastodon_mock",
        ),
        "snac": Part(
            find=_file_below_parts("snac/root/usr/bin/snac"), install="tests/servers/install.sh snac"
        ),
        "postgres": Part(find=_postgres, install="apt-get install postgresql"),
        "systemd": Part(find=_systemd, install="apt-get install systemd, then run the tests as root"),
        "systemd-analyze": Part(find=_program("systemd-analyze"), install="apt-get install systemd"),
        "chromium": Part(find=_program("chromium"), install="apt-get install chromium"),
        "axe": Part(
            find=_file_below_parts("axe/node_modules/axe-core/axe.min.js"),
            install="tests/servers/install.sh axe",
        ),
        "newsboat": Part(find=_program("newsboat"), install="apt-get install newsboat"),
    }
)
