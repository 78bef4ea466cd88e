"""Where a feed's address leads: judge redirects; pure."""

from __future__ import annotations

from collections.abc import Iterator

from feedbot.publishing.verifying.finding import Finding, PublicCopy, hint, wrong


def judge_redirects(copy: PublicCopy, file: str) -> Iterator[Finding]:
    """Judge how a feed's address leads to the file."""
    if not copy.hops or copy.final == copy.address:
        return
    base = _site_address(copy.final, file)
    if copy.final == _secure(copy.address):
        what = f"it redirects to {copy.final}, which readers follow each time they look"
        yield hint("https", what, "say it at once: the site's url", _lines(base))
        return
    permanent = all(hop.is_permanent for hop in copy.hops)
    what = f"it redirects to {copy.final} " + (
        "for good, but the feed goes on calling itself by this address"
        if permanent
        else "for the time being, so readers make two requests each time they look, and hubs may not follow"
    )
    if base:
        yield wrong("redirect", what, "make the address where it ends the site's url", _lines(base))
    else:
        yield wrong("redirect", what, "let the host answer this address itself")


def _secure(address: str) -> str:
    return f"https://{address.removeprefix('http://')}"


def _site_address(final: str, file: str) -> str:
    """Return the site's address by that of one of its files; "" where the file is called otherwise there."""
    path = f"/{file}"
    return final.removesuffix(path) if final.endswith(path) else ""


def _lines(base: str) -> tuple[str, ...]:
    return (f'url = "{base}"  # below [site]',) if base else ()
