"""A site's accounts, built when they are first used; a missing secret stops that account alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from feedbot.config.secrets import InCredential, Reference, resolve
from feedbot.config.settings import AccountSettings
from feedbot.errors import CredentialError
from feedbot.networks.entry import OptionValue
from feedbot.networks.logged_out import LoggedOut
from feedbot.networks.network import Network
from feedbot.networks.registry import NETWORKS
from feedbot.networks.secret import Secret
from feedbot.wiring.hands import Hands


class Accounts(Mapping[str, Network]):
    """A site's accounts by name; each is built, and its secrets are fetched, when it is first asked for.

    An account whose secret only the service is given does not count as contained in another process:
    its deliveries wait for the service instead of getting the account into trouble.
    """

    def __init__(self, accounts: Sequence[AccountSettings], *, folder: Path, hands: Hands) -> None:
        self._settings = {account.name: account for account in accounts}
        self._folder = folder  # of the site, in the state folder
        self._hands = hands
        self._built: dict[str, Network] = {}

    @property
    def of_the_service(self) -> tuple[str, ...]:
        """Return the accounts whose secrets this process cannot have, and the service can."""
        return tuple(name for name in self._settings if name not in self)

    def __getitem__(self, name: str) -> Network:
        if name not in self._built:
            self._built[name] = self._build(self._settings[name])
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        if name not in self._settings:
            return False
        options = self._settings[str(name)].options.values()
        in_service = "CREDENTIALS_DIRECTORY" in self._hands.environ
        return in_service or not any(isinstance(value, InCredential) for value in options)

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
                options[name] = secret = resolve(value, key=key, environ=self._hands.environ)
                self._hands.strike.learn(secret)
            except CredentialError as error:
                options[name] = Secret("")
                missing = missing or str(error)
        network = entry.build(options, clock=self._hands.now, folder=self._folder / account.name)
        return LoggedOut(network=network, why=missing) if missing else network
