"""Every network that feedbot knows, by the name it has in the configuration; importing it loads no client."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from feedbot.networks.bluesky import ENTRY as BLUESKY
from feedbot.networks.entry import Entry
from feedbot.networks.local import ENTRY as LOCAL
from feedbot.networks.mastodon import ENTRY as MASTODON
from feedbot.networks.x import ENTRY as X

NETWORKS: Mapping[str, Entry] = MappingProxyType(
    {
        "local": LOCAL,
        "x": X,
        "mastodon": MASTODON,
        "bluesky": BLUESKY,
    }
)
