"""A real small Mastodon API server (Debian's ``snac2``) on loopback; it ignores idempotency keys.

It resets reused connections now and then: one connection per request.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

from tests.servers.parts import need
from tests.servers.process import free_port, listens, running

USER = "bot"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snac:
    """A running server with one account."""

    url: str
    token: str

    def posts(self) -> list[dict[str, Any]]:
        """Return the account's posts, newest first."""
        headers = {"Authorization": f"Bearer {self.token}"}
        me = httpx2.get(f"{self.url}/api/v1/accounts/verify_credentials", headers=headers).json()["id"]
        posts: list[dict[str, Any]] = httpx2.get(
            f"{self.url}/api/v1/accounts/{me}/statuses?limit=40", headers=headers
        ).json()
        return posts


@contextlib.contextmanager
def running_snac(folder: Path) -> Iterator[Snac]:
    """Start a server with its data in an empty folder, and log its account in. Ends with the block."""
    program = str(need("snac"))
    port = free_port()
    data = folder / "data"
    answers = f"127.0.0.1\n{port}\nlocalhost:{port}\n\n\n"  # address, port, host name, prefix, mail
    subprocess.run([program, "init", str(data)], input=answers, text=True, check=True, capture_output=True)
    _settle(data / "server.json")
    said = subprocess.run(
        [program, "adduser", str(data), USER], input="\n", text=True, check=True, capture_output=True
    )
    password = _password(said.stdout + said.stderr)
    with running([program, "httpd", str(data)], log=folder / "log", ready=lambda: listens(port)):
        url = f"http://127.0.0.1:{port}"
        yield Snac(url=url, token=_log_in(url, password))


def _settle(file: Path) -> None:
    """Keep the server to itself: plain HTTP, no deliveries to others, no sandbox that a container forbids."""
    settings = json.loads(file.read_text())
    settings |= {
        "protocol": "http",
        "num_threads": 16,
        "queue_retry_max": 0,
        "disable_inbox_collection": True,
        "disable_sandbox": True,
    }
    file.write_text(json.dumps(settings))


def _password(said: str) -> str:
    found = re.search(r"password is (\S+)", said)
    assert found is not None, f"snac adduser printed no password: {said!r}"
    return found.group(1)


def _log_in(url: str, password: str) -> str:
    """Get a token as a browser would: app, consent form, code, token."""
    wants = {"redirect_uri": OUT_OF_BAND, "scope": "read write"}
    app = httpx2.post(
        f"{url}/api/v1/apps",
        data={"client_name": "feedbot", "redirect_uris": OUT_OF_BAND, "scopes": "read write"},
    ).json()
    form = httpx2.get(
        f"{url}/oauth/authorize", params={**wants, "client_id": app["client_id"], "response_type": "code"}
    ).text
    fields = dict(re.findall(r'name="(redir|cid|state)"[^>]*value="([^"]*)"', form))
    action = re.search(r'<form[^>]*action="([^"]*)"', form)
    assert action is not None, f"snac sent no login form: {form!r}"
    consent = httpx2.post(
        url + urlsplit(action.group(1)).path, data={**fields, "login": USER, "passwd": password}
    )
    token: str = httpx2.post(
        f"{url}/oauth/token",
        data={
            **wants,
            "grant_type": "authorization_code",
            "code": _code(consent),
            "client_id": app["client_id"],
            "client_secret": app["client_secret"],
        },
    ).json()["access_token"]
    return token


def _code(consent: httpx2.Response) -> str:
    """The code is the answer's body, or stands in the address that it sends a browser to."""
    location = consent.headers.get("Location", "")
    return parse_qs(urlsplit(location).query).get("code", [consent.text.strip()])[0]
