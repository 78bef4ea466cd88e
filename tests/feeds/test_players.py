"""Frames and players become links to where they can be seen."""

from __future__ import annotations

import pytest

from feedbot.feeds.frames import framed
from feedbot.feeds.html import fit

BASE = "https://atelier.example/posts/a/"


YOUTUBE = "https://www.youtube.com"
DAILYMOTION = "https://www.dailymotion.com"


@pytest.mark.parametrize(
    ("frame", "page", "picture"),
    [
        (f"{YOUTUBE}/embed/abcDEF-_123?rel=0", f"{YOUTUBE}/watch?v=abcDEF-_123", "vi/abcDEF-_123/"),
        (f"{YOUTUBE}/embed/abcDEF?a=1&start=90", f"{YOUTUBE}/watch?v=abcDEF&t=90s", "vi/abcDEF/"),
        ("https://youtube-nocookie.com/embed/abcDEF", f"{YOUTUBE}/watch?v=abcDEF", "vi/abcDEF/"),
        (f"{YOUTUBE}/embed/videoseries?list=PL-1", f"{YOUTUBE}/playlist?list=PL-1", ""),
        (f"{YOUTUBE}/embed/?listType=playlist&list=PL1", f"{YOUTUBE}/playlist?list=PL1", ""),
        ("https://player.vimeo.com/video/42", "https://vimeo.com/42", ""),
        ("https://player.vimeo.com/video/42?dnt=1&h=ab12", "https://vimeo.com/42/ab12", ""),
        (f"{DAILYMOTION}/embed/video/x8", f"{DAILYMOTION}/video/x8", "thumbnail/video/x8"),
        ("https://geo.dailymotion.com/player.html?video=x8", f"{DAILYMOTION}/video/x8", "thumbnail/video/x8"),
        ("https://tube.example/videos/embed/1-a", "https://tube.example/videos/watch/1-a", ""),
        ("https://player.twitch.tv/?parent=x&video=v1", "https://www.twitch.tv/videos/1", ""),
        ("https://clips.twitch.tv/embed?clip=A-b", "https://clips.twitch.tv/A-b", ""),
        ("https://player.bilibili.com/player.html?p=1&bvid=BV1", "https://www.bilibili.com/video/BV1", ""),
        ("https://open.spotify.com/embed/episode/a1", "https://open.spotify.com/episode/a1", ""),
        ("https://embed.podcasts.apple.com/us/x/id1", "https://podcasts.apple.com/us/x/id1", ""),
        ("https://embed.ted.com/talks/x", "https://www.ted.com/talks/x", ""),
        ("https://codepen.io/someone/embed/preview/aB", "https://codepen.io/someone/pen/aB", ""),
        ("https://asciinema.org/a/14/iframe", "https://asciinema.org/a/14", ""),
        ("https://maps.example/embed?x=1", "https://maps.example/embed?x=1", ""),
    ],
)
def test_a_known_player_has_a_page_and_perhaps_a_picture(frame: str, page: str, picture: str) -> None:
    found = framed(frame)

    assert found.page == page
    assert picture in found.picture
    assert bool(found.picture) == bool(picture)


FILM = (
    '<a href="https://www.youtube.com/watch?v=abcdefg">'
    '<img src="https://i.ytimg.com/vi/abcdefg/hqdefault.jpg" alt=""><br>A film</a>'
)


@pytest.mark.parametrize(
    "player",
    [
        '<iframe src="https://www.youtube.com/embed/abcdefg" title="A film"></iframe>',
        '<lite-youtube videoid="abcdefg" playlabel="A film"></lite-youtube>',
        '<lite-youtube videoid="abcdefg"><a href="/watch?v=abcdefg">A film</a></lite-youtube>',
        '<amp-youtube data-videoid="abcdefg" title="A film"></amp-youtube>',
    ],
)
def test_a_film_is_a_link_with_its_picture(player: str) -> None:
    assert fit(player, BASE) == FILM


def test_the_box_around_a_film_is_no_empty_one() -> None:
    box = '<div style="position:relative;padding-bottom:56.25%;height:0;overflow:hidden">{}</div>'
    frame = '<iframe src="https://www.youtube.com/embed/abcdefg" title="A film"></iframe>'

    assert fit(box.format(frame), BASE) == f"<div>{FILM}</div>"


def test_a_player_of_nothing_keeps_its_words() -> None:
    assert fit("<lite-youtube>words</lite-youtube><video>more</video>", BASE) == "wordsmore"
