"""The page of what ``local`` was given: announcements as cards, newest first. Pure; runs no script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

MOST_SHOWN = 500

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --soft: #5f5b55; --line: #dcd8d0; --card: #fff;
  --desk: #f6f4ef; --link: #0b57a4 }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9e2; --soft: #aaa59b; --line: #3b3935;
  --card: #232220; --desk: #181716; --link: #8ab8ec } }
body { margin: 0; background: var(--desk); color: var(--ink);
  font: 1.05rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif }
main, header { max-width: 40rem; margin: 0 auto; padding: 0 1.2rem }
header { padding-top: 2.5rem }
h1 { font-size: 1.6rem; margin: 0 }
header p { color: var(--soft); margin: .3rem 0 1.5rem }
article { background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
  padding: 1.1rem 1.3rem; margin: 0 0 1.2rem; overflow-wrap: anywhere }
article:target { outline: 3px solid var(--link) }
h2 { font-size: .95rem; margin: 0; display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap }
time { color: var(--soft); font-weight: 400 }
.text { white-space: pre-line; margin: .7rem 0 }
a { color: var(--link) }
.warning { font-weight: 600 }
.card { border: 1px solid var(--line); border-radius: .6rem; overflow: hidden }
.card img { display: block; width: 100%; max-height: 20rem; object-fit: cover }
.card p { margin: .5rem .9rem }
.card p + p, .tags { color: var(--soft); font-size: .92rem }
.tags { list-style: none; padding: 0; margin: .8rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem }
"""

_POLICY = "default-src 'none'; img-src https: http:; style-src 'unsafe-inline'"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)…]")


def page(records: Sequence[Mapping[str, Any]], *, total: int) -> str:
    """Return the whole page; ``total`` counts the announcements that are no longer shown as well."""
    shown = f"the newest {len(records)} of {total}" if total > len(records) else str(total)
    cards = "\n".join(_card(record) for record in records)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>Announcements</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>Announcements</h1>
<p>What feedbot would have posted: {shown}, newest first. Nothing of it left this machine.</p></header>
<main>
{cards}
</main>
</body>
</html>
"""


def _card(record: Mapping[str, Any]) -> str:
    identity, at = _of(record, "id"), _of(record, "at")
    warning = _of(record, "warning")
    return "\n".join(
        [
            f'<article id="a-{identity}" aria-labelledby="h-{identity}">',
            f'<h2 id="h-{identity}"><span>{_of(record, "account")}</span>',
            f'<time datetime="{at}">{escape(_moment(record))}</time></h2>',
            f'<p class="warning">{warning}</p>' if warning else "",
            f'<p class="text" lang="{_of(record, "language")}">{_linked(str(record.get("text") or ""))}</p>',
            _preview(record),
            _tags(record),
            "</article>",
        ]
    )


def _preview(record: Mapping[str, Any]) -> str:
    image = record.get("image")
    shown = (
        f'<img src="{_of(image, "file") or _of(image, "address")}" alt="{_of(image, "alt")}" loading="lazy">'
        if isinstance(image, Mapping)
        else ""
    )
    link, title = _of(record, "link"), _of(record, "title")
    name = f'<a href="{link}">{title}</a>' if link.startswith(("https:", "http:")) else title
    words = f"<p>{name}</p><p>{_of(record, 'description')}</p>"
    return f'<div class="card" lang="{_of(record, "language")}">{shown}{words}</div>'


def _tags(record: Mapping[str, Any]) -> str:
    visible, hidden = record.get("hashtags") or (), record.get("hidden_tags") or ()
    if not visible and not hidden:
        return ""
    items = [f"<li>#{escape(str(tag))}</li>" for tag in visible]
    items += [f"<li>{escape(str(tag))} (beside the text)</li>" for tag in hidden]
    return f'<ul class="tags" aria-label="Hashtags">{"".join(items)}</ul>'


def _linked(text: str) -> str:
    """Escape a text and make its addresses links."""
    made, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found.group())
        made += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*made, escape(text[end:])])


def _moment(record: Mapping[str, Any]) -> str:
    try:
        moment = datetime.fromisoformat(str(record.get("at")))
    except ValueError:
        return str(record.get("at") or "")
    return f"{moment:%d %B %Y, %H:%M} {moment.tzname() or ''}".strip()


def _of(record: Mapping[str, Any], name: str) -> str:
    return escape(str(record.get(name) or ""))
