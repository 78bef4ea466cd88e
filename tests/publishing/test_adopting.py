"""Adopting the feed that is live: each entry keeps its id and dates, and nobody is told anything twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from feedbot.content.identity.known import Known
from feedbot.deliveries.delivery import Delivery, HistoryLine, State
from feedbot.feeds.live_entry import LiveFeed
from feedbot.feeds.live_feed import read_live_feed
from feedbot.publishing.adopting import Adopter
from feedbot.publishing.adoption import Adoption
from feedbot.publishing.claims import By
from tests.publishing.old_feeds import FORMATS, PARIS, Old, atom, json_feed, rss
from tests.sites import START, TestSite

HOME = "https://essai.example"
ATOM = "{http://www.w3.org/2005/Atom}"
OLD = tuple(
    Old(
        id=f"post-{number} & co",
        address=f"http://essai.example/n{number}",
        title=f"Note {number}",
        published=datetime(2026, 4, number, 9, 30, tzinfo=PARIS),
        updated=datetime(2026, 4, number + 2, 9, 30, 15, tzinfo=PARIS),
    )
    for number in range(1, 6)
)
EVERY_FORMAT = pytest.mark.parametrize("file", sorted(FORMATS))


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a site with twelve articles, of which its old feed shows five."""
    made = TestSite(tmp_path)
    for number in range(1, 13):
        made.write(
            f"n{number}.md", f"Note {number}", f"Texte {number}.", date=f"2026-04-{number:02}T07:00:00Z"
        )
    return made


def adopt(site: TestSite, data: bytes, *, dry: bool = False) -> Adoption:
    feed = read_live_feed(data, f"{HOME}/feed")
    assert isinstance(feed, LiveFeed)
    app = site.open()
    with app.store, app.turn():
        adopter = Adopter(
            site=app.sites[0], store=app.store, now=site.clock.now, progress=lambda _done, _all: None
        )
        return adopter.adopt(feed, "old feed", dry=dry)


@dataclass(frozen=True)
class Memory:
    """All that a store remembers of its site's articles."""

    since: datetime | None
    articles: tuple[Known, ...]
    deliveries: tuple[Delivery, ...]
    history: tuple[tuple[HistoryLine, ...], ...]

    def uid(self, path: str) -> str:
        (row,) = [row for row in self.articles if row.path == path]
        return row.uid


def memory(site: TestSite) -> Memory:
    app = site.open()
    with app.store:
        name = app.sites[0].name
        rows = app.store.outbox.listing(name)
        return Memory(
            since=app.store.ledger.since(name),
            articles=app.store.ledger.articles(name),
            deliveries=rows,
            history=tuple(app.store.outbox.history(row.id) for row in rows),
        )


def entries(site: TestSite, file: str) -> dict[str, dict[str, str]]:
    """Return id and dates of a feed's entries as they are written, by title."""
    data = (site.output / file).read_bytes()
    if file == "feed.json":
        items = json.loads(data)["items"]
        return {
            item["title"]: {
                "id": item["id"],
                "published": item["date_published"],
                "updated": item["date_modified"],
            }
            for item in items
        }
    root = etree.fromstring(data)
    if file == "rss.xml":
        return {
            item.findtext("title") or "": {
                "id": item.findtext("guid") or "",
                "published": item.findtext("pubDate") or "",
            }
            for item in root.iter("item")
        }
    return {
        entry.findtext(f"{ATOM}title") or "": {
            name: entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "published", "updated")
        }
        for entry in root.iter(f"{ATOM}entry")
    }


@EVERY_FORMAT
def test_every_entry_keeps_its_id_and_dates_to_the_letter(site: TestSite, file: str) -> None:
    old = tuple(replace(one, id=f"tag:essai.example,2020:{one.id[5]}") for one in OLD)
    before = FORMATS[file](old)
    adopt(site, before)
    site.publish()
    written = entries(site, file)
    was = feedparser.parse(before) if file != "feed.json" else None
    for one in old:
        assert written[one.title]["id"] == one.id
    if file == "rss.xml":
        assert written["Note 3"]["published"] == "Fri, 03 Apr 2026 09:30:00 +0100"
    else:
        assert written["Note 3"]["published"] == "2026-04-03T09:30:00+01:00"
        assert written["Note 3"]["updated"] == "2026-04-05T09:30:15+01:00"
    if was is not None:
        now = {entry.id: entry for entry in feedparser.parse((site.output / file).read_bytes()).entries}
        for entry in was.entries:
            assert now[entry.id].published_parsed == entry.published_parsed
            if file == "atom.xml":
                assert now[entry.id].updated_parsed == entry.updated_parsed


