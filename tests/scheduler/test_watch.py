"""Real folders, real notices from the kernel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.occasion import Wake
from feedbot.scheduler.watch import FolderWatch, matters

CONTENT = Path("/site/content")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/site/content/posts/a.md", True),
        ("/site/content", True),
        ("/site/static/a.png", False),
        ("/site/content/public/index.html", False),
        ("/site/content/public", False),
        ("/site/content/publications/a.md", True),
        ("/site/content/.git/index", False),
        ("/site/content/posts/.feedbot/state.db", False),
        ("/site/content/.gitignore", True),
        ("/site/content/posts/.a.md.swp", False),
        ("/site/content/posts/a.md~", False),
        ("/site/content/posts/.#a.md", False),
        ("/site/content/posts/#a.md#", False),
        ("/site/content/posts/4913", False),
        ("/site/content/posts/4913.md", True),
    ],
)
def test_only_what_may_be_content_matters(path: str, *, expected: bool) -> None:
    assert matters(Path(path), CONTENT, below(CONTENT / "public")) is expected


def test_a_site_below_a_hidden_folder_is_watched_all_the_same() -> None:
    assert matters(Path("/home/.git/content/a.md"), Path("/home/.git/content"), below())


def below(*folders: Path) -> Callable[[Path], bool]:
    return lambda path: any(path.is_relative_to(folder) for folder in folders)


class Watching:
    """A watch on one folder, looking ten times as often as in earnest."""

    def __init__(self, folder: Path, *ignored: Path) -> None:
        self.inbox = Inbox()
        self.watch = FolderWatch(self.inbox.put, quiet=0.05, longest=0.5, look=0.1, again=0.1)
        self.watch.follow((folder,), below(*ignored))

    def hears(self) -> set[Path]:
        return {folder for wake in self.inbox.take(10) for folder in wake.folders}

    def hears_nothing(self) -> bool:
        return self.inbox.take(0.4) == ()

    def settle(self) -> None:
        """Wait until nothing more comes of what was done so far."""
        while self.inbox.take(0.4):
            pass


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "posts").mkdir(parents=True)
    return folder


@pytest.fixture
def watching(content: Path) -> Iterator[Watching]:
    started = Watching(content, content / "public")
    yield started
    started.watch.stop()


def test_a_saved_article_is_heard(watching: Watching, content: Path) -> None:
    (content / "posts" / "a.md").write_text("a")
    assert watching.hears() == {content}


def test_many_saves_at_once_are_heard_as_one(watching: Watching, content: Path) -> None:
    for n in range(50):
        (content / "posts" / f"{n}.md").write_text("a")
    wakes: list[Wake] = list(watching.inbox.take(10))
    wakes += watching.inbox.take(0.4)
    assert len(wakes) <= 2


def test_a_new_folder_is_watched_too(watching: Watching, content: Path) -> None:
    (content / "posts" / "2026").mkdir()
    assert watching.hears() == {content}
    (content / "posts" / "2026" / "a.md").write_text("a")
    assert watching.hears() == {content}


def test_what_editors_git_and_the_generator_write_is_not_heard(watching: Watching, content: Path) -> None:
    (content / "posts" / ".a.md.swp").write_text("")
    (content / "posts" / "a.md~").write_text("")
    (content / ".git").mkdir()
    (content / ".git" / "index").write_text("")
    (content / "public").mkdir()
    (content / "public" / "index.html").write_text("")
    assert watching.hears_nothing()


def test_a_folder_that_goes_and_comes_back_is_watched_again(watching: Watching, content: Path) -> None:
    shutil.rmtree(content)
    assert watching.hears() == {content}
    watching.settle()
    content.mkdir()
    assert watching.hears() == {content}
    watching.settle()
    (content / "a.md").write_text("a")
    assert watching.hears() == {content}


def test_a_folder_exchanged_for_another_is_watched(watching: Watching, content: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    content.rename(tmp_path / "old")
    (tmp_path / "new").rename(content)
    assert watching.hears() == {content}
    watching.settle()
    (content / "a.md").write_text("a")
    assert watching.hears() == {content}


def test_a_folder_made_anew_at_once_is_watched(watching: Watching, content: Path) -> None:
    shutil.rmtree(content)
    content.mkdir()
    assert watching.hears() == {content}
    watching.settle()
    (content / "a.md").write_text("a")
    assert watching.hears() == {content}


def test_a_folder_that_is_not_there_yet_is_heard_when_it_comes(tmp_path: Path) -> None:
    watching = Watching(tmp_path / "later")
    try:
        (tmp_path / "later").mkdir()
        assert watching.hears() == {tmp_path / "later"}
    finally:
        watching.watch.stop()


def test_one_folder_that_is_missing_does_not_keep_another_from_being_watched(
    content: Path, tmp_path: Path
) -> None:
    inbox = Inbox()
    watch = FolderWatch(inbox.put, quiet=0.05, look=0.1)
    watch.follow((content, tmp_path / "missing"), below())
    try:
        (content / "a.md").write_text("a")
        assert {folder for wake in inbox.take(10) for folder in wake.folders} == {content}
    finally:
        watch.stop()


def test_other_folders_may_be_followed_and_the_old_ones_are_left(
    watching: Watching, content: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    watching.watch.follow((other,), below())
    (content / "a.md").write_text("a")
    assert watching.hears_nothing()
    (other / "a.md").write_text("a")
    assert watching.hears() == {other}


def test_a_watch_without_folders_is_silent_and_stops() -> None:
    watch = FolderWatch(Inbox().put)
    watch.follow((), below())
    watch.stop()


# In a user namespace of its own the limit can be lowered without touching the machine's.
LIMITED = """
import logging, sys
from pathlib import Path
from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.watch import FolderWatch
logging.basicConfig(format="%(message)s")
Path("/proc/sys/user/max_inotify_watches").write_text("2")
inbox, folder = Inbox(), Path(sys.argv[1])
for n in range(5): (folder / str(n)).mkdir()
watch = FolderWatch(inbox.put, quiet=0.05, look=0.1, again=0.1)
watch.follow((folder,), lambda _: False)
assert inbox.take(0.5) == ()
Path("/proc/sys/user/max_inotify_watches").write_text("1000")
(folder / "a.md").write_text("a")
while not inbox.take(0.3): (folder / "a.md").write_text("b")
watch.stop()
print("stopped")
"""


def test_where_the_system_has_no_watches_left_it_is_said_once_and_tried_again(tmp_path: Path) -> None:
    done = in_namespace(["--map-root-user", "--"], LIMITED, tmp_path)
    assert (done.returncode, done.stdout) == (0, "stopped\n"), done.stderr
    assert done.stderr.count("cannot watch all of the content folders") == 1


FORBIDDEN = """
import logging, sys
from pathlib import Path
from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.watch import FolderWatch
logging.basicConfig(format="%(message)s")
inbox, folder = Inbox(), Path(sys.argv[1])
watch = FolderWatch(inbox.put, quiet=0.05, look=0.1, again=0.1)
watch.follow((folder,), lambda _: False)
while not inbox.take(0.3): (folder / "a.md").write_text("b")
watch.stop()
print("stopped")
"""


def test_a_subfolder_that_may_not_be_read_leaves_the_others_watched(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o000)
    done = in_namespace(["--"], FORBIDDEN, tmp_path)  # an unmapped user: even root loses its override
    assert (done.returncode, done.stdout) == (0, "stopped\n"), done.stderr
    assert done.stderr.count("Permission denied") == 1


def in_namespace(options: list[str], program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a user namespace of its own."""
    unshare = ["unshare", "--user", *options]
    try:
        subprocess.run([*unshare, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("user namespaces are not available here")
    return subprocess.run(
        [*unshare, sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
