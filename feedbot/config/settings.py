"""The configuration as frozen values, one model per table of the file; every key and its default is here.

What a key means stands in ``config/reference.toml``, one line each; a test keeps the two equal.
Nothing here fetches a secret, and an account's own options are described by its network.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo

from feedbot.config import feed_kinds as feed
from feedbot.config import particulars as own
from feedbot.config import scalars as kind
from feedbot.config.rules import Chosen
from feedbot.config.secrets import NoReference, Reference, reference
from feedbot.content.discovery.findings import Findings

OptionValue: TypeAlias = str | int | float | bool | tuple[str, ...] | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What reading one file depends on beside its text."""

    folder: Path  # of the file; relative paths start there
    generators: Collection[str]  # the names that `generator` may have beside "auto"


def _site_name(value: object, info: ValidationInfo[Surroundings]) -> str:
    """Take the name as written, else the host of the address."""
    if value != "":
        return kind.name(value)
    # An address that is a mistake is not there, and told already.
    return str(info.data.get("url", "")).partition("://")[2].partition("/")[0]


def _root(value: object, info: ValidationInfo[Surroundings]) -> Path:
    return _existing(info.context.folder / kind.line(value))


def _content(value: object, info: ValidationInfo[Surroundings]) -> Path:
    # A root that is a mistake itself is told once, not again for every path below it.
    return _existing(info.data["root"] / kind.line(value)) if "root" in info.data else Path()


def _output(value: object, info: ValidationInfo[Surroundings]) -> Path:
    root: Path = info.data.get("root", Path())
    return root / kind.line(value)


def _selector(value: object) -> str:
    written = kind.text(value).strip()
    if written:
        from feedbot.content.built.selectors import selector_fault  # noqa: PLC0415  # imported late: 20 ms

        fault = selector_fault(written)
        if fault is not None:
            raise kind.wrong(
                f"this is no CSS selector: {fault}", 'write for example "article .entry-content"'
            )
    return written


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise kind.wrong(
            f"there is no folder {folder}",
            "make it, or write where it is; a relative path starts at this file",
        )
    return folder


def _generator(value: object, info: ValidationInfo[Surroundings]) -> str:
    return kind.one_of("auto", *sorted(info.context.generators))(value)


def _store_url(value: object, info: ValidationInfo[Surroundings]) -> str | Reference:
    """Take a database address; one that holds a password is a secret and must be referred to."""
    if isinstance(value, str):
        if "@" in value and ":" in value.partition("://")[2].rpartition("@")[0]:
            raise kind.wrong(
                "the address holds a password (not shown here)",
                'write { env = "DATABASE_URL" } or { file = "..." } instead; then replace the password',
            )
        return value
    found = reference(value, folder=info.context.folder)
    if isinstance(found, NoReference):
        raise kind.wrong(found.what, found.repair)
    return found


class Table(BaseModel):
    """One table of the file: a key that is not listed is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, hide_input_in_errors=True)


class SiteSettings(Table):
    """``[site]``: what the site is and where it lies; the paths are absolute.

    What is left empty here is filled by ``filling`` from the site's own configuration.
    """

    title: kind.Line = ""
    url: own.WebAddress = ""
    name: Annotated[str, PlainValidator(_site_name)] = Field(default="", validate_default=True)
    language: own.Language = "en"
    timezone: own.Zone = "UTC"
    author: own.SiteAuthor = None
    description: kind.Text = ""
    root: Annotated[Path, PlainValidator(_root)] = Field(default=".", validate_default=True)
    content: Annotated[Path | None, PlainValidator(_content)] = None
    sections: kind.Texts = ()
    exclude: kind.Texts = ()
    generator: Annotated[str, PlainValidator(_generator)] = "auto"
    output: Annotated[Path | None, PlainValidator(_output)] = None
    permalinks: own.Patterns = ()
    trailing_slash: kind.MaybeSwitch = None
    markdown: own.Markdown = ()
    rendered: own.Rendered = ""
    selector: Annotated[str, PlainValidator(_selector)] = ""
    options: own.Pairs = ()


class FeedSettings(Table):
    """``[feeds]``, or one of several ``[[feeds]]``: the files below output ("": none), and what is in them.

    The defaults are those of the first table; ``feed_tables`` says what a later one has instead.
    """

    rss: feed.FeedFile = "rss.xml"
    atom: feed.FeedFile = "atom.xml"
    json_: feed.FeedFile = Field(default="feed.json", alias="json")
    limit: kind.Positive = 20
    most_bytes: feed.MostBytes = 4_900_000
    content: feed.Amount = "both"
    title: kind.Text = ""
    description: kind.Text = ""
    home: feed.Home = ""
    icon: feed.Picture = ""
    logo: feed.Picture = ""
    rights: kind.Text = ""
    only: Chosen = ()
    exclude: Chosen = ()
    archives: feed.ArchiveSize = 100
    hubs: feed.Hubs = ()
    comments: feed.Comments = ""
    footer: feed.Footer = ""
    compress: feed.Compress = ()
    stylesheet: feed.SingleFile = "feed.css"
    tombstones: kind.Switch = False
    opml: feed.SingleFile = "feeds.opml"

    @property
    def files(self) -> dict[str, str]:
        """Return the file of each format that there is, by its key."""
        named = {"rss": self.rss, "atom": self.atom, "json": self.json_}
        return {key: file for key, file in named.items() if file}


class AnnounceSettings(Table):
    """``[announce]``: how the site's articles are announced on every account."""

    hashtags: kind.Tags = ()
    first_run: own.First = "nothing"
    burst: kind.Count = 3
    template: own.Template = ""
    categories: kind.Switch = False
    aliases: own.Aliases = ()
    grace: kind.Duration = timedelta(0)
    give_up_after: kind.Duration = timedelta(days=3)
    wait_until_live: kind.Switch = True


class AccountSettings(Table):
    """``[accounts.NAME]``: one login on one network.

    ``name`` and ``options`` are not read from the table: the one is the NAME,
    the other the network's own keys, checked and with its defaults filled in.
    """

    name: str
    network: kind.Line
    hashtags: kind.Tags = ()
    template: own.Template = ""
    most_hashtags: kind.MaybeCount = None
    warning: kind.Text = ""
    wait_until_live: kind.MaybeSwitch = None
    formerly: kind.Names = ()
    options: Mapping[str, Any]


class DaemonSettings(Table):
    """``[daemon]``: the beat of ``feedbot run``."""

    quiet: kind.Duration = timedelta(seconds=0.5)
    every: kind.Beat = timedelta(minutes=5)


class StoreSettings(Table):
    """``[store]``: where feedbot remembers; "" is an SQLite file in the state folder."""

    url: Annotated[str | Reference, PlainValidator(_store_url)] = ""


class SharedSettings(Table):
    """What stands once, in the first file, whatever the number of sites."""

    sites: kind.Texts = ()
    daemon: DaemonSettings = DaemonSettings.model_construct()
    store: StoreSettings = StoreSettings.model_construct()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """All that one site's file says of it."""

    file: Path
    site: SiteSettings
    found: Findings  # in the site's own configuration
    feeds: tuple[FeedSettings, ...]  # at least one
    announce: AnnounceSettings
    accounts: tuple[AccountSettings, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole configuration; ``state`` is the folder for everything that feedbot remembers."""

    file: Path
    state: Path
    sites: tuple[SiteConfig, ...]
    daemon: DaemonSettings
    store: StoreSettings
