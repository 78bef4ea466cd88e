"""Being logged in on Bluesky: one session, confirmed before each use, refreshed, and kept over restarts.

A new session is the last resort, because a server gives an account only 30 in five minutes and 300 a day
(https://docs.bsky.app/docs/advanced-guides/rate-limits). Everything here happens before a post is written,
so every failure proves that nothing was posted.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from feedbot.networks.answers import busy, field
from feedbot.networks.http import Answer, NoAnswer, NotReached, call
from feedbot.networks.network import NotSent, Trouble
from feedbot.networks.secret import Secret

log = logging.getLogger(__name__)

OUT_OF_SERVICE = frozenset({"AccountTakedown", "AccountSuspended", "AccountDeactivated", "RepoTakendown"})

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,8192}")
_FORMS = {
    "did": re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]{1,256}"),
    "handle": re.compile(r"[A-Za-z0-9.-]{1,253}"),
    "accessJwt": _TOKEN,
    "refreshJwt": _TOKEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueskySettings:
    """Whose account, and where it lives; ``server`` is the account's PDS or its entryway."""

    handle: str
    app_password: Secret
    server: str = "https://bsky.social"


class Sessions(Protocol):
    """Where a session outlives the process: one opaque text, secret, readable by this user alone."""

    def load(self) -> str:
        """Return what was saved; "" where nothing was."""

    def save(self, text: str) -> None:
        """Keep the text durably, replacing what was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A login that the server has confirmed."""

    did: str
    handle: str
    access: Secret
    refresh: Secret

    @property
    def headers(self) -> dict[str, str]:
        """Return what a call says to be let in."""
        return {"Authorization": f"Bearer {self.access.reveal()}"}


class Login:
    """The way to a confirmed session of one account."""

    def __init__(
        self,
        settings: BlueskySettings,
        sessions: Sessions,
        *,
        clock: Callable[[], datetime],
        timeout: float,
    ) -> None:
        self._handle = settings.handle.strip().removeprefix("@")
        self._password = settings.app_password
        self._sessions = sessions
        self._clock = clock
        self._timeout = timeout
        self._session: Session | None = None
        self.server = settings.server.rstrip("/")
        self.host = urlsplit(self.server).hostname or self.server

    def enter(self) -> Session | NotSent:
        """Return a session that works now: the known one, else refreshed, else a new one."""
        known = self._session or self._saved()
        if known is None:
            return self._create()
        answer = call("GET", self._address("getSession"), headers=known.headers, total=self._timeout)
        if isinstance(answer, Answer) and answer.status in {400, 401, 403}:
            return self._refresh(known)
        if not isinstance(answer, Answer) or answer.status != 200:
            return self.trouble(answer)
        if not isinstance(answer.json(), dict) or field(answer, "did") != known.did:
            return self._create()
        if answer.json().get("active") is False:
            return self._out_of_service(field(answer, "status"))
        self._session = known
        return known

    def trouble(self, answer: Answer | NotReached | NoAnswer) -> NotSent:
        """Say why a call before the write failed; nothing was posted."""
        if not isinstance(answer, Answer):
            return NotSent(why=answer.why)
        error, message = field(answer, "error"), field(answer, "message")
        if error in OUT_OF_SERVICE:
            return self._out_of_service(message or error)
        if answer.status == 429:
            return busy(answer, self.host, self._clock())
        if answer.status == 401 and error:
            why = f"{self.host} does not let {self._handle} in: {message or error}"
            return NotSent(why=f"{why}. Make a new app password and store it.", account=Trouble.LOGIN)
        if error:
            return NotSent(why=f"{self.host} answered {answer.status}: {error}: {message}")
        return NotSent(
            why=f"{self.host} answered {answer.status}, not as a Bluesky server does; is `server` right?"
        )

    def _refresh(self, known: Session) -> Session | NotSent:
        headers = {"Authorization": f"Bearer {known.refresh.reveal()}"}
        answer = call("POST", self._address("refreshSession"), headers=headers, total=self._timeout)
        if isinstance(answer, Answer):
            if answer.status == 200:
                return self._keep(answer)
            if answer.status in {400, 401, 403} and field(answer, "error") not in OUT_OF_SERVICE:
                return self._create()
        return self.trouble(answer)

    def _create(self) -> Session | NotSent:
        self._session = None
        answer = call(
            "POST",
            self._address("createSession"),
            json={"identifier": self._handle, "password": self._password.reveal()},
            total=self._timeout,
        )
        if isinstance(answer, Answer) and answer.status == 200:
            return self._keep(answer)
        return self.trouble(answer)

    def _keep(self, answer: Answer) -> Session | NotSent:
        """Save the new tokens before the first is used: the old refresh token is spent.

        Where they cannot be saved, the session serves this process and the next one makes its own.
        """
        body = answer.json()
        session = _session(body)
        if session is None:
            return NotSent(why=f"{self.host} answered a login without a session; is `server` right?")
        if body.get("active") is False:
            return self._out_of_service(field(answer, "status"))
        try:
            self._sessions.save(self._text(session))
        except OSError as error:
            log.warning("the session of %s on %s cannot be kept: %s", self._handle, self.host, error.strerror)
        self._session = session
        return session

    def _text(self, session: Session) -> str:
        return json.dumps(
            {
                "server": self.server,
                "identifier": self._handle,
                "did": session.did,
                "handle": session.handle,
                "accessJwt": session.access.reveal(),
                "refreshJwt": session.refresh.reveal(),
            }
        )

    def _saved(self) -> Session | None:
        """Return the session of an earlier process, unless it is of another account or server."""
        try:
            saved = json.loads(self._sessions.load() or "null")
        except ValueError:
            return None
        if not isinstance(saved, dict):
            return None
        ours = (saved.get("server"), saved.get("identifier")) == (self.server, self._handle)
        return _session(saved) if ours else None

    def _out_of_service(self, why: str) -> NotSent:
        return NotSent(
            why=f"{self.host}: the account {self._handle} is out of service: {why}",
            account=Trouble.SUSPENDED,
        )

    def _address(self, method: str) -> str:
        return f"{self.server}/xrpc/com.atproto.server.{method}"


def _session(body: object) -> Session | None:
    """Read a session; None unless each part is fit for a header, a log and an address."""
    if not isinstance(body, dict):
        return None
    parts = {name: body.get(name) for name in _FORMS}
    texts = {
        name: part for name, part in parts.items() if isinstance(part, str) and _FORMS[name].fullmatch(part)
    }
    if len(texts) < len(_FORMS):
        return None
    return Session(
        did=texts["did"],
        handle=texts["handle"],
        access=Secret(texts["accessJwt"]),
        refresh=Secret(texts["refreshJwt"]),
    )
