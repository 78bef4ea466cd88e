"""The filters that an Eleventy site makes itself, as far as permalinks need them: those that write a date.

No function is run: what stands in one that only formats a date, as ``toFormat("yyyy/MM")``, is its format.
A function that says no zone, or UTC, is taken for one that means UTC; any other zone is beyond feedbot.
So is one that adds anything to the date, as ``+`` and template strings do. (Luxon's ``D`` means words.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from feedbot.content.generators.eleventy.templates import DAY_FORMAT
from feedbot.content.literals.code import Code
from feedbot.content.literals.script import Script
from feedbot.content.literals.source import SHOWN

ADDING = (
    "addFilter", "addNunjucksFilter", "addLiquidFilter", "addJavaScriptFunction", "addAsyncFilter",
    "addNunjucksAsyncFilter", "addUniversalFilter",
)  # fmt: skip
SLUGS = frozenset({"slug", "slugify"})
CALL = re.compile(r"\b(?:toFormat|format|strftime|toISOString)\(")
FORMAT = re.compile(r"""\b(toFormat|format|strftime)\(\s*(?:[^()'"`]*,\s*)?["']([^"']+)["']\s*\)[\s;)}]*\Z""")
ZONE = re.compile(r"""(?:zone|tz|timeZone)\b\s*[:(]\s*["'`]([^"'`]*)["'`]""", re.IGNORECASE)
ISO = re.compile(
    r"""\btoISOString\(\)\s*\.(?:split\(\s*["']T["']\s*\)\s*\[0\]|(?:slice|substring|substr)\(0,\s*(?P<to>10|7|4)\))"""
    r"""(?:\.(?:split\(\s*["']-["']\s*\)\s*\.join\(\s*["'](?P<joint>[^"']*)["']\s*\)"""
    r"""|replace(?:All)?\(\s*(?:/-/gu?|["']-["'])\s*,\s*["'](?P<other>[^"']*)["']\s*\)))?\s*;?\s*\}?\s*\Z"""
)
PART = re.compile(
    r"(?:=>|\breturn)\s*(?P<padded>String\()?\s*\w+\s*\.get(?:UTC)?(?:(?P<other>FullYear|Date)\(\)|Month\(\)\s*\+\s*1)"
    r"""(?(padded)\s*\)\s*\.padStart\(2,\s*["']0["']\))[\s;)}]*\Z"""
)
PARTS = {"FullYear": ("%Y", "%Y"), None: ("%-m", "%m"), "Date": ("%-d", "%d")}
LENGTHS = {"4": ("%Y",), "7": ("%Y", "%m"), "10": ("%Y", "%m", "%d"), None: ("%Y", "%m", "%d")}


def filters(scripts: Iterable[Script], names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield which filters write dates, and how, and which of Eleventy's own the site has others for.

    ``names`` are what the names in the configuration mean, those of other files included.
    """
    formats = dict(_formats(names))
    own: set[str] = set()
    for script in scripts:
        for call in script.calls(*ADDING):
            match call.arguments:
                case (str(name), function, *_):
                    own |= {name} & SLUGS
                    formats.pop(name, None)
                    if form := date_format(_meant(function, {**names, **script.names})):
                        formats[name] = form
                case _:
                    pass
    yield "own_filters", " ".join(sorted(own))
    if formats:
        yield "date_filters", json.dumps(formats, sort_keys=True)


def date_format(function: object) -> str:
    """Return how a function writes a date, in the signs of ``strftime`` or of Luxon; "" for any other."""
    code = function.text if isinstance(function, Code) else ""
    if not code or len(code) >= SHOWN or any(zone.upper() != "UTC" for zone in ZONE.findall(code)):
        return ""
    alone = len(CALL.findall(code)) == 1 and not any(sign in code for sign in "+`")
    if found := FORMAT.search(code):
        name, form = found[1], found[2]
        usual = "%" in form or (DAY_FORMAT.fullmatch(form) and not (name == "toFormat" and "D" in form))
        return form if alone and usual else ""
    if alone and (iso := ISO.search(code)):
        joint = next((joint for joint in (iso["joint"], iso["other"]) if joint is not None), "-")
        return joint.join(LENGTHS[iso["to"]])
    part = PART.search(code)
    return PARTS[part["other"]][bool(part["padded"])] if part else ""


def _formats(names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the formats of functions by their names, and by their keys in objects."""
    for name, value in names.items():
        pairs = value.items() if isinstance(value, dict) else ((name, value),)
        for key, function in pairs:
            if form := date_format(function):
                yield str(key), form


def _meant(function: object, names: Mapping[str, object]) -> object:
    """Follow a name, perhaps one inside an object, to its function."""
    path = function.text.split(".") if isinstance(function, Code) else []
    found: object = names if path else function
    for name in path:
        found = found.get(name, function) if isinstance(found, Mapping) else function
    return found
