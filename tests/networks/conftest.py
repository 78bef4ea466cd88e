"""Real servers that several files of this room talk to; each starts at its first use and runs to the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.mastodon_mock import MastodonMock, running_mastodon_mock
from tests.servers.pds import Pds, running_pds
from tests.servers.snac import Snac, running_snac


@pytest.fixture(scope="session")
def pds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pds]:
    with running_pds(tmp_path_factory.mktemp("pds")) as server:
        yield server


@pytest.fixture(scope="session")
def mastodon_mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MastodonMock]:
    with running_mastodon_mock(tmp_path_factory.mktemp("mastodon_mock")) as server:
        yield server


@pytest.fixture(scope="session")
def snac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snac]:
    with running_snac(tmp_path_factory.mktemp("snac")) as server:
        yield server
