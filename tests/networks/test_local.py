"""The local network's own manners: one line per delivery whatever happens, and a page fit to read."""

from __future__ import annotations

import json
import multiprocessing
import resource
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from feedbot.announcements.announcement import CardImage
from feedbot.networks.local import LINES, PAGE, Local
from feedbot.networks.local_page import MOST_SHOWN, page
from feedbot.networks.network import Absent, CannotTell, DeliveryKey, Found, Frozen, NotSent, Posted, Unknown
from feedbot.networks.registry import NETWORKS
from tests.networks.conformance import an_announcement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def yes() -> bool:
    return True


def frozen_for(folder: Path, number: int) -> Frozen:
    link = f"https://atelier.example/posts/{number}/"
    key = DeliveryKey(text=f"atelier {link} local announce", planned=NOW)
    frozen = Local(folder).prepare(an_announcement(link), key, NOW)
    assert isinstance(frozen, Frozen)
    return frozen


def lines(folder: Path) -> list[str]:
    return (folder / LINES).read_text(encoding="utf-8").splitlines()


def test_the_same_delivery_sent_again_is_the_same_line(tmp_path: Path) -> None:
    frozen = frozen_for(tmp_path, 1)
    first = Local(tmp_path).send(frozen, yes)
    assert isinstance(first, Posted)
    assert Local(tmp_path).send(frozen, lambda: False) == first
    assert len(lines(tmp_path)) == 1


def test_a_line_says_all_that_would_be_posted(tmp_path: Path) -> None:
    Local(tmp_path).send(frozen_for(tmp_path, 1), yes)
    record = json.loads(lines(tmp_path)[0])
    assert record["text"].startswith("Café Zürich")
    assert record["hashtags"] == ["Zürich", "CoffeeCulture"]
    assert record["at"] == "2026-11-23T12:00:00+00:00"


def test_many_threads_with_the_same_and_other_deliveries_write_each_once(tmp_path: Path) -> None:
    requests = [frozen_for(tmp_path, number) for number in range(8)] * 4
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda frozen: Local(tmp_path).send(frozen, yes), requests))
    assert all(isinstance(outcome, Posted) for outcome in outcomes)
    assert sorted(json.loads(line)["link"] for line in lines(tmp_path)) == sorted(
        {frozen.link for frozen in requests}
    )


def send_some(folder: Path) -> None:
    for number in range(10):
        Local(folder).send(frozen_for(folder, number), yes)


def test_several_processes_write_each_delivery_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=send_some, args=(tmp_path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(lines(tmp_path)) == 10


@pytest.mark.parametrize("kept", [0, 1, 20, -1])
def test_a_line_torn_by_a_crash_is_absent_and_written_whole_the_next_time(tmp_path: Path, kept: int) -> None:
    local, first, second = Local(tmp_path), frozen_for(tmp_path, 1), frozen_for(tmp_path, 2)
    local.send(first, yes)
    with (tmp_path / LINES).open("ab") as file:
        file.write(second.request.encode()[:kept])
    assert local.find(second) == Absent()
    assert isinstance(local.send(second, yes), Posted)
    assert [json.loads(line)["link"] for line in lines(tmp_path)] == [first.link, second.link]


def test_a_disk_that_fills_up_within_a_line_leaves_it_unknown_and_the_next_try_whole(tmp_path: Path) -> None:
    local, frozen = Local(tmp_path), frozen_for(tmp_path, 1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))  # Python ignores the signal, so writing raises
    try:
        outcome = local.send(frozen, yes)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(outcome, Unknown)
    assert local.find(frozen) == Absent()
    assert isinstance(local.send(frozen, yes), Posted)
    assert [json.loads(line)["link"] for line in lines(tmp_path)] == [frozen.link]


def test_a_page_that_could_not_be_written_is_written_when_the_delivery_comes_again(tmp_path: Path) -> None:
    local, frozen = Local(tmp_path), frozen_for(tmp_path, 1)
    (tmp_path / PAGE).mkdir()
    assert isinstance(local.send(frozen, yes), Unknown)
    assert isinstance(local.send(frozen, yes), Unknown)
    (tmp_path / PAGE).rmdir()
    assert isinstance(local.send(frozen, yes), Posted)
    assert len(lines(tmp_path)) == 1
    assert f"a-{frozen.key}" in (tmp_path / PAGE).read_text(encoding="utf-8")


def test_a_whole_line_without_its_end_counts(tmp_path: Path) -> None:
    local, first, second = Local(tmp_path), frozen_for(tmp_path, 1), frozen_for(tmp_path, 2)
    (tmp_path / LINES).write_bytes(first.request.encode())
    assert isinstance(local.find(first), Found)
    local.send(second, yes)
    assert [json.loads(line)["link"] for line in lines(tmp_path)] == [first.link, second.link]


