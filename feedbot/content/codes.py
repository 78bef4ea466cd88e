"""What every code of a problem means, in one place: a title, and what a person does about it.

``feedbot check --explain`` and the rules of its SARIF report are made of this table;
the messages of single problems are made where they are found.
It is long because it is a table, and is looked up as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The meaning of one code; ``help`` is a sentence or two."""

    title: str
    help: str


def _code(title: str, help_: str) -> Code:
    return Code(title=title, help=help_)


_FRONT_MATTER: Mapping[str, Code] = {
    "yaml-colon": _code(
        "A value contains a colon",
        "A colon with a blank behind it begins a value in YAML. Put the whole value in quotes.",
    ),
    "yaml-no-space": _code(
        "No space after the key's colon",
        "Without a blank behind the colon, key and value are one word to YAML. Write a space there.",
    ),
    "yaml-tab": _code(
        "A tab where YAML wants spaces",
        "YAML is indented with spaces only. After a key a tab is read, but some parsers refuse the file.",
    ),
    "yaml-two-keys": _code(
        "Two keys on one line",
        "A line break was lost behind a value in quotes. Begin a new line before the second key.",
    ),
    "yaml-quotes": _code(
        "Quotes that do not fit",
        "Quotes are not closed, are closed too early, or text stands behind them. "
        "Put the value in the other kind of quotes, or write the inner ones twice.",
    ),
    "yaml-brackets": _code(
        "Brackets or commas are missing",
        "A list in brackets needs a comma between two items and a bracket at its end.",
    ),
    "yaml-escape": _code(
        "A backslash in double quotes",
        "In double quotes a backslash begins an escape. Use single quotes, where it is a backslash.",
    ),
    "yaml-sign": _code(
        "A value begins with a sign of YAML's",
        "The signs @ ` % * & ! | > [ { and a hyphen with a blank mean something where a value begins. "
        "Put the value in quotes.",
    ),
    "yaml-no-colon": _code(
        "No colon after a key", "Each line of a block is a key, a colon, a blank and a value."
    ),
    "yaml-indent": _code(
        "Indentation that does not fit",
        "Keys of one table begin at one column, and what belongs to a key stands further to the right.",
    ),
    "yaml-broken": _code(
        "YAML that cannot be read",
        "The parser stops at the place named; the mistake is there or on a line above.",
    ),
    "yaml-depth": _code(
        "YAML nested too deeply",
        "No article needs so many levels; usually it is a text in brackets that wants quotes.",
    ),
    "yaml-aliases": _code(
        "Too many YAML aliases",
        "Aliases (*name) may unfold into more than any memory holds. Write the values out.",
    ),
    "yaml-comment": _code(
        "A comment cuts a value short",
        "In YAML a comment begins at a # with a blank before it. If it belongs to the value, use quotes.",
    ),
    "duplicate-key": _code(
        "A key stands twice",
        "Only one of the two values counts, and generators differ in which. Delete the other.",
    ),
    "toml-broken": _code(
        "TOML that cannot be read",
        "Texts stand in quotes, lists in brackets, and each key has a line and an equals sign of its own.",
    ),
    "json-broken": _code(
        "JSON that cannot be read",
        "Keys and texts stand in double quotes, with a comma between two pairs and none behind the last.",
    ),
    "not-a-mapping": _code(
        "Front matter that has no keys", "Write one `key: value` on each line between the fences."
    ),
    "not-closed": _code(
        "Front matter that is never closed", "Repeat the opening fence alone on a line after the last key."
    ),
    "front-matter-code": _code(
        "Front matter in JavaScript",
        "feedbot runs no code of a site. Write it as YAML, below --- alone on the first line.",
    ),
    "front-matter-size": _code(
        "Front matter larger than anybody writes",
        "Move text below the closing fence, and data into a file beside the article.",
    ),
    "no-front-matter": _code(
        "A file without front matter",
        "It is taken for no article. If it is one, begin it with its title and date between fences.",
    ),
    "not-utf8": _code("A file that is not UTF-8", "Save the file as UTF-8 in your editor."),
    "control-char": _code(
        "A control character", "No feed can carry it, so it is left out. Delete it in the file."
    ),
    "unreadable": _code(
        "A file that a parser stumbles over",
        "Make its front matter simpler, and please report the file: it should be told more precisely.",
    ),
}

