"""SARIF 2.1.0 (OASIS): what ``feedbot check`` found, for code scanning in CI; a value, printed elsewhere.

Of the standard it says what code scanning shows: rules, results, places, fingerprints.
Paths are relative to the root of the repository, so that they mean the same on every machine.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from feedbot.cli.findings import Finding
from feedbot.content.codes import CODES
from feedbot.content.problem import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.HELD: "error",
    Severity.WARNING: "warning",
    Severity.WITHHELD: "note",
    Severity.NOTICE: "note",
}
ROOT = "ROOT"  # the name of the folder that paths begin at
PLACES = {code: place for place, code in enumerate(CODES)}


def sarif(findings: Sequence[Finding], *, root: Path, version: str, exit_code: int) -> dict[str, Any]:
    """Return the whole document."""
    run = {
        "tool": {
            "driver": {
                "name": "feedbot",
                "version": version,
                "rules": [_rule(code) for code in CODES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": f"{root.as_uri().rstrip('/')}/"}},
        "invocations": [{"executionSuccessful": True, "exitCode": exit_code}],
        "results": [_result(found, root) for found in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def version() -> str:
    """Return feedbot's own version; run from its source it has none."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # imported late: 20 ms

    try:
        return version("feedbot")
    except PackageNotFoundError:
        return "0"


def _rule(code: str) -> dict[str, Any]:
    said = CODES[code]
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": f"{said.title}."},
        "fullDescription": {"text": f"{said.title}. {said.help}"},
        "help": {"text": said.help, "markdown": said.help},
    }


def _result(finding: Finding, root: Path) -> dict[str, Any]:
    found = finding.problem
    region = {"startLine": found.line or 1} | ({"startColumn": found.column} if found.column else {})
    result: dict[str, Any] = {
        "ruleId": found.code,
        "level": LEVELS[found.severity],
        "message": {"text": f"{found.what}\n{found.repair}".strip()},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(finding.file, root), "region": region}}
        ],
        "partialFingerprints": {"problem/v1": _fingerprint(finding)},
    }
    if found.code in PLACES:
        result["ruleIndex"] = PLACES[found.code]
    if finding.site:
        result["properties"] = {"site": finding.site}
    return result


def _artifact(file: Path, root: Path) -> dict[str, str]:
    file = Path(os.path.abspath(file))  # noqa: PTH100  # a link stays what it is called
    if not file.is_relative_to(root):
        return {"uri": file.as_uri()}
    return {"uri": quote(os.fsencode(file.relative_to(root))), "uriBaseId": ROOT}


def _fingerprint(finding: Finding) -> str:
    """Tell a problem from others wherever its line has moved to."""
    found = finding.problem
    parts = (finding.site, found.path, found.code, found.what)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
