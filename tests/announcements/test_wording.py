"""An article becomes a text that fits, with hashtags that link, a whole address, and no surprise ping."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.announcements.announcement import Announcement, CardImage, Unwordable, Voice
from feedbot.announcements.house_limits import limits_for_mastodon
from feedbot.announcements.length import graphemes, utf8_bytes
from feedbot.announcements.limits import Limits
from feedbot.announcements.wording import word
from feedbot.content.article import AccountWish, Article, Author, Wish
from tests.announcements.examples import (
    ADDRESS,
    BLUESKY,
    LOCAL,
    MASTODON,
    NETWORKS,
    VOICE,
    X,
    article,
    worded,
)

ALL_FIVE = ("DigiGre", "DigitalGrenoble", "FrenchTech", "Grenoble", "Numérique")
TITLE, SUMMARY = article().title, article().summary


def unworded(given: Article, limits: Limits, voice: Voice = VOICE) -> Unwordable:
    outcome = word(given, "tag:1", voice, limits, site_title="Atelier Nord", image=None)
    assert isinstance(outcome, Unwordable), outcome
    return outcome


def test_the_default_wording_is_title_summary_address_and_a_last_line_of_hashtags() -> None:
    assert worded(article(), X).text == f"{TITLE}\n\n{SUMMARY}\n\n{ADDRESS}\n\n#DigiGre #DigitalGrenoble"


@pytest.mark.parametrize(
    ("title", "summary", "head"),
    [
        ("Un nouveau site !", "Un nouveau site.", "Un nouveau site !"),
        (
            "Une note sans titre : nous…",
            "Une note sans titre : nous partons.",
            "Une note sans titre : nous partons.",
        ),
        ("Docker", "Docker runs containers.", "Docker\n\nDocker runs containers."),
        ("Wait and see…", "We wait.", "Wait and see…\n\nWe wait."),
        ("Un site", "", "Un site"),
        ("", "Un site", "Un site"),
    ],
)
def test_nothing_is_said_twice(title: str, summary: str, head: str) -> None:
    given = article(title=title, summary=summary, tags=())
    assert worded(given, X).text == f"{head}\n\n{ADDRESS}"


def test_a_note_whose_title_is_its_beginning_is_cut_like_any_summary() -> None:
    given = article(title="Nous partons demain…", summary="Nous partons demain pour " + "longtemps " * 60)
    text = worded(given, BLUESKY).text
    assert text.startswith("Nous partons demain pour longtemps")
    assert text.count("Nous partons demain") == 1
    assert "longtemps…\n\n#DigiGre" in text


def test_a_card_spares_the_address_in_the_text() -> None:
    announcement = worded(article(), BLUESKY)
    assert announcement.text == f"{TITLE}\n\n{SUMMARY}\n\n#DigiGre #DigitalGrenoble #FrenchTech"
    assert announcement.hidden_tags == ("Grenoble", "Numérique")
    assert announcement.card.address == ADDRESS


@pytest.mark.parametrize(
    ("network", "hashtags"),
    [("x", ALL_FIVE[:2]), ("bluesky", ALL_FIVE[:3]), ("mastodon", ALL_FIVE), ("local", ALL_FIVE)],
)
def test_the_example_carries_its_hashtags_on_each_network_however_long_its_summary(
    network: str, hashtags: tuple[str, ...]
) -> None:
    for many in (1, 40):
        announcement = worded(article(summary=SUMMARY * many), NETWORKS[network])
        assert announcement.hashtags == hashtags
        assert announcement.length <= announcement.room


def test_configured_hashtags_go_first_and_categories_follow() -> None:
    voice = replace(VOICE, hashtags=("AtelierNord",), use_categories=True)
    expected = ("AtelierNord", *ALL_FIVE, "LaVieÀSogilis")
    assert worded(article(), LOCAL, voice).hashtags == expected


HOSTILE = {
    "long": "mot " * 2500,
    "long without blanks": "x" * 10_000,
    "families": "👨‍👩‍👧‍👦" * 1400,
    "right to left": "שלום עולם " * 1000,
    "decomposed": unicodedata.normalize("NFD", "Été à Zürich ") * 800,
    "chinese": "分布式数据库" * 1700,
    "one letter, ten thousand accents": "e" + "\u0301" * 10_000,
    "addresses": "https://example.com/page " * 400,
    "one long hashtag": "#" + "a" * 10_000,
    "domains": "a." * 5000,
    "a tag that never ends": "#a" + "·" * 60_000,
    "a tag of full stops": "#" + "." * 60_000 + "a",
    "a name that never ends": "@" + "a" * 60_000,
}


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_of_ten_thousand_characters_fits(network: str, title: str) -> None:
    announcement = worded(article(title=title), NETWORKS[network])
    check(announcement, NETWORKS[network])
    assert unicodedata.is_normalized("NFC", announcement.text)


def check(announcement: Announcement, limits: Limits) -> None:
    """Hold an announcement against everything that is promised of one."""
    text = announcement.text
    assert text
    assert announcement.length == limits.measure(text) <= limits.room == announcement.room
    assert limits.most_bytes is None or utf8_bytes(text) <= limits.most_bytes
    assert limits.card_carries_link or announcement.card.address in text
    assert limits.linked_tags(text) == announcement.hashtags
    assert len(announcement.hidden_tags) <= limits.most_hidden


tags = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from(["C++", "Été", "LA VIE", "c#", "2014"])), max_size=9
)


@settings(max_examples=40, deadline=None)
@given(
    title=st.text(max_size=400),
    summary=st.text(max_size=900),
    tags=tags,
    path=st.from_regex(r"[a-z0-9/-]{0,80}", fullmatch=True),
)
@pytest.mark.parametrize("network", NETWORKS)
def test_whatever_an_article_says_its_announcement_fits_and_links(
    network: str, title: str, summary: str, tags: list[str], path: str
) -> None:
    address = f"https://atelier-nord.com/{path}"
    wording = worded(
        article(title=title, summary=summary, tags=tuple(tags), address=address), NETWORKS[network]
    )
    check(wording, NETWORKS[network])


@pytest.mark.parametrize("network", NETWORKS)
def test_hashtags_make_way_from_the_end_before_the_title_is_cut(network: str) -> None:
    limits = replace(NETWORKS[network], measure=graphemes, room=300)
    seen = []
    for words in range(1, 60):
        announcement = worded(article(title=("titre " * words).strip(), summary=""), limits)
        shown = announcement.hashtags
        assert shown == ALL_FIVE[: len(shown)]
        assert not shown or "…" not in announcement.text
        seen.append(len(shown))
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 0


def test_a_short_excerpt_of_the_summary_holds_out_against_hashtags() -> None:
    announcement = worded(article(title="Titre " * 33, summary="mot " * 100), X)
    assert announcement.hashtags == ALL_FIVE[:0]
    assert "mot mot mot" in announcement.text


def test_a_hashtag_that_found_no_room_is_carried_beside_the_text_where_that_can_be() -> None:
    announcement = worded(article(title="titre " * 200), BLUESKY)
    assert announcement.hashtags == ()
    assert announcement.hidden_tags == ALL_FIVE


def test_what_is_left_out_says_why() -> None:
    announcement = worded(article(title="titre " * 200, tags=("Un", "Deux", "Trois")), X)
    assert {left.tag: left.why for left in announcement.left_out} == {
        "Un": "no room left in the text",
        "Deux": "no room left in the text",
        "Trois": "over the cap of hashtags",
    }


def test_hashtags_in_a_title_are_linked_reported_and_not_repeated() -> None:
    announcement = worded(
        article(title="Vive la #FrenchTech et C#", summary="", tags=("FrenchTech", "Été")), MASTODON
    )
    assert announcement.text == f"Vive la #FrenchTech et C#\n\n{ADDRESS}\n\n#Été"
    assert announcement.hashtags == ("FrenchTech", "Été")


class TestOwnText:
    """An author may write the announcement in the front matter."""

    def test_it_stands_for_title_and_summary_and_gets_address_and_hashtags(self) -> None:
        announcement = worded(article(wish=Wish(text="Bonne nouvelle !")), X)
        assert announcement.text == f"Bonne nouvelle !\n\n{ADDRESS}\n\n#DigiGre #DigitalGrenoble"

    def test_what_it_holds_already_is_not_added(self) -> None:
        own = f"Voyez {ADDRESS} sur #digigre"
        announcement = worded(article(wish=Wish(text=own)), X)
        assert announcement.text == f"{own}\n\n#DigitalGrenoble"

    def test_a_longer_address_is_not_the_address(self) -> None:
        announcement = worded(article(wish=Wish(text=f"Voyez {ADDRESS}annexe")), X)
        assert ADDRESS in announcement.text.split()

    def test_one_account_may_have_its_own(self) -> None:
        wish = Wish(text="Pour tous", accounts=(AccountWish(account="house", text="Pour moi"),))
        assert worded(article(wish=wish), X).text.startswith("Pour moi\n")
        assert worded(article(wish=wish), X, replace(VOICE, account="other")).text.startswith("Pour tous\n")

    def test_it_goes_before_the_template_and_may_be_one(self) -> None:
        voice = replace(VOICE, template="template {{ title }}")
        announcement = worded(article(wish=Wish(text="Lisez « {{ title }} »")), X, voice)
        assert announcement.text.startswith(f"Lisez « {TITLE} »\n\n{ADDRESS}")

    def test_a_mistake_in_it_is_told(self) -> None:
        outcome = unworded(article(wish=Wish(text="Lisez {{ titel }}")), X)
        assert "did you mean 'title'?" in outcome.why
        assert "announce: text" in outcome.repair

    def test_it_pings_whom_its_author_names_and_the_title_does_not(self) -> None:
        given = article(title="Merci @bob", wish=Wish(text="Avec @alice : {{ title }}"))
        assert worded(given, X).text.startswith("Avec @alice : Merci @\u200bbob")

    def test_it_is_cut_at_a_word_when_too_long_and_keeps_the_address(self) -> None:
        announcement = worded(article(wish=Wish(text=f"{'mot ' * 100}{ADDRESS}")), X)
        assert announcement.text.endswith(f"mot…\n\n{ADDRESS}")


class TestTemplate:
    """An account may word its announcements otherwise."""

    def test_it_says_where_everything_goes(self) -> None:
        template = "{{ site }} ({{ date }}, {{ author }}) : {{ title }}\n{{ url }} {{ hashtags }}"
        given = article(authors=(Author(name="Ada"), Author(name="Bob")))
        announcement = worded(given, X, replace(VOICE, template=template))
        head = f"Atelier Nord (2014-03-25, Ada, Bob) : {TITLE}"
        assert announcement.text == f"{head}\n{ADDRESS} #DigiGre #DigitalGrenoble"

    def test_it_may_do_without_the_address(self) -> None:
        announcement = worded(article(), X, replace(VOICE, template="{{ title }}"))
        assert announcement.text == TITLE
        assert [left.tag for left in announcement.left_out[-2:]] == ["DigiGre", "DigitalGrenoble"]
        assert "no place" in announcement.left_out[-1].why

    def test_hashtags_that_it_puts_where_none_links_are_left_out(self) -> None:
        template = "{{ title }} {{ url }} ({{ hashtags }})"
        announcement = worded(article(), MASTODON, replace(VOICE, template=template))
        assert announcement.hashtags == ()
        assert {left.why for left in announcement.left_out} == {
            "the template has no place for it where it would link"
        }
        assert worded(article(), X, replace(VOICE, template=template)).hashtags == ALL_FIVE[:2]

    def test_one_that_makes_too_much_of_a_long_title_gets_a_shorter_one(self) -> None:
        template = "{{ title }} " * 12
        announcement = worded(article(title="titre " * 1000), X, replace(VOICE, template=template))
        assert announcement.text.count("…") == 12
        assert announcement.length <= 280

    @pytest.mark.parametrize("network", NETWORKS)
    def test_it_is_fitted_like_the_default(self, network: str) -> None:
        template = "{{ title }} | {{ summary }} | {{ url }} | {% for tag in tags %}#{{ tag }} {% endfor %}"
        given = article(title="titre " * 60, summary="mot " * 2000)
        announcement = worded(given, NETWORKS[network], replace(VOICE, template=template))
        check(announcement, NETWORKS[network])
        assert ADDRESS in announcement.text

    @pytest.mark.parametrize(
        ("template", "why"),
        [
            ("{{ title }}\n{{ titel }}", "line 2: 'titel' is unknown"),
            ("{{ ''.__class__ }}", "a dot or attribute"),
            ("{{ authors|first }}", "the template fails"),
            ("{% if author %}x{% endif %}", "an empty text"),
            (f"{'x' * 300}{{{{ title }}}}", "takes 300 of 280 characters"),
            ("{{ url }}" * 400, "more than 10000 characters"),
        ],
    )
    def test_one_that_cannot_be_used_is_told(self, template: str, why: str) -> None:
        assert why in unworded(article(), X, replace(VOICE, template=template)).why


def test_an_address_longer_than_the_room_cannot_be_announced() -> None:
    outcome = unworded(article(address="http://intranet/" + "a" * 300), X)
    assert outcome.why == "what must not be cut takes 316 of 280 characters"
    assert "address" in outcome.repair


@pytest.mark.parametrize("network", NETWORKS)
def test_control_characters_and_hidden_directions_are_taken_out(network: str) -> None:
    title = "Un\x00 titre\x1b[31m\r\n sur\u2028deux\tlignes\u202e\u2066 \ufeff\ud800fin\ufffe"
    announcement = worded(article(title=title, summary=""), NETWORKS[network])
    assert announcement.text.splitlines()[0] == "Un titre[31m sur deux lignes fin"
    assert announcement.card.title == "Un titre[31m sur deux lignes fin"


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("@everyone", "@\u200beveryone"),
        (".@bob et RT@ann, é@eve", ".@\u200bbob et RT@\u200bann, é@\u200beve"),
        ("bob@example.com", "bob@example.com"),
        ("https://example.social/@bob", "https://example.social/@bob"),
    ],
)
def test_a_name_in_a_title_notifies_nobody(title: str, broken: str) -> None:
    assert worded(article(title=title, summary=""), X).text.splitlines()[0] == broken
    assert worded(article(title=title, summary=""), BLUESKY).text.splitlines()[0] == title


def test_a_content_warning_takes_room_where_the_network_says_so() -> None:
    given = article(summary="mot " * 200, wish=Wish(warning="Politique"))
    announcement = worded(given, MASTODON)
    assert announcement.warning == "Politique"
    assert announcement.length == MASTODON.measure(announcement.text) + 9 <= 500
    accounts = (AccountWish(account="house", warning=""),)
    assert worded(article(wish=Wish(warning="x", accounts=accounts)), MASTODON).warning == ""
    assert worded(article(), MASTODON, replace(VOICE, warning="Maison")).warning == "Maison"


def test_an_instance_with_more_room_shows_more() -> None:
    given = article(summary="mot " * 1000)
    assert worded(given, limits_for_mastodon(room=5000)).length > 4000


def test_the_card_shows_title_summary_and_image() -> None:
    image = CardImage(address=f"{ADDRESS}a.jpg", alt="Une ville")
    outcome = word(article(summary="mot " * 500), "tag:1", VOICE, X, site_title="Atelier Nord", image=image)
    assert isinstance(outcome, Announcement)
    assert (outcome.card.title, outcome.card.image) == (TITLE, image)
    assert outcome.card.description.endswith("mot…")
    assert graphemes(outcome.card.description) <= 300


def test_the_language_is_the_articles_else_the_accounts() -> None:
    voice = replace(VOICE, language="fr")
    assert worded(article(), X, voice).language == "fr"
    assert worded(article(language="en"), X, voice).language == "en"


@pytest.mark.parametrize("network", NETWORKS)
def test_an_article_without_words_is_announced_by_the_sites_name(network: str) -> None:
    announcement = worded(article(title="", summary="", tags=()), NETWORKS[network])
    assert announcement.text.splitlines()[0] == "Atelier Nord"
