"""The application: one valid configuration, put together and ready to make passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from feedbot.config.checking import Known
from feedbot.config.finding import find_config
from feedbot.config.reading import read_config
from feedbot.config.secrets import resolve
from feedbot.config.settings import Config
from feedbot.content.generators.registry import GENERATORS
from feedbot.deliveries.world import World
from feedbot.errors import ConfigError, LockedError, StateError
from feedbot.networks.registry import NETWORKS
from feedbot.publishing.publish import Press
from feedbot.publishing.site import Site
from feedbot.store.locks import pass_lock
from feedbot.store.store import Store, open_store
from feedbot.wiring.accounts import Accounts
from feedbot.wiring.hands import Hands
from feedbot.wiring.sites import site_of

TURN = 60.0  # seconds that a pass waits for another one to end
SITE_LEASE = 900.0  # seconds after which a dead host's site is free again; no pass takes as long


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything, put together from one valid configuration."""

    config: Config
    sites: tuple[Site, ...]
    store: Store
    networks: Mapping[str, Accounts]  # by site
    hands: Hands

    @contextmanager
    def turn(self, *, wait: float = TURN) -> Iterator[None]:
        """Be the only one that makes passes on this state, waiting ``wait`` seconds at most.

        Raises:
            LockedError: another feedbot did not end its pass in that time.
            ConfigError: a site seems to have a new address, and would lose its memory by it.
        """
        with pass_lock(self.config.state, wait):
            self._refuse_a_lost_name()
            yield

    @contextmanager
    def site_turn(self, site: Site) -> Iterator[None]:
        """Be the only one, of all hosts that share the database, that makes a pass over a site.

        Raises:
            LockedError: another host does.
        """
        if self.store.alone:
            yield
            return
        leases, now = self.store.leases, self.hands.now()
        lease = leases.claim(f"site:{site.name}", self.hands.owner, now, SITE_LEASE)
        if lease is None:
            raise LockedError(
                f"{site.name}: another host makes a pass over this site; its turn ends by itself"
            )
        try:
            yield
        finally:
            leases.release(lease)

    def _refuse_a_lost_name(self) -> None:
        """A site is remembered by its name, which is its host unless the configuration gives it one."""
        remembered = self.store.ledger.sites()
        lost = sorted(remembered.keys() - {site.name for site in self.sites})
        unnamed = [site.site for site in self.config.sites if "name" not in site.site.model_fields_set]
        new = next((site.name for site in unnamed if site.name not in remembered), None)
        if lost and new is not None:
            message = (
                f"{new} has no memory yet, and {lost[0]}, which has, is not in the configuration. "
                f'If it is the same site under a new address, write name = "{lost[0]}" below [site]; '
                f'if it is another site, write name = "{new}".'
            )
            raise ConfigError((message,))

    def press(
        self,
        site: Site,
        *,
        stopping: Callable[[], bool] = lambda: False,
        alive: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Press:
        """Return what makes a pass over one site."""
        world = World(
            clock=self.hands.now,
            boottime=self.hands.boottime,
            dice=self.hands.dice,
            failpoint=self.hands.failpoint,
            stopping=stopping,
            alive=alive,
            owner=self.hands.owner,
            strike=self.hands.strike,
        )
        return Press(
            site=site,
            store=self.store,
            networks=self.networks[site.name],
            fetch=self.hands.fetch,
            fetch_copy=self.hands.fetch_copy,
            post_form=self.hands.post_form,
            world=world,
            progress=progress,
        )


def load_config(given: Path | None, hands: Hands) -> Config:
    """Find and read the configuration.

    Raises:
        ConfigError: with every mistake at once.
    """
    known = Known(networks=NETWORKS, generators=("auto", *GENERATORS))
    file = find_config(given, cwd=hands.cwd)
    return read_config(file, cwd=hands.cwd, environ=hands.environ, known=known)


def open_app(config: Config, hands: Hands) -> App:
    """Open the store and put everything together; secrets are fetched when an account is first used.

    Raises:
        StateError: the state cannot be opened.
        CredentialError: the address of the database is a secret that cannot be had.
    """
    url = config.store.url
    if not isinstance(url, str):
        url = resolve(url, key="store.url", environ=hands.environ).reveal()
    _prepare_state(config.state)
    return App(
        config=config,
        sites=tuple(site_of(site) for site in config.sites),
        store=open_store(url, config.state),
        networks=_networks(config, hands),
        hands=hands,
    )


def reopen_app(app: App, config: Config) -> App:
    """Put the same store together with a new configuration.

    Raises:
        ConfigError: the new configuration keeps its state elsewhere, which needs a restart.
    """
    if (config.state, config.store) != (app.config.state, app.config.store):
        raise ConfigError(("the state would move ([store] or the state folder changed): restart feedbot",))
    return replace(
        app,
        config=config,
        sites=tuple(site_of(site) for site in config.sites),
        networks=_networks(config, app.hands),
    )


def _networks(config: Config, hands: Hands) -> dict[str, Accounts]:
    folder = config.state / "accounts"
    return {
        site.site.name: Accounts(site.accounts, folder=folder / site.site.name, hands=hands)
        for site in config.sites
    }


def _prepare_state(folder: Path) -> None:
    """Make the state folder for this user's eyes only."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(
            f"{folder}: the state folder cannot be made ({error.strerror}); "
            "give its parent to the user that runs feedbot"
        ) from error
