"""What an article brings along into feeds: its pictures, files, page and posts; renders nothing.

``print`` is a hash of all that an entry's bytes depend on: equal prints spare rendering.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from feedbot.content.built.pages import BuiltPage, find_page, page_places, written_at
from feedbot.content.identity.recognition import Recognised
from feedbot.content.images import ImageFile, locate
from feedbot.content.local_files import candidates
from feedbot.content.media_files import MediaFile, locate_media
from feedbot.content.rst.names import is_rst
from feedbot.content.rst.rendering import has_docutils
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey

RENDERER_VERSION = "3"  # grows when an equal feed would be rendered differently

Posts: TypeAlias = tuple[tuple[str, str, str], ...]  # account, network, address of the post


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """One article that the feeds show, with what belongs to it."""

    one: Recognised
    image: ImageFile | None
    media: tuple[MediaFile | None, ...]  # of each enclosure
    source: str  # SHA-256 of its file
    written: int  # its file's mtime, in nanoseconds
    page: BuiltPage | None  # only where the text is taken from it
    posts: Posts
    print: str


@dataclass(slots=True, kw_only=True)
class Showroom:
    """Looks each shown article's belongings up once, however many feeds show it."""

    site: Site
    survey: Survey
    posts: Mapping[str, Posts]  # by uid
    looked_for: list[Path] = field(default_factory=list)  # where they may lie, whether they do or not
    _shown: dict[str, ShownArticle] = field(default_factory=dict)

    @property
    def addresses(self) -> Mapping[str, str]:
        """Return the address of every article that is out, by path: bodies may name any."""
        return {one.article.path: one.article.address for one in self.survey.recognition.out}

    def shown(self, one: Recognised) -> ShownArticle:
        """Return an article with what belongs to it."""
        uid = one.known.uid
        if uid not in self._shown:
            self._shown[uid] = self._look(one)
        return self._shown[uid]

    def rules_print(self) -> str:
        """Return a hash of what every entry depends on."""
        return sha256(f"{RENDERER_VERSION}\n{self.site.rules!r}".encode()).hexdigest()

    def addresses_print(self) -> str:
        """Return a hash of what entries depend on whose texts name other articles."""
        return sha256(repr(sorted(self.addresses.items())).encode()).hexdigest()

    def _look(self, one: Recognised) -> ShownArticle:
        article, rules, known = one.article, self.site.rules, one.known
        self.looked_for += self._places(one)
        image = locate(article.image.address, article.path, rules) if article.image else None
        media = tuple(locate_media(each.address, article.path, rules) for each in article.enclosures)
        page = find_page(article.address, rules) if rules.rendered == "public" else None
        source, written = self.survey.sources[article.path].sha256, written_at(article.path, rules)
        posts = self.posts.get(known.uid, ())
        parts = [
            known.uid,
            known.published.isoformat(),
            known.updated.isoformat(),
            f"{known.adopted} {known.published_as} {known.updated_as}",
            source,
            repr((image, media, posts)),
            f"docutils: {has_docutils()}" if is_rst(article.path) else "",
            repr((page, page.is_older_than(written))) if page is not None else "",
        ]
        return ShownArticle(
            one=one,
            image=image,
            media=media,
            source=source,
            written=written,
            page=page,
            posts=posts,
            print=sha256("\n".join(parts).encode()).hexdigest(),
        )

    def _places(self, one: Recognised) -> tuple[Path, ...]:
        article, rules = one.article, self.site.rules
        return (
            *(candidates(article.image.address, article.path, rules) if article.image else ()),
            *(
                place
                for each in article.enclosures
                for place in candidates(each.address, article.path, rules)
            ),
            *(page_places(article.address, rules) if rules.rendered == "public" else ()),
        )
