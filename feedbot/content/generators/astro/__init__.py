"""Astro: what its paths and keys mean; ``rules`` says it, the other files hold one part each."""

from __future__ import annotations

from feedbot.content.generators.astro.rules import Astro as Astro
