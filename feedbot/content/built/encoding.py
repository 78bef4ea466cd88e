"""The text of a page's bytes: byte-order mark, then what its head declares, then UTF-8; never fails."""

from __future__ import annotations

import codecs
import re

HEAD = 4096  # bytes; the HTML standard looks at 1024, and some tools write comments before it
DECLARED = re.compile(
    rb"<meta\b[^<>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^<>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What the Encoding standard knows, as far as Python does; others of Python's codecs are no encodings of text.
KNOWN = re.compile(
    r"utf-?8|windows-(?:125[0-8]|874)|iso-8859-(?:[2-9]|1[03-6])|koi8-[ru]|ibm866|x?-?mac-?(?:roman|cyrillic)"
    r"|macintosh|gbk|gb2312|gb18030|big5|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp"
)
AS_WINDOWS = re.compile(r"(?:us-)?ascii|iso-?8859-?1|latin-?1|windows-1252|cp-?1252")


def decoded(page: bytes) -> str:
    """Return the page as text; bytes that its encoding does not know become U+FFFD."""
    for mark, name in MARKS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace")
    return page.decode(_declared(page) or _undeclared(page), "replace")


def _declared(page: bytes) -> str:
    found = DECLARED.search(page[:HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    if AS_WINDOWS.fullmatch(name):
        return "cp1252"  # as the Encoding standard has it
    return name if KNOWN.fullmatch(name) and _is_known(name) else ""


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _undeclared(page: bytes) -> str:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
