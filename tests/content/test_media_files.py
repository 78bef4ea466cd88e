"""Files that come with articles, on the local disk: found by address, never outside the site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedbot.content.local_files import candidates
from feedbot.content.media_files import MediaFile, locate_media
from tests.content.corpora import site


@pytest.mark.parametrize(
    ("file", "address", "mime"),
    [
        ("public/audio/a b.mp3", "https://blog.example/audio/a%20b.mp3", "audio/mpeg"),
        ("static/a.MP3", "https://blog.example/a.MP3?v=2", "audio/mpeg"),
        ("content/posts/trip/one.m4a", "https://blog.example/posts/renamed/one.m4a", "audio/mp4"),
        ("static/a.thing", "/a.thing", ""),
    ],
)
def test_a_file_is_found_where_the_site_keeps_it(file: str, address: str, mime: str, tmp_path: Path) -> None:
    there = tmp_path / file
    there.parent.mkdir(parents=True)
    there.write_bytes(b"12345")
    wanted = MediaFile(file=there.resolve(), mime=mime, size=5)
    assert locate_media(address, "posts/trip/index.md", site(tmp_path)) == wanted
    assert there in candidates(address, "posts/trip/index.md", site(tmp_path))


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/a.mp3",
        "https://blog.example/gone.mp3",
        "https://blog.example/..%2fsecret.mp3",
        "https://blog.example/link.mp3",
        "https://blog.example/pipe.mp3",
        "https://blog.example/folder",
        "https://blog.example/%00.mp3",
        "http://[bad",
    ],
)
def test_what_is_remote_missing_outside_or_no_file_is_none(address: str, tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "folder").mkdir(parents=True)
    (tmp_path / "secret.mp3").write_bytes(b"1")
    (static / "link.mp3").symlink_to(tmp_path / "secret.mp3")
    os.mkfifo(static / "pipe.mp3")
    assert locate_media(address, "posts/a.md", site(tmp_path)) is None


def test_an_empty_file_has_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.pdf").touch()
    found = locate_media("/a.pdf", "posts/a.md", site(tmp_path))
    assert found is not None
    assert (found.size, found.mime) == (0, "application/pdf")
