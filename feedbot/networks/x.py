"""X: one account by API v2 through tweepy, in OAuth 1.0a user context. Never sends a post again by itself.

X knows no idempotency key, so a doubt is settled by reading the account's own posts back:
their t.co links carry the article's address. Each post with a link costs $0.20, a double costs it twice.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.announcements.limits import Limits
from feedbot.networks.entry import OptionValue, secret_of, server_of
from feedbot.networks.http import Answer, NoAnswer, NotReached
from feedbot.networks.network import (
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Finding,
    Frozen,
    NotSent,
    Outcome,
    Refused,
)
from feedbot.networks.pictures import read_picture
from feedbot.networks.secret import Secret
from feedbot.networks.x_answers import (
    Login,
    MorePages,
    login_of,
    look,
    outcome_of,
    preparation_of,
    status_of,
    uploaded_id,
    was_described,
)

MOST_IMAGE_BYTES = 5_000_000
MOST_ALT_TEXT = 1000
MOST_PAGES = 5  # of 100 posts; who posts more than that in one doubt must look himself
CLOCKS_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class XSettings:
    """Whose account; ``api`` is "" for X itself, else the address of a server that stands in for it."""

    consumer_key: Secret
    consumer_secret: Secret
    access_token: Secret
    access_token_secret: Secret
    api: str = ""
    attach_image: bool = False  # else X shows the page's own card


class X:
    """One account on X."""

    def __init__(self, settings: XSettings, *, clock: Callable[[], datetime], timeout: float = 30.0) -> None:
        """Take the account's settings; ``timeout`` is in seconds, for each call in all."""
        self._settings = settings
        self._clock = clock
        self._timeout = timeout
        self._account_id = ""

    def limits(self) -> Limits:
        """Return X's limits, the same for every account."""
        from feedbot.announcements.house_limits import limits_for_x  # noqa: PLC0415  # imported late: 40 ms

        return limits_for_x()

    def prepare(
        self,
        announcement: Announcement,
        key: DeliveryKey,  # noqa: ARG002  # X has no place for it
        now: datetime,
    ) -> Frozen | NotSent | Refused:
        """Upload the card's image, where the account wants that, and return the body of the request."""
        body: dict[str, Any] = {"text": announcement.text}
        if self._settings.attach_image:
            media = self._upload(announcement.card.image)
            if isinstance(media, NotSent | Refused):
                return media
            if media:
                body["media"] = {"media_ids": [media]}
        request = json.dumps(body, ensure_ascii=False)
        return Frozen(request=request, key="", link=announcement.card.address, made=now)

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        """Post the frozen body, once."""
        reply = self._call("POST", "/2/tweets", body=json.loads(frozen.request), may_write=may_write)
        return outcome_of(reply, self._clock())

    def find(self, frozen: Frozen) -> Finding:
        """Read the account's own posts since shortly before the request was made."""
        if frozen.link not in json.loads(frozen.request)["text"]:
            return CannotTell(why="the post holds no link by which to tell it from others")
        if not self._account_id:
            login = self._login()
            if isinstance(login, NotSent):
                return CannotTell(why=login.why)
            self._account_id = login.id
        since = (frozen.made - CLOCKS_DIFFER).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        query = {"max_results": "100", "start_time": since, "tweet.fields": "created_at,entities,text"}
        for _ in range(MOST_PAGES):
            page = self._call("GET", f"/2/users/{self._account_id}/tweets", query=query)
            seen = look(page, frozen.link)
            if not isinstance(seen, MorePages):
                return seen
            query = {**query, "pagination_token": seen.token}
        return CannotTell(why="the account has posted too much since to read it all")

    def check(self) -> AccountStatus:
        """Ask X whose keys these are."""
        return status_of(self._login())

    def _login(self) -> Login | NotSent:
        return login_of(self._call("GET", "/2/users/me"), self._clock())

    def _upload(self, image: CardImage | None) -> str | NotSent | Refused:
        """Upload a picture and its description; "" where there is none that X takes.

        https://docs.x.com/x-api/media/media-upload, https://docs.x.com/x-api/media/metadata-create
        """
        picture = read_picture(image, most_bytes=MOST_IMAGE_BYTES)
        if picture is None or image is None:
            return ""
        content = base64.b64encode(picture.content).decode("ascii")
        body = {"media": content, "media_category": "tweet_image"}
        reply = self._call("POST", "/2/media/upload", body=body)
        identity = uploaded_id(reply)
        if not identity:
            return preparation_of(reply, self._clock())
        if image.alt:
            alt = {"alt_text": {"text": image.alt[:MOST_ALT_TEXT]}}
            described = self._call("POST", "/2/media/metadata", body={"id": identity, "metadata": alt})
            if not was_described(described):
                return preparation_of(described, self._clock())
        return identity

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: object = None,
        may_write: Callable[[], bool] | None = None,
    ) -> Answer | NotReached | NoAnswer:
        from feedbot.networks.x_session import XCall, XKeys, call_x  # noqa: PLC0415  # imported late: 200 ms

        keys = XKeys(
            consumer_key=self._settings.consumer_key,
            consumer_secret=self._settings.consumer_secret,
            access_token=self._settings.access_token,
            access_token_secret=self._settings.access_token_secret,
        )
        request = XCall(method=method, path=path, query=query, body=body)
        return call_x(request, keys, api=self._settings.api, total=self._timeout, may_write=may_write)


def build(
    options: Mapping[str, OptionValue],
    *,
    clock: Callable[[], datetime],
    folder: Path,  # noqa: ARG001  # these keys never change, so there is nothing to keep
) -> X:
    """Build an account."""
    settings = XSettings(
        consumer_key=secret_of(options, "consumer_key"),
        consumer_secret=secret_of(options, "consumer_secret"),
        access_token=secret_of(options, "access_token"),
        access_token_secret=secret_of(options, "access_token_secret"),
        api=server_of(options, "api"),
        attach_image=bool(options.get("attach_image", False)),
    )
    return X(settings, clock=clock)
