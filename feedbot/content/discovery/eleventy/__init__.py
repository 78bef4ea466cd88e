"""What an Eleventy site's own configuration says; ``finder`` puts it together."""

from __future__ import annotations

from feedbot.content.discovery.eleventy.finder import find_eleventy as find_eleventy
