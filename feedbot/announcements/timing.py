"""Whether and when an article may be announced, as far as the article itself decides; reads no clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedbot.content.article import AccountWish, Article


def wants(article: Article, account: str) -> bool:
    """Tell whether the article may be announced on this account."""
    return article.wish.announce and account_wish(article, account).announce


def account_wish(article: Article, account: str) -> AccountWish:
    """Return what the article asks for this account."""
    wishes = (wish for wish in article.wish.accounts if wish.account == account)
    return next(wishes, AccountWish(account=account))


def due(article: Article, *, seen: datetime, grace: timedelta) -> datetime:
    """Return the first moment (UTC) at which the article may be announced.

    That is ``grace`` after it was first seen, was published, or wished to be announced, whichever is last.
    """
    wished = article.wish.at
    moments = (seen, article.published) if wished is None else (seen, article.published, wished)
    return max(moments).astimezone(UTC) + grace
