"""From TOML tables to settings, or what is wrong with them, in a person's words.

Knows nothing of lines: the ``loc`` of a finding is the path to a key, which ``places`` turns into a line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from feedbot.config import settings
from feedbot.config.accounts import read_options
from feedbot.config.feed_tables import completed, faults
from feedbot.config.filling import filled
from feedbot.config.mistakes import Finding
from feedbot.config.places import Loc
from feedbot.config.scalars import NAME_REPAIR, is_name, words
from feedbot.config.suggestions import did_you_mean
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.registry import discover
from feedbot.networks.entry import Entry


def _keys(model: type[settings.Table]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in model.model_fields.items())


_TABLES: Final[Mapping[str, type[settings.Table]]] = {
    "site": settings.SiteSettings,
    "feeds": settings.FeedSettings,
    "announce": settings.AnnounceSettings,
    "daemon": settings.DaemonSettings,
    "store": settings.StoreSettings,
}
SHARED: Final = ("sites", "daemon", "store")
PER_SITE: Final = ("site", "feeds", "announce", "accounts")
# The model has two fields more, which are no keys of the table.
ACCOUNT_KEYS: Final = tuple(key for key in _keys(settings.AccountSettings) if key not in {"name", "options"})
_EXAMPLES: Final = {
    "title": 'title = "Atelier Nord"',
    "url": 'url = "https://example.org"',
    "network": 'network = "local"',
}

SomeTable = TypeVar("SomeTable", bound=settings.Table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names that a configuration may use, from the registries of networks and generators."""

    networks: Mapping[str, Entry]
    generators: Collection[str]


