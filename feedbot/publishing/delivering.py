"""The last part of a pass: give the courier what it must know, and let it go until nothing is due."""

from __future__ import annotations

from collections.abc import Mapping

from feedbot.content.article import Article
from feedbot.deliveries.courier import Courier
from feedbot.deliveries.delivery import Delivery
from feedbot.deliveries.outbox import Outbox
from feedbot.deliveries.world import World
from feedbot.networks.network import Network
from feedbot.networks.page import FetchPage
from feedbot.publishing.announcing import Speaker
from feedbot.publishing.site import Site

MOST_ROUNDS = 50  # a bound, so that a pass ends and the folder is looked at again


def deliver(  # noqa: PLR0913  # the courier meets the whole house
    site: Site,
    articles: Mapping[str, Article],
    *,
    outbox: Outbox,
    networks: Mapping[str, Network],
    fetch: FetchPage,
    world: World,
    probe: bool,
) -> tuple[Delivery, ...]:
    """Deliver what is due; ``articles`` are those that are out, by uid."""
    speaker = Speaker(site=site, articles=articles, fetch=fetch)
    courier = Courier(
        site=site.name,
        outbox=outbox,
        networks=networks,
        word=speaker.word,
        gate=speaker.gate,
        give_up_after=site.announce.give_up_after,
        world=world,
        probe=probe,
    )
    delivered: dict[str, Delivery] = {}
    for _ in range(MOST_ROUNDS):
        served = courier.deliver_due()
        delivered.update((row.id, row) for row in served)
        if not served or world.stopping():
            break
    return tuple(delivered.values())
