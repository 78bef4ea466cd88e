"""A stateful fake of X's API v2 on loopback: one account, one app, prices, and X's own ways to refuse.

It checks what X checks (OAuth 1.0a signature over api.twitter.com, body against the API specification,
weighted length, duplicates) and shows posts as X does: t.co in the text, the address in ``entities``.
A ``CuttingProxy`` stands before it, so that any request can go wrong: ``fake.proxy.next(...)``.

As a program: ``python -m tests.servers.x PORT`` prints ``ready``; then ``POST /_fake/faults`` with
``{"method", "path", "fault", "times"}`` spoils requests and ``GET /_fake/posts`` tells what is there.
"""

from __future__ import annotations

import base64
import binascii
import functools
import itertools
import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator
from oauthlib.oauth1.rfc5849.signature import collect_parameters, verify_hmac_sha1
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from twitter_text import extract_urls_with_indices, parse_tweet

from tests.servers.cutting_proxy import Answer as Told
from tests.servers.cutting_proxy import CuttingProxy, Fault

SPEC = Path(__file__).resolve().parents[3] / "shared/specs/x-openapi-2.167.json"
SIGNED_FOR = "https://api.twitter.com"  # tweepy's host
PRICES = {"post": 0.015, "post with link": 0.20, "own post read": 0.001, "media metadata": 0.005}
USER_ID = "1590000000000000001"
DUPLICATES_FOR = timedelta(hours=1)
WINDOW = timedelta(minutes=15)
POSTS_A_WINDOW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the app and the account sign with."""

    consumer_key: str = "canary-consumer-key"
    consumer_secret: str = "canary-consumer-secret"
    access_token: str = "1590000000000000001-canary-access-token"
    access_token_secret: str = "canary-access-token-secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as it was asked for."""

    id: str
    asked: str
    at: datetime
    media: tuple[str, ...]

    def shown(self) -> dict[str, Any]:
        """Return it as X shows it: every address that it takes for one is behind t.co."""
        text, urls, end = "", [], 0
        for number, found in enumerate(extract_urls_with_indices(self.asked)):
            start, stop = found["indices"]
            short = f"https://t.co/{self.id[-8:]}{number:02}"
            text += escape(self.asked[end:start], quote=False)
            urls.append(
                {"start": len(text), "end": len(text) + 23, "url": short, "expanded_url": found["url"]}
            )
            text, end = text + short, stop
        text += escape(self.asked[end:], quote=False)
        at = self.at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return {"id": self.id, "text": text, "created_at": at, "entities": {"urls": urls}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A status and a JSON body."""

    status: int
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


def _problem(status: int, title: str, detail: str, kind: str = "about:blank") -> Reply:
    return Reply(status=status, body={"title": title, "type": kind, "status": status, "detail": detail})


@dataclass(slots=True, kw_only=True)
class FakeX:
    """The service's own memory; its fields may be changed while it runs."""

    clock: Callable[[], datetime]
    keys: Keys = field(default_factory=Keys)
    credit: float = 100.0  # dollars
    suspended: bool = False
    access: str = "read-write"  # what the app may do
    page_size: int = 100  # at most so many posts a page, whatever is asked for
    posts: list[Post] = field(default_factory=list)
    bill: list[tuple[str, float]] = field(default_factory=list)
    media: dict[str, str] = field(default_factory=dict)  # id -> alt text
    nonces: set[str] = field(default_factory=set)
    proxy: CuttingProxy = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1_990_000_000_000_000_001))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Return the address behind the proxy."""
        return self.proxy.url

    @property
    def spent(self) -> float:
        """Return what all calls cost, in dollars."""
        return round(sum(price for _, price in self.bill), 4)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Do what is asked, one request at a time."""
        with self._lock:
            return self._gate(method, target, headers) or self._serve(method, target, body)

    def _gate(self, method: str, target: str, headers: Mapping[str, str]) -> Reply | None:
        """Turn away who may not call at all."""
        mistake = self._unsigned(method, target, headers)
        if mistake is not None:
            return _problem(401, "Unauthorized", f"Unauthorized: {mistake}")
        if self.suspended:
            return _problem(403, "Forbidden", "Your account is suspended and is not permitted to do this.")
        if self.credit <= self.spent:
            return _problem(402, "Payment Required", "Your account does not have any credits.")
        return None

    def _serve(self, method: str, target: str, body: bytes) -> Reply:
        parts = urlsplit(target)
        match method, parts.path:
            case "GET", "/2/users/me":
                me = {"id": USER_ID, "name": "Atelier", "username": "ateliernord"}
                return Reply(status=200, body={"data": me}, headers={"x-access-level": self.access})
            case "GET", path if path == f"/2/users/{USER_ID}/tweets":
                return self._timeline({name: values[-1] for name, values in parse_qs(parts.query).items()})
            case "POST", "/2/tweets" | "/2/media/upload" | "/2/media/metadata":
                return self._take(parts.path, body)
            case _:
                return _problem(404, "Not Found", f"No such resource: {parts.path}")

    def _unsigned(self, method: str, target: str, headers: Mapping[str, str]) -> str | None:
        """Return what is wrong with the signature; RFC 5849, 3.2."""
        uri = SIGNED_FOR + target
        told = {"Authorization": headers.get("Authorization", "")}
        signed = dict(collect_parameters(headers=told, exclude_oauth_signature=False))
        request: Any = SimpleNamespace(  # what oauthlib reads of a request
            uri=uri,
            http_method=method,
            params=collect_parameters(uri_query=urlsplit(uri).query, headers=told),
            signature=signed.get("oauth_signature", ""),
        )
        nonce, at = signed.get("oauth_nonce", ""), int(signed.get("oauth_timestamp", "0"))
        if (signed.get("oauth_consumer_key"), signed.get("oauth_token")) != (
            self.keys.consumer_key,
            self.keys.access_token,
        ):
            return "unknown key or token"
        if not nonce or nonce in self.nonces or abs(at - self.clock().timestamp()) > 300:
            return "nonce used before, or timestamp out of bounds"
        self.nonces.add(nonce)
        if not verify_hmac_sha1(request, self.keys.consumer_secret, self.keys.access_token_secret):
            return "wrong signature"
        return None

    def _take(self, path: str, raw: bytes) -> Reply:
        try:
            body = json.loads(raw)
        except ValueError:
            return _problem(
                400,
                "Invalid Request",
                "The body is not JSON.",
                "https://api.x.com/2/problems/invalid-request",
            )
        name, take = {
            "/2/tweets": ("CreatePostsRequest", self._create),
            "/2/media/upload": ("MediaUploadRequest", self._upload),
            "/2/media/metadata": ("CreateMediaMetadataRequest", self._describe),
        }[path]
        mistake = against_spec(body, name)
        if mistake:
            return _problem(400, "Invalid Request", mistake, "https://api.x.com/2/problems/invalid-request")
        return take(body)

    def _create(self, body: Mapping[str, Any]) -> Reply:
        text, now = body["text"], self.clock()
        media = tuple(body.get("media", {}).get("media_ids", ()))
        if sum(post.at > now - WINDOW for post in self.posts) >= POSTS_A_WINDOW:
            reset = str(int((now + WINDOW).timestamp()))
            return Reply(status=429, body=_TOO_MANY, headers={"x-rate-limit-reset": reset})
        if parse_tweet(text).weightedLength > 280:
            return _problem(403, "Forbidden", "Your Post text is too long.")
        if any(post.asked == text and post.at > now - DUPLICATES_FOR for post in self.posts):
            return _problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
        if not set(media) <= self.media.keys():
            return _problem(400, "Invalid Request", "Your media IDs are invalid.")
        linked = bool(extract_urls_with_indices(text)) or "://" in text
        self._charge("post with link" if linked else "post")
        post = Post(id=str(next(self._numbers)), asked=text, at=now, media=media)
        self.posts.append(post)
        return Reply(status=201, body={"data": {"id": post.id, "text": post.shown()["text"]}})

    def _upload(self, body: Mapping[str, Any]) -> Reply:
        try:
            content = base64.b64decode(body["media"], validate=True)
        except binascii.Error:
            content = b""
        if not content or len(content) > 5 * 1024 * 1024:
            return _problem(400, "Invalid Request", "The media is not base64, or too large.")
        identity = str(next(self._numbers))
        self.media[identity] = ""
        return Reply(
            status=200, body={"data": {"id": identity, "media_key": f"3_{identity}", "size": len(content)}}
        )

    def _describe(self, body: Mapping[str, Any]) -> Reply:
        if body["id"] not in self.media:
            return _problem(400, "Invalid Request", "No such media.")
        self._charge("media metadata")
        self.media[body["id"]] = body["metadata"]["alt_text"]["text"]
        return Reply(status=200, body={"data": {"id": body["id"], "associated_metadata": {}}})

    def _timeline(self, query: Mapping[str, str]) -> Reply:
        most = int(query.get("max_results", "10"))
        if not 5 <= most <= 100:
            return _problem(400, "Invalid Request", "max_results must be between 5 and 100")
        since = datetime.fromisoformat(query.get("start_time", "2010-11-06T00:00:01Z"))
        newest = [post for post in reversed(self.posts) if post.at >= since]
        skip = int(query.get("pagination_token", "0"))
        shown = newest[skip : skip + min(most, self.page_size)]
        meta: dict[str, Any] = {"result_count": len(shown)}
        if skip + len(shown) < len(newest):
            meta["next_token"] = str(skip + len(shown))
        for _ in shown:
            self._charge("own post read")
        wanted = {"id", "text", *query.get("tweet.fields", "").split(",")}
        data = [{name: part for name, part in post.shown().items() if name in wanted} for post in shown]
        return Reply(status=200, body={"data": data, "meta": meta} if data else {"meta": meta})

    def _charge(self, what: str) -> None:
        self.bill.append((what, PRICES[what]))


