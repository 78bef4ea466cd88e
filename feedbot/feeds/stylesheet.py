"""The CSS that browsers show RSS and Atom with: a page that says what it is, and what there is to read; pure.

It is CSS because browsers are giving up XSLT. CSS cannot make a link, run code, or read escaped HTML, so

- the address to subscribe to is shown from the feed's own ``link``, and the address bar is named for copying;
- everything is hidden but what is shown by name: an extension's element appears nowhere;
- the full text is hidden, and so is a ``description`` that may be full text. RSS spells text and HTML alike:
  one beside ``content:encoded`` is a summary, any other is one only where the feeds hold ``only_summaries``;
- dates are in a typewriter's letters, and cut behind the day.

Elements are named without their namespace, which matches RSS, Atom and ``atom:link`` alike.
A rule that asks ``:has()`` stands alone: a browser that does not know it drops that rule whole.
"""

from __future__ import annotations

import re
from string import Template

from feedbot.feeds.phrases import Phrases, direction
from feedbot.feeds.translations import phrases

UNSAFE_IN_STRINGS = re.compile(r"[\x00-\x1f\x7f\"\\<>&]")

ICON = (  # the waves by which people know a feed
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
    "%3Crect width='24' height='24' rx='5' fill='%23c2410c'/%3E"
    "%3Ccircle cx='7' cy='17' r='2' fill='%23fff'/%3E"
    "%3Cpath d='M5 11a8 8 0 0 1 8 8M5 5.5A13.5 13.5 0 0 1 18.5 19' fill='none' stroke='%23fff'"
    " stroke-width='2.6'/%3E%3C/svg%3E"
)

RULES = Template("""@charset "utf-8";

rss, feed {
  --ink: #1f1d1a; --soft: #625d55; --line: #ddd8ce; --paper: #fbfaf7; --card: #f1eee7; --mark: #b03a0a;
  --typewriter: ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
  display: block; direction: $direction; padding: 3em max(1.25em, (100% - 44em) / 2) 4em;
  background: var(--paper); color: var(--ink); color-scheme: light dark;
  font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
}
@media (prefers-color-scheme: dark) {
  rss, feed {
    --ink: #ece9e2; --soft: #aca69b; --line: #3a3732; --paper: #191816; --card: #24221f; --mark: #ff9d6b;
  }
}

/* Nothing is shown but what is named below. */
channel > *, feed > *, item > *, entry > * { display: none }
channel, feed { display: flex; flex-direction: column }
channel > *, feed > *, item > *, entry > * {
  unicode-bidi: plaintext; text-align: start; overflow-wrap: anywhere;
}

/* The head: the feed's name, what it is about, where its site is. */
channel > title, feed > title {
  display: block; order: -4; font-size: 2.1em; line-height: 1.2; font-weight: 700;
}
channel > title::before, feed > title::before {
  content: "$web_feed"; display: block; margin-block-end: .9em; padding-inline-start: 2em;
  background: url("$icon") $side center / 1.4em 1.4em no-repeat; color: var(--mark);
  font-size: .48em; line-height: 1.6; letter-spacing: .02em;
}
channel > description, feed > subtitle {
  display: block; order: -3; margin-block-start: .5em; color: var(--soft); font-size: 1.15em;
}
channel > link:not([rel]), feed > link[rel="alternate"] {
  display: flex; flex-direction: $row; flex-wrap: wrap; gap: 0 .4em; direction: ltr;
  order: -2; margin-block-start: .6em; color: var(--soft); font-size: .95em;
}
channel > link:not([rel])::before, feed > link[rel="alternate"]::before {
  content: "$website"; direction: $direction;
}
feed > link[rel="alternate"]::after { content: attr(href) }

/* The card: how to subscribe, and to which address; an archive names the feed that it belongs to. */
channel > link[rel="self"], channel > link[rel="current"],
feed > link[rel="self"], feed > link[rel="current"] {
  display: block; order: -1; margin-block: 1.75em; padding: 1em 1.2em; background: var(--card);
  border-inline-start: .25em solid var(--mark); border-radius: .3em;
}
link[rel="self"]::before { content: "$copy_address"; display: block }
link[rel="current"]::before { content: "$older"; display: block }
link[rel="self"]::after, link[rel="current"]::after {
  content: attr(href); display: block; margin-block-start: .5em; color: var(--mark);
  font-family: var(--typewriter); font-size: .92em; direction: ltr; text-align: $side;
}
channel:has(> link[rel="current"]) > link[rel="self"] { display: none }
feed:has(> link[rel="current"]) > link[rel="self"] { display: none }

/* The articles: title, day, summary. */
channel > item, feed > entry {
  display: flex; flex-direction: column; padding-block: 1.2em; border-block-start: 1px solid var(--line);
  content-visibility: auto; contain-intrinsic-block-size: auto 8em;
}
item > title, entry > title { display: block; font-size: 1.2em; line-height: 1.35; font-weight: 600 }
item > pubDate, entry > published {
  display: block; order: 1; margin-block-start: .3em; color: var(--soft);
  font-family: var(--typewriter); font-size: .85em;
  direction: ltr; overflow: hidden; white-space: nowrap;
}
item > pubDate { width: 16ch }
entry > published { width: 10ch }
item > description, entry > summary {
  order: 2; margin-block-start: .45em; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 4;
}
entry > summary { display: -webkit-box }
item:has(> encoded) > description { display: -webkit-box }
$only_summaries
channel::after, feed::after {
  order: 3; padding-block: 1.2em; border-block-start: 1px solid var(--line); color: var(--soft);
}
channel:not(:has(> item))::after { content: "$nothing" }
feed:not(:has(> entry))::after { content: "$nothing" }

@media print {
  rss, feed {
    --ink: #000; --soft: #444; --mark: #000; --line: #999; --paper: #fff; --card: #fff; padding: 0;
  }
  channel, feed { display: block }
  channel > item, feed > entry { content-visibility: visible; break-inside: avoid }
  item > description, entry > summary { -webkit-line-clamp: none }
}

/* A phone lays XML out on 980 pixels, having no viewport to go by, and shows it as small as its screen is. */
@media screen and (min-width: 800px) and (max-device-width: 500px) {
  rss, feed { font-size: 240% }
}
@media screen and (min-width: 800px) and (min-device-width: 501px) and (max-device-width: 700px) {
  rss, feed { font-size: 160% }
}
""")


def stylesheet(language: str, *, only_summaries: bool = False) -> bytes:
    """Return the stylesheet of feeds whose page speaks ``language``.

    ``only_summaries`` says that no feed which names this stylesheet holds full text.
    """
    said = phrases(language)
    rtl = direction(said.language) == "rtl"
    return RULES.substitute(
        _words(said),
        icon=ICON,
        side="right" if rtl else "left",
        direction="rtl" if rtl else "ltr",
        row="row-reverse" if rtl else "row",  # of an address, which is written from left to right anywhere
        only_summaries="item > description { display: -webkit-box }\n" if only_summaries else "",
    ).encode()


def _words(said: Phrases) -> dict[str, str]:
    words = {
        "web_feed": said.web_feed,
        "copy_address": said.copy_address,
        "older": said.older,
        "website": said.website,
        "nothing": said.nothing,
    }
    return {name: _in_string(text) for name, text in words.items()}


def _in_string(text: str) -> str:
    """Write a text so that it ends no string of the stylesheet."""
    return UNSAFE_IN_STRINGS.sub(lambda found: f"\\{ord(found[0]):x} ", text)
