"""The public feeds of a little site, on a host that serves them well or badly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed, ListedFile
from feedbot.networks.page import fetch_page, get_once
from feedbot.publishing.verifying.finding import Finding, Severity
from feedbot.publishing.verifying.verify import Verdict, verify
from tests.servers.process import free_port
from tests.servers.static_host import Served, StaticHost, static_host

HUB = "https://hub.example/"
FILES = {FeedFormat.RSS: "rss.xml", FeedFormat.ATOM: "atom.xml", FeedFormat.JSON: "feed.json"}
TYPES = {
    FeedFormat.RSS: "application/rss+xml",
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.JSON: "application/feed+json",
}


def rss(address: str, *, title: str = "Essai", prologue: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}'
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{title}</title>'
        f'<link>https://essai.example/</link><atom:link href="{HUB}" rel="hub"/>'
        f'<atom:link href="{address}" rel="self"/>'
        "<item><title>Un</title><guid>https://essai.example/un/</guid></item></channel></rss>"
    ).encode()


def atom(address: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Essai</title><id>tag:essai</id>'
        f'<link rel="self" href="{address}"/><entry><id>tag:un</id><title>Un</title>'
        '<link rel="self" href="https://essai.example/wrong"/></entry></feed>'
    ).encode()


def json_feed(address: str) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Essai", "feed_url": address, "items": []}
    return json.dumps(feed).encode()


NAMES = {FeedFormat.RSS: "RSS", FeedFormat.ATOM: "Atom", FeedFormat.JSON: "JSON"}


@dataclass
class Stage:
    """A site in a folder and on a host; whatever a test changes, the rest is as it should be."""

    host: StaticHost
    output: Path
    hubs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for file, make in (("rss.xml", rss), ("atom.xml", atom), ("feed.json", json_feed)):
            data = make(self.address(file))
            (self.output / file).write_bytes(data)
            kind = "application/feed+json" if file == "feed.json" else "application/xml; charset=utf-8"
            self.host.files[f"/{file}"] = Served(data=data, kind=kind)
        self.home(*(self.link(form, self.address(file)) for form, file in FILES.items()))

    def address(self, file: str) -> str:
        return f"{self.host.address}/{file}"

    def link(self, form: FeedFormat, href: str) -> str:
        title = f"Essai &amp; Co ({NAMES[form]})"
        return f'<link rel="alternate" type="{TYPES[form]}" title="{title}" href="{href}">'

    def home(self, *head: str) -> None:
        page = f"<html><head><title>Essai</title>{''.join(head)}</head><body>Bonjour.</body></html>"
        self.host.files["/"] = Served(data=page.encode(), kind="text/html; charset=utf-8")

    def change(self, file: str, **how: object) -> None:
        self.host.files[f"/{file}"] = replace(self.host.files[f"/{file}"], **how)  # type: ignore[arg-type]

    def listed(self) -> ListedFeed:
        return ListedFeed(
            title="Essai & Co",
            description="",
            language="fr",
            home=f"{self.host.address}/",
            hubs=self.hubs,
            entries=1,
            files=tuple(
                ListedFile(format=form, file=file, address=self.address(file)) for form, file in FILES.items()
            ),
        )

    def verify(self) -> dict[str, Verdict]:
        found = verify(
            [self.listed()],
            home=f"{self.host.address}/",
            output=self.output,
            get=get_once,
            fetch=fetch_page,
        )
        return {verdict.file: verdict for verdict in found}

    def found(self, file: str = "rss.xml") -> Finding:
        """Return the only finding, which must be about this file."""
        ((about, finding),) = [
            (name, finding) for name, verdict in self.verify().items() for finding in verdict.findings
        ]
        assert about == file
        return finding


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with static_host() as host:
        yield Stage(host, tmp_path)


def test_nothing_is_found_where_all_is_right(stage: Stage) -> None:
    verdicts = stage.verify()
    assert list(verdicts) == ["rss.xml", "atom.xml", "feed.json", ""]
    assert [verdict.findings for verdict in verdicts.values()] == [(), (), (), ()]


def test_a_file_is_asked_for_plain_packed_and_whether_it_changed(stage: Stage) -> None:
    stage.verify()
    asked = [headers for path, headers in stage.host.requests if path == "/rss.xml"]
    assert [headers["accept-encoding"] for headers in asked] == ["identity", "gzip", "gzip"]
    assert [sorted(name for name in headers if name.startswith("if-")) for headers in asked] == [
        [],
        [],
        ["if-modified-since", "if-none-match"],
    ]


@pytest.mark.parametrize(
    ("file", "kind", "code"),
    [
        ("rss.xml", "application/rss+xml", ""),
        ("rss.xml", "application/xml", ""),
        ("rss.xml", "text/xml; charset=UTF-8", ""),
        ("rss.xml", 'Text/XML; Charset="utf-8"', ""),
        ("rss.xml", "text/xml", "charset"),
        ("rss.xml", "application/xml; charset=iso-8859-1", "charset"),
        ("rss.xml", "application/atom+xml", "content-type"),
        ("rss.xml", "text/html", "content-type"),
        ("rss.xml", "text/plain", "content-type"),
        ("rss.xml", "application/octet-stream", "content-type"),
        ("rss.xml", "", "content-type"),
        ("atom.xml", "application/atom+xml;charset=utf-8", ""),
        ("atom.xml", "application/rss+xml", "content-type"),
        ("feed.json", "application/json", ""),
        ("feed.json", "application/feed+json; charset=utf-8", ""),
        ("feed.json", "application/json; charset=latin1", "charset"),
        ("feed.json", "text/plain", "content-type"),
    ],
)
def test_a_type_must_fit_the_format(stage: Stage, file: str, kind: str, code: str) -> None:
    stage.change(file, kind=kind)
    assert [finding.code for finding in stage.verify()[file].findings] == ([code] if code else [])


def test_a_stylesheet_wants_a_type_that_browsers_show_it_with(stage: Stage) -> None:
    data = rss(stage.address("rss.xml"), prologue='<?xml-stylesheet href="feed.css" type="text/css"?>')
    (stage.output / "rss.xml").write_bytes(data)
    stage.change("rss.xml", data=data, kind="application/rss+xml")
    assert stage.found().code == "stylesheet-type"
    stage.change("rss.xml", kind="text/xml; charset=utf-8")
    assert stage.verify()["rss.xml"].findings == ()


def test_a_file_that_is_not_there_is_told(stage: Stage) -> None:
    del stage.host.files["/rss.xml"]
    finding = stage.found()
    assert (finding.code, finding.what) == ("status", "it answers 404")
    assert finding.repair.startswith("deploy the output folder")
    (stage.output / "rss.xml").unlink()
    assert stage.found().repair.startswith("make a pass (feedbot publish)")


def test_an_older_public_copy_is_told_with_what_caches_say(stage: Stage) -> None:
    old = rss(stage.address("rss.xml"), title="Avant")
    stage.change("rss.xml", data=old, headers=(("Age", "340"), ("Cache-Control", "public, max-age=600")))
    finding = stage.found()
    assert finding.code == "not-deployed"
    assert "(Age: 340, Cache-Control: public, max-age=600)" in finding.what


def test_a_page_in_the_place_of_a_feed_is_told_once(stage: Stage) -> None:
    stage.change("rss.xml", data=b"<html><body>Oups", kind="text/html", etag=False, last_modified=False)
    finding = stage.found()
    assert finding.code == "no-feed"
    assert "it is a web page" in finding.what


def test_a_feed_that_lies_only_on_the_host_is_told(stage: Stage) -> None:
    (stage.output / "atom.xml").unlink()
    assert stage.found("atom.xml").code == "no-local"


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_calls_itself_by_its_address(stage: Stage, file: str) -> None:
    data = stage.host.files[f"/{file}"].data.replace(b"http://127.0.0.1", b"https://old.example")
    (stage.output / file).write_bytes(data)
    stage.change(file, data=data)
    finding = stage.found(file)
    assert finding.code == "own-address"
    assert finding.what.startswith("it calls itself https://old.example:")


def test_a_feed_without_an_address_of_its_own_is_told(stage: Stage) -> None:
    data = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
    (stage.output / "rss.xml").write_bytes(data)
    stage.change("rss.xml", data=data)
    assert stage.found().what == "it does not say what its own address is"


def test_a_host_that_cannot_tell_versions_apart_is_told(stage: Stage) -> None:
    stage.change("rss.xml", etag=False, last_modified=False)
    finding = stage.found()
    assert (finding.code, finding.severity) == ("no-validator", Severity.WRONG)
    assert finding.lines == ("etag on; if_modified_since exact;",)


@pytest.mark.parametrize("how", [{"etag": False}, {"last_modified": False}])
def test_one_of_both_is_enough(stage: Stage, how: dict[str, bool]) -> None:
    stage.change("rss.xml", **how)
    assert stage.verify()["rss.xml"].findings == ()


def test_a_host_that_never_says_unchanged_is_told(stage: Stage) -> None:
    stage.change("rss.xml", asks=False)
    finding = stage.found()
    assert finding.code == "no-not-modified"
    assert "answers 200 and not 304" in finding.what


def test_compression_is_missed_only_in_big_files(stage: Stage) -> None:
    stage.change("rss.xml", packs=False)
    assert stage.verify()["rss.xml"].findings == ()
    data = rss(stage.address("rss.xml"), title="x" * 25_000)
    (stage.output / "rss.xml").write_bytes(data)
    stage.change("rss.xml", data=data)
    finding = stage.found()
    assert (finding.code, finding.severity) == ("uncompressed", Severity.HINT)
    assert "25 kB" in finding.what
    stage.change("rss.xml", packs=True)
    assert stage.verify()["rss.xml"].findings == ()


def test_a_stale_compressed_copy_is_told(stage: Stage) -> None:
    stage.change("rss.xml", packed=rss(stage.address("rss.xml"), title="Avant"))
    assert stage.found().code == "stale-compressed"


def test_a_copy_that_may_be_kept_for_days_is_told(stage: Stage) -> None:
    stage.change("rss.xml", headers=(("Cache-Control", "public, max-age=604800"),))
    finding = stage.found()
    assert finding.code == "long-cache"
    assert "168 hours" in finding.what


def test_a_json_feed_with_hubs_wants_them_in_the_header(stage: Stage) -> None:
    stage.hubs = (HUB,)
    finding = stage.found("feed.json")
    value = f'<{HUB}>; rel="hub", <{stage.address("feed.json")}>; rel="self"'
    assert (finding.code, finding.severity) == ("hub-header", Severity.HINT)
    assert value in finding.what
    stage.change("feed.json", headers=(("Link", value),))
    assert stage.verify()["feed.json"].findings == ()


@pytest.mark.parametrize(
    ("status", "words"), [(301, "for good"), (308, "for good"), (302, "time being"), (307, "time being")]
)
def test_a_redirect_to_another_address_is_told_with_the_setting(
    stage: Stage, status: int, words: str
) -> None:
    with static_host() as other:
        other.files["/blog/rss.xml"] = stage.host.files["/rss.xml"]
        target = f"{other.address}/blog/rss.xml"
        stage.change(
            "rss.xml", status=status, headers=(("Location", target),), etag=False, last_modified=False
        )
        finding = stage.found()
    assert (finding.code, finding.severity) == ("redirect", Severity.WRONG)
    assert finding.what.startswith(f"it redirects to {target} ")
    assert words in finding.what
    assert finding.lines == (f'url = "{other.address}/blog"  # below [site]',)


def test_a_redirect_to_a_file_called_otherwise_names_no_setting(stage: Stage) -> None:
    stage.host.files["/index.xml"] = stage.host.files["/rss.xml"]
    stage.change(
        "rss.xml", status=302, headers=(("Location", "/index.xml"),), etag=False, last_modified=False
    )
    finding = stage.found()
    assert finding.lines == ()
    assert finding.repair == "let the host answer this address itself"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/rss.xml", "more than 5 redirects"),
        ("mailto:me@essai.example", "redirects to mailto:"),
        ("http://[", "http://["),
    ],
)
def test_a_redirect_that_leads_nowhere_is_told(stage: Stage, target: str, words: str) -> None:
    stage.change("rss.xml", status=301, headers=(("Location", target),), etag=False, last_modified=False)
    finding = stage.found()
    assert finding.code == "unreachable"
    assert words in finding.what


def test_of_a_host_that_does_not_answer_one_file_is_told(stage: Stage) -> None:
    stage.host.address = f"http://127.0.0.1:{free_port()}"
    assert stage.found().code == "unreachable"


def test_a_home_page_may_name_feeds_relatively_and_by_a_base(stage: Stage) -> None:
    stage.home(
        '<base href="/">',
        '<link href="rss.xml" TYPE="Application/RSS+XML" REL="feed Alternate">',
        stage.link(FeedFormat.ATOM, "./atom.xml"),
        stage.link(FeedFormat.JSON, "/feed.json").replace("feed+json", "json"),
    )
    assert stage.verify()[""].findings == ()


def test_a_home_page_that_names_one_format_gets_a_hint(stage: Stage) -> None:
    stage.home(stage.link(FeedFormat.RSS, "/rss.xml"), stage.link(FeedFormat.ATOM, "/atom.xml"))
    finding = stage.found("")
    assert (finding.code, finding.severity) == ("some-formats", Severity.HINT)
    assert finding.lines == (stage.link(FeedFormat.JSON, stage.address("feed.json")),)


def test_a_home_page_that_names_another_feed_is_told_which(stage: Stage) -> None:
    stage.home(stage.link(FeedFormat.RSS, "https://www.essai.example/rss.xml"))
    finding = stage.found("")
    assert (finding.code, finding.severity) == ("not-named", Severity.WRONG)
    assert finding.what.endswith(", but https://www.essai.example/rss.xml")
    assert finding.lines == tuple(stage.link(form, stage.address(file)) for form, file in FILES.items())


@pytest.mark.parametrize(
    "page", [b"", b"\x00", b"<!--", b"<html><head></head></html>", "\udcff".encode("utf-8", "surrogatepass")]
)
def test_a_home_page_that_names_none_is_told_whatever_it_is(stage: Stage, page: bytes) -> None:
    stage.host.files["/"] = Served(data=page, kind="text/html")
    assert stage.found("").code == "not-named"


def test_a_link_without_a_type_is_told(stage: Stage) -> None:
    stage.home('<link rel="alternate" href="/rss.xml">')
    assert stage.found("").code == "feed-type"


def test_a_home_page_that_is_not_there_is_told(stage: Stage) -> None:
    del stage.host.files["/"]
    assert stage.found("").what == "the home page answers 404"
