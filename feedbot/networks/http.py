"""One HTTP call, and what it proves: an answer, nothing left the machine, or nobody knows. Never tries twice.

``call`` turns a request into ``Answer``, ``NotReached`` (proof that not a byte of the request left)
or ``NoAnswer`` (bytes left, nothing certain came back); it raises nothing of the network.
Each call has a fresh connection, follows no redirect, reads no proxy from the environment,
and ends after ``total`` seconds even against a server that drips.
``retry_after`` reads how long a network asks to be left alone.
"""

from __future__ import annotations

import contextlib
import functools
import json as json_text
import re
import ssl
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from feedbot.networks.secret import hush
from feedbot.networks.wire import HeldBackError, Wire, deadline

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 1 << 20  # of a decoded body; no network's answer that we understand comes near it
MOST_TEXT = 300  # characters of somebody else's words that are kept
RETRY_BOUNDS = (1.0, 24 * 3600.0)  # seconds
EPOCH_FROM = 1e8  # a greater number is a time, a smaller one seconds from now (RateLimit-Reset was both)
RESETS = ("x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset")  # X, Mastodon, Bluesky

Files: TypeAlias = Mapping[str, tuple[str, bytes, str]]  # field -> (file name, content, media type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer; header names are lower case, ``body`` is decoded and cut at what was asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON; None where it is not."""
        try:
            return json_text.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def text(self) -> str:
        """Return the body as text, by its charset, else as UTF-8; unreadable bytes become U+FFFD."""
        found = re.search(r"charset=[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE)
        try:
            return self.body.decode(found.group(1) if found else "utf-8", errors="replace")
        except LookupError:
            return self.body.decode(errors="replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """Proved: not a byte of the request left (DNS, TCP or TLS failed, or it was held back)."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """The request, or a part of it, left; silence, a reset, half an answer or a drip came back."""

    why: str


def call(  # noqa: PLR0913  # it reads like the request that it makes
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    json: object = None,
    form: Mapping[str, str | list[str]] | None = None,
    files: Files | None = None,
    content: bytes | None = None,
    total: float = 30.0,
    most_bytes: int = MOST_BYTES,
    may_write: Callable[[], bool] | None = None,
) -> Answer | NotReached | NoAnswer:
    """Make one request of at most ``total`` seconds on a connection of its own.

    ``form`` and ``files`` together are multipart; of ``json``, ``content`` and these only one is given.
    Of a body, ``most_bytes`` are read.
    ``may_write`` is asked once, when the connection stands and right before the first byte.
    """
    import httpx2  # noqa: PLC0415  # imported late: 110 ms

    hush()
    wire = Wire(may_write)
    host = _host(url)
    try:
        with _client(total) as client:
            request = client.build_request(
                method,
                url,
                headers={"User-Agent": "feedbot", **_PLAIN, **(headers or {}), **_ONE_SHOT},
                json=json,
                data=form,
                files=files,
                content=content,
                extensions={"trace": _trace(wire)},
            )
            with deadline(total, wire):
                answer = _read(client.send(request, stream=True), most_bytes)
    except (HeldBackError, httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        return _failure(error, wire=wire, host=host, total=total)
    if wire.expired:  # an answer that ends with its connection looks whole when we cut it ourselves
        return NoAnswer(why=f"{host}: no whole answer within {total:g} seconds")
    return answer


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how many seconds a 429 asks to be left alone, within [1 s, 24 h]; None: it does not say.

    ``Retry-After`` (RFC 9110, 10.2.3: seconds or a date) goes before the networks' own rate-limit resets.
    """
    for name in ("retry-after", *RESETS):
        seconds = _seconds(headers.get(name, "").strip(), now)
        if seconds is not None:
            least, most = RETRY_BOUNDS
            return min(max(seconds, least), most)
    return None


def plain(text: str) -> str:
    """Make somebody else's words fit for a log: one line, no control characters, at most 300 characters."""
    spaced = " ".join(text.split())
    kept = "".join(mark for mark in spaced if unicodedata.category(mark) not in {"Cc", "Cf", "Cs"})
    return kept if len(kept) <= MOST_TEXT else kept[: MOST_TEXT - 1] + "…"


_PLAIN = {"Accept-Encoding": "identity"}
_ONE_SHOT = {"Connection": "close"}


def _trace(wire: Wire) -> Callable[[str, Mapping[str, Any]], None]:
    """Let httpx2 report to the wire: https://www.python-httpx.org/advanced/extensions/#trace."""

    def trace(event: str, info: Mapping[str, Any]) -> None:
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            wire.connected(info["return_value"].get_extra_info("socket"))
        elif event == "http11.send_request_headers.started":
            wire.before_first_byte()

    return trace


def _host(url: str) -> str:
    try:
        return plain(urlsplit(url).hostname or url)
    except ValueError:
        return plain(url)


def _client(total: float) -> httpx2.Client:
    import httpx2  # noqa: PLC0415  # imported late: 110 ms

    return httpx2.Client(verify=_trust(), trust_env=False, follow_redirects=False, timeout=total)


@functools.cache
def _trust() -> ssl.SSLContext:
    """Return the certificates that we trust; making them takes 90 ms, so once."""
    import httpx2  # noqa: PLC0415  # imported late: 110 ms

    return httpx2.create_ssl_context(trust_env=False)


def _read(response: httpx2.Response, most: int) -> Answer:
    raw = bytearray()
    with contextlib.closing(response):
        for chunk in response.iter_raw():
            raw += chunk
            if len(raw) > most:
                break
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = _decoded(bytes(raw), headers.get("content-encoding", ""), most)
    return Answer(status=response.status_code, headers=headers, body=body[:most])


def _decoded(raw: bytes, encoding: str, most: int) -> bytes:
    """Unpack what came packed although we asked for it plain; a bomb stops at the cap."""
    if encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return raw
    try:
        return zlib.decompressobj(wbits=47).decompress(raw, most)
    except zlib.error:
        return b""


def _failure(error: Exception, *, wire: Wire, host: str, total: float) -> NotReached | NoAnswer:
    import httpx2  # noqa: PLC0415  # imported late: 110 ms

    if isinstance(error, (httpx2.LocalProtocolError, httpx2.InvalidURL, UnicodeError)):
        # Their words repeat the offending header, perhaps a token.
        words = "the address or a header holds a character that HTTP forbids"
    else:
        words = plain(str(error)) or type(error).__name__
    if not wire.began or isinstance(error, httpx2.LocalProtocolError):  # h11 checks before it writes
        return NotReached(why=f"{host}: {words}")
    if wire.expired:
        words = f"no whole answer within {total:g} seconds"
    return NoAnswer(why=f"{host}: {words}")


def _seconds(text: str, now: datetime) -> float | None:
    if re.fullmatch(r"-?\d{1,18}(\.\d{1,9})?", text):
        number = float(text)
        return number - now.timestamp() if number > EPOCH_FROM else number
    moment = _iso(text) or _http_date(text)
    return None if moment is None else (moment - now).total_seconds()


def _iso(text: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        return None


def _http_date(text: str) -> datetime | None:
    try:
        return _aware(parsedate_to_datetime(text))
    except (ValueError, TypeError):
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
