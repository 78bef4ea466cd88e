"""What an API's answer says beside its content: wait, an error's words, an address fit to show. Pure.

Nothing that a server wrote leaves here unsanitised.
"""

from __future__ import annotations

import re
from datetime import datetime

from feedbot.networks.http import Answer, plain, retry_after
from feedbot.networks.network import NotSent, Trouble

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\\x00-\x20\x7f-\x9f]{1,2000}")


def busy(answer: Answer, host: str, now: datetime) -> NotSent:
    """Return what a 429 means: the post was not made; wait as long as the network asks."""
    return NotSent(
        why=f"{host}: too many requests for now",
        retry_after=retry_after(answer.headers, now),
        account=Trouble.BUSY,
    )


def field(answer: Answer, name: str) -> str:
    """Return one text field of a JSON object, sanitised; "" where there is none."""
    body = answer.json()
    value = body.get(name) if isinstance(body, dict) else None
    return plain(value) if isinstance(value, str) else ""


def web_address(value: object) -> str:
    """Return a server's http(s) address if it is safe to store and show, else ""."""
    return value if isinstance(value, str) and _ADDRESS.fullmatch(value) else ""