@dataclass(slots=True, kw_only=True)
class Checking:
    """One file being checked: what it says, and all that was found wrong so far."""

    file: Path
    raw: Mapping[str, Any]
    known: Known
    findings: list[Finding] = field(default_factory=list)

    def top(self, *, first: bool) -> None:
        """Check the keys outside all tables; only the ``first`` file may hold the shared ones."""
        several = first and "sites" in self.raw
        for key in self.raw:
            if several and key in PER_SITE:
                repair = f"move [{key}] into the file of a site, or take sites out"
                self._find((key,), f"[{key}] cannot stand beside sites", repair)
            elif not first and key in SHARED:
                repair = f"move {key} into the file that lists the sites"
                self._find((key,), f"{key} is not for one site alone", repair)
            elif key not in (*SHARED, *PER_SITE):
                self._unknown((key,), (*SHARED, *PER_SITE))

    def shared(self) -> settings.SharedSettings | None:
        """Check what stands once, whatever the number of sites."""
        chosen = {key: self.raw[key] for key in SHARED if key in self.raw}
        return self._validated(settings.SharedSettings, chosen, ())

    def site(self) -> settings.SiteConfig | None:
        """Check the tables of one site; None where it cannot be used."""
        if "site" in self.raw:
            site = self._table("site", settings.SiteSettings)
        else:
            site = None
            examples = f"{_EXAMPLES['title']} and {_EXAMPLES['url']}"
            self._find((), "there is no [site]", f"add [site], and below it {examples}")
        feeds = self._feeds()
        announce = self._table("announce", settings.AnnounceSettings)
        accounts = self._accounts()
        self._distinct_accounts(accounts)
        if site is None:
            self._necessary(self.raw.get("site"), self._found_beside())
        if site is None or feeds is None or announce is None:
            return None
        site, found = filled(site)
        self._necessary({"title": site.title, "url": site.url}, found)
        if site.content is None or not site.content.is_dir():
            repair = "write where the articles are: content = ..., from the site's folder"
            self._find(("site", "content"), f"there is no folder {site.content}", repair)
        return settings.SiteConfig(
            file=self.file, site=site, found=found, feeds=feeds, announce=announce, accounts=accounts
        )

    def _necessary(self, site: object, found: Findings) -> None:
        """Check what may stand in the site's own configuration instead of here."""
        asked = dict(found.asks)
        for key in ("title", "url"):
            if isinstance(site, dict) and not site.get(key) and not getattr(found, key):
                reason = asked.get(key, found.trouble)
                why = f" ({reason})" if reason else ""
                self._find(("site",), f"{key} is missing{why}", f"add {_EXAMPLES[key]}")

    def _found_beside(self) -> Findings:
        """Look at the site's own configuration although ``[site]`` has mistakes, so that all are told."""
        site = self.raw.get("site")
        root = site.get("root", ".") if isinstance(site, dict) else "."
        readable = isinstance(root, str) and "\0" not in root
        return discover(self.file.parent / root, "auto")[1] if readable else Findings()

    def nothing_matches(self, pattern: int | None) -> None:
        """Note that one of ``sites``, or the whole list, names no file."""
        repair = f"write a path or pattern that starts at {self.file.parent}"
        if pattern is None:
            self._find(("sites",), "the list of sites is empty", repair, at_key=False)
        else:
            written = self.raw["sites"][pattern]
            self._find(("sites", pattern), f"no file is called {words(written)}", repair, at_key=False)

    def not_own(self, loc: Loc, what: str, repair: str) -> None:
        """Note that another site has what this one calls its own; a default is told at the address."""
        written = loc[-1] in self.raw["site"]
        self._find(loc if written else ("site", "url"), what, repair, at_key=False)

    def showable(self, loc: Loc) -> bool:
        """Say whether the value at ``loc`` may be shown: only where the key is known to be no secret."""
        match loc:
            case ("sites", *_):
                return True
            case ("store", *_):
                return False
            case (str(table), str(key), *_) | (str(table), int(), str(key), *_) if table in _TABLES:
                return key in _keys(_TABLES[table])
            case ("accounts", str(account), str(key), *_):
                return key in ACCOUNT_KEYS or key in self._plain_options(account)
            case _:
                return False

    def _plain_options(self, account: str) -> set[str]:
        accounts = self.raw.get("accounts")
        written = accounts.get(account) if isinstance(accounts, dict) else None
        entry = self._entry(written.get("network")) if isinstance(written, dict) else None
        return {option.name for option in entry.options if not option.secret} if entry is not None else set()

    def _entry(self, network: object) -> Entry | None:
        return self.known.networks.get(network) if isinstance(network, str) else None

    def _feeds(self) -> tuple[settings.FeedSettings, ...] | None:
        """Check the one table of feeds, or every one of several; None where one cannot be used."""
        written = self.raw.get("feeds", {})
        several = isinstance(written, list)
        if written == []:
            repair = "write [feeds] or [[feeds]] on a line of its own, or take feeds out for the defaults"
            self._find(("feeds",), "the list of feeds is empty", repair, at_key=False)
        read = [
            self._validated(settings.FeedSettings, table, ("feeds", place) if several else ("feeds",))
            for place, table in enumerate(written if several else [written])
        ]
        tables = completed(read)
        self.findings += faults(tables, several=several)
        found = tuple(table for table in tables if table is not None)
        return found if found and len(found) == len(tables) else None

    def _table(self, key: str, model: type[SomeTable]) -> SomeTable | None:
        return self._validated(model, self.raw.get(key, {}), (key,))

    def _validated(self, model: type[SomeTable], written: object, loc: Loc) -> SomeTable | None:
        around = settings.Surroundings(folder=self.file.parent, generators=self.known.generators)
        try:
            return model.model_validate(written, context=around)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False):
                self._from_pydantic(each["type"], (*loc, *each["loc"]), each.get("ctx", {}))
        return None

    def _from_pydantic(self, kind: str, loc: Loc, context: Mapping[str, Any]) -> None:
        match kind:
            case "mistake":
                at = (*loc, *context["below"])
                self._find(at, context["what"], context["repair"], at_key=context["at_key"])
            case "missing":
                name = str(loc[-1])
                self._find(loc[:-1], f"{name} is missing", f"add {_EXAMPLES[name]}")
            case "extra_forbidden":
                self._unknown(loc, _keys(_TABLES[str(loc[0])]))
            case _:  # "model_type", the only other that such models have
                self._no_table(loc)

    def _unknown(self, loc: Loc, allowed: Collection[str]) -> None:
        key = str(loc[-1])
        table = _header(loc[:-1]) if loc[:-1] else "the configuration"
        self._find(loc, f"{words(key)} is not a key of {table}", _did_you_mean(key, allowed))

    def _no_table(self, loc: Loc) -> None:
        each = "each of " if isinstance(loc[-1], int) else ""
        repair = f"write {_header(loc)} on a line of its own, and its keys below"
        self._find(loc, f"{each}{_dotted(loc)} must be a table", repair)

    def _find(self, loc: Loc, what: str, repair: str, *, at_key: bool = True) -> None:
        self.findings.append(Finding(loc=loc, what=what, repair=repair, at_key=at_key))

    def _accounts(self) -> tuple[settings.AccountSettings, ...]:
        written = self.raw.get("accounts", {})
        if not isinstance(written, dict):
            self._find(
                ("accounts",), "accounts must be a table", "write [accounts.NAME] on a line of its own"
            )
            return ()
        accounts = [self._account(name, table) for name, table in written.items()]
        return tuple(account for account in accounts if account is not None)

    def _account(self, name: str, written: object) -> settings.AccountSettings | None:
        loc = ("accounts", name)
        if not is_name(name):
            self._find(loc, f"{words(name)} is no name for an account", NAME_REPAIR)
        if not isinstance(written, dict):
            self._no_table(loc)
            return None
        common = {key: value for key, value in written.items() if key in ACCOUNT_KEYS}
        own = {key: value for key, value in written.items() if key not in ACCOUNT_KEYS}
        options = self._options(loc, own, written.get("network"))
        return self._validated(settings.AccountSettings, {**common, "name": name, "options": options}, loc)

    def _options(
        self, loc: Loc, own: Mapping[str, Any], network: object
    ) -> Mapping[str, settings.OptionValue]:
        """Check the keys that only the network knows; without a network nothing can be said of them."""
        entry = self._entry(network)
        if entry is None:
            if isinstance(network, str) and network.strip():
                repair = _did_you_mean(network, self.known.networks)
                self._find((*loc, "network"), f"there is no network {words(network)}", repair, at_key=False)
            return {}
        options, mistakes = read_options(own, entry.options, folder=self.file.parent)
        for mistake in mistakes:
            at = (*loc, mistake.key) if mistake.key else loc
            self._find(at, mistake.what, mistake.repair, at_key=not mistake.key)
        allowed = (*ACCOUNT_KEYS, *(option.name for option in entry.options))
        for key in own:
            if key not in allowed:
                self._unknown((*loc, key), allowed)
        return options

    def _distinct_accounts(self, accounts: tuple[settings.AccountSettings, ...]) -> None:
        taken = {account.name: f"{words(account.name)} is an account of its own" for account in accounts}
        for account in accounts:
            for old in account.formerly:
                if old in taken:
                    loc = ("accounts", account.name, "formerly")
                    self._find(loc, taken[old], "an old name belongs to one account", at_key=False)
                taken[old] = f"{words(account.name)} was {words(old)} already"


def _did_you_mean(word: str, allowed: Collection[str]) -> str:
    close = did_you_mean(word, allowed)
    if close is not None:
        return close
    homes = [table for table, model in _TABLES.items() if word in _keys(model)]
    if homes:
        return f"it belongs below [{homes[0]}]"
    return f"known here: {', '.join(sorted(allowed))}"


def _header(loc: Loc) -> str:
    return f"[[{_dotted(loc)}]]" if isinstance(loc[-1], int) else f"[{_dotted(loc)}]"


def _dotted(loc: Loc) -> str:
    return ".".join(part for part in loc if isinstance(part, str))
