"""One POST to a WebSub hub, and what its answer means; remembers nothing and never tries twice.

WebSub leaves to publisher and hub how a hub is told. In practice it is the form of PubSubHubbub 0.3:
``hub.mode=publish`` and the feed's address as ``hub.url``. Newer hubs ask for ``hub.topic`` instead,
and both kinds read only what they know, so both are given.
One feed a request: hubs are known to lose some of many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from feedbot.hubs.ping import NotTold, Refused, Told

if TYPE_CHECKING:
    from feedbot.networks import http

PostForm: TypeAlias = "Callable[[str, Mapping[str, str]], http.Answer | http.NotReached | http.NoAnswer]"

PATIENCE = 15.0  # seconds for a hub's answer in all
TRANSIENT = frozenset({408, 425, 429})
MOVED = frozenset({301, 302, 303, 307, 308})


def post_form(
    url: str, form: Mapping[str, str], *, total: float = PATIENCE
) -> http.Answer | http.NotReached | http.NoAnswer:
    """Post a form on a connection of its own, in ``total`` seconds; no redirect is followed."""
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    return http.call("POST", url, form=form, total=total, most_bytes=4096)


def publish(hub: str, topic: str, *, post: PostForm, now: datetime) -> Told | Refused | NotTold:
    """Tell a hub that a topic has changed."""
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    match post(hub, {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}):
        case http.NotReached(why=why) | http.NoAnswer(why=why):
            return NotTold(why=why)
        case answer:
            return _meaning(answer, hub, now)


def _meaning(answer: http.Answer, hub: str, now: datetime) -> Told | Refused | NotTold:
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    if 200 <= answer.status < 300:
        return Told()
    words = http.plain(answer.text())
    said = http.plain(f"{hub} answered {answer.status}{': ' if words else ''}{words}")
    if answer.status in MOVED:
        target = http.plain(answer.headers.get("location", "elsewhere"))
        return Refused(why=f"{hub} has moved to {target}: name that one in hubs")
    if answer.status in TRANSIENT or answer.status >= 500:
        return NotTold(why=said, retry_after=http.retry_after(answer.headers, now))
    return Refused(why=said)
