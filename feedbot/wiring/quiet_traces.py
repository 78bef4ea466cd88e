"""What a pass of one site depended on, gathered for ``quiet``; only where stamps can tell all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from feedbot.feeds.compression import ENDINGS
from feedbot.publishing.report import Report
from feedbot.store.glance import history_length
from feedbot.store.ledger import FeedRecord
from feedbot.wiring.app import App
from feedbot.wiring.quiet import DATABASE, Traces


def traces(app: App, reports: Sequence[Report]) -> Traces | None:
    """Return what the pass depended on; None where it is more than stamps can tell.

    That is: several sites, a database elsewhere, an account in trouble that the next pass should look at.
    """
    config, state = app.config, app.config.state
    if len(reports) != 1 or config.sites[0].file != config.file or config.store.url != "":
        return None
    (site,), (done,) = app.sites, reports
    outbox = app.store.outbox
    history = history_length(state / DATABASE)  # before what is due: a later move must be missed in neither
    if history is None or outbox.pauses(site.name):
        return None
    moments = (done.next_due, outbox.next_due(site.name, [account.name for account in site.accounts]))
    rules, records = site.rules, app.store.ledger.feeds(site.name)
    return Traces(
        config=config.file,
        state=state,
        folders=done.folders,
        files=(*config.sites[0].found.read, *done.looked_for),
        feeds={rules.output / name: records[name].stamp for name in _served(done, records)},
        history=history,
        until=min((moment for moment in moments if moment is not None), default=None),
    )


def _served(done: Report, records: Mapping[str, FeedRecord]) -> Iterator[str]:
    """Return every file that the pass serves, with its compressed twins."""
    for file in (*(feed.file for feed in done.feeds), *(beside.file for beside in done.beside)):
        yield file
        yield from (twin for ending in ENDINGS.values() if (twin := file + ending) in records)
