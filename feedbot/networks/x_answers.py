"""What an answer of X proves. Pure: from answers to outcomes and findings; asks nobody.

https://docs.x.com/x-api/posts/create-post, https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any, TypeAlias

from feedbot.networks.addresses import same_address
from feedbot.networks.answers import busy
from feedbot.networks.http import Answer, NoAnswer, NotReached, plain
from feedbot.networks.network import (
    Absent,
    AccountStatus,
    CannotTell,
    Finding,
    Found,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Trouble,
    Unknown,
)

Reply: TypeAlias = Answer | NotReached | NoAnswer

# Refusals of the account or the app as a whole; the words and problem types of status 403.
_LOCKED_OUT = re.compile(
    r"suspend|locked|oauth1.?permission|client-(?:forbidden|not-enrolled)|unsupported-authentication"
    r"|not configured with the appropriate|access level|attached to a project|not permitted to access",
    re.IGNORECASE,
)

_ACCOUNT_TROUBLE = {
    401: (Trouble.LOGIN, "X does not accept the keys"),
    402: (Trouble.CREDIT, "the X developer account is out of credit"),
}
_REFUSALS = frozenset({400, 404, 405, 413, 415, 422})


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who the keys belong to."""

    id: str
    username: str
    may_write: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MorePages:
    """Not on this page; the rest begins at ``token``."""

    token: str


def outcome_of(reply: Reply, now: datetime) -> Outcome:
    """Say what the answer to a create call proves."""
    match reply:
        case NotReached(why=why):
            return NotSent(why=why)
        case NoAnswer(why=why):
            return Unknown(why=why)
        case Answer(status=200 | 201):
            identity = well_formed_id(_part(reply.json(), "data", "id"))
            if identity:
                return Posted(id=identity, url=post_address(identity))
            return Unknown(why=f"X answered {reply.status} without the id of a post")
        case Answer():
            return _refusal(reply, now)


def preparation_of(reply: Reply, now: datetime) -> NotSent | Refused:
    """Say what a failed upload means; nothing was posted, whatever became of the upload."""
    if not isinstance(reply, Answer):
        return NotSent(why=f"the picture was not uploaded: {reply.why}")
    outcome = _refusal(reply, now)
    if isinstance(outcome, NotSent | Refused):
        return outcome
    return NotSent(why=f"the picture was not uploaded: {_words(reply)}")


def login_of(reply: Reply, now: datetime) -> Login | NotSent:
    """Read who the keys belong to from an answer of ``/2/users/me``."""
    if not isinstance(reply, Answer):
        return NotSent(why=reply.why)
    body = reply.json()
    identity, username = well_formed_id(_part(body, "data", "id")), _part(body, "data", "username")
    if reply.status == 200 and identity and isinstance(username, str):
        access = reply.headers.get("x-access-level", "")
        may_write = not access or "write" in access  # "read", "read-write", "read-write-directmessages"
        return Login(id=identity, username=plain(username), may_write=may_write)
    refusal = _refusal(reply, now)
    if isinstance(refusal, NotSent):
        return refusal
    return NotSent(why=f"X does not say who we are: {_words(reply)}")


def status_of(login: Login | NotSent) -> AccountStatus:
    """Word a login for a person."""
    if isinstance(login, NotSent):
        return AccountStatus(ok=False, who="", says=login.why, trouble=login.account)
    who = f"@{login.username}"
    if login.may_write:
        return AccountStatus(ok=True, who=who, says=f"logged in to X as {who}; these keys do not expire")
    says = (
        f"logged in to X as {who}, but the keys may only read: set the app's permissions to"
        " “Read and write” in the developer portal, then make a new access token and secret"
    )
    return AccountStatus(ok=False, who=who, says=says, trouble=Trouble.LOGIN)


