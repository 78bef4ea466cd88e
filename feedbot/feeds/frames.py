"""Where the film of a player's frame can be watched as a page; addresses only, nothing is fetched."""

from __future__ import annotations

import re

PLAYERS = (
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (
        re.compile(r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)"),
        "https://www.dailymotion.com/video/{}",
    ),
    (re.compile(r"(https?://[^/]+)/videos/embed/([\w-]+)"), "{}/videos/watch/{}"),  # PeerTube
)


def watch_address(address: str) -> str:
    """Return the page on which a known player's film is watched; any other address as it is."""
    for player, page in PLAYERS:
        if match := player.match(address):
            return page.format(*match.groups())
    return address
