"""What of an article's HTML is for its page alone: signs beside headings, what nobody sees, share buttons.

Only what a rule can tell for certain goes; words that may be the author's stay.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from feedbot.content.built import furniture_names as names
from feedbot.feeds.html_tree import GONE, UNWRAPPED, around, each, holds

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PICTURES = ("img", "picture", "video", "audio", "iframe", "object", "embed", "input", "math")
IN_LINES = ("a", "b", "em", "i", "small", "span", "strong")
SIGNS = re.compile(r"[#¶§∞🔗⚓]|\[?(?:link|permalink)\]?", re.IGNORECASE)
NOTHING = re.compile("[\\s\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]+")
BUTTONS = re.compile(
    r"(?:[a-z]+-)?share(?:-(?:buttons?|links?|icons?|bar))?|edit-(?:this-)?page"
    r"|copy-(?:code|button|btn)|btn-copy|clipboard|copy-to-clipboard"
)
LONGEST_BUTTONS = 300  # characters of what a bar of buttons says
SHARE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?:twitter|x)\.com/(?:intent/|share\?)|facebook\.com/shar|linkedin\.com/shar"
    r"|pinterest\.[a-z]+/pin/create|reddit\.com/submit|t(?:elegram)?\.me/share|whatsapp\.com/send|wa\.me/\?"
    r"|ycombinator\.com/submitlink|tumblr\.com/(?:share|widgets/share)|vk\.com/share|bsky\.app/intent"
    r"|threads\.(?:net|com)/intent|getpocket\.com/|flipboard\.com/|xing\.com/)|mailto:\?"
)


def leave_out_signs(body: HtmlElement, page: str) -> None:
    """Mark what is for the page alone; the links are absolute already, and ``page`` is the article's own."""
    for element in each(body):
        if _is_unseen(element) or _is_buttons(element):
            element.tag = GONE
    texts: dict[HtmlElement, str] = {}
    for link in each(body, "a"):
        heading = around(link, *HEADINGS)
        if heading is not None and heading not in texts:  # once each: it may hold thousands of links
            texts[heading] = _words(heading)
        if _is_sign(link, page, None if heading is None else texts[heading]):
            _leave_out(link, GONE)
        elif _is_empty(link):
            _leave_out(link, UNWRAPPED)


def _is_unseen(element: HtmlElement) -> bool:
    """Say whether it is hidden and so small that it is a sign; hidden sections are for a click to show."""
    is_hidden = "hidden" in element.attrib or names.UNSEEN.search(element.get("style", "")) is not None
    return is_hidden and element.tag in IN_LINES


def _is_buttons(element: HtmlElement) -> bool:
    named = any(BUTTONS.fullmatch(name) for name in names.of(element))
    return named and len(element.text_content()) <= LONGEST_BUTTONS


def _is_empty(link: HtmlElement) -> bool:
    return "href" in link.attrib and not _words(link) and not holds(link, *PICTURES)


def _is_sign(link: HtmlElement, page: str, heading: str | None) -> bool:
    address, said = link.get("href", ""), _words(link)
    if not address or holds(link, *PICTURES):
        return False
    if SHARE.match(address):
        return page.partition("://")[2].rstrip("/") in unquote(address)
    is_anchor = any(names.ANCHOR.fullmatch(name) for name in names.of(link))
    if not address.startswith(f"{page}#"):
        return False
    if not said:
        return True
    if heading is None:
        return is_anchor and SIGNS.fullmatch(said) is not None
    return said != heading and (is_anchor or SIGNS.fullmatch(said) is not None)


def _leave_out(link: HtmlElement, how: str) -> None:
    """Leave a link out; what others lead to stays as an empty place."""
    if link.get("id"):
        del link.attrib["href"]
        link.text = ""
        for child in link:
            child.tag, child.tail = GONE, ""
    else:
        link.tag = how
        item = link.getparent()
        if item is not None and item.tag == "li" and len(item) == 1 and _words(item) == _words(link):
            item.tag = GONE


def _words(element: HtmlElement) -> str:
    return NOTHING.sub("", element.text_content())
