"""Where what a frame plays can be seen as a page, and its picture; addresses only, nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YOUTUBE = r"https?://(?:www\.|m\.)?youtube(?:-nocookie)?\.com"
_YOUTUBE_PICTURE = "https://i.ytimg.com/vi/{0}/hqdefault.jpg"
_DAILYMOTION = ("https://www.dailymotion.com/video/{0}", "https://www.dailymotion.com/thumbnail/video/{0}")

# The frame's address, the page's and, where it can be told from them, the picture's.
PLAYERS = tuple(
    (re.compile(frame), page, picture)
    for frame, page, picture in (
        (
            _YOUTUBE + r"/embed/(?:videoseries)?/?\?(?:[^#]*&)?list=([\w-]+)",
            "https://www.youtube.com/playlist?list={0}",
            "",
        ),
        (
            _YOUTUBE + r"/(?:embed|v|shorts|live)/([\w-]{6,})\?(?:[^#]*&)?start=([1-9]\d*)",
            "https://www.youtube.com/watch?v={0}&t={1}s",
            _YOUTUBE_PICTURE,
        ),
        (
            _YOUTUBE + r"/(?:embed|v|shorts|live)/([\w-]{6,})",
            "https://www.youtube.com/watch?v={0}",
            _YOUTUBE_PICTURE,
        ),
        (
            r"https?://player\.vimeo\.com/video/(\d+)\?(?:[^#]*&)?h=(\w+)",
            "https://vimeo.com/{0}/{1}",
            "",
        ),
        (r"https?://player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{0}", ""),
        (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)", *_DAILYMOTION),
        (r"https?://geo\.dailymotion\.com/player[^?#]*\?(?:[^#]*&)?video=(\w+)", *_DAILYMOTION),
        (r"(https?://[^/]+)/videos/embed/([\w-]+)", "{0}/videos/watch/{1}", ""),  # PeerTube
        (
            r"https?://player\.twitch\.tv/\?(?:[^#]*&)?video=v?(\d+)",
            "https://www.twitch.tv/videos/{0}",
            "",
        ),
        (r"https?://clips\.twitch\.tv/embed\?(?:[^#]*&)?clip=([\w-]+)", "https://clips.twitch.tv/{0}", ""),
        (
            r"https?://player\.bilibili\.com/player\.html\?(?:[^#]*&)?bvid=(\w+)",
            "https://www.bilibili.com/video/{0}",
            "",
        ),
        (r"https?://open\.spotify\.com/embed/(\w+)/(\w+)", "https://open.spotify.com/{0}/{1}", ""),
        (r"https?://embed\.podcasts\.apple\.com/(.+)", "https://podcasts.apple.com/{0}", ""),
        (r"https?://embed\.ted\.com/(.+)", "https://www.ted.com/{0}", ""),
        (
            r"https?://codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+)",
            "https://codepen.io/{0}/pen/{1}",
            "",
        ),
        (r"https?://asciinema\.org/a/(\w+)/(?:embed|iframe)", "https://asciinema.org/a/{0}", ""),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """What a frame shows: the address of its page, and of a picture of it, or ""."""

    page: str
    picture: str = ""


def framed(address: str) -> Framed:
    """Return what a known player's frame plays; any other frame is a page itself."""
    for player, page, picture in PLAYERS:
        if match := player.match(address):
            return Framed(page=page.format(*match.groups()), picture=picture.format(*match.groups()))
    return Framed(page=address)
