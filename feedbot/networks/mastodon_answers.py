"""What the answers of a Mastodon API prove. Pure; speaks to nobody.

A refusal counts only in the API's own words (JSON with ``error``), but for 401 and 429, which are given
before any work is done: anything else may come from somebody in between, after the server has done its work.
"""

from __future__ import annotations

from datetime import datetime

from feedbot.networks.answers import busy, field
from feedbot.networks.http import Answer, NoAnswer, NotReached
from feedbot.networks.mastodon_read_back import address_of, post_id
from feedbot.networks.network import NotSent, Outcome, Posted, Refused, Trouble, Unknown

SCOPES = "read:accounts, read:statuses, write:statuses and write:media"


def outcome_of(answer: Answer | NotReached | NoAnswer, *, host: str, now: datetime) -> Outcome:
    """Say what became of a create call."""
    match answer:
        case NotReached(why=why):
            return NotSent(why=why)
        case NoAnswer(why=why):
            return Unknown(why=why)
        case Answer(status=200 | 201):
            return _made(answer, host)
        case Answer(status=401 | 429):
            return trouble_of(answer, host=host, now=now)
        case Answer():
            return _refusal(answer, host)


def trouble_of(answer: Answer | NotReached | NoAnswer, *, host: str, now: datetime) -> NotSent:
    """Say why a call that posts nothing failed."""
    if not isinstance(answer, Answer):
        return NotSent(why=answer.why)
    error = field(answer, "error")
    if answer.status == 429:
        return busy(answer, host, now)
    if answer.status == 403 and error:
        return _forbidden(error, host)
    # snac answers a wrong token with 422 and an empty page.
    if answer.status == 401 or (answer.status == 422 and not error):
        why = f"{host} does not accept the access token: {error or 'it is wrong or revoked'}"
        return NotSent(why=f"{why}. Make a new one and store it.", account=Trouble.LOGIN)
    said = error or "not as a Mastodon API does; is `server` right?"
    return NotSent(why=f"{host} answered {answer.status}: {said}")


def account_of(answer: Answer | NotReached | NoAnswer) -> str:
    """Return the account's id from ``verify_credentials``; "" where the answer holds none."""
    body = answer.json() if isinstance(answer, Answer) and answer.status == 200 else None
    return post_id(body) if isinstance(body, dict) else ""


def lacks_writing(app: object) -> bool:
    """Say whether an app's own words rule out that its token may post; a silent server rules out nothing."""
    scopes = app.get("scopes") if isinstance(app, dict) else None
    return (
        isinstance(scopes, list) and bool(scopes) and not {"write", "write:statuses"} & set(map(str, scopes))
    )


def _made(answer: Answer, host: str) -> Posted | Unknown:
    body = answer.json()
    if isinstance(body, dict) and post_id(body):
        return Posted(id=post_id(body), url=address_of(body))
    return Unknown(why=f"{host} answered {answer.status} without a post's id")


def _refusal(answer: Answer, host: str) -> Outcome:
    error = field(answer, "error")
    match answer.status:
        case 403 if error:
            return _forbidden(error, host)
        case 400 | 413 | 422 if error:
            return Refused(
                why=f"{host} refused the post: {error}",
                repair="Change the article's announcement as the message says, then retry the delivery.",
            )
        case 404 | 405 if error:
            return NotSent(why=f"{host} takes no posts at this address: {error}; is `server` right?")
        case 404 | 405:
            return Unknown(
                why=f"{host} answered {answer.status}, not as a Mastodon API does; is `server` right?"
            )
        case _:
            return Unknown(why=f"{host} answered {answer.status}: {error or 'nothing readable'}")


def _forbidden(error: str, host: str) -> NotSent:
    if "scope" in error:
        return NotSent(why=f"{host}: {error}. Make a token with {SCOPES}.", account=Trouble.LOGIN)
    return NotSent(why=f"{host} does not let the account post: {error}", account=Trouble.SUSPENDED)
