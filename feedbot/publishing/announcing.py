"""Word what is due and ask whether its page is live: what the courier must know of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from feedbot.announcements.announcement import Announcement, CardImage, Unwordable
from feedbot.announcements.timing import wants
from feedbot.content.article import AccountWish, Article, Wish
from feedbot.content.images import locate
from feedbot.content.problem import Problem, held
from feedbot.content.site import SiteRules
from feedbot.deliveries.delivery import TOLD_NOT_TO, Delivery
from feedbot.deliveries.errand import Withdrawn, Worded
from feedbot.deliveries.live_gate import Live, NotLive, judge
from feedbot.networks.network import Network, Refused
from feedbot.networks.page import FetchPage, Page, PageTrouble
from feedbot.publishing.site import AccountPlan, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Knows every article that is out, and how each account speaks."""

    site: Site
    articles: Mapping[str, Article]  # by uid
    fetch: FetchPage
    _seen: dict[str, Live | NotLive] = field(default_factory=dict)

    def word(self, delivery: Delivery, network: Network) -> Worded:
        """Word a delivery's article for its account."""
        article = self.articles.get(delivery.uid)
        account = self._account(delivery.account)
        if article is None or account is None:
            return Withdrawn()
        if not wants(article, account.name):
            return Withdrawn(reason=TOLD_NOT_TO)
        return worded(article, delivery.uid, account, network, self.site)

    def gate(self, delivery: Delivery) -> Live | NotLive:
        """Say whether the article's page is live; asked once per page and pass."""
        article, account = self.articles.get(delivery.uid), self._account(delivery.account)
        if article is None or account is None or not account.wait_until_live:
            return Live()
        if article.address not in self._seen:
            self._seen[article.address] = self._look(article)
        return self._seen[article.address]

    def _look(self, article: Article) -> Live | NotLive:
        match self.fetch(article.address):
            case Page(status=status, html=html):
                return judge(status=status, html=html, address=article.address, title=article.title)
            case PageTrouble(why=why):
                return NotLive(why=why)

    def _account(self, name: str) -> AccountPlan | None:
        return next((account for account in self.site.accounts if account.name == name), None)


def worded(
    article: Article, uid: str, account: AccountPlan, network: Network, site: Site
) -> Announcement | Refused:
    """Word one article for one account, within the limits of its network."""
    from feedbot.announcements.wording import word  # noqa: PLC0415  # imported late: 40 ms

    announcement = word(
        article,
        uid,
        account.voice,
        network.limits(),
        site_title=site.rules.title,
        image=_card_image(article, site.rules),
    )
    if isinstance(announcement, Unwordable):
        return Refused(why=announcement.why, repair=announcement.repair)
    return announcement


def bad_texts(articles: Iterable[Article]) -> Iterator[Problem]:
    """Find the announcements' own texts that no account could say; their deliveries would be held."""
    for article in articles:
        wishes: tuple[Wish | AccountWish, ...] = (article.wish, *article.wish.accounts)
        for text, line in dict.fromkeys((wish.text, wish.text_line) for wish in wishes):
            fault = _fault(text) if text and ("{{" in text or "{%" in text) else None
            if fault:
                yield held(
                    "announce-text",
                    article.path,
                    line=line,
                    what=f"the announcement's own text cannot be used: {fault}",
                    repair="mend it there; write {{ '{{' }} for braces that are meant as such",
                )


def _fault(text: str) -> str | None:
    from feedbot.announcements.templates import check_template  # noqa: PLC0415  # imported late: Jinja2, 50 ms

    return check_template(text)


def _card_image(article: Article, rules: SiteRules) -> CardImage | None:
    if article.image is None:
        return None
    found = locate(article.image.address, article.path, rules)
    return CardImage(
        address=article.image.address,
        alt=article.image.alt,
        file=found.file if found else None,
        mime=found.mime if found else "",
        size=found.size if found else None,
    )
