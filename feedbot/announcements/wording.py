"""Word an article for one account: text, hashtags, card, language; or say why that cannot be done.

The default wording is title, summary, address, and the hashtags on a last line of their own,
where Mastodon shows them as a bar. Every text is parsed with the network's own grammar
before it is handed on: its hashtags are what the network will link, no more and no less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from feedbot.announcements.announcement import Announcement, Card, CardImage, Unwordable, Voice
from feedbot.announcements.cleaning import one_line
from feedbot.announcements.cutting import cut
from feedbot.announcements.drafting import Draft, OverlongError, UnfillableError, draft
from feedbot.announcements.fitting import Parts, fit
from feedbot.announcements.hashtags import Chosen, choose, stow
from feedbot.announcements.length import graphemes, utf8_bytes
from feedbot.announcements.limits import Limits
from feedbot.announcements.timing import account_wish
from feedbot.content.article import Article

_CARD_TEXT = 300  # graphemes of a card's title and description; no network shows more


def word(
    article: Article, uid: str, voice: Voice, limits: Limits, *, site_title: str, image: CardImage | None
) -> Announcement | Unwordable:
    """Word ``article`` for one account so that it fits and every hashtag links."""
    drafted = draft(article, voice, limits, site_title=site_title)
    if isinstance(drafted, Unwordable):
        return drafted
    warning = _warning(article, voice)
    room = _Room(limits=limits, taken=limits.measure(warning) if limits.counts_warning else 0)
    try:
        fitted = _fitted(article, voice, drafted, room)
    except UnfillableError as wrong:
        return Unwordable(why=str(wrong), repair="use {% if %} around what an article may lack")
    if isinstance(fitted, Unwordable):
        return fitted
    return Announcement(
        uid=uid,
        account=voice.account,
        text=fitted.text,
        length=room.length(fitted.text),
        room=limits.room,
        hashtags=limits.linked_tags(fitted.text),
        hidden_tags=fitted.chosen.hidden,
        left_out=fitted.chosen.left_out,
        card=_card(article, site_title, image),
        language=article.language or voice.language,
        warning=warning,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    limits: Limits
    taken: int  # by the content warning

    def length(self, text: str) -> int:
        return self.limits.measure(text) + self.taken

    def holds(self, text: str) -> bool:
        most_bytes = self.limits.most_bytes
        if not text or (most_bytes is not None and utf8_bytes(text) > most_bytes):
            return False
        return self.length(text) <= self.limits.room


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    parts: Parts
    text: str
    chosen: Chosen


def _fitted(article: Article, voice: Voice, drafted: Draft, room: _Room) -> _Fitted | Unwordable:
    """Fit the draft, and once more where the text that fits turns out to hold hashtags of its own."""
    first = _fit_with(choose(article, voice, room.limits), drafted, room)
    if isinstance(first, Unwordable):
        return first
    in_text = room.limits.linked_tags(drafted.shape(replace(first.parts, hashtags=())))
    if not in_text:
        return first
    again = replace(drafted, parts=first.parts)
    return _fit_with(choose(article, voice, room.limits, in_text=in_text), again, room)


def _fit_with(chosen: Chosen, drafted: Draft, room: _Room) -> _Fitted | Unwordable:
    limits = room.limits
    placed = _placed(replace(drafted.parts, hashtags=chosen.visible), drafted, limits)
    parts = fit(replace(drafted.parts, hashtags=placed), lambda given: _fits(given, drafted, room))
    if parts is None:
        return _no_room(drafted, room)
    dropped = placed[len(parts.hashtags) :]
    misplaced = tuple(tag for tag in chosen.visible if tag not in placed)
    rest = stow(chosen, dropped, limits, why="no room left in the text")
    rest = stow(rest, misplaced, limits, why="the template has no place for it where it would link")
    rest = replace(rest, visible=parts.hashtags)
    return _Fitted(parts=parts, text=drafted.shape(parts), chosen=rest)


def _placed(parts: Parts, drafted: Draft, limits: Limits) -> tuple[str, ...]:
    """Return the hashtags that link where the shape puts them; without one, the next may stand elsewhere."""
    while parts.hashtags:
        try:
            linked = limits.linked_tags(drafted.shape(parts))
        except OverlongError:
            break
        if set(parts.hashtags) <= set(linked):
            break
        parts = replace(parts, hashtags=tuple(tag for tag in parts.hashtags if tag in linked))
    return parts.hashtags


def _fits(parts: Parts, drafted: Draft, room: _Room) -> bool:
    try:
        text = drafted.shape(parts)
    except OverlongError:
        return False
    return room.holds(text) and set(parts.hashtags) <= set(room.limits.linked_tags(text))


def _no_room(drafted: Draft, room: _Room) -> Unwordable:
    text = drafted.shape(Parts(title="", summary=""))
    if not text:
        return Unwordable(
            why="the template makes an empty text of this article", repair="add {{ title }} to it"
        )
    return Unwordable(
        why=f"what must not be cut takes {room.length(text)} of {room.limits.room} characters",
        repair="give the article a shorter address or content warning, or the account a shorter template",
    )


def _warning(article: Article, voice: Voice) -> str:
    for warning in (account_wish(article, voice.account).warning, article.wish.warning):
        if warning is not None:
            return one_line(warning)
    return one_line(voice.warning)


def _card(article: Article, site_title: str, image: CardImage | None) -> Card:
    return Card(
        address=article.address,
        title=_for_card(article.title or site_title),
        description=_for_card(article.summary),
        image=image,
    )


def _for_card(text: str) -> str:
    return cut(one_line(text), lambda beginning: graphemes(beginning) <= _CARD_TEXT)
