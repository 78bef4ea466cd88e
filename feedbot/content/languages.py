"""Whether a text has the shape of a language tag (BCP 47); pure, and knows no list of languages."""

from __future__ import annotations

import re

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def is_language_tag(text: str) -> bool:
    """Say whether ``text`` looks like ``fr`` or ``pt-BR`` (RFC 5646, section 2.1), in whatever case."""
    return TAG.fullmatch(text) is not None
