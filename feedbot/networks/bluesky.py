"""Bluesky: one account on its PDS, over XRPC; never posts twice.

The record's key is ours and its write asks for an empty place, so the same request may be sent at any time.

``createRecord`` is not used: with a used key it answers like a server in trouble (status 500).
https://docs.bsky.app/docs/api/com-atproto-repo-put-record
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.announcements.limits import Limits
from feedbot.networks.answers import busy, field
from feedbot.networks.bluesky_post import COLLECTION, Json, is_about, post_record, record_key
from feedbot.networks.bluesky_session import OUT_OF_SERVICE, BlueskySettings, Login, Session, Sessions
from feedbot.networks.entry import OptionValue, secret_of, server_of, text_of
from feedbot.networks.http import Answer, NoAnswer, NotReached, call, plain
from feedbot.networks.network import (
    FOR_EVER,
    Absent,
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Finding,
    Found,
    Frozen,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Unknown,
)
from feedbot.networks.pictures import read_picture
from feedbot.networks.session_file import SessionFile

MOST_THUMB_BYTES = 1_000_000


class Bluesky:
    """One account on Bluesky, or on any other PDS."""

    def __init__(
        self,
        settings: BlueskySettings,
        sessions: Sessions,
        *,
        clock: Callable[[], datetime],
        timeout: float = 30.0,
    ) -> None:
        """Take the account's settings and its session's place; ``timeout`` is in seconds, for each call."""
        self._handle = settings.handle.strip().removeprefix("@")
        self._clock = clock
        self._timeout = timeout
        self._login = Login(settings, sessions, clock=clock, timeout=timeout)

    def limits(self) -> Limits:
        """Return Bluesky's limits: the same on every server."""
        from feedbot.announcements.house_limits import (  # noqa: PLC0415  # imported late: regex takes 30 ms
            limits_for_bluesky,
        )

        return limits_for_bluesky()

    def prepare(
        self, announcement: Announcement, key: DeliveryKey, now: datetime
    ) -> Frozen | NotSent | Refused:
        """Upload the card's image and return the exact record with its key."""
        session = self._login.enter()
        if isinstance(session, NotSent):
            return session
        thumb = self._upload(announcement.card.image, session)
        if isinstance(thumb, NotSent):
            return thumb
        tags = self.limits().linked_tags(announcement.text)
        record = post_record(announcement, tags=tags, created=now, thumb=thumb)
        rkey = record_key(key)
        request = {
            "repo": session.did,
            "collection": COLLECTION,
            "rkey": rkey,
            "record": record,
            "swapRecord": None,  # take the place only while it is empty
        }
        return Frozen(
            request=json.dumps(request, ensure_ascii=False),
            key=rkey,
            link=announcement.card.address,
            made=now,
            replay_until=FOR_EVER,
        )

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        """Write the record; whatever holds its place already is read before it counts as posted."""
        session = self._login.enter()
        if isinstance(session, NotSent):
            return session
        request: Json = json.loads(frozen.request)
        if request["repo"] != session.did:
            return Refused(
                why=f"the post was written for {plain(request['repo'])}, but {session.did} is logged in",
                repair="Correct the account's handle, or retry the delivery to write it anew.",
            )
        answer = call(
            "POST",
            self._address("putRecord"),
            json=request,
            headers=session.headers,
            total=self._timeout,
            may_write=may_write,
        )
        if isinstance(answer, Answer) and field(answer, "error") == "InvalidSwap":
            return self._who_holds_the_place(frozen)
        return self._outcome(answer, request)

    def find(self, frozen: Frozen) -> Finding:
        """Read the record's place, on the server that holds it."""
        request: Json = json.loads(frozen.request)
        place = {"repo": request["repo"], "collection": COLLECTION, "rkey": frozen.key}
        answer = call("GET", f"{self._address('getRecord')}?{urlencode(place)}", total=self._timeout)
        if not isinstance(answer, Answer):
            return CannotTell(why=answer.why)
        if answer.status == 400 and field(answer, "error") == "RecordNotFound":
            return Absent()
        body = answer.json()
        if answer.status != 200 or not isinstance(body, dict) or body.get("uri") != _uri(request):
            return CannotTell(why=self._login.trouble(answer).why)
        if not is_about(body.get("value"), frozen.link):
            return CannotTell(why=f"another post holds the key {frozen.key}")
        return Found(id=_uri(request), url=self._page(request))

    def check(self) -> AccountStatus:
        """Log in and say as whom."""
        session = self._login.enter()
        if isinstance(session, NotSent):
            return AccountStatus(ok=False, who="", says=session.why, trouble=session.account)
        return AccountStatus(
            ok=True, who=f"@{session.handle}", says=f"Logged in on {self._login.host} as @{session.handle}."
        )

    def _upload(self, image: CardImage | None, session: Session) -> Json | NotSent | None:
        """Upload a picture for the card; None: none that the server takes, and the card goes without."""
        picture = read_picture(image, most_bytes=MOST_THUMB_BYTES)
        if picture is None:
            return None
        answer = call(
            "POST",
            self._address("uploadBlob"),
            content=picture.content,
            headers={**session.headers, "Content-Type": picture.mime},
            total=self._timeout,
        )
        if isinstance(answer, Answer) and answer.status == 200:
            body = answer.json()
            blob = body.get("blob") if isinstance(body, dict) else None
            return blob if isinstance(blob, dict) and blob.get("$type") == "blob" else None
        if isinstance(answer, Answer) and answer.status in {400, 413}:
            return None
        return self._login.trouble(answer)

    def _outcome(self, answer: Answer | NotReached | NoAnswer, request: Json) -> Outcome:
        match answer:
            case NotReached(why=why):
                return NotSent(why=why)
            case NoAnswer(why=why):
                return Unknown(why=why)
            case Answer(status=200) if field(answer, "uri") == _uri(request):
                return Posted(id=_uri(request), url=self._page(request))
            case Answer(status=429):
                return busy(answer, self._login.host, self._clock())
            case Answer():
                return self._refusal(answer)

    def _refusal(self, answer: Answer) -> Outcome:
        """Believe a refusal only in the API's own words; anything else may come from somebody in between."""
        error, message = field(answer, "error"), field(answer, "message")
        if not error or answer.status not in {400, 401, 403, 413}:
            return Unknown(why=f"{self._login.host} answered {answer.status}: {error or 'nothing readable'}")
        if error in {"ExpiredToken", "InvalidToken"}:  # between two calls; the next try renews it
            return NotSent(why=f"{self._login.host}: the session ran out just now", retry_after=1.0)
        if answer.status == 401 or error in OUT_OF_SERVICE:
            return self._login.trouble(answer)
        return Refused(
            why=f"{self._login.host} refused the post: {message or error}",
            repair="Change the article's announcement as the message says, then retry the delivery.",
        )

    def _who_holds_the_place(self, frozen: Frozen) -> Outcome:
        """Read what is at our key: it is this delivery's earlier post, unless it is about something else."""
        match self.find(frozen):
            case Found(id=uri, url=url):
                return Posted(id=uri, url=url)
            case Absent():
                return Unknown(why=f"{self._login.host} says both that the key is taken and that it is free")
            case CannotTell(why=why):
                return Unknown(why=why)

    def _page(self, request: Json) -> str:
        profile = request["repo"] if "@" in self._handle else self._handle  # one may log in by mail address
        return f"https://bsky.app/profile/{profile}/post/{request['rkey']}"

    def _address(self, method: str) -> str:
        return f"{self._login.server}/xrpc/com.atproto.repo.{method}"


def _uri(request: Json) -> str:
    return f"at://{request['repo']}/{COLLECTION}/{request['rkey']}"


def build(options: Mapping[str, OptionValue], *, clock: Callable[[], datetime], folder: Path) -> Bluesky:
    """Build an account; its session is kept in ``folder``."""
    settings = BlueskySettings(
        handle=text_of(options, "handle"),
        app_password=secret_of(options, "app_password"),
        server=server_of(options, "server"),
    )
    return Bluesky(settings, SessionFile(path=folder / "bluesky-session.json"), clock=clock)