_TOO_MANY = {
    "title": "Too Many Requests",
    "detail": "Too Many Requests",
    "type": "about:blank",
    "status": 429,
}


def against_spec(value: object, schema: str) -> str:
    """Return the first mistake of a body against the API specification, "" where there is none or no file."""
    if not SPEC.is_file():
        return ""
    mistake = next(_validator(schema).iter_errors(value), None)
    return "" if mistake is None else f"{schema}: {mistake.message}"


@functools.cache
def _validator(schema: str) -> Draft202012Validator:
    spec = Resource.from_contents(json.loads(SPEC.read_text()), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("x", spec)
    return Draft202012Validator({"$ref": f"x#/components/schemas/{schema}"}, registry=registry)


@contextmanager
def running_x(*, port: int = 0, clock: Callable[[], datetime] | None = None) -> Iterator[FakeX]:
    """Run the fake in this process until the block ends."""
    fake = FakeX(clock=clock or _real_time)
    server = _Server(("127.0.0.1", 0), _Conversation)
    server.fake = fake
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        with CuttingProxy(f"http://127.0.0.1:{server.server_address[1]}", port=port) as proxy:
            fake.proxy = proxy
            yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(port: str) -> None:
    """Run the fake on a port until it is killed."""
    with running_x(port=int(port)):
        print("ready", flush=True)  # noqa: T201  # the starter waits for it
        threading.Event().wait()


def _real_time() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # a server of its own keeps its own time


class _Server(ThreadingHTTPServer):
    fake: FakeX
    request_queue_size = 64


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_any(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/_fake/"):
            reply = self._operate(body)
        else:
            reply = self.server.fake.answer(self.command, self.path, dict(self.headers.items()), body)
        raw = json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_any  # noqa: N815  # http.server's names

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""

    def _operate(self, body: bytes) -> Reply:
        """Obey the operator: spoil requests, tell what is there."""
        fake = self.server.fake
        if self.path == "/_fake/faults":
            order = json.loads(body)
            fault = order["fault"]
            spoil = (
                Fault(fault)
                if isinstance(fault, str)
                else Told(**fault | {"body": fault.get("body", "").encode()})
            )
            fake.proxy.next(order["method"], order["path"], spoil, times=order.get("times", 1))
        posts = [{"asked": post.asked, **post.shown()} for post in fake.posts]
        return Reply(status=200, body={"posts": posts, "spent": fake.spent})


if __name__ == "__main__":
    main(sys.argv[1])
