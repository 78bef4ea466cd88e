"""Does a JSON Feed name its hubs in the header where WebSub looks for them? Judge a Link header; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedbot.publishing.verifying.finding import Finding, Reply, hint
from feedbot.publishing.verifying.host_lines import header_lines, host_of, place

LINK = re.compile(r"<([^<>]*)>([^<]*)")
REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def judge_hub_link(address: str, hubs: tuple[str, ...], reply: Reply) -> Iterator[Finding]:
    """Judge the Link header of a JSON Feed with hubs: subscribers find hub and topic nowhere else."""
    wanted = [*((hub, "hub") for hub in hubs), (address, "self")]
    found = links(reply.header("link"))
    missing = [f'<{target}>; rel="{rel}"' for target, rel in wanted if (target, rel) not in found]
    if hubs and missing:
        host, value = host_of(reply.headers), ", ".join(missing)
        lines = header_lines(host, address, "Link", value)
        repair = (
            f"send the header, {place(host)}" if lines else "this host cannot send it: readers poll instead"
        )
        yield hint("hub-header", f"it has hubs, but no header Link: {value}", repair, lines)


def links(header: str) -> frozenset[tuple[str, str]]:
    """Return every (target, relation) of a Link header (RFC 8288)."""
    return frozenset(
        (target.strip(), rel)
        for target, parameters in LINK.findall(header)
        for quoted, bare in REL.findall(parameters)[:1]
        for rel in (quoted or bare).lower().split()
    )
