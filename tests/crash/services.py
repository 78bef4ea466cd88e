"""The networks that the promise is tried on, each a server with a proxy before it that can cut and kill."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crash.stage import Stage
from tests.networks import harness_bluesky, harness_mastodon, harness_x
from tests.networks.conformance import Harness, Site
from tests.servers.cutting_proxy import CuttingProxy
from tests.servers.pds import MAIN_PASSWORD

NAMES = ("x", "mastodon", "snac", "bluesky", "local")
REPLAYING = ("mastodon", "bluesky", "local")  # the same request may be sent again
REMOTE = NAMES[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One network with its server; ``site`` and ``proxy`` lack where it is a folder."""

    name: str
    account: str  # the table of the account ``news``, as the configuration has it
    secrets: Mapping[str, str]  # by file name
    create: tuple[str, str] = ("", "")
    site: Site | None = None
    running: CuttingProxy | None = None

    @property
    def proxy(self) -> CuttingProxy:
        assert self.running is not None, f"{self.name} is asked over no wire"
        return self.running

    def posts(self, stage: Stage, link: str) -> int:
        """Count the posts about an article, as the server's operator sees them."""
        if self.site is not None:
            return self.site.links().count(link)
        file = next(stage.state.glob("accounts/*/news/announcements.jsonl"), stage.state / "none")
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [json.loads(line)["link"] for line in lines].count(link)


def posts_on_page(stage: Stage, account: str, link: str) -> int:
    """Count the posts about an article that an account on ``local`` has written."""
    files = stage.state.rglob(f"{account}/announcements.jsonl")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["link"] for line in lines].count(link)


@contextmanager
def serve(name: str, folder: Path) -> Iterator[Service]:
    """Run one service until the block ends."""
    if name == "local":
        yield Service(name=name, account='network = "local"', secrets={})
        return
    harness, describe = _HOW[name]
    with harness.serve(folder) as site, CuttingProxy(site.url) as proxy:
        account, secrets = describe(site, proxy.url)
        yield Service(
            name=name, account=account, secrets=secrets, create=harness.create, site=site, running=proxy
        )


def _x(site: Site, url: str) -> tuple[str, dict[str, str]]:
    assert isinstance(site, harness_x.XSite)
    keys = site.fake.keys
    secrets = {
        "consumer_key": keys.consumer_key,
        "consumer_secret": keys.consumer_secret,
        "access_token": keys.access_token,
        "access_token_secret": keys.access_token_secret,
    }
    return _table("x", {"api": url}, secrets), secrets


def _mastodon(site: Site, url: str) -> tuple[str, dict[str, str]]:
    assert isinstance(site, harness_mastodon.MastodonSite)
    secrets = {"token": site.server.token}
    return _table("mastodon", {"server": url}, secrets), secrets


def _bluesky(site: Site, url: str) -> tuple[str, dict[str, str]]:
    assert isinstance(site, harness_bluesky.PdsSite)
    secrets = {"app_password": MAIN_PASSWORD}
    return _table("bluesky", {"server": url, "handle": site.account.handle}, secrets), secrets


def _table(network: str, options: Mapping[str, str], secrets: Mapping[str, str]) -> str:
    lines = [f'{name} = "{value}"' for name, value in {"network": network, **options}.items()]
    lines += [f'{name} = {{ file = "secrets/{name}" }}' for name in secrets]
    return "\n".join(lines)


_Describe = Callable[[Site, str], tuple[str, dict[str, str]]]
_HOW: Mapping[str, tuple[Harness, _Describe]] = {
    "x": (harness_x.HARNESS, _x),
    "mastodon": (harness_mastodon.HARNESS, _mastodon),
    "snac": (harness_mastodon.HARNESS_ON_SNAC, _mastodon),
    "bluesky": (harness_bluesky.HARNESS, _bluesky),
}
