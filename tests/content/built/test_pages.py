"""Where the page of an address lies below the output folder, and what is never opened."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedbot.content.built.pages import LARGEST_PAGE, find_page, page_places, read_page
from tests.content.corpora import site

HOME = "https://blog.example"


def put(file: Path, data: bytes = b"<p>Bonjour.") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("", "index.html"),
        ("/posts/label/", "posts/label/index.html"),
        ("/posts/label/", "posts/label.html"),
        ("/posts/label", "posts/label.html"),
        ("/posts/label", "posts/label/index.html"),
        ("/posts/label", "posts/label"),
        ("/posts/label.html", "posts/label.html"),
        ("/posts/v1.2", "posts/v1.2/index.html"),
        ("/posts/%C3%A9t%C3%A9/", "posts/été/index.html"),
        ("/posts/%C3%A9t%C3%A9/", normalize("NFD", "posts/été/index.html")),
        ("/posts/e%CC%81te%CC%81/", normalize("NFC", "posts/été/index.html")),
        ("/posts/C%2B%2B%20%26%20C%23/", "posts/C++ & C#/index.html"),
        ("/posts/100%25/", "posts/100%/index.html"),
        ("/posts/%cf%80-day/", "posts/%cf%80-day/index.html"),
        ("//posts//label/", "posts/label/index.html"),
        ("/posts/label/?draft=1#top", "posts/label/index.html"),
    ],
)
def test_an_address_leads_to_the_file_that_a_server_would_send(tmp_path: Path, path: str, file: str) -> None:
    there = put(tmp_path / "public" / file)
    page = find_page(HOME + path, site(tmp_path))
    assert page is not None
    assert page.file == there
    assert read_page(page) == b"<p>Bonjour."


def test_a_name_that_is_no_utf8_is_found_as_its_bytes_say(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xe9t\xe9")
    put(tmp_path / "public" / "posts" / name / "index.html")
    assert find_page(f"{HOME}/posts/%E9t%E9/", site(tmp_path)) is not None


def test_the_sites_own_path_is_no_folder_of_the_output(tmp_path: Path) -> None:
    rules = site(tmp_path, url="https://blog.example/notes")
    put(tmp_path / "public" / "label" / "index.html")
    assert find_page("https://blog.example/notes/label/", rules) is not None
    assert find_page("https://blog.example/label/", rules) is None
    assert find_page("https://blog.example/notesandmore/label/", rules) is None


@pytest.mark.parametrize(
    "address", ["https://other.example/a/", "//[", "mailto:a@b.example", "", "https://:x/"]
)
def test_an_address_elsewhere_has_no_page_here(tmp_path: Path, address: str) -> None:
    put(tmp_path / "public" / "a" / "index.html")
    assert page_places(address, site(tmp_path)) == ()
    assert find_page(address, site(tmp_path)) is None


@pytest.mark.parametrize(
    "path", ["/../secret.html", "/a/%2e%2e/%2e%2e/secret.html", "/%2E%2E%2Fsecret.html", "/a%00"]
)
def test_no_address_leads_out_of_the_output_folder(tmp_path: Path, path: str) -> None:
    put(tmp_path / "secret.html")
    put(tmp_path / "public" / "a" / "index.html")
    assert find_page(HOME + path, site(tmp_path)) is None


def test_a_link_is_followed_inside_the_output_folder_alone(tmp_path: Path) -> None:
    put(tmp_path / "secret.html")
    put(tmp_path / "public" / "real" / "index.html")
    (tmp_path / "public" / "out.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "public" / "in").symlink_to("real")
    (tmp_path / "public" / "round").symlink_to("round")
    rules = site(tmp_path)
    assert find_page(f"{HOME}/out.html", rules) is None
    assert find_page(f"{HOME}/round/", rules) is None
    assert find_page(f"{HOME}/in/", rules) is not None


def test_an_output_folder_that_is_a_link_is_what_it_leads_to(tmp_path: Path) -> None:
    put(tmp_path / "release-2" / "a" / "index.html")
    (tmp_path / "public").symlink_to("release-2")
    assert find_page(f"{HOME}/a/", site(tmp_path)) is not None


def test_only_a_regular_file_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "public" / "folder.html").mkdir(parents=True)
    os.mkfifo(tmp_path / "public" / "pipe.html")
    assert find_page(f"{HOME}/folder.html", site(tmp_path)) is None
    assert find_page(f"{HOME}/pipe.html", site(tmp_path)) is None


def test_a_page_swapped_for_a_pipe_after_it_was_found_is_not_waited_for(tmp_path: Path) -> None:
    file = put(tmp_path / "public" / "a.html")
    page = find_page(f"{HOME}/a.html", site(tmp_path))
    assert page is not None
    file.unlink()
    assert read_page(page) is None
    os.mkfifo(file)
    assert read_page(page) is None


def test_a_page_too_large_is_not_taken_into_memory(tmp_path: Path) -> None:
    file = put(tmp_path / "public" / "a.html")
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST_PAGE + 1)
    page = find_page(f"{HOME}/a.html", site(tmp_path))
    assert page is not None
    assert read_page(page) is None


def test_a_page_built_again_has_another_stamp(tmp_path: Path) -> None:
    file = put(tmp_path / "public" / "a.html")
    os.utime(file, ns=(1, 1))
    before = find_page(f"{HOME}/a.html", site(tmp_path))
    os.utime(file, ns=(2, 2))
    after = find_page(f"{HOME}/a.html", site(tmp_path))
    assert before is not None
    assert after is not None
    assert before.stamp != after.stamp
    assert (before.built, after.built) == (1, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(st.characters(), max_size=40))
def test_any_address_has_its_places_below_the_output_folder(tmp_path: Path, path: str) -> None:
    rules = site(tmp_path)
    for address in (path, HOME + path, f"{HOME}/{path}"):
        for place in page_places(address, rules):
            assert Path(os.path.normpath(place)).is_relative_to(rules.output)
        assert find_page(address, rules) is None
