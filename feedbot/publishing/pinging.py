"""Tell hubs of feeds that changed, once the public copy equals the local file; a row remembers each telling.

What hubs know is compared with the feeds as they are, not with what this pass wrote:
a pass that died between the two is made up for by the next, and so is a hub that is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from feedbot.deliveries.world import World
from feedbot.feeds.listing import ListedFeed
from feedbot.feeds.live_feed import LARGEST_FEED
from feedbot.hubs.ping import NotTold, Ping, Refused, Told, Topic, answered, not_yet, plan
from feedbot.hubs.pings import Pings
from feedbot.hubs.websub import PostForm, publish
from feedbot.networks.page import FetchDocument, PageTrouble
from feedbot.store.ledger import FeedRecord

MOST_IN_A_PASS = 50  # pings; what is left is due in the next pass
OK = 200


def topics(listed: Sequence[ListedFeed], records: Mapping[str, FeedRecord]) -> tuple[Topic, ...]:
    """Return what hubs are to know: every file of a feed that has hubs, as it was last written."""
    return tuple(
        Topic(address=file.address, file=file.file, sha256=records[file.file].sha256, hubs=feed.hubs)
        for feed in listed
        for file in feed.files
        if feed.hubs and file.file in records
    )


def ping_hubs(
    site: str,
    wanted: Sequence[Topic],
    *,
    pings: Pings,
    fetch: FetchDocument,
    post: PostForm,
    world: World,
) -> tuple[Ping, ...]:
    """Plan what hubs are to be told, and tell what can be told now; return the rows that were worked on."""
    now = world.clock()
    planned = plan(site, pings.of(site), wanted, now)
    if planned.put or planned.drop:
        pings.carry_out(planned)
        world.failpoint("after_planning_pings")
    due = [row for row in pings.of(site) if row.due_at is not None and row.due_at <= now]
    desk = _Desk(fetch=fetch, post=post, world=world, now=now, dice=world.dice())
    done: list[Ping] = []
    for row in due[:MOST_IN_A_PASS]:
        if world.stopping():
            break
        world.alive()
        after = desk.work_on(row)
        world.failpoint("after_telling_hub")
        if pings.settle(row, after):
            done.append(after)
    return tuple(done)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One pass's pings; fetches each public copy once, and leaves alone who does not answer or is busy.

    What has the same future gets the same moment: hundreds of feeds must not mean hundreds of passes.
    """

    fetch: FetchDocument
    post: PostForm
    world: World
    now: datetime  # when the pass began
    dice: float
    seen: dict[str, str | PageTrouble] = field(default_factory=dict)  # the copy's hash, by address
    silent: dict[str, PageTrouble] = field(default_factory=dict)  # by host
    busy: dict[str, NotTold] = field(default_factory=dict)  # by hub

    def work_on(self, row: Ping) -> Ping:
        """Look at the public copy, and tell the hub where it is the file that it is to be told of."""
        why = self._differs(row)
        if why:
            return not_yet(row, why, now=self.now, dice=self.dice)
        answer = self._tell(row)
        return answered(row, answer, now=self.now, dice=self.dice)

    def _tell(self, row: Ping) -> Told | Refused | NotTold:
        if row.hub in self.busy:
            return self.busy[row.hub]
        self.world.failpoint("before_telling_hub")
        answer = publish(row.hub, row.topic, post=self.post, now=self.world.clock())
        if isinstance(answer, NotTold):
            self.busy[row.hub] = answer
        return answer

    def _differs(self, row: Ping) -> str:
        if row.topic not in self.seen:
            self.seen[row.topic] = self._look(row.topic)
        found = self.seen[row.topic]
        if isinstance(found, PageTrouble):
            return found.why
        return "" if found == row.sha256 else f"{row.topic} is not the newest {row.file} yet"

    def _look(self, address: str) -> str | PageTrouble:
        host = urlsplit(address).netloc
        if host in self.silent:
            return self.silent[host]
        found = self.fetch(address, LARGEST_FEED)
        if isinstance(found, PageTrouble):
            if not found.answered:
                self.silent[host] = found
            return found
        if found.status != OK:
            return PageTrouble(why=f"{address} answers {found.status}", answered=True)
        return sha256(found.data).hexdigest()