def test_a_line_that_a_person_spoiled_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / LINES).write_text("my notes\n[1]\n{}\n", encoding="utf-8")
    assert isinstance(Local(tmp_path).send(frozen_for(tmp_path, 1), yes), Posted)
    assert lines(tmp_path)[:3] == ["my notes", "[1]", "{}"]


def test_a_folder_that_cannot_be_made_is_not_sent_and_cannot_tell(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    local = Local(in_the_way / "below")
    frozen = frozen_for(tmp_path, 1)
    assert isinstance(local.send(frozen, yes), NotSent)
    assert isinstance(local.find(frozen), CannotTell)
    assert not local.check().ok


def test_the_folder_is_the_path_option_or_the_state_folder(tmp_path: Path) -> None:
    build = NETWORKS["local"].build
    build({}, clock=lambda: NOW, folder=tmp_path).send(frozen_for(tmp_path, 1), yes)
    build({"path": "out"}, clock=lambda: NOW, folder=tmp_path).send(frozen_for(tmp_path, 1), yes)
    build({"path": str(tmp_path / "far")}, clock=lambda: NOW, folder=Path("/nowhere")).send(
        frozen_for(tmp_path, 1), yes
    )
    assert [len(lines(tmp_path / folder)) for folder in ("", "out", "far")] == [1, 1, 1]


def shown(folder: Path) -> str:
    return (folder / PAGE).read_text(encoding="utf-8")


class Outline(HTMLParser):
    """Elements, and what each is closed by."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_the_newest_first_and_each_has_its_own_address(tmp_path: Path) -> None:
    outcomes = [Local(tmp_path).send(frozen_for(tmp_path, number), yes) for number in (1, 2)]
    outline = Outline(shown(tmp_path))
    assert outline.open == []
    articles = [str(attributes["id"]) for tag, attributes in outline.elements if tag == "article"]
    assert [outcome.url.rsplit("#", 1)[1] for outcome in outcomes if isinstance(outcome, Posted)] == articles[
        ::-1
    ]
    assert "Café Zürich opens – what is new 🥐" in outline.text
    assert ("time", {"datetime": "2026-11-23T12:00:00+00:00"}) in outline.elements
    assert ("a", {"href": "https://atelier.example/posts/2/"}) in outline.elements


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    evil = '"><script>alert(1)</script>&amp;<img src=x onerror=alert(1)>\x1b[31m'
    announcement = replace(
        an_announcement("https://atelier.example/evil/"), text=evil, account=evil, language=evil
    )
    announcement = replace(
        announcement,
        hashtags=(evil,),
        warning=evil,
        card=replace(
            announcement.card,
            address=f"javascript:{evil}",
            title=evil,
            description=evil,
            image=CardImage(address=f"https://a.example/{evil}", alt=evil),
        ),
    )
    local = Local(tmp_path)
    frozen = local.prepare(announcement, DeliveryKey(text=evil, planned=NOW), NOW)
    assert isinstance(frozen, Frozen)
    local.send(frozen, yes)
    outline = Outline(shown(tmp_path))
    assert {tag for tag, _ in outline.elements} >= {"html", "title", "article", "img"}
    assert "script" not in {tag for tag, _ in outline.elements}
    assert [attributes for tag, attributes in outline.elements if "onerror" in attributes] == []
    assert [
        a for _, attributes in outline.elements for a in [attributes.get("href") or ""] if "javascript" in a
    ] == []
    assert "<script>alert(1)</script>" in outline.text


def test_the_page_shows_the_picture_that_lies_here_before_the_public_one(tmp_path: Path) -> None:
    announcement = an_announcement("https://atelier.example/a/")
    picture = CardImage(address="https://atelier.example/a.png", alt="A", file=tmp_path / "à.png")
    local = Local(tmp_path)
    for image, expected in (
        (picture, (tmp_path / "à.png").as_uri()),
        (replace(picture, file=None), picture.address),
    ):
        card = replace(announcement.card, image=image)
        key = DeliveryKey(text=expected, planned=NOW)
        frozen = local.prepare(replace(announcement, card=card), key, NOW)
        assert isinstance(frozen, Frozen)
        local.send(frozen, yes)
        assert f'src="{expected}"' in shown(tmp_path)


def test_a_long_history_shows_its_newest_part() -> None:
    records = [{"id": str(number), "text": "x", "account": "a"} for number in range(MOST_SHOWN)]
    assert f"the newest {MOST_SHOWN} of 9999" in page(records, total=9999)
