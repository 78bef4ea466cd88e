"""A site's accounts, built when they are first used; a missing secret stops that account alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from feedbot.config.secrets import Reference, resolve
from feedbot.config.settings import AccountSettings
from feedbot.errors import CredentialError
from feedbot.networks.entry import OptionValue
from feedbot.networks.logged_out import LoggedOut
from feedbot.networks.network import Network
from feedbot.networks.registry import NETWORKS
from feedbot.networks.secret import Secret
from feedbot.wiring.hands import Hands


class Accounts(Mapping[str, Network]):
    """A site's accounts by name; each is built, and its secrets are fetched, when it is first asked for."""

    def __init__(self, accounts: Sequence[AccountSettings], *, state: Path, hands: Hands) -> None:
        self._settings = {account.name: account for account in accounts}
        self._state = state
        self._hands = hands
        self._built: dict[str, Network] = {}

    def __getitem__(self, name: str) -> Network:
        if name not in self._built:
            self._built[name] = self._build(self._settings[name])
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in self._settings

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings)

    def __len__(self) -> int:
        return len(self._settings)

    def _build(self, account: AccountSettings) -> Network:
        entry, missing = NETWORKS[account.network], ""
        options: dict[str, OptionValue] = {}
        for name, value in account.options.items():
            if not isinstance(value, Reference):
                options[name] = value
                continue
            try:
                key = f"accounts.{account.name}.{name}"
                options[name] = resolve(value, key=key, environ=self._hands.environ)
            except CredentialError as error:
                options[name] = Secret("")
                missing = missing or str(error)
        folder = self._state / "accounts" / account.name
        network = entry.build(options, clock=self._hands.now, folder=folder)
        return LoggedOut(network=network, why=missing) if missing else network
