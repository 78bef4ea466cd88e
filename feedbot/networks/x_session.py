"""One call to X by tweepy, and what it proves. Imports tweepy and requests, so import it late (200 ms).

tweepy signs a request and sends it through its public ``session``. The adapter mounted there adds what
tweepy lacks: time-outs, a total deadline, a cap on the answer, no redirect, and proof of whether a byte left.
The answer is judged by what came over the wire, not by the exception that tweepy makes of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import requests
import tweepy
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from feedbot.networks.http import MOST_BYTES, Answer, NoAnswer, NotReached, plain
from feedbot.networks.secret import Secret, hush
from feedbot.networks.wire import HeldBackError, Wire, deadline

HOST = "https://api.twitter.com"  # tweepy's, and the one that it signs for
TIMEOUTS = (5.0, 20.0)  # seconds to connect, and between two reads


@dataclass(frozen=True, slots=True, kw_only=True)
class XKeys:
    """OAuth 1.0a user context: these do not expire."""

    consumer_key: Secret
    consumer_secret: Secret
    access_token: Secret
    access_token_secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class XCall:
    """One request of API v2; ``query`` and ``body`` as tweepy takes them."""

    method: str
    path: str
    query: Mapping[str, str] | None = None
    body: object = None


def call_x(
    request: XCall,
    keys: XKeys,
    *,
    api: str = "",
    total: float = 30.0,
    may_write: Callable[[], bool] | None = None,
) -> Answer | NotReached | NoAnswer:
    """Make one signed call on a connection of its own, ended after ``total`` seconds.

    ``api`` is another server than X's; the signature is over X's address nevertheless.
    """
    hush()
    wire = Wire(may_write)
    adapter = _Adapter(wire, api=api, total=total)
    client = _client(keys, adapter)
    try:
        with deadline(total, wire):
            client.request(request.method, request.path, request.query, request.body, user_auth=True)
    except HeldBackError as error:
        return NotReached(why=f"X: {error}")
    except (tweepy.TweepyException, requests.RequestException, HTTPError, OSError) as error:
        if adapter.answer is None:
            return _failure(error, wire, total)
    except (ValueError, TypeError, AttributeError, KeyError):
        if adapter.answer is None:  # else tweepy stumbled over the answer's content
            raise
    finally:
        client.session.close()
    if adapter.answer is None or wire.expired:
        return NoAnswer(why=f"X: no whole answer within {total:g} seconds")
    return adapter.answer


def _client(keys: XKeys, adapter: HTTPAdapter) -> Any:
    client = tweepy.Client(
        consumer_key=keys.consumer_key.reveal(),
        consumer_secret=keys.consumer_secret.reveal(),
        access_token=keys.access_token.reveal(),
        access_token_secret=keys.access_token_secret.reveal(),
        return_type=requests.Response,
        wait_on_rate_limit=False,
    )
    client.session.trust_env = False
    client.session.max_redirects = 0
    client.session.headers.update({"Connection": "close", "Accept-Encoding": "identity"})
    client.session.mount(HOST, adapter)
    return client


def _failure(error: Exception, wire: Wire, total: float) -> NotReached | NoAnswer:
    """Name the failure by its innermost cause: the outer ones repeat the address and hold the request."""
    if wire.expired:
        words = f"no whole answer within {total:g} seconds"
    else:
        words = plain(str(_cause(error))) or type(error).__name__
    return NoAnswer(why=f"X: {words}") if wire.began else NotReached(why=f"X: {words}")


def _cause(error: BaseException) -> BaseException:
    inner = error.__cause__ or error.__context__
    return error if inner is None else _cause(inner)


class _Adapter(HTTPAdapter):
    """Sends one prepared request and keeps its whole answer."""

    def __init__(self, wire: Wire, *, api: str, total: float) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self.answer: Answer | None = None
        self._wire = wire
        self._api = api.rstrip("/")
        self._timeouts = tuple(min(limit, total) for limit in TIMEOUTS)

    def get_connection_with_tls_context(self, *arguments: Any, **options: Any) -> Any:
        pool = super().get_connection_with_tls_context(*arguments, **options)
        watched = _WatchedTls if pool.scheme == "https" else _Watched
        pool.ConnectionCls = partial(watched, wire=self._wire)  # type: ignore[attr-defined]  # every real pool has it
        return pool

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        if self._api:
            request.url = self._api + request.path_url
        response = super().send(request, **(options | {"timeout": self._timeouts}))
        body = response.raw.read(MOST_BYTES, decode_content=True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        self.answer = Answer(status=response.status_code, headers=headers, body=body)
        response.raw.close()
        response.raw = io.BytesIO(body)
        return response


class _Watched(HTTPConnection):
    """A connection that asks the wire right before its first byte, when TCP (and TLS) stand."""

    def __init__(self, *arguments: Any, wire: Wire, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wire = wire

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        self._wire.connected(self.sock)
        self._wire.before_first_byte()
        super().send(data)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""
