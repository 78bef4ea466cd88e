"""What a document says of itself in Jekyll's own spelling of keys, its defaults included; pure.

Jekyll knows its keys in lower case only, so an address never comes from ``Slug`` or ``Categories``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedbot.content.generators.jekyll.paths import Document
from feedbot.content.metadata.values import Scalar, Table, Value, plain_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One document's front matter."""

    document: Document
    table: Table  # its own, over the defaults
    defaults: Mapping[str, object]

    def value(self, key: str) -> Value | None:
        """Return a key's value."""
        return self.table.entries.get(key)

    def text(self, key: str) -> str:
        """Return a key's text; "" where it has none."""
        value = self.value(key)
        return value.text.strip() if isinstance(value, Scalar) else ""

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the folders above ``_posts``, then the defaults', then the document's own.

        A text in ``categories`` is parted at blanks, one in ``category`` is taken whole.
        """
        found = (
            *self.document.folders,
            *_words(plain_value(self.defaults.get("categories")), parted=True),
            *_words(self.table.entries.get("categories"), parted=True),
            *_words(self.value("category"), parted=False),
        )
        return tuple(dict.fromkeys(found))


def _words(value: Value | None, *, parted: bool) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(word for item in value for word in _words(item, parted=False))
    if not isinstance(value, Scalar) or value.value is None:
        return ()
    return tuple(value.text.split()) if parted and isinstance(value.value, str) else (value.text,)
