"""The Mastodon API: one account on Mastodon, snac, GoToSocial, Pleroma and their like.

An idempotency key goes with each post, but is trusted only where the server is known to keep it, and never
alone: a post in doubt is looked for among the account's posts first.
https://docs.joinmastodon.org/methods/statuses/#create
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.announcements.limits import Limits
from feedbot.networks.answers import field
from feedbot.networks.entry import OptionValue, secret_of, server_of, text_of
from feedbot.networks.http import Answer, NoAnswer, NotReached, call
from feedbot.networks.mastodon_answers import SCOPES, account_of, lacks_writing, outcome_of, trouble_of
from feedbot.networks.mastodon_instance import Instance, ask_instance
from feedbot.networks.mastodon_read_back import MorePages, Page, look, post_id
from feedbot.networks.network import (
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Finding,
    Frozen,
    NotSent,
    Outcome,
    Refused,
    Trouble,
)
from feedbot.networks.pictures import read_picture
from feedbot.networks.secret import Secret

KEY_HOLDS = timedelta(minutes=50)  # Mastodon keeps a key for an hour
ASK_AGAIN = timedelta(minutes=1)  # a server that did not say what fits is left alone for so long
MOST_PAGES = 10
MOST_ALT = 1500  # characters of a picture's description
MOST_PICTURE_BYTES = 8_000_000
MOST_LOOKS = 10  # at a picture that the server still works on, a second apart


@dataclass(frozen=True, slots=True, kw_only=True)
class MastodonSettings:
    """Whose account, where, and how it posts."""

    server: str
    token: Secret
    visibility: str = "public"
    attach_image: bool = False  # else the server shows the page's own card


class Mastodon:
    """One account on one server."""

    def __init__(
        self,
        settings: MastodonSettings,
        *,
        clock: Callable[[], datetime],
        timeout: float = 30.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the account's settings; ``timeout`` is in seconds, for each call."""
        self._settings = settings
        self._clock = clock
        self._timeout = timeout
        self._wait = wait
        self._server = settings.server.rstrip("/")
        self._host = urlsplit(self._server).hostname or self._server
        self._known: Instance | None = None
        self._asked: datetime | None = None
        self._account_id = ""

    def limits(self) -> Limits:
        """Return what the server says fits, else Mastodon's own numbers; asks until it has answered once.

        Where it does not answer, it is asked again after a minute: a plan has many articles.
        """
        from feedbot.announcements.house_limits import (  # noqa: PLC0415  # imported late: regex takes 30 ms
            limits_for_mastodon,
        )

        instance = self._instance()
        return limits_for_mastodon(instance.room, instance.per_url)

    def prepare(
        self, announcement: Announcement, key: DeliveryKey, now: datetime
    ) -> Frozen | NotSent | Refused:
        """Upload the picture where that is wanted, and return the exact body of the post."""
        body: dict[str, Any] = {"status": announcement.text, "visibility": self._settings.visibility}
        if language := _language(announcement.language):
            body["language"] = language
        if announcement.warning:
            body |= {"spoiler_text": announcement.warning, "sensitive": True}
        if self._settings.attach_image:
            media = self._attach(announcement.card.image)
            if isinstance(media, NotSent):
                return media
            body |= {"media_ids": [media]} if media else {}
        return Frozen(
            request=json.dumps(body, ensure_ascii=False),
            key=sha256(key.text.encode()).hexdigest(),
            link=announcement.card.address,
            made=now,
            replay_until=now + KEY_HOLDS if self._instance().keeps_keys else None,
        )

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        """Post it, with the delivery's own idempotency key."""
        answer = call(
            "POST",
            self._address("/api/v1/statuses"),
            content=frozen.request.encode(),
            headers={
                **self._headers(),
                "Content-Type": "application/json",
                "Idempotency-Key": frozen.key,
            },
            total=self._timeout,
            may_write=may_write,
        )
        return outcome_of(answer, host=self._host, now=self._clock())

    def find(self, frozen: Frozen) -> Finding:
        """Look for the article's link among the account's newest posts, back to before the post was made."""
        if frozen.link not in json.loads(frozen.request)["status"]:
            return CannotTell(why="the post does not hold the article's address, so it cannot be recognised")
        me = self._me()
        if isinstance(me, NotSent):
            return CannotTell(why=me.why)
        pages: list[Page] = []
        before = ""
        while len(pages) < MOST_PAGES:
            page = self._page(me, before)
            if isinstance(page, CannotTell):
                return page
            pages.append(page)
            finding = look(pages, frozen.link, frozen.made)
            if not isinstance(finding, MorePages):
                return finding
            before = finding.before
        return CannotTell(why=f"{self._host}: too many posts since then")

    def check(self) -> AccountStatus:
        """Ask who the token belongs to."""
        answer = self._get("/api/v1/accounts/verify_credentials")
        if not isinstance(answer, Answer) or not account_of(answer):
            trouble = self._trouble(answer)
            return AccountStatus(ok=False, who="", says=trouble.why, trouble=trouble.account)
        who = f"@{field(answer, 'acct')}@{self._host}"
        app = self._get("/api/v1/apps/verify_credentials")  # not every server has it
        if isinstance(app, Answer) and app.status == 200 and lacks_writing(app.json()):
            says = f"{self._host}: the token may not post. Make one with {SCOPES}."
            return AccountStatus(ok=False, who=who, says=says, trouble=Trouble.LOGIN)
        return AccountStatus(ok=True, who=who, says=f"Logged in on {self._host} as {who}.")

    def _instance(self) -> Instance:
        now = self._clock()
        if self._known is None and (self._asked is None or now - self._asked >= ASK_AGAIN):
            self._known = ask_instance(self._server, timeout=min(self._timeout, 10.0))
            self._asked = now
        return self._known or Instance()

    def _me(self) -> str | NotSent:
        """Return the account's id, asked once."""
        if not self._account_id:
            answer = self._get("/api/v1/accounts/verify_credentials")
            self._account_id = account_of(answer)
            if not self._account_id:
                return self._trouble(answer)
        return self._account_id

    def _page(self, me: str, before: str) -> Page | CannotTell:
        query = {"limit": "40", "exclude_replies": "true", "exclude_reblogs": "true"}
        if before:
            query["max_id"] = before
        answer = self._get(f"/api/v1/accounts/{quote(me)}/statuses?{urlencode(query)}")
        if not isinstance(answer, Answer):
            return CannotTell(why=answer.why)
        page = answer.json()
        if answer.status != 200 or not isinstance(page, list):
            return CannotTell(why=self._trouble(answer).why)
        return page

    def _attach(self, image: CardImage | None) -> str | NotSent:
        """Upload the picture; "" where there is none that the server takes, and the post goes without."""
        picture = read_picture(image, most_bytes=MOST_PICTURE_BYTES)
        if picture is None or image is None:
            return ""
        answer = call(
            "POST",
            self._address("/api/v2/media"),
            headers=self._headers(),
            form={"description": image.alt[:MOST_ALT]},
            files={"file": ("picture", picture.content, picture.mime)},
            total=self._timeout,
        )
        if isinstance(answer, Answer) and answer.status in {400, 413, 415, 422}:
            return ""
        body = answer.json() if isinstance(answer, Answer) else None
        if not isinstance(answer, Answer) or answer.status not in {200, 202} or not isinstance(body, dict):
            return self._trouble(answer)
        media = post_id(body)
        return media if answer.status == 200 or not media else self._worked_on(media)

    def _worked_on(self, media: str) -> str | NotSent:
        """Wait for a picture that the server still works on (202, then 206, then 200)."""
        for _ in range(MOST_LOOKS):
            self._wait(1.0)
            answer = self._get(f"/api/v1/media/{quote(media)}")
            if isinstance(answer, Answer) and answer.status == 200:
                return media
            if not isinstance(answer, Answer) or answer.status != 206:
                return self._trouble(answer)
        return NotSent(why=f"{self._host} still works on the picture", retry_after=60.0)

    def _trouble(self, answer: Answer | NotReached | NoAnswer) -> NotSent:
        return trouble_of(answer, host=self._host, now=self._clock())

    def _get(self, path: str) -> Answer | NotReached | NoAnswer:
        return call("GET", self._address(path), headers=self._headers(), total=self._timeout)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._settings.token.reveal()}"}

    def _address(self, path: str) -> str:
        return self._server + path


def _language(tag: str) -> str:
    """Return the ISO 639 code that begins a language tag; "" where none does."""
    code = tag.partition("-")[0].lower()
    return code if len(code) in {2, 3} and code.isascii() and code.isalpha() else ""


def build(
    options: Mapping[str, OptionValue],
    *,
    clock: Callable[[], datetime],
    folder: Path,  # noqa: ARG001  # this network keeps nothing
) -> Mastodon:
    """Build an account."""
    settings = MastodonSettings(
        server=server_of(options, "server"),
        token=secret_of(options, "token"),
        visibility=text_of(options, "visibility") or "public",
        attach_image=options.get("attach_image") is True,
    )
    return Mastodon(settings, clock=clock)
