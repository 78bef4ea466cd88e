"""What a Jekyll site's own configuration says; ``finder`` puts it together."""

from __future__ import annotations

from feedbot.content.discovery.jekyll.finder import find_jekyll as find_jekyll
