"""The page where a visitor chooses a feed and learns what to do with it: HTML that stands by itself; pure.

It runs no script and loads nothing. It speaks the site's language where feedbot does, else English,
and then says of each text of the site's own in which language it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from feedbot.feeds.autodiscovery import NAMES, TYPES, autodiscovery
from feedbot.feeds.characters import language_tag, one_line
from feedbot.feeds.listing import ListedFeed, ListedFile
from feedbot.feeds.page_style import STYLE
from feedbot.feeds.phrases import Phrases, direction
from feedbot.feeds.translations import phrases


def subscribe_page(
    site_title: str, language: str, feeds: Sequence[ListedFeed], *, home: str = "", opml: str = ""
) -> bytes:
    """Return the page, main feed first; ``home`` is the site's address, ``opml`` that of the feeds' list."""
    said = phrases(language)
    tag = language_tag(language)
    spoken = tag if tag.lower().startswith(said.language) else said.language
    of_site = _in_language(tag, spoken)
    title = one_line(site_title) or one_line(home)
    name = f"<bdi{of_site}>{escape(title)}</bdi>"
    header = f'<header><p><a href="{escape(home)}">{name}</a></p></header>\n' if _is_web(home) else ""
    main = "\n".join(
        [
            f"<h1>{escape(said.subscribe).replace('{site}', name)}</h1>",
            f'<p class="what">{escape(said.what)}</p>',
            _steps(said),
            _feeds(said, feeds, spoken, opml),
            _for_author(said, feeds),
        ]
    )
    return f"""<!doctype html>
<html lang="{escape(spoken)}" dir="{direction(spoken)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(said.subscribe.replace("{site}", title))}</title>
<meta name="description" content="{escape(said.what)}">
{autodiscovery(feeds)}<style>
{STYLE}</style>
</head>
<body>
{header}<main>
{main}
</main>
</body>
</html>
""".encode()


def _steps(said: Phrases) -> str:
    items = "\n".join(f"<li>{escape(step)}</li>" for step in said.steps)
    return (
        '<section aria-labelledby="how">\n'
        f'<h2 id="how">{escape(said.how)}</h2>\n<ol>\n{items}\n</ol>\n</section>'
    )


def _feeds(said: Phrases, feeds: Sequence[ListedFeed], spoken: str, opml: str) -> str:
    """Write all feeds with all their addresses, and where the list of them can be had."""
    choice = any(len(feed.files) > 1 for feed in feeds)
    lines = [
        '<section aria-labelledby="feeds">',
        f'<h2 id="feeds">{escape(said.feeds)}</h2>',
        *([f"<p>{escape(said.formats)}</p>"] if choice else []),
        *(_feed(said, feed, spoken) for feed in feeds),
    ]
    if _is_web(opml):
        name = escape(said.all_in_one)
        lines.append(f'<p class="all"><a href="{escape(opml)}" type="text/x-opml">{name}</a></p>')
    return "\n".join([*lines, "</section>"])


def _feed(said: Phrases, feed: ListedFeed, spoken: str) -> str:
    tongue = _in_language(language_tag(feed.language), spoken)
    title, description = one_line(feed.title), one_line(feed.description)
    name = escape(title or feed.files[0].address)
    shown = f'<a href="{escape(feed.home)}">{name}</a>' if _is_web(feed.home) else name
    about = f'<p dir="auto"{tongue}>{escape(description)}</p>\n' if description else ""
    count = escape(said.articles.replace("{count}", str(feed.entries)))
    files = "\n".join(_file(file) for file in feed.files)
    return (
        f'<article>\n<h3 dir="auto"{tongue}>{shown}</h3>\n{about}'
        f'<p class="count">{count}</p>\n<dl>\n{files}\n</dl>\n</article>'
    )


def _file(file: ListedFile) -> str:
    address = escape(file.address)
    link = f'<a href="{address}" type="{TYPES[file.format]}" dir="ltr">{address}</a>'
    return f"<div><dt>{NAMES[file.format]}</dt><dd>{link}</dd></div>"


def _for_author(said: Phrases, feeds: Sequence[ListedFeed]) -> str:
    """Write the tags as text, which is there to be copied."""
    paste = escape(said.paste).replace("&lt;head&gt;", '<code dir="ltr">&lt;head&gt;</code>')
    return (
        f"<details>\n<summary>{escape(said.site_author)}</summary>\n<p>{paste}</p>\n"
        f'<pre dir="ltr"><code>{escape(autodiscovery(feeds))}</code></pre>\n</details>'
    )


def _in_language(language: str, spoken: str) -> str:
    """Write the attribute that says a text's language, where it is not the page's."""
    return f' lang="{escape(language)}"' if language and language.lower() != spoken.lower() else ""


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
