"""Images on the local disk: found by address, measured by header, never outside the site."""

import os
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.images import dimensions, locate
from tests.content.corpora import site

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200) + b"\x00\x00\x00"
EXIF = b"\xff\xe1" + struct.pack(">H", 4002) + b"\xff\xc0" * 2000  # looks like frames, and is none
JPEG = b"\xff\xd8" + EXIF + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 600, 800) + b"\x03" * 12
LOSSY = b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 550, 368)
LOSSLESS = (
    b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + struct.pack("<I", 399 | 300 << 14) + b"\x00" * 6
)
EXTENDED = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xe7\x03\x00\xf3\x01\x00"
AVIF = (
    b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf\x00\x00\x00\x58meta\x00\x00\x00\x00"
     b"\x00\x00\x00\x14ispe\x00\x00\x00\x00" + struct.pack(">II", 64, 48)
    + b"\x00\x00\x00\x14ispe\x00\x00\x00\x00" + struct.pack(">II", 640, 480)
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (PNG, ("image/png", 640, 480)),
        (GIF, ("image/gif", 320, 200)),
        (JPEG, ("image/jpeg", 800, 600)),
        (LOSSY, ("image/webp", 550, 368)),
        (LOSSLESS, ("image/webp", 400, 301)),
        (EXTENDED, ("image/webp", 1000, 500)),
        (AVIF, ("image/avif", 640, 480)),
        (AVIF.replace(b"avif", b"heic"), None),
        (AVIF[:40], None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ("image/svg+xml", 300, 150)),
        (b"", None),
    ],
)
def test_a_header_tells_type_and_size(head: bytes, wanted: tuple[str, int, int] | None) -> None:
    assert dimensions(head) == wanted


@given(
    st.sampled_from([PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED, AVIF]),
    st.integers(0, 60),
    st.binary(max_size=40),
)
def test_a_cut_or_garbled_header_is_no_accident(head: bytes, length: int, rest: bytes) -> None:
    found = dimensions(head[:length] + rest)
    assert found is None or found[0].startswith("image/")


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("public/img/a b.png", "https://blog.example/img/a%20b.png"),
        ("static/img/a.png", "https://blog.example/img/a.png"),
        ("content/posts/trip/map.png", "https://blog.example/posts/trip/map.png"),
        ("content/posts/trip/map.png", "https://blog.example/posts/renamed/map.png"),
        ("static/a.png", "/a.png?v=2"),
    ],
)
def test_an_image_is_found_where_the_site_keeps_it(file: str, address: str, tmp_path: Path) -> None:
    there = tmp_path / file
    there.parent.mkdir(parents=True)
    there.write_bytes(PNG + b"pixels")
    found = locate(address, "posts/trip/index.md", site(tmp_path))
    assert found is not None
    assert (found.file, found.mime, found.size) == (there.resolve(), "image/png", len(PNG) + 6)
    assert (found.width, found.height) == (640, 480)


def test_a_site_below_a_path_keeps_its_images_below_its_roots(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.png").write_bytes(PNG)
    rules = site(tmp_path, url="https://blog.example/sub")
    assert locate("https://blog.example/sub/a.png", "posts/a.md", rules) is not None


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/a.png",
        "https://blog.example/gone.png",
        "https://blog.example/../secret.png",
        "https://blog.example/%2e%2e/secret.png",
        "https://blog.example/..%2fsecret.png",
        "https://blog.example/link.png",
        "https://blog.example/pipe.png",
        "https://blog.example/folder",
        "https://blog.example/text.png",
        "https://blog.example/%00.png",
        "https://blog.example/",
        "http://[bad",
    ],
)
def test_what_is_remote_missing_outside_or_no_image_is_none(address: str, tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "folder").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (static / "link.png").symlink_to(tmp_path / "secret.png")
    (static / "text.png").write_text("no image")
    os.mkfifo(static / "pipe.png")
    assert locate(address, "posts/a.md", site(tmp_path)) is None
