"""One server and one prepared site for each network, started at the first use and kept to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.crash.nursery import Nursery
from tests.crash.services import Service, serve
from tests.crash.stage import Stage, set_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A running service, and a site with an account on it after its first pass."""

    service: Service
    stage: Stage


@pytest.fixture(scope="session")
def prepare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Prepared]]:
    """Start a network by its name."""
    running: dict[str, Prepared] = {}
    with ExitStack() as stack:

        def prepared(name: str) -> Prepared:
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                (folder / "server").mkdir()
                service = stack.enter_context(serve(name, folder / "server"))
                stage = set_up(folder / "site", f"[accounts.news]\n{service.account}\n", service.secrets)
                running[name] = Prepared(service=service, stage=stage)
            return running[name]

        yield prepared


@pytest.fixture(scope="session")
def nursery() -> Nursery:
    """Return what bears children that are to be killed."""
    return Nursery()
