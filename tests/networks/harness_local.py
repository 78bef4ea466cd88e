"""The conformance harness of ``local``: no server, a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedbot.networks.local import Local
from feedbot.networks.network import Network
from tests.networks.conformance import Clock, Harness


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The folder that local writes to."""

    folder: Path
    url: str = ""

    def links(self) -> list[str]:
        file = self.folder / "announcements.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [json.loads(line)["link"] for line in lines]

    def network(self, url: str, *, folder: Path, clock: Clock, login: bool) -> Network:
        return Local(self.folder)


@contextmanager
def serve(folder: Path) -> Iterator[Folder]:
    yield Folder(folder=folder)


HARNESS = Harness(name="local", create=("", ""), serve=serve, unfit=None, canaries=())
