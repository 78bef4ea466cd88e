"""The content folder on a real disk, with everything that must not be opened."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from feedbot.content.folder import LARGEST_FILE, ContentFile, Unsettled, list_content, read_content
from feedbot.content.problem import Problem, Severity
from feedbot.errors import ContentError
from tests.content.corpora import site


def write(file: Path, text: str = "---\ntitle: A\ndate: 2024-01-01\n---\n") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def paths(root: Path, **changes: Any) -> list[str]:
    return [file.path for file in list_content(site(root, **changes)).files]


def codes(root: Path, **changes: Any) -> dict[str, str]:
    return {problem.path: problem.code for problem in list_content(site(root, **changes)).problems}


def test_a_missing_content_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=str(tmp_path / "content")):
        list_content(site(tmp_path))


def test_an_unknown_generator_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ContentError, match='"gatsby" is not known; write one of'):
        list_content(site(tmp_path, generator="gatsby"))


def test_files_come_sorted_with_a_stamp_that_changes_when_they_do(tmp_path: Path) -> None:
    second, first = write(tmp_path / "content/posts/b.md"), write(tmp_path / "content/posts/a.markdown")
    before = list_content(site(tmp_path)).files
    assert [file.path for file in before] == ["posts/a.markdown", "posts/b.md"]
    status = first.stat()
    assert before[0].stamp == f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"
    second.write_text("longer than before " * 9)
    after = list_content(site(tmp_path)).files
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_only_content_is_listed(tmp_path: Path) -> None:
    for name in ("posts/a.md", "posts/deep/b.MD", "posts/c.html", "posts/.hidden.md", "posts/.git/d.md"):
        write(tmp_path / "content" / name)
    for name in (
        "posts/pic.jpg",
        "posts/e.md~",
        "posts/node_modules/f.md",
        "posts/_index.md",
        "about.md",
        "md",
    ):
        write(tmp_path / "content" / name)
    assert paths(tmp_path) == ["posts/a.md", "posts/c.html", "posts/deep/b.MD"]


def test_the_output_folder_is_no_content(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "public/a.html")
    assert paths(tmp_path, generator="plain", content=tmp_path) == ["a.md"]


def test_a_bundle_is_one_article(tmp_path: Path) -> None:
    for name in ("posts/trip/index.md", "posts/trip/notes.md", "posts/trip/more/x.md", "posts/a.md"):
        write(tmp_path / "content" / name)
    assert paths(tmp_path) == ["posts/a.md", "posts/trip/index.md"]
    assert len(paths(tmp_path, generator="plain")) == 4


def test_sections_limit_the_listing_and_a_missing_one_is_said(tmp_path: Path) -> None:
    for name in ("posts/a.md", "pages/b.md", "fr/posts/c.md"):
        write(tmp_path / "content" / name)
    sections = ("posts", "fr/posts/", "gone", "../..")
    assert paths(tmp_path, sections=sections) == ["fr/posts/c.md", "posts/a.md"]
    assert codes(tmp_path, sections=sections) == {"gone": "section-missing", "../..": "section-missing"}


def test_a_pattern_that_is_none_is_named(tmp_path: Path) -> None:
    write(tmp_path / "content/a.md")
    with pytest.raises(ContentError, match=r"site\.exclude cannot be read: .*'!'; mend that pattern"):
        list_content(site(tmp_path, exclude=("drafts/", "!")))


def test_folders_that_were_sought_in_vain_are_told_too(tmp_path: Path) -> None:
    write(tmp_path / "content/posts/a.md")
    (tmp_path / "content/deep").mkdir()
    listing = list_content(site(tmp_path, sections=("posts", "deep/er", "gone")))
    assert listing.folders == ("", "posts")
    assert listing.sought == ("deep/er", "gone")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not read")
def test_a_folder_that_may_not_be_read_is_held_and_was_sought(tmp_path: Path) -> None:
    write(tmp_path / "content/posts/a.md")
    write(tmp_path / "content/shut/b.md")
    rules = site(tmp_path, sections=("posts", "shut", "shut/in"))
    assert list_content(rules).sought == ("shut/in",)  # and everything is imported
    for above in [tmp_path, *tmp_path.parents][:3]:
        above.chmod(0o755)
    (tmp_path / "content/shut").chmod(0o700)
    os.seteuid(65534)
    try:
        listing = list_content(rules)
    finally:
        os.seteuid(0)
    assert [file.path for file in listing.files] == ["posts/a.md"]
    assert {problem.path: problem.code for problem in listing.problems} == {
        "shut": "not-readable",
        "shut/in": "section-missing",
    }
    assert listing.sought == ("shut", "shut/in")


def test_what_is_no_file_is_reported_and_never_opened(tmp_path: Path) -> None:
    posts = tmp_path / "content/posts"
    posts.mkdir(parents=True)
    os.mkfifo(posts / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(posts / "s.md"))
        assert codes(tmp_path) == {"posts/pipe.md": "not-a-file", "posts/s.md": "not-a-file"}
    assert paths(tmp_path) == []
    answer = read_content(site(tmp_path), "posts/pipe.md")
    assert isinstance(answer, Problem)
    assert answer.code == "not-a-file"


def test_links_are_followed_inside_the_content_folder_only(tmp_path: Path) -> None:
    real = write(tmp_path / "content/posts/real.md")
    write(tmp_path / "secret.md")
    (tmp_path / "content/posts/inside.md").symlink_to(real)
    (tmp_path / "content/posts/outside.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "content/posts/dead.md").symlink_to(tmp_path / "content/gone.md")
    (tmp_path / "content/posts/loop.md").symlink_to("loop.md")
    (tmp_path / "content/posts/round").symlink_to(tmp_path / "content")
    (tmp_path / "content/posts/circle").symlink_to("circle")
    assert paths(tmp_path) == ["posts/inside.md", "posts/real.md"]
    assert codes(tmp_path) == {
        "posts/dead.md": "link-outside",
        "posts/loop.md": "link-outside",
        "posts/outside.md": "link-outside",
        "posts/round": "linked-folder",
    }
    assert read_content(site(tmp_path), "posts/inside.md") == real.read_bytes()


@pytest.mark.parametrize("path", ["posts/outside.md", "../secret.md", "posts/../../secret.md", "/etc/passwd"])
def test_reading_never_leaves_the_content_folder(path: str, tmp_path: Path) -> None:
    write(tmp_path / "secret.md")
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/outside.md").symlink_to(tmp_path / "secret.md")
    answer = read_content(site(tmp_path), path)
    assert isinstance(answer, Problem)
    assert answer.code == "link-outside"


def test_a_huge_file_is_held_with_its_size_and_never_read(tmp_path: Path) -> None:
    huge = write(tmp_path / "content/posts/huge.md")
    os.truncate(huge, 100_000_000)
    answer = read_content(site(tmp_path), "posts/huge.md")
    assert isinstance(answer, Problem)
    assert (answer.code, answer.severity) == ("file-size", Severity.HELD)
    assert "100,000,000" in answer.what
    assert f"{LARGEST_FILE:,}" in answer.what


def test_a_file_that_is_gone_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    assert isinstance(read_content(site(tmp_path), "posts/a.md"), Unsettled)


def test_a_name_that_is_no_utf8_is_reported(tmp_path: Path) -> None:
    posts = tmp_path / "content/posts"
    posts.mkdir(parents=True)
    with open(os.fsencode(posts) + b"/\xff.md", "wb"):  # noqa: PTH123  # a Path cannot be bytes
        pass
    listing = list_content(site(tmp_path))
    assert listing.files == ()
    assert [problem.code for problem in listing.problems] == ["name-not-utf8"]
    listing.problems[0].path.encode()


def test_a_listed_file_reads_as_its_bytes(tmp_path: Path) -> None:
    write(tmp_path / "content/posts/é ü.md", "tränen\r\n")
    (file,) = list_content(site(tmp_path)).files
    assert isinstance(file, ContentFile)
    assert read_content(site(tmp_path), file.path) == "tränen\r\n".encode()
