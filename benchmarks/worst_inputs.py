"""How long the worst content files keep a reader busy, and what memory they take, each in its own process.

A file is read and its body rendered, as for a feed; the floor is an ordinary article in the same process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.bench import Measured, environment
from feedbot.content.folder import LARGEST_FILE
from feedbot.content.markdown import body_html
from feedbot.content.metadata.fences import LARGEST_BLOCK
from feedbot.content.reader import read
from feedbot.content.site import SiteRules

SECONDS, MEGABYTES = 2.0, 200.0
PATIENCE = 60  # seconds, after which a child is stopped

BLOCK = LARGEST_BLOCK - 200  # characters that front matter may have
FILE = LARGEST_FILE - 1000
HEAD = "---\ntitle: T\ndate: 2024-03-05\n"
ORDINARY = f"{HEAD}tags: [a, b]\n---\n" + "Some *words* of [text](/x).\n\n" * 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """One hostile file, and the generator that reads it."""

    text: Callable[[], str]
    generator: str = "plain"
    path: str = "posts/a.md"


def _block(unit: str, *, before: str = "x: ", after: str = "", fence: str = "---") -> Worst:
    """Fill the front matter with one thing."""
    return Worst(text=lambda: f"{fence}\n{before}{unit * (BLOCK // len(unit))}{after}\n{fence}\nText.\n")


def _value(key: str, unit: str) -> Worst:
    """Fill one value that feedbot makes something of."""
    return _block(unit, before=f"date: 2024-03-05\n{key}: '", after="'")


def _lines(line: str, *, before: str = "", fence: str = "---") -> Worst:
    """Fill the front matter with lines; {n} is their number."""
    count = BLOCK // (len(line) + 4)
    return Worst(
        text=lambda: "\n".join([fence, before, *(line.format(n=n) for n in range(count)), fence, "Text."])
    )


def _body(unit: str) -> Worst:
    """Fill the body with one thing."""
    return Worst(text=lambda: f"{HEAD}---\n{unit * (FILE // len(unit.encode()))}")


def _file(unit: str, *, generator: str = "plain", path: str = "a.md") -> Worst:
    """Fill the whole file with one thing."""
    return Worst(text=lambda: unit * (FILE // len(unit.encode())), generator=generator, path=path)


INPUTS: Mapping[str, Worst] = MappingProxyType(
    {
        "YAML: brackets": _block("["),
        "YAML: braces": _block("{a: "),
        "YAML: hyphens": _block("- ", before=""),
        "YAML: question marks": _block("? ", before=""),
        "YAML: colons": _block(":"),
        "YAML: colons and blanks": _block("a: "),
        "YAML: double quotes": _block('"'),
        "YAML: single quotes": _block("'"),
        "YAML: a quote that never ends": _block("a: b\n", before='x: "'),
        "YAML: lines without a colon": _lines("word {n}"),
        "YAML: lines without a space": _lines("key{n}:value"),
        "YAML: tabs": _lines("\tkey{n}: value"),
        "YAML: as many keys as fit": _lines("k{n}: v"),
        "YAML: one key again and again": _lines("k: {n}"),
        "YAML: one key in a table again and again": _block("k: v, ", before="x: {", after="}"),
        "YAML: a key as long as fits": _block("k", before="? ", after="\n: v"),
        "YAML: hexadecimal digits": _block("f", before="x: 0x"),
        "YAML: minutes of minutes": _block(":59", before="x: 1"),
        "YAML: aliases of aliases": _lines("a{n}: &a [*a, *a]", before="a: &a [x]"),
        "YAML: merges of merges": _lines("a{n}: &a {{<<: [*a, *a]}}", before="a: &a {k: v}"),
        "YAML: hash signs": _lines("k{n}: x #x"),
        "YAML: line separators": _block("\u2028"),
        "TOML: brackets": _block("[", before="x = ", fence="+++"),
        "TOML: braces": _block("{a=", before="x = ", fence="+++"),
        "TOML: dots": _block("a.", before="", after="a = 1", fence="+++"),
        "TOML: dots in quotes": _block("''.", before="", after="a = 1", fence="+++"),
        "TOML: dots in tables": _lines(f"[{'a.' * 30}b{{n}}]", fence="+++"),
        "TOML: tables": _lines("[t{n}]", fence="+++"),
        "TOML: tables of many": _lines("[[t]]", fence="+++"),
        "TOML: quotes": _block('"', before="x = ", fence="+++"),
        "TOML: backslashes": _block("\\\\", before='x = """', after='"""', fence="+++"),
        "TOML: as many keys as fit": _lines("k{n} = {n}", fence="+++"),
        "TOML: hexadecimal digits": _block("f", before="x = 0x", fence="+++"),
        "JSON: brackets": _block("[", before='{"x": ', fence=""),
        "JSON: as many keys as fit": _block('"k": 1, ', before="{", after='"k": 1}', fence=""),
        "JSON: digits": _block("9", before='{"title": ', after="}", fence=""),
        "title: stars": _value("title", "*"),
        "title: brackets": _value("title", "["),
        "title: left angles": _value("title", "<b"),
        "title: ampersands": _value("title", "&amp;"),
        "author: commas": _value("author", ","),
        "author: opening brackets": _value("author", "(,"),
        "author: names": _value("author", "A, "),
        "tags: commas": _value("tags", "a,"),
        "summary: brackets": _value("summary", "![]("),
        "image: dots": _value("image", "../"),
        "slug: percents": _value("slug", "%é"),
        "date: digits": _block("1", before="date: '2024-03-05 ", after="'"),
        "date: blanks": _block(" ", before="date: '2024-03-05", after="x'"),
        "announce: hashtags": _block("a, ", before="date: 2024-03-05\nannounce: {hashtags: [", after="]}"),
        "file: dashes": _file("-"),
        "file: lines of dashes": _file("---\n"),
        "file: blank lines": _file("\n"),
        "file: blanks": _file(" "),
        "file: control characters": _file("\x01a"),
        "file: braces": _file("{\n"),
        "Pelican: colons": _file("a:", generator="pelican"),
        "Pelican: keys": _file("a: b\n", generator="pelican"),
        "Pelican: one long value": _file("a: b\n c\n", generator="pelican"),
        "reST: fields": _file(":a: b\n", generator="pelican", path="a.rst"),
        "reST: colons": _file(":", generator="pelican", path="a.rst"),
        "reST: backslashes": _file(":\\", generator="pelican", path="a.rst"),
        "reST: underlines": _file("=\n", generator="pelican", path="a.rst"),
        "reST: comments": _file(".. x\n", generator="pelican", path="a.rst"),
        "body: brackets": _body("["),
        "body: angles": _body("<"),
        "body: stars": _body("*a "),
        "body: quotes": _body("> "),
        "body: words": _body("words and more\n"),
        "body: headings": _body("# a\n"),
        "body: short codes": _body("{{< x >}}"),
    }
)


def measure() -> tuple[Measured, ...]:
    """Read every worst input, and say what it took."""
    floor, _ = _spent("")
    return tuple(_measured(name, floor) for name in INPUTS)


def _measured(name: str, floor: float) -> Measured:
    seconds, megabytes = _spent(name)
    return Measured(
        what=name,
        seconds=seconds,
        floor=floor,
        floor_is="an ordinary article",
        target=SECONDS,
        megabytes=megabytes,
        most_megabytes=MEGABYTES,
    )


def _spent(name: str) -> tuple[float, float]:
    """Return seconds and megabytes of a process that reads one input; "" for an ordinary article."""
    command = [sys.executable, "-m", "benchmarks.worst_inputs", name]
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            command, cwd=root, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except subprocess.TimeoutExpired:
        return float(PATIENCE), 0.0
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{name}: exit code {error.returncode}\n{error.stderr}") from error
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _read_one(name: str) -> None:
    """Read one input, and print what that took."""
    worst = INPUTS.get(name, Worst(text=lambda: ORDINARY))
    site = Path("/nowhere")
    rules = SiteRules(
        name="x", url="https://x.example", generator=worst.generator, root=site, content=site, output=site
    )
    source = worst.text().encode()
    body_html(ORDINARY.encode(), "a.md", rules)  # imports are nobody's fault
    began = time.perf_counter()
    reading = read(source, worst.path, rules)
    if reading.article is not None:
        body_html(source, worst.path, rules)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak]))


if __name__ == "__main__":
    _read_one(sys.argv[1])
