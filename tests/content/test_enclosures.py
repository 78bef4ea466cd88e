"""Files that come with an article: every shape in which sites write them, and what is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article, Enclosure
from feedbot.content.enclosures import enclosure_at, enclosures
from feedbot.content.metadata.values import Table, plain_value
from feedbot.content.reader import read
from tests.content.corpora import site

MP3 = "https://blog.example/audio/1.mp3"


def reading_of(front: str, path: str = "posts/a.md", **changes: Any) -> tuple[Article, list[str]]:
    source = f"---\ntitle: T\ndate: 2024-03-05T10:00:00Z\n{front}\n---\nSome text.\n".encode()
    reading = read(source, path, site(**changes))
    assert reading.article is not None, reading.problems
    return reading.article, [problem.code for problem in reading.problems]


def brought(front: str, path: str = "posts/a.md", **changes: Any) -> tuple[Enclosure, ...]:
    return reading_of(front, path, **changes)[0].enclosures


def one(address: str = MP3, **facts: Any) -> tuple[Enclosure, ...]:
    return (Enclosure(address=address, **facts),)


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("enclosure: /audio/1.mp3", one()),
        ("audio: /audio/1.mp3", one()),
        ("audio: audio/1.mp3", one()),
        ("audio_url: https://cdn.example/1.mp3?x=1", one("https://cdn.example/1.mp3?x=1")),
        ("mp3: https://cdn.example/play/17", one("https://cdn.example/play/17", mime="audio/mpeg")),
        ("podcast: audio/1.mp3\nlength: 6989\nduration: '14:02'", one(size=6989, duration=842)),
        ("podcast: {mp3: audio/1.mp3, duration: 1:02:03, length: 4}", one(duration=3723, size=4)),
        ("podcast: {file: audio/1.mp3, type: audio/mpeg}", one(mime="audio/mpeg")),
        (
            "podcast_link: /audio/1.mp3\npodcast_file_size: 13.7 MB\npodcast_length: 13654375",
            one(size=13654375),
        ),
        ("media: /audio/1.mp3\nlength: 6989\ntype: audio/mpeg", one(size=6989, mime="audio/mpeg")),
        ("audio: /audio/1.mp3\nlength: '14:02'", one(duration=842)),
        ("episode: {number: 3, audio: /audio/1.mp3, image: /a.png}", one()),
        ("episode: {filename: /audio/1.mp3, size: 12, duration: 60}", one(size=12, duration=60)),
        (
            "enclosure:\n  url: /audio/1.mp3\n  mime_type: Audio/MPEG; x=1\n  length: '12'\n  title: A *b*",
            one(mime="audio/mpeg", size=12, title="A b"),
        ),
        (
            "audio: {mp3: /audio/1.mp3, ogg: /audio/1.ogg}\nlength: 5\nduration: 60",
            (*one(duration=60), *one("https://blog.example/audio/1.ogg", duration=60)),
        ),
        (
            "attachments: [/a.pdf, {href: /b.png, title: B}]",
            (*one("https://blog.example/a.pdf"), *one("https://blog.example/b.png", title="B")),
        ),
        (
            f'enclosure:\n- "{MP3}\\n123\\naudio/mpeg\\na:1:{{s:8:\\"duration\\";s:8:\\"00:14:02\\";}}"',
            one(size=123, mime="audio/mpeg", duration=842),
        ),
        ("enclosure: |\n  https://blog.example/audio/1.mp3\n\n  audio/mpeg", one(mime="audio/mpeg")),
        (
            f"enclosure:\n- |\n  |\n      {MP3}\n      26455131\n      audio/mpeg\n      \n",
            one(size=26455131, mime="audio/mpeg"),
        ),
        ("audio: /audio/1.mp3\npodcast: {url: /audio/1.mp3, length: 12}", one(size=12)),
        ("video: https://cdn.example/1.mp4", one("https://cdn.example/1.mp4")),
        ("duration: '02:47'\nlength: 2668168\nlink: /audio/1.mp3", one(size=2668168, duration=167)),
        (
            "mp3_enclosure: /audio/1.mp3\nogg_enclosure: /audio/1.ogg\nmp3_length: 123456",
            (*one(size=123456), *one("https://blog.example/audio/1.ogg")),
        ),
        ("enclosures: {a: {url: /audio/1.mp3}}", one()),
        (
            "audio: https://cdn.example/17\naudio_type: audio/mpeg",
            one("https://cdn.example/17", mime="audio/mpeg"),
        ),
        ("podcast: {url: 'https://show.example/1', file: /audio/1.mp3}", one()),
        ("enclosure: /a.pdf\nduration: 5 min", one("https://blog.example/a.pdf")),
        ("audio: /my file.mp3", one("https://blog.example/my%20file.mp3")),
    ],
)  # fmt: skip
def test_a_file_that_comes_with_the_article_is_an_enclosure(front: str, wanted: object) -> None:
    assert reading_of(front) == (reading_of(front)[0], [])
    assert brought(front) == wanted


@pytest.mark.parametrize(
    "front",
    [
        "video: true",
        "audio: yes",
        "podcast: My Show",
        "episode: 12",
        "opus: Op. 64",
        "attachments: false",
        "enclosure:",
        "video: https://videos.example/watch?v=17",
        "podcast: {title: My Show, url: https://show.example/}",
        "podcast: {url: https://show.example/1, length: 45}",
        "podcast: Talk and/or walk",
        "video: {youtube: abc}",
        "media: /subtitles.vtt",
        "podcast: /cover.png",
        "audio: spotify:episode:17",
        "media: [{type: book, title: T}]",
        "duration: 22 min\nlength: 12",
    ],
)
def test_words_numbers_pictures_and_pages_with_a_player_are_none(front: str) -> None:
    assert (brought(front), reading_of(front)[1]) == ((), [])


@pytest.mark.parametrize(
    "front",
    [
        "enclosure: one",
        "enclosure: {length: 12}",
        "attachments: ['{{ site.url }}/a.pdf']",
        "mp3: ftp://a.example/1.mp3",
        "enclosure: /",
    ],
)
def test_a_file_without_an_address_is_told(front: str) -> None:
    assert (brought(front), reading_of(front)[1]) == ((), ["enclosure-address"])


def test_a_bundle_s_file_lies_beside_its_article() -> None:
    assert brought("audio: 1.mp3", "posts/trip/index.md") == one("https://blog.example/posts/trip/1.mp3")


def test_an_address_that_only_the_build_knows_is_told() -> None:
    front = "audio: ./1.mp3"
    assert reading_of(front, "blog/a.md", generator="astro")[1] == ["enclosure-address"]


def test_the_hash_of_what_readers_see_knows_of_files_only_where_there_are_some() -> None:
    plain, other = reading_of("")[0], reading_of("podcast: My Show")[0]
    with_file = reading_of("audio: /audio/1.mp3")[0]
    longer = reading_of("audio: /audio/1.mp3\nduration: 60")[0]
    assert plain.facts_hash == other.facts_hash
    assert len({plain.facts_hash, with_file.facts_hash, longer.facts_hash}) == 3


def test_no_article_brings_more_than_anybody_reads() -> None:
    assert len(brought(f"attachments: [{', '.join(f'/{number}.pdf' for number in range(300))}]")) == 100


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just("/a.mp3"),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["url", "mp3", "audio", "length"]), inner)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["audio", "enclosure", "podcast", "attachments", "duration"]), JSON))
def test_any_values_are_read(front: dict[str, object]) -> None:

    table = plain_value(front)
    assert isinstance(table, Table)
    for ref in enclosures(table):
        found = enclosure_at(ref, article="https://e.example/a/", site="https://e.example", in_bundle=True)
        assert found is None or found.address.isascii()
