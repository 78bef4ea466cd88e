"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Collection


def did_you_mean(word: str, allowed: Collection[str]) -> str | None:
    """Return the question that names the word that is close, or None where none is."""
    import difflib  # noqa: PLC0415  # imported late: 3 ms

    close = difflib.get_close_matches(word.lower().replace("-", "_"), allowed, n=1)
    return f'did you mean "{close[0]}"?' if close else None
