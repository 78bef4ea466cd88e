"""What an Astro site's own configuration says; ``finder`` puts it together."""

from __future__ import annotations

from feedbot.content.discovery.astro.finder import find_astro as find_astro
