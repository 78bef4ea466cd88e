"""Fill what ``[site]`` leaves open with what the site's own configuration says, else with the defaults.

Whatever stands in feedbot's own file goes first. Judges nothing.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from feedbot.config.settings import SiteSettings
from feedbot.content.addresses import base
from feedbot.content.article import Author
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.registry import discover
from feedbot.content.generators.registry import kind_of
from feedbot.content.languages import is_language_tag
from feedbot.content.site import Pairs

_PLAIN = ("title", "description", "trailing_slash")
_LISTS = ("sections", "exclude", "markdown")
_PAIRS = ("permalinks", "options")


def filled(site: SiteSettings) -> tuple[SiteSettings, Findings]:
    """Return the settings with every gap filled, and what was found; an address may still be missing."""
    name, found = discover(site.root, site.generator)
    generator = kind_of(name)
    own = site.model_fields_set
    url = site.url or (base(found.url) or "")
    more: dict[str, Any] = {
        "generator": name,
        "url": url,
        "name": site.name or urlsplit(url).netloc,
        "language": site.language if "language" in own else _language(found.language),
        "timezone": site.timezone if "timezone" in own else found.timezone or site.timezone,
        "content": site.content or site.root / (found.content or generator.default_content),
        "output": site.output or site.root / (found.output or generator.default_output),
    }
    if "author" not in own and found.author:
        more["author"] = Author(name=found.author)
    more |= {key: getattr(found, key) for key in (*_PLAIN, *_LISTS) if key not in own}
    more |= {key: _joined(getattr(found, key), getattr(site, key)) for key in _PAIRS}
    return SiteSettings.model_construct(_fields_set={*own}, **{**dict(site), **more}), found


def _language(found: str) -> str:
    return found if is_language_tag(found) else "en"


def _joined(found: Pairs, own: Pairs) -> Pairs:
    return tuple({**dict(found), **dict(own)}.items())
