"""Do readers that ask again get "not modified", and small answers? Judge what a host's headers do; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedbot.publishing.verifying.finding import Finding, PublicCopy, Reply, hint, wrong
from feedbot.publishing.verifying.host_lines import host_of, packing_lines, place, validator_lines

NOT_MODIFIED = 304
WORTH_PACKING = 20_000  # bytes
LONG = 24 * 3600  # seconds that a reader need not ask again
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)


def judge_caching(copy: PublicCopy, plain: Reply) -> Iterator[Finding]:
    """Judge validators, conditional requests, compression and how long the copy may be kept."""
    yield from _validators(copy, plain)
    yield from _packing(copy, plain)
    age = max_age(plain)
    if age is not None and age > LONG:
        what = f"readers and caches may keep it for {age // 3600} hours (Cache-Control: max-age={age})"
        yield hint("long-cache", what, "send Cache-Control: max-age=600 or so with feeds")


def max_age(reply: Reply) -> int | None:
    """Return for how many seconds an answer may be kept; None where it does not say."""
    found = MAX_AGE.search(reply.header("cache-control"))
    return int(found[1]) if found else None


def cached(reply: Reply) -> str:
    """Say what an answer tells of caches on its way, for the end of a sentence; "" for nothing."""
    names = ("Age", "Cache-Control", "X-Cache", "CF-Cache-Status")
    said = [f"{name}: {value}" for name in names if (value := reply.header(name.lower()))]
    return f" ({', '.join(said)})" if said else ""


def _validators(copy: PublicCopy, plain: Reply) -> Iterator[Finding]:
    host = host_of(plain.headers)
    if not plain.header("etag") and not plain.header("last-modified"):
        what = "it has neither ETag nor Last-Modified: every reader downloads all of it each time it looks"
        yield wrong("no-validator", what, f"send one of them, {place(host)}", validator_lines(host))
    elif copy.again is not None and copy.again.status != NOT_MODIFIED:
        what = (
            f"asked whether it changed, the host answers {copy.again.status} and not 304: "
            "every reader downloads all of it each time it looks"
        )
        repair = f"let it answer If-None-Match and If-Modified-Since, {place(host)}"
        yield wrong("no-not-modified", what, repair, validator_lines(host))


def _packing(copy: PublicCopy, plain: Reply) -> Iterator[Finding]:
    packed = copy.packed
    if packed is None or packed.status != plain.status:
        return
    if packed.body != plain.body:
        what = "asked for gzip, as nearly all readers do, the host sends another version than without"
        repair = "delete the stale compressed copy beside the file, or in the cache in front of the host"
        yield wrong("stale-compressed", what, repair)
    elif not packed.header("content-encoding") and len(plain.body) >= WORTH_PACKING:
        host = host_of(plain.headers)
        lines = packing_lines(host)
        what = f"it is sent uncompressed, {len(plain.body) // 1000} kB each time"
        yield hint(
            "uncompressed", what, f"compress feeds, {place(host)}" if lines else "compress feeds", lines
        )
