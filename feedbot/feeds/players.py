"""Films, sounds and frames of an article's HTML: readers play few of them, so each is, or has, a link."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from feedbot.feeds.characters import ascii_address
from feedbot.feeds.frames import framed
from feedbot.feeds.html_tree import GONE, UNWRAPPED, around, each, new, replace

# Elements that a script makes a player of, and the frame that it would load.
SCRIPTED: Mapping[str, str] = {
    "amp-vimeo": "https://player.vimeo.com/video/",
    "amp-youtube": "https://www.youtube.com/embed/",
    "lite-vimeo": "https://player.vimeo.com/video/",
    "lite-youtube": "https://www.youtube.com/embed/",
}
NUMBERS = ("videoid", "data-videoid", "video-id")
TITLES = ("title", "videotitle", "playlabel", "aria-label")
UNSEEN = frozenset({"0", "1", "0px", "1px"})


def replace_frames(body: HtmlElement, base: str) -> None:
    """Put a link where a frame was: readers show no frames, and some drop the whole entry for one."""
    for frame in each(body, "iframe", "object", "embed"):
        address = ascii_address(frame.get("src") or frame.get("data") or "", base)
        if frame.tag == "object" and (len(frame) or (frame.text or "").strip()):
            frame.tag = UNWRAPPED  # it holds its own replacement
        elif address is None or frame.get("width") in UNSEEN or frame.get("height") in UNSEEN:
            frame.tag = GONE
        else:
            replace(frame, _link(address, _said(frame)))
    for player in each(body, *SCRIPTED):
        number = next((found for name in NUMBERS if (found := player.get(name, "").strip())), "")
        address = ascii_address(f"{SCRIPTED[player.tag]}{number}") if number else None
        if address is None:
            player.tag = UNWRAPPED
        else:
            replace(player, _link(address, _said(player) or " ".join(player.text_content().split())))


def show_players(body: HtmlElement) -> None:
    """Follow each film and sound by a link: not every reader plays them, and few bring the controls."""
    for player in each(body, "video", "audio"):
        sources = [player.get("src"), *(source.get("src") for source in each(player, "source"))]
        address = next((source for source in sources if source), None)
        if address is None:
            player.tag = UNWRAPPED
            continue
        outer = around(player, "a")  # a link holds no link
        shown = player if outer is None else outer
        follower = shown.getnext()
        if follower is not None and follower.tag == "a" and follower.get("href") == address:
            continue
        link = new("a", address.partition("?")[0].rpartition("/")[2] or address, href=address)
        link.tail, shown.tail = shown.tail, " "
        shown.addnext(link)


def _said(frame: HtmlElement) -> str:
    return next((said for name in TITLES if (said := frame.get(name, "").strip())), "")


def _link(address: str, title: str) -> HtmlElement:
    """Make the link to what a frame shows, with its picture above its title where there is one."""
    what = framed(address)
    words = title or what.page.partition("://")[2]
    if not what.picture:
        return new("a", words, href=what.page)
    link = new("a", href=what.page)
    link.append(new("img", src=what.picture, alt=""))
    link.append(new("br"))
    link[-1].tail = words
    return link
