"""One HTTP call against servers that behave badly, on loopback."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.networks.http import (
    MOST_BYTES,
    Answer,
    NoAnswer,
    NotReached,
    call,
    plain,
    retry_after,
)
from feedbot.networks.page import Document, Page, PageTrouble, fetch_document, fetch_page
from tests.servers.process import free_port

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Manner = Callable[[socket.socket, threading.Event], None]


@contextmanager
def serving(manner: Manner) -> Iterator[str]:
    """Serve connections one after the other in this manner."""
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while not closing.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        manner(connection, closing)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            closing.set()
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def answering(*raw: bytes) -> Manner:
    """Answer each connection with the next of these, and begin again after the last."""
    answers = itertools.cycle(raw)

    def manner(connection: socket.socket, closing: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(next(answers))

    return manner


def dripping(raw: bytes) -> Manner:
    """Send a byte every 20 ms: no single read ever times out."""

    def manner(connection: socket.socket, closing: threading.Event) -> None:
        connection.recv(65536)
        for byte in raw:
            connection.sendall(bytes([byte]))
            if closing.wait(0.02):
                return

    return manner


def silent(connection: socket.socket, closing: threading.Event) -> None:
    closing.wait(30)


def hanging_up(connection: socket.socket, closing: threading.Event) -> None:
    return


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def test_an_answer_has_status_lower_case_headers_and_body() -> None:
    with serving(answering(OK + b'X-Id: 7\r\nContent-Length: 9\r\n\r\n{"a": 1}\n')) as url:
        answer = call("POST", url, json={"b": 2})
    assert isinstance(answer, Answer)
    assert (answer.status, answer.headers["x-id"], answer.json()) == (200, "7", {"a": 1})


def test_a_closed_port_proves_that_nothing_left() -> None:
    outcome = call("POST", f"http://127.0.0.1:{free_port()}/", content=b"x")
    assert isinstance(outcome, NotReached)
    assert outcome.why.startswith("127.0.0.1: ")


def test_an_unknown_host_proves_that_nothing_left() -> None:
    assert isinstance(call("POST", "http://nowhere.invalid/"), NotReached)


def test_a_server_that_speaks_no_tls_proves_that_nothing_left() -> None:
    with serving(answering(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        assert isinstance(call("POST", url.replace("http:", "https:")), NotReached)


@pytest.mark.parametrize("url", ["nonsense", "http://", "http://[::1", "ftp://127.0.0.1/", "http://a..b/"])
def test_what_is_no_web_address_proves_that_nothing_left(url: str) -> None:
    assert isinstance(call("GET", url), NotReached)


@pytest.mark.parametrize("token", ["canary\r\nX-Evil: 1", "canary-é", "canary\x00"])
def test_a_header_that_http_forbids_never_leaves_and_is_never_told(token: str) -> None:
    asked: list[bytes] = []
    with serving(lambda connection, closing: asked.append(connection.recv(65536))) as url:
        outcome = call("POST", url, headers={"Authorization": f"Bearer {token}"})
    assert isinstance(outcome, NotReached)
    assert "canary" not in repr(outcome)
    assert b"canary" not in b"".join(asked)


@pytest.mark.parametrize(
    "manner",
    [
        hanging_up,
        silent,
        answering(b""),
        answering(b"HTTP/1.1 2"),
        answering(b"no http at all\r\n\r\n"),
        answering(OK + b"Content-Length: 100\r\n\r\nhalf"),
        answering(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhal"),
        dripping(OK + b"X-Drip: " + b"a" * 5000),
        dripping(OK + b"Content-Length: 5000\r\n\r\n" + b"a" * 5000),
        dripping(OK + b"Connection: close\r\n\r\n" + b"a" * 5000),
    ],
)
def test_whatever_goes_wrong_after_the_first_byte_is_no_answer(manner: Manner) -> None:
    with serving(manner) as url:
        outcome = call("POST", url, json={}, total=0.3)
    assert isinstance(outcome, NoAnswer)


def test_may_write_is_asked_once_and_its_no_keeps_every_byte_back() -> None:
    asked: list[bool] = []
    got: list[bytes] = []

    def refuse() -> bool:
        asked.append(True)
        return False

    with serving(lambda connection, closing: got.append(connection.recv(10))) as url:
        outcome = call("POST", url, json={}, may_write=refuse)
    assert isinstance(outcome, NotReached)
    assert asked == [True]
    assert b"".join(got) == b""


def test_an_endless_answer_is_cut_at_the_cap() -> None:
    with serving(answering(OK + b"Content-Length: 3000000\r\n\r\n" + b"a" * 3_000_000)) as url:
        answer = call("GET", url)
    assert isinstance(answer, Answer)
    assert len(answer.body) == MOST_BYTES


def test_a_gzip_bomb_is_cut_at_the_cap() -> None:
    bomb = gzip.compress(b"\0" * 100 * MOST_BYTES)
    head = OK + f"Content-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()
    with serving(answering(head + bomb)) as url:
        answer = call("GET", url)
    assert isinstance(answer, Answer)
    assert answer.body == b"\0" * MOST_BYTES


def test_a_redirect_of_a_post_is_an_answer_and_not_followed() -> None:
    with serving(answering(b"HTTP/1.1 307 X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")) as url:
        answer = call("POST", url, json={})
    assert isinstance(answer, Answer)
    assert answer.status == 307


@pytest.mark.parametrize("body", [b"<html>", b"", b"[" * 100_000, b"\xff\xfe\xfa"])
def test_a_body_that_is_no_json_is_none(body: bytes) -> None:
    assert Answer(status=200, headers={}, body=body).json() is None


def test_a_page_is_read_by_its_charset() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\nContent-Length: 4\r\n\r\ncaf\xe9"
    with serving(answering(raw)) as url:
        assert fetch_page(f"{url}/a") == Page(status=200, html="café", address=f"{url}/a")


def test_a_page_is_followed_to_where_it_moved() -> None:
    moved = b"HTTP/1.1 301 X\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    with serving(answering(moved, OK + b"Content-Length: 0\r\n\r\n")) as url:
        assert fetch_page(f"{url}/a") == Page(status=200, html="", address=f"{url}/b")


@pytest.mark.parametrize("target", ["/again", "ftp://127.0.0.1/x", "http://[", "file:///etc/passwd"])
def test_a_page_that_redirects_for_ever_or_out_of_the_web_is_trouble(target: str) -> None:
    with serving(
        answering(f"HTTP/1.1 302 X\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())
    ) as url:
        assert isinstance(fetch_page(url), PageTrouble)


def test_a_document_is_read_byte_by_byte_from_where_it_moved() -> None:
    moved = b"HTTP/1.1 301 X\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    found = b"HTTP/1.1 404 X\r\nContent-Length: 3\r\n\r\n\xff\x00!"
    with serving(answering(moved, found)) as url:
        assert fetch_document(f"{url}/a", 3) == Document(status=404, data=b"\xff\x00!", address=f"{url}/b")


def test_of_a_document_that_is_too_long_one_byte_more_than_allowed_tells_so() -> None:
    packed = gzip.compress(b"x" * (3 * MOST_BYTES))
    plain_head = f"HTTP/1.1 200 OK\r\nContent-Length: {3 * MOST_BYTES}\r\n\r\n".encode()
    packed_head = (
        f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    )
    with serving(answering(plain_head + b"x" * (3 * MOST_BYTES), packed_head + packed)) as url:
        for _ in range(2):
            found = fetch_document(url, 2 * MOST_BYTES)
            assert isinstance(found, Document)
            assert len(found.data) == 2 * MOST_BYTES + 1


@pytest.mark.parametrize("address", ["nonsense", "http://[::1", "gopher://a/", ""])
def test_a_page_without_a_web_address_is_trouble(address: str) -> None:
    assert isinstance(fetch_page(address), PageTrouble)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120),
        ({"retry-after": "0.5"}, 1),
        ({"retry-after": "-1"}, 1),
        ({"retry-after": "99999999"}, 86400),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:30 GMT"}, 90),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 1),
        ({"retry-after": "7", "x-rate-limit-reset": "1795435500"}, 7),
        ({"x-rate-limit-reset": "1795435500"}, 300),
        ({"x-ratelimit-reset": "2026-11-23T12:05:00.123Z"}, pytest.approx(300.123)),
        ({"ratelimit-reset": "1795435500"}, 300),
        ({"ratelimit-reset": "42"}, 42),
        ({"x-ratelimit-reset": "0001-01-01T00:00:00"}, 1),
        ({"x-ratelimit-reset": "9999-12-31T23:59:59"}, 86400),
    ],
)
def test_every_way_to_ask_for_patience_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@given(st.text(max_size=40), st.sampled_from(["retry-after", "x-rate-limit-reset", "x-ratelimit-reset"]))
def test_no_header_asks_for_more_than_a_day(text: str, name: str) -> None:
    seconds = retry_after({name: text}, NOW)
    assert seconds is None or 1 <= seconds <= 86400


@given(st.text())
def test_foreign_words_are_one_short_line_without_control_characters(text: str) -> None:
    made = plain(text)
    assert len(made) <= 300
    assert not any(mark < " " or "\x7f" <= mark < "\xa0" for mark in made)