_FIELDS: Mapping[str, Code] = {
    "date-impossible": _code(
        "A date that is in no calendar",
        "The article waits: a wrong date is never replaced by a guess. Write the day that you mean.",
    ),
    "date-unreadable": _code(
        "A date that is not understood", "Write it as 2026-01-31 or 2026-01-31T09:00:00+01:00."
    ),
    "date-placeholder": _code(
        "A placeholder for a date",
        "Years such as 9999, 2099 or 0001 stand for a date to come. Write the real one, or draft: true.",
    ),
    "date-rest": _code(
        "Something behind a date is not understood",
        "It is ignored, and the time is read without an offset. Write it as 2026-01-31T09:00:00+01:00.",
    ),
    "date-no-zone": _code(
        "A time without an offset",
        "Its zone depends on the generator, and may be another than you expect. Write the offset.",
    ),
    "no-date": _code(
        "A file without a date", "It is taken for no article. If it is one, write date: 2026-01-31."
    ),
    "future": _code(
        "An article with a date to come", "It comes out, and is announced, at the moment of its date."
    ),
    "draft": _code(
        "An article that is kept back on purpose",
        "It is a draft, private, hidden or expired, or lies in a folder for drafts. Nothing need be done.",
    ),
    "list-page": _code(
        "A page that lists others", "It is taken for no article. Take pagination out if it is one."
    ),
    "no-title": _code("An article without a title", "Something stands in for it. Write a title."),
    "title-shape": _code(
        "A title that is no text", "Brackets or a colon make a list or a table of it: put it in quotes."
    ),
    "odd-value": _code(
        "A value that reads otherwise than written",
        "The syntax makes a number, a date or a yes of it, or the generator parts it elsewhere. "
        "Put quotes around it, or write it as the generator reads it.",
    ),
    "image-address": _code(
        "An image without an address on the web", "Write a path on the site, or an http address."
    ),
    "image-missing": _code(
        "An image that is not there", "The article goes on without it. Mend the path, or put the image there."
    ),
    "enclosure-missing": _code(
        "A file that is not there",
        "Feeds name it with the size that its author says, or none. Mend the path, or put the file there.",
    ),
    "enclosure-address": _code(
        "A file without an address on the web",
        "Feeds go without it. Write a path on the site with the file's ending, or an http address.",
    ),
    "comments-address": _code(
        "An address of comments that is none",
        "Feeds link to where the site's settings say. Write an http address, a path on the site, or false.",
    ),
    "feed-shape": _code(
        "Whether feeds show an article is not understood",
        "They show it. Write feed: false to keep it out of every feed, or take the key out.",
    ),
    "announce-shape": _code(
        "A wish for the announcement is not understood",
        "The article waits, because an announcement cannot be taken back. Write the key as it is shown.",
    ),
    "announce-text": _code(
        "The announcement's own text cannot be used", "Its template is broken. Mend it where it is shown."
    ),
    "tag-dropped": _code(
        "A tag that can be no hashtag",
        "No network would link it in full. Give it an alias below [announce.aliases], or = false.",
    ),
    "tag-reduced": _code(
        "A tag that loses its signs as a hashtag",
        "What is left may mean something else, as c of c++. Give it an alias below [announce.aliases].",
    ),
}