@EVERY_FORMAT
def test_the_other_formats_have_the_same_ids_and_instants(site: TestSite, file: str) -> None:
    adopt(site, FORMATS[file](OLD))
    site.publish()
    for other in ("rss.xml", "feed.json"):
        assert entries(site, other)["Note 2"]["id"] == "post-2 & co"
    assert entries(site, "rss.xml")["Note 2"]["published"] == "Thu, 02 Apr 2026 09:30:00 +0100"
    assert entries(site, "feed.json")["Note 2"]["published"] == "2026-04-02T09:30:00+01:00"


def test_adopting_is_the_first_pass_and_announces_nothing(site: TestSite) -> None:
    site.configure(site.config + '\n[announce]\nfirst_run = "newest"\n')
    done = adopt(site, rss(OLD))
    assert (done.first_pass, len(done.verdicts.taken), done.baseline) == (True, 5, 12)
    report = site.publish()
    assert (report.first_pass, report.new, report.planned, report.changed, site.said()) == (
        False,
        (),
        (),
        (),
        [],
    )
    assert report.articles == 12
    site.write("new.md", "Neuf")
    site.publish()
    assert len(site.said()) == 1


def test_what_the_old_feed_does_not_show_gets_a_uid_as_usual(site: TestSite) -> None:
    adopt(site, rss(OLD))
    assert memory(site).uid("n9.md") == "tag:essai.example,2026-04-09:n9.md"


@EVERY_FORMAT
def test_repeating_it_changes_nothing(site: TestSite, file: str) -> None:
    data = FORMATS[file]((*OLD, Old("lost", f"{HOME}/lost/", "Perdu", START)))
    adopt(site, data)
    site.publish()
    before, feed = memory(site), (site.output / file).read_bytes()
    site.clock.wind(timedelta(days=1))
    done = adopt(site, data)
    assert (done.verdicts.taken, len(done.verdicts.kept)) == ((), 5)
    assert memory(site) == before
    site.publish()
    assert ((site.output / file).read_bytes(), memory(site)) == (feed, before)


def test_a_rehearsal_writes_nothing(site: TestSite) -> None:
    done = adopt(site, rss(OLD), dry=True)
    assert (len(done.verdicts.taken), done.baseline) == (5, 12)
    assert memory(site).since is None


def test_a_known_article_changes_its_uid_and_its_deliveries_stay_what_they_are(site: TestSite) -> None:
    site.publish()
    site.write("n20.md", "Note 20", announce="{at: 2026-05-04T18:00:00Z}")
    site.write("n21.md", "Note 21")
    site.publish()
    before = memory(site)
    late = tuple(Old(f"id-{n}", f"{HOME}/n{n}/", f"Note {n}", START) for n in (20, 21))
    done = adopt(site, rss((*OLD, *late)))
    after = memory(site)
    assert (done.first_pass, len(done.verdicts.taken), done.baseline) == (False, 7, 0)
    renamed = {before.uid(f"n{n}.md"): after.uid(f"n{n}.md") for n in (*range(1, 6), 20, 21)}
    assert renamed[before.uid("n21.md")] == "id-21"
    expected = [replace(row, uid=renamed.get(row.uid, row.uid)) for row in before.deliveries]
    assert [*after.deliveries] == expected
    assert after.history == before.history
    site.clock.wind(timedelta(hours=7))
    report = site.publish()
    assert ([row.uid for row in report.delivered], len(site.said()), report.new) == (["id-20"], 2, ())
    assert entries(site, "rss.xml")["Note 21"]["id"] == "id-21"


def test_what_was_live_before_feedbot_saw_it_is_no_news(site: TestSite) -> None:
    site.publish()
    site.write("n13.md", "Note 13")
    site.write("n14.md", "Note 14")
    adopt(site, rss((Old("id-13", f"{HOME}/n13/", "Note 13", START),)))
    report = site.publish()
    assert [article.title for article in report.new] == ["Note 14"]
    assert [row.state for row in memory(site).deliveries if row.uid == "id-13"] == [State.SKIPPED]


def test_an_id_that_is_another_articles_is_taken_from_nobody(site: TestSite) -> None:
    site.publish()
    before = memory(site)
    stolen = Old(before.uid("n2.md"), f"{HOME}/n1/", "Note 1", START)
    done = adopt(site, rss((stolen, *OLD[2:])))
    (doubt,) = done.verdicts.doubtful
    assert doubt.why == "it fits n1.md, and its id is that of n2.md"
    assert (memory(site).uid("n1.md"), memory(site).uid("n3.md")) == (before.uid("n1.md"), "post-3 & co")