def look(reply: Reply, link: str) -> Finding | MorePages:
    """Look for the post about ``link`` on one page of the account's posts.

    Absence needs the last page, whole: an answer that admits errors proves nothing.
    """
    if not isinstance(reply, Answer):
        return CannotTell(why=reply.why)
    body = reply.json()
    posts = _posts(body)
    if reply.status != 200 or posts is None:
        return CannotTell(why=f"X does not show the account's posts: {_words(reply)}")
    for post in posts:
        identity = well_formed_id(post.get("id"))
        if identity and any(same_address(link, address) for address in _addresses(post)):
            return Found(id=identity, url=post_address(identity))
    if _part(body, "errors"):
        return CannotTell(why="X leaves out some of the account's posts")
    token = _part(body, "meta", "next_token")
    return MorePages(token=token) if isinstance(token, str) and token else Absent()


def uploaded_id(reply: Reply) -> str:
    """Return the id of an uploaded picture, "" where it is not there."""
    if not isinstance(reply, Answer) or reply.status not in {200, 201}:
        return ""
    return well_formed_id(_part(reply.json(), "data", "id"))


def was_described(reply: Reply) -> bool:
    """Say whether a picture has its description."""
    return isinstance(reply, Answer) and reply.status == 200 and _part(reply.json(), "data") is not None


def well_formed_id(value: object) -> str:
    """Return an id of X (API specification: 1 to 19 digits), "" where it is none."""
    return value if isinstance(value, str) and re.fullmatch(r"[0-9]{1,19}", value) else ""


def post_address(identity: str) -> str:
    """Return where a post is seen; it needs no account name, which may change."""
    return f"https://x.com/i/web/status/{identity}"


def _refusal(answer: Answer, now: datetime) -> NotSent | Refused | Unknown:
    """Believe a refusal only in the API's own form; another may come from somebody in between."""
    if answer.status == 429:
        return busy(answer, "X", now)
    words = _words(answer)
    if not isinstance(answer.json(), dict):
        return Unknown(why=f"X answered {answer.status}: {words}")
    if answer.status in _ACCOUNT_TROUBLE:
        trouble, what = _ACCOUNT_TROUBLE[answer.status]
        return NotSent(why=f"{what}: {words}", account=trouble)
    if answer.status == 403:
        return _forbidden(answer, words)
    if answer.status in _REFUSALS:
        return Refused(why=f"X refuses the post: {words}", repair="Change its text, then retry it.")
    return Unknown(why=f"X answered {answer.status}: {words}")


def _forbidden(answer: Answer, words: str) -> NotSent | Refused | Unknown:
    if "duplicate content" in words.lower():
        return Unknown(why=f"X says that such a post exists, and does not name it: {words}")
    if _LOCKED_OUT.search(f"{words} {_part(answer.json(), 'type')} {_part(answer.json(), 'reason')}"):
        return NotSent(why=f"X locks the account or the app out: {words}", account=Trouble.SUSPENDED)
    return Refused(
        why=f"X forbids the post: {words}",
        repair="Look at the account on x.com; change the text if it is the text; then retry it.",
    )


def _words(answer: Answer) -> str:
    """Return X's own explanation, fit to show."""
    body = answer.json()
    said = [
        _part(body, "detail"),
        _part(body, "errors", 0, "message"),
        _part(body, "errors", 0, "detail"),
        _part(body, "message"),
        _part(body, "title"),
    ]
    found = next((words for words in said if isinstance(words, str) and words.strip()), "")
    return plain(found) or f"status {answer.status}, no reason given"


def _posts(body: object) -> Sequence[Mapping[str, Any]] | None:
    """Return the posts of a page; None where the page is not one. An empty page has a count and no data."""
    count = _part(body, "meta", "result_count")
    data = _part(body, "data")
    if data is None and count == 0:
        return []
    if not isinstance(data, list) or count != len(data) or not all(isinstance(post, dict) for post in data):
        return None
    return data


def _addresses(post: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses in a post: behind its t.co links, and those that X did not take for a link."""
    urls = _part(post, "entities", "urls")
    for url in urls if isinstance(urls, list) else []:
        for name in ("expanded_url", "unwound_url"):
            address = _part(url, name)
            if isinstance(address, str):
                yield address
    text = post.get("text")
    yield from unescape(text).split() if isinstance(text, str) else ()


def _part(value: object, *way: str | int) -> Any:
    """Return what lies at the end of a way into JSON; None where the way breaks off."""
    for step in way:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and len(value) > step:
            value = value[step]
        else:
            return None
    return value
