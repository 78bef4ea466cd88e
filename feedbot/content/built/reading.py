"""Take an article's text from its built page, if the page is there and no older than the article's file."""

from __future__ import annotations

from feedbot.content.built.extraction import BuiltContent, NoBuiltContent, extract
from feedbot.content.built.pages import LARGEST_PAGE, BuiltPage, read_page

BUILD = "build the site, then run feedbot again"


def built_content(
    page: BuiltPage | None, *, written: int, title: str, selector: str
) -> BuiltContent | NoBuiltContent:
    """Read the text of the article called ``title`` from its page.

    ``written`` is the mtime of the article's file in nanoseconds: what was built before shows an older text.
    """
    if page is None:
        return NoBuiltContent(why="its page is not in the output folder", repair=BUILD)
    if page.is_older_than(written):
        return NoBuiltContent(why="its page was built before the article was last written", repair=BUILD)
    data = read_page(page)
    if data is None:
        why = f"its page cannot be read, or has more than {LARGEST_PAGE:,} bytes"
        return NoBuiltContent(why=why, repair="let feedbot's user read the output folder")
    return extract(data, title=title, selector=selector)
