"""What a Hugo site's own configuration says; ``finder`` puts it together."""

from __future__ import annotations

from feedbot.content.discovery.hugo.finder import find_hugo as find_hugo
