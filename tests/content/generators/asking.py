"""Ask a generator for the address of a small page."""

from typing import Any

from feedbot.content.reader import read
from tests.content.corpora import site


def address(path: str, front: str = "", title: str = "T", **changes: Any) -> str:
    """Return the address, or the code of the problem that holds the page."""
    source = f"---\ntitle: '{title}'\ndate: 2024-03-05T23:30:00-05:00\n{front}\n---\n".encode()
    reading = read(source, path, site(**changes))
    if reading.article is None:
        return reading.problems[-1].code
    return reading.article.address.removeprefix("https://blog.example")
