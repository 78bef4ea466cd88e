"""From what a person types to the deliveries that are meant: an id, or an article by path, address or uid."""

from __future__ import annotations

from collections.abc import Iterable

import click

from feedbot.content.naming import meant
from feedbot.deliveries.delivery import Delivery
from feedbot.wiring.app import App

SHORTEST_ID = 4


def chosen(app: App, name: str, *, account: str | None) -> tuple[Delivery, ...]:
    """Return the deliveries meant by ``name``, on one account or all.

    Raises:
        click.BadParameter: nothing is called so, or an id's beginning fits several.
    """
    rows = _by_id(app, name) or _by_article(app, name)
    rows = tuple(row for row in rows if account is None or row.account == account)
    if not rows:
        where = f" on {account}" if account else ""
        message = f"there is no delivery or article {name!r}{where}; feedbot queue list shows the deliveries"
        raise click.BadParameter(message, param_hint="ID or ARTICLE")
    return rows


def titles(app: App, rows: Iterable[Delivery]) -> dict[str, str]:
    """Return what to call the articles of some deliveries: their paths, by uid."""
    sites = {row.site for row in rows}
    return {known.uid: known.path for site in sites for known in app.store.ledger.articles(site)}


def _by_id(app: App, name: str) -> tuple[Delivery, ...]:
    if len(name) < SHORTEST_ID or not name.isalnum():
        return ()
    found = app.store.outbox.beginning_with(name)
    if len(found) > 1:
        message = f"{name!r} is the beginning of {len(found)} ids; type more of it"
        raise click.BadParameter(message, param_hint="ID or ARTICLE")
    return found


def _by_article(app: App, name: str) -> tuple[Delivery, ...]:
    rows: list[Delivery] = []
    for site in app.sites:
        articles = app.store.ledger.articles(site.name)
        paths = set(meant(name, (known.path for known in articles)))
        uids = {known.uid for known in articles if known.path in paths or name in {known.uid, known.address}}
        rows += [row for row in app.store.outbox.listing(site.name) if row.uid in uids] if uids else []
    return tuple(rows)
