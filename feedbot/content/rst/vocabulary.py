"""The directives and roles of one text: docutils' own, Pelican's and Sphinx's, and a stand-in for any other.

docutils keeps them in registries of the whole process, and a text may add to these:
so they are lent to one text at a time, and are afterwards what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en, get_language

from feedbot.content.rst.directives import OWN_DIRECTIVES, Unknown
from feedbot.content.rst.roles import OWN_ROLES, UNKNOWN

NAME = r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*"
DIRECTIVE = re.compile(rf"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?({NAME})[ ]?::(?=[ \t]|$)", re.MULTILINE)
ROLE = re.compile(rf":({NAME}):`|`:({NAME}):")
_lent = Lock()


@contextmanager
def vocabulary(text: str, language: str) -> Iterator[None]:
    """Make every directive and role that a text names known, while it is parsed."""
    with _lent:
        registries = (vars(directives)["_directives"], vars(roles)["_roles"])
        before = [dict(registry) for registry in registries]
        try:
            _register(text, language)
            yield
        finally:
            for registry, kept in zip(registries, before, strict=True):
                registry.clear()
                registry.update(kept)


def _register(text: str, language: str) -> None:
    speech = get_language(language)
    meant: Mapping[str, str] = {**en.directives, **speech.directives}
    for name in {name.lower() for name in DIRECTIVE.findall(text)}:
        own = _own(meant.get(name, name), is_known=name in meant)
        if own is not None:
            directives.register_directive(name, own)
    known = {**en.roles, **speech.roles}
    for name in {(before or behind).lower() for before, behind in ROLE.findall(text)} - known.keys():
        role = OWN_ROLES.get(name.rpartition(":")[2], UNKNOWN)
        roles.register_local_role(name, role)  # type: ignore[arg-type]  # the stubs know references alone


def _own(name: str, *, is_known: bool) -> type[Directive] | None:
    """Return the directive that stands for a name; None where it is left to docutils."""
    return OWN_DIRECTIVES.get(name) or (None if is_known else Unknown)
