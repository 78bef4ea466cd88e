"""What histories of real content folders announce: each article once, when it is first seen published."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from feedbot.deliveries.delivery import Move, State
from tests.publishing.histories import Replay, post
from tests.sites import CONFIG, START, TestSite

FIRST = {f"posts/a{number}.md": post(f"Ancien {number}", date=f"2026-04-0{number}") for number in range(1, 6)}


@pytest.fixture
def replay(tmp_path: Path) -> Replay:
    """Return a site that has had its first pass over five articles."""
    made = Replay(TestSite(tmp_path))
    made.commit(FIRST)
    return made


def test_a_draft_is_announced_by_the_edit_that_publishes_it(replay: Replay) -> None:
    replay.commit({"posts/n.md": post("Neuf", draft="true")})
    replay.commit({"posts/n.md": post("Neuf", "Presque.", draft="true")})
    assert replay.announced == []
    replay.commit({"posts/n.md": post("Neuf", "Fini.", draft="false")})
    replay.commit({"posts/n.md": post("Neuf", "Fini, corrigé.")})
    assert replay.announced == ["Neuf"]


def test_a_draft_that_moves_out_of_its_folder_is_announced_there(replay: Replay) -> None:
    replay.commit({"drafts/n.md": post("Neuf")})
    replay.commit(replay.move("drafts/n.md", "posts/n.md"))
    assert replay.announced == ["Neuf"]


def test_a_published_article_that_becomes_a_draft_for_a_while_is_announced_once(replay: Replay) -> None:
    for draft in ("false", "true", "false", "true", "false"):
        replay.commit({"posts/n.md": post("Neuf", draft=draft)})
    assert replay.announced == ["Neuf"]


def test_a_future_date_is_announced_when_it_is_reached(replay: Replay) -> None:
    replay.commit({"posts/n.md": post("Neuf", date=(START + timedelta(hours=1)).isoformat())})
    assert replay.announced == []
    replay.site.clock.wind(timedelta(hours=1))
    replay.commit({})
    assert replay.announced == ["Neuf"]


def test_a_date_that_moves_forth_and_back_announces_once(replay: Replay) -> None:
    future = (START + timedelta(days=9)).isoformat()
    for date in ("2026-05-01", future, "2026-05-02", "2020-01-01", future, "2026-05-03"):
        replay.commit({"posts/n.md": post("Neuf", date=date)})
    assert replay.announced == ["Neuf"]


def test_an_old_date_is_no_reason_to_be_silent(replay: Replay) -> None:
    replay.commit({"posts/n.md": post("Neuf", date="2019-01-01")})
    assert replay.announced == ["Neuf"]


def test_a_bulk_import_is_held_for_a_person(replay: Replay) -> None:
    report = replay.commit({f"import/i{n}.md": post(f"Importé {n}") for n in range(92)})
    assert (replay.announced, len(report.held)) == ([], 92)
    replay.commit({"posts/n.md": post("Neuf")})
    assert replay.announced == ["Neuf"]


def test_three_at_once_are_no_bulk(replay: Replay) -> None:
    replay.commit({f"posts/n{n}.md": post(f"Neuf {n}") for n in range(3)})
    assert sorted(replay.announced) == ["Neuf 0", "Neuf 1", "Neuf 2"]


def test_a_bulk_rename_is_silent(replay: Replay) -> None:
    report = replay.commit(
        {path: text for old in FIRST for path, text in replay.move(old, f"blog/2026/{old[6:]}").items()}
    )
    assert (replay.announced, report.new, report.planned, len(report.moved)) == ([], (), (), 5)


def test_a_bulk_rename_with_new_front_matter_is_silent(replay: Replay) -> None:
    """A change of generator: other names, other keys, other dates, the same texts."""
    changed = {path.replace("posts/", "_posts/2026-04-01-"): text for path, text in FIRST.items()}
    rewritten = {path: text.replace("date:", "layout: post\ndate:") for path, text in changed.items()}
    report = replay.commit({**dict.fromkeys(FIRST), **rewritten})
    assert (replay.announced, report.new) == ([], ())


def test_a_bulk_edit_is_silent(replay: Replay) -> None:
    report = replay.commit({path: text + "\nUn ajout.\n" for path, text in FIRST.items()})
    assert (replay.announced, report.new, len(report.changed)) == ([], (), 5)


def test_a_bulk_rename_with_edits_at_once_is_silent(replay: Replay) -> None:
    moved = {path.replace("posts/", "blog/"): text + "\nUn ajout.\n" for path, text in FIRST.items()}
    report = replay.commit({**dict.fromkeys(FIRST), **moved})
    assert (replay.announced, report.new, len(report.moved)) == ([], (), 5)


BROKEN = "---\ntitle: Appel: au secours: vite\ndate: 2026-31-12\n---\nx\n"


def test_a_file_that_was_broken_from_the_start_is_announced_when_it_is_repaired(replay: Replay) -> None:
    replay.commit({"posts/n.md": BROKEN})
    replay.commit({"posts/n.md": BROKEN + "y\n"})
    assert replay.announced == []
    replay.commit({"posts/n.md": post("Neuf")})
    replay.commit({"posts/n.md": BROKEN})
    replay.commit({"posts/n.md": post("Neuf", "Encore réparé.")})
    assert replay.announced == ["Neuf"]


def test_an_old_article_that_breaks_and_is_repaired_is_silent(replay: Replay) -> None:
    replay.commit({"posts/a1.md": BROKEN})
    replay.commit({"posts/a1.md": post("Ancien 1", "Réparé, et réécrit.", date="2026-04-01")})
    assert replay.announced == []


def test_a_copy_of_an_article_that_is_broken_meanwhile_is_news_and_the_repaired_one_is_not(
    replay: Replay,
) -> None:
    copy = FIRST["posts/a1.md"].replace("Ancien", "Copie d’ancien", 1)
    replay.commit({"posts/a1.md": BROKEN, "posts/copy.md": copy})
    replay.commit({"posts/a1.md": FIRST["posts/a1.md"]})
    assert replay.announced == ["Copie d’ancien 1"]


def test_a_new_slug_is_silent_and_told(replay: Replay) -> None:
    report = replay.commit({"posts/a1.md": post("Ancien 1", date="2026-04-01", slug="autre")})
    assert replay.announced == []
    assert report.moved == (("https://essai.example/posts/a1/", "https://essai.example/posts/autre/"),)


def test_a_folder_of_another_language_is_a_bulk_of_new_articles_or_a_few(replay: Replay) -> None:
    report = replay.commit({path.replace("posts/", "en/posts/"): text for path, text in FIRST.items()})
    assert (replay.announced, len(report.held)) == ([], 5)
    replay.commit({"de/posts/n.md": post("Neu", lang="de"), "posts/n.md": post("Neuf")})
    assert sorted(replay.announced) == ["Neu", "Neuf"]


def test_what_is_deleted_and_restored_is_silent(replay: Replay) -> None:
    replay.commit({"posts/n.md": post("Neuf")})
    replay.commit({"posts/n.md": None, "posts/a1.md": None})
    replay.site.clock.wind(timedelta(days=30))
    replay.commit({"posts/n.md": post("Neuf"), "posts/a1.md": FIRST["posts/a1.md"]})
    assert replay.announced == ["Neuf"]


def test_what_is_restored_elsewhere_is_silent(replay: Replay) -> None:
    replay.commit({"posts/a1.md": None})
    replay.commit({"archive/a1.md": FIRST["posts/a1.md"]})
    assert replay.announced == []


def test_a_reverted_commit_and_its_revert_are_silent(replay: Replay) -> None:
    edited = {path: post(f"Tout autre {path[7]}", "Réécrit.", date="2026-04-09") for path in FIRST}
    for commit in (edited, FIRST, edited, FIRST):
        replay.commit(commit)
    assert replay.announced == []


def test_a_reverted_rename_is_silent(replay: Replay) -> None:
    there = replay.move("posts/a1.md", "posts/b.md")
    replay.commit(there)
    replay.commit(replay.move("posts/b.md", "posts/a1.md"))
    assert replay.announced == []


@pytest.mark.parametrize(
    "text",
    [
        post("Ancien 1", "Réécrit.", date="2026-04-01"),
        post("Nouveau titre", date="2026-04-01", text="Le texte de Ancien 1."),
        post("ANCIEN 1", "Réécrit.", date="2026-04-01T18:30:00Z"),
    ],
)
def test_what_is_renamed_and_edited_at_once_is_silent(replay: Replay, text: str) -> None:
    report = replay.commit(replay.move("posts/a1.md", "essays/other-name.md", text))
    assert (replay.announced, report.new, len(report.moved)) == ([], (), 1)


def test_what_is_renamed_retitled_and_rewritten_at_once_is_known_by_its_instant(replay: Replay) -> None:
    replay.commit({"posts/n.md": post("Neuf", date="2026-05-03T07:13:51Z")})
    text = post("Tout autre", "Réécrit.", date="2026-05-03T07:13:51Z")
    replay.commit(replay.move("posts/n.md", "posts/other.md", text))
    assert replay.announced == ["Neuf"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Été.md", "été.md"),
        ("\u00e9t\u00e9.md", "e\u0301te\u0301.md"),
        ("e\u0301te\u0301.md", "\u00e9t\u00e9.md"),
    ],
)
@pytest.mark.parametrize("edit", ["", "Réécrit."])
def test_a_rename_of_case_or_composition_alone_is_silent_edited_or_not(
    replay: Replay, old: str, new: str, edit: str
) -> None:
    replay.commit({old: post("L’été", date="2026-05-01")})
    replay.commit(replay.move(old, new, post("L’été, tout autre", edit, date="2026-05-01") if edit else None))
    assert replay.announced == ["L’été"]


def test_a_copy_under_a_new_name_is_a_new_article(replay: Replay) -> None:
    replay.commit({"posts/copy.md": FIRST["posts/a1.md"]})
    assert replay.announced == ["Ancien 1"]
    replay.commit({"posts/copy.md": FIRST["posts/a1.md"].replace("Ancien", "Copie")})
    replay.commit({"posts/a1.md": None})
    assert replay.announced == ["Ancien 1"]


def test_a_file_parted_in_two_announces_the_part_with_the_new_name(replay: Replay) -> None:
    replay.commit({"posts/a1.md": post("Ancien 1", "Moitié."), "posts/a1-2.md": post("Suite", "Reste.")})
    assert replay.announced == ["Suite"]


def test_two_files_merged_into_one_are_silent(replay: Replay) -> None:
    replay.commit({"posts/a1.md": post("Ancien 1 et 2", "Tout."), "posts/a2.md": None})
    assert replay.announced == []


def test_two_files_merged_under_a_new_name_are_silent_where_title_and_day_stay(replay: Replay) -> None:
    merged = post("Ancien 1", "Tout.", date="2026-04-01")
    report = replay.commit({"posts/a1.md": None, "posts/a2.md": None, "posts/both.md": merged})
    assert (replay.announced, len(report.gone)) == ([], 1)


def test_twins_of_one_address_hold_the_newcomer_and_name_both_files(replay: Replay) -> None:
    report = replay.commit({"posts/n.md": post("Neuf", url="/posts/a1/")})
    (problem,) = [each for each in report.problems if each.code == "same-url"]
    assert (problem.path, "posts/a1.md" in problem.what, replay.announced) == ("posts/n.md", True, [])
    replay.commit({"posts/n.md": post("Neuf")})
    assert replay.announced == ["Neuf"]


def test_what_was_released_after_a_bulk_is_announced_once_whatever_happens_to_it(replay: Replay) -> None:
    replay.commit({f"import/i{n}.md": post(f"Importé {n}") for n in range(5)})
    app = replay.site.open()
    with app.store:
        (row,) = [
            row
            for row in app.store.outbox.listing("essai.example", states=(State.HELD,))
            if row.uid.endswith("import/i3.md")
        ]
        release = Move(to=State.WAITING, reason="released", due_at=START, wanted_since=START)
        assert app.store.outbox.move(row, release, actor="person:test", now=START)
    replay.commit(replay.move("import/i3.md", "posts/three.md"))
    replay.commit({"posts/three.md": post("Importé, trois", "Réécrit.")})
    assert len(replay.announced) == 1


def test_files_that_other_rules_read_otherwise_are_not_edited_by_that(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    site.write("label.md", "Le label", tags="Grenoble, Ville")
    site.publish()
    before = json.loads((site.output / "feed.json").read_text(encoding="utf-8"))["items"]
    site.clock.wind(timedelta(days=1))
    site.configure(CONFIG.replace("[accounts", 'generator = "hugo"\nsections = ["."]\n\n[accounts'))
    site.publish()
    after = json.loads((site.output / "feed.json").read_text(encoding="utf-8"))["items"]
    assert (before[0]["tags"], after[0]["tags"]) == (["Grenoble", "Ville"], ["Grenoble, Ville"])
    assert (before[0]["id"], before[0].get("date_modified")) == (
        after[0]["id"],
        after[0].get("date_modified"),
    )
    site.write("label.md", "Le label", text="Un autre texte.", tags="Grenoble, Ville")
    site.publish()
    edited = json.loads((site.output / "feed.json").read_text(encoding="utf-8"))["items"]
    assert edited[0]["date_modified"] > after[0].get("date_modified", "")