def test_an_id_that_a_front_matter_gives_to_another_article_is_taken_from_nobody(site: TestSite) -> None:
    site.write("n2.md", "Note 2", "Texte 2.", date="2026-04-02T07:00:00Z", id="urn:x:2")
    done = adopt(site, rss((Old("urn:x:2", f"{HOME}/n1/", "Note 1", OLD[0].published), *OLD[2:])))
    assert [each.why for each in done.verdicts.doubtful] == ["it fits n1.md, and its id is that of n2.md"]
    assert memory(site).uid("n2.md") == "urn:x:2"


def test_updated_stays_as_adopted_until_the_article_changes(site: TestSite) -> None:
    for number in (1, 2):
        date = f"2026-04-{number:02}T07:00:00Z"
        site.write(f"n{number}.md", f"Note {number}", f"Texte {number}.", date=date, lastmod="2026-05-03")
    adopt(site, atom(OLD))
    site.clock.wind(timedelta(hours=1))
    assert site.publish().changed == ()
    assert entries(site, "atom.xml")["Note 1"]["updated"] == "2026-04-03T09:30:15+01:00"
    site.write("n3.md", "Note 3", "Corrigé.", date="2026-04-03T07:00:00Z")
    site.publish()
    changed = entries(site, "atom.xml")["Note 3"]
    assert (changed["published"], changed["updated"]) == ("2026-04-03T09:30:00+01:00", "2026-05-04T13:00:00Z")


def test_an_edit_that_was_made_before_adopting_on_a_known_site_is_none_after(site: TestSite) -> None:
    site.publish()
    site.write("n3.md", "Note 3", "Corrigé.", date="2026-04-03T07:00:00Z")
    adopt(site, atom(OLD))
    assert site.publish().changed == ()
    assert entries(site, "atom.xml")["Note 3"]["updated"] == "2026-04-05T09:30:15+01:00"


def test_an_atom_entry_that_tells_only_its_update_keeps_that(site: TestSite) -> None:
    data = atom(OLD).replace(b"<published>", b"<x>").replace(b"</published>", b"</x>")
    adopt(site, data)
    site.publish()
    written = entries(site, "atom.xml")["Note 1"]
    assert (written["published"], written["updated"]) == ("2026-04-01T07:00:00Z", "2026-04-03T09:30:15+01:00")


def test_an_entry_without_dates_takes_those_of_its_file(site: TestSite) -> None:
    items = [{"id": "x", "url": "/n1/", "content_text": "x"}]
    adopt(site, json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode())
    site.publish()
    assert entries(site, "feed.json")["Note 1"] == {
        "id": "x",
        "published": "2026-04-01T07:00:00Z",
        "updated": "2026-04-01T07:00:00Z",
    }


def test_an_entry_without_an_id_is_known_by_its_address(site: TestSite) -> None:
    data = b"<rss><channel><item><link>https://essai.example/n1/</link></item></channel></rss>"
    adopt(site, data)
    site.publish()
    assert entries(site, "rss.xml")["Note 1"]["id"] == f"{HOME}/n1/"


def test_an_id_that_is_no_uri_stays_in_atom_for_those_who_read_atom(site: TestSite) -> None:
    adopt(site, atom((replace(OLD[0], id="/n1"),)))
    site.publish()
    assert [entries(site, file)["Note 1"]["id"] for file in sorted(FORMATS)] == ["/n1"] * 3


def test_a_feed_that_is_not_well_formed_is_adopted_too(site: TestSite) -> None:
    done = adopt(site, rss(OLD).replace(b"Ancien.", b"Anc\x13ien &nbsp; & ", 1))
    assert (done.well_formed, len(done.verdicts.taken)) == (False, 5)


BROKEN = b"---\ntitle: Note 1\ndate: 2026-31-12\n---\nTexte 1.\n"


@pytest.mark.parametrize("known", [False, True])
def test_an_article_that_cannot_be_read_just_now_is_no_news_when_it_is_repaired(
    site: TestSite, *, known: bool
) -> None:
    if known:
        (site.content / "n1.md").unlink()
        site.publish()
    site.write_raw("n1.md", BROKEN)
    done = adopt(site, rss(OLD))
    assert [entry.title for entry in done.verdicts.strangers] == ["Note 1"]
    site.publish()
    site.write("n1.md", "Note 1", "Texte 1.", date="2026-04-01T07:00:00Z")
    report = site.publish()
    assert (report.new, site.said()) == ((), [])
    assert entries(site, "rss.xml")["Note 1"] == {
        "id": "post-1 & co",
        "published": "Wed, 01 Apr 2026 09:30:00 +0100",
    }