_PLACES: Mapping[str, Code] = {
    "no-site-url": _code(
        "The site's address is missing",
        "The generator's configuration has none, or only a path. Set site.url in feedbot's configuration.",
    ),
    "permalink-token": _code(
        "A part of the permalink pattern is unknown",
        "Use the tokens that are listed with the problem. Where only the site's own code knows the address,"
        " name a pattern under [site.permalinks].",
    ),
    "no-page": _code(
        "A permalink that makes no page",
        "Its ending is that of a feed or a data file. Let it end with a slash or .html if it is an article.",
    ),
    "url-outside": _code(
        "An address that would leave the site",
        "Every address begins with that of the site. Write a path without //, .. or another host.",
    ),
    "url-changed": _code(
        "An address that has changed",
        "The article keeps its identity and is not announced again. "
        "See that the old address leads to the new one.",
    ),
    "same-url": _code(
        "Two files with one address", "One would overwrite the other. Give one a slug of its own."
    ),
    "same-id": _code(
        "Two files with one id", "A copied file has kept its id. Remove it from one of the two."
    ),
    "generator-differs": _code(
        "The generator sees it otherwise",
        "feedbot and the site's generator, or two versions of it, would not do the same. "
        "Write it so that all agree.",
    ),
    "short-code": _code(
        "A short code that is not known",
        "Feeds show the text without it. Write plain Markdown, or put it in code marks if it is to be read.",
    ),
    "body-too-much": _code(
        "A text that would take too long to render",
        "Feeds show its summary alone. Part the article, and keep data in files beside it.",
    ),
    "format-unknown": _code(
        "A format that feedbot does not render", "Feeds show the summary alone, or what the built site has."
    ),
    "rst-missing": _code(
        "An article in reStructuredText, and no docutils to render it",
        "Feeds show the article's summary alone. Run pip install 'feedbot[rst]'.",
    ),
    "rst-fault": _code(
        "Markup of reStructuredText that is not understood",
        "Feeds show its text without the markup. Mend what is named, or take the text from the built page.",
    ),
    "not-built": _code(
        "The built page does not show the article's text",
        "The feeds show the file's own text as feedbot renders it. Build the site before feedbot runs, "
        "or say in site.selector where the text stands on its pages.",
    ),
    "entry-left-out": _code(
        "An article is left out of a feed", "Mend what is named; the other entries are served."
    ),
    "entry-too-long": _code(
        "A text that fills a whole feed file",
        "The feed shows its summary alone. Part the article, or give it a summary that says enough.",
    ),
    "feed-large": _code(
        "A feed that is a burden to its readers",
        "Every reader fetches it again after each change. Lower feeds.limit or feeds.most_bytes, "
        'or write feeds.content = "summary".',
    ),
    "feed-cut": _code(
        "A feed with fewer entries than its limit",
        'More would not fit into feeds.most_bytes. Write feeds.content = "summary", or lower feeds.limit; '
        "archives hold the others.",
    ),
    "feed-template": _code(
        "A template that cannot be filled in", "Mend feeds.footer or feeds.comments as the message says."
    ),
    "feed-clash": _code(
        "Two feeds want one file", "The first table has it. Give each table of feeds file names of its own."
    ),
    "section-missing": _code("A configured section is not there", "Mend site.sections, or make the folder."),
    "linked-folder": _code("A folder that is a link", "It is not followed. Put the folder itself there."),
    "link-outside": _code(
        "A link that leads out of the content folder", "It is not followed. Put the file itself there."
    ),
    "not-a-file": _code(
        "A pipe, a socket or a device", "It is never opened. Move it out of the content folder."
    ),
    "not-readable": _code(
        "A file or folder that may not be read", "Let the user that feedbot runs as read it."
    ),
    "file-size": _code("A file that is too large", "Keep text in the file, and images and data beside it."),
    "name-not-utf8": _code("A file name that is not UTF-8", "Give the file a name in UTF-8."),
    "content-folder": _code(
        "The content folder cannot be read", "Nothing of the site can be served before that is mended."
    ),
    "configuration": _code(
        "A mistake in the configuration",
        "Nothing is done before it is mended. Each key is in config/reference.toml.",
    ),
    "login": _code(
        "An account cannot log in", "Its announcements wait. Renew the secret that the message names."
    ),
}

CODES: Mapping[str, Code] = MappingProxyType({**_FRONT_MATTER, **_FIELDS, **_PLACES})
