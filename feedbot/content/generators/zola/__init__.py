"""Zola: what its paths and keys mean; ``rules`` says it, the other files hold one part each."""

from __future__ import annotations

from feedbot.content.generators.zola.rules import Zola as Zola