def test_a_draft_whose_entry_is_live_is_no_news_when_it_is_published(site: TestSite) -> None:
    site.write("n1.md", "Note 1", "Texte 1.", date="2026-04-01T07:00:00Z", draft="true")
    adopt(site, rss(OLD))
    site.publish()
    assert "Note 1" not in entries(site, "rss.xml")
    site.write("n1.md", "Note 1", "Texte 1.", date="2026-04-01T07:00:00Z")
    site.publish()
    assert (entries(site, "rss.xml")["Note 1"]["id"], site.said()) == ("post-1 & co", [])


def test_the_live_id_goes_before_one_in_the_front_matter_and_that_is_told(site: TestSite) -> None:
    site.write("n1.md", "Note 1", "Texte 1.", date="2026-04-01T07:00:00Z", id="4711")
    done = adopt(site, rss(OLD))
    assert [claim.article.path for claim in done.verdicts.own_ids] == ["n1.md"]
    assert memory(site).uid("n1.md") == "post-1 & co"
    site.publish()
    assert entries(site, "rss.xml")["Note 1"]["id"] == "post-1 & co"


def test_an_id_in_the_front_matter_that_readers_know_is_kept_to_the_letter(site: TestSite) -> None:
    site.write("n1.md", "Note 1", "Texte 1.", date="2026-04-01T07:00:00Z", id="4711")
    adopt(site, rss((replace(OLD[0], id="4711"),)))
    site.publish()
    assert entries(site, "rss.xml")["Note 1"]["id"] == "4711"


def test_a_lost_state_comes_back_from_feedbots_own_feed_though_files_were_renamed(site: TestSite) -> None:
    site.publish()
    (site.content / "n1.md").rename(site.content / "first.md")
    site.write("n1.md", "Tout autre", "Un autre texte.", slug="autre")
    site.publish()
    before = entries(site, "atom.xml")
    own = (site.output / "atom.xml").read_bytes()
    (site.folder / ".feedbot").rename(site.folder / "lost")
    adopt(site, own)
    site.publish()
    assert entries(site, "atom.xml") == before
    assert before["Note 1"]["id"] != before["Tout autre"]["id"]


@EVERY_FORMAT
def test_adopting_feedbots_own_feed_changes_no_byte(site: TestSite, file: str) -> None:
    site.publish()
    before = {name: (site.output / name).read_bytes() for name in FORMATS}
    adopt(site, before[file])
    site.publish()
    assert {name: (site.output / name).read_bytes() for name in FORMATS} == before


def test_a_site_that_moved_to_another_host_adopts_the_feed_of_the_old_one(site: TestSite) -> None:
    old = tuple(replace(one, address=f"https://old.example/n{one.id[5]}.html") for one in OLD)
    done = adopt(site, rss(old))
    assert {claim.by for claim in done.verdicts.taken} == {By.PATH}


def test_a_feed_of_another_site_is_not_adopted(site: TestSite) -> None:
    done = adopt(site, rss((Old("x", "https://other.example/x/", "X", START),)))
    assert not done.fits
    assert memory(site).since is None


def test_a_site_without_accounts_adopts_as_well(site: TestSite) -> None:
    site.configure(site.config.partition("[accounts")[0])
    adopt(site, json_feed(OLD))
    site.publish()
    assert entries(site, "rss.xml")["Note 5"]["id"] == "post-5 & co"


def test_a_date_of_long_ago_or_of_no_calendar_stops_nothing(site: TestSite) -> None:
    data = rss(OLD).replace(b"Wed, 01 Apr 2026 09:30:00 +0100", b"Mon, 01 Jan 0001 00:00:00 +0000")
    adopt(site, data.replace(b"Thu, 02 Apr 2026", b"Thu, 32 Apr 2026"))
    site.publish()
    assert entries(site, "rss.xml")["Note 1"]["published"] == "Wed, 01 Apr 2026 07:00:00 GMT"


def test_the_moment_of_an_adopted_entry_is_kept_in_utc_too(site: TestSite) -> None:
    adopt(site, atom(OLD))
    (row,) = [row for row in memory(site).articles if row.path == "n1.md"]
    assert (row.published, row.updated) == (
        datetime(2026, 4, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 4, 3, 8, 30, 15, tzinfo=UTC),
    )
