"""The HTML that feed readers take: elements, attributes, styles, as data.

It is what the W3C Feed Validator takes for harmless, so that nothing else draws a warning;
``controls`` of a film is not on its list, hence the link that follows each film.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Without what means nothing outside its own page: forms, buttons, menus.
ELEMENTS = _words(
    "a abbr acronym address article aside audio b bdi big blockquote br caption center cite code col "
    "colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 "
    "header hgroup hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section small "
    "source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video "
    "wbr"
)
MATHML = _words(
    "math annotation maction merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
    "mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
    "semantics"
)
FOR_THE_SECOND_STEP = frozenset({"iframe", "no-script", "object", "embed", "input"}) | MATHML
# Gone with all they hold; `title` here is that of a drawing.
WITH_CONTENT = _words("button canvas dialog head menu script select style svg template textarea title")
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "style", "title"},
    "a": {"href", "hreflang", "rel", "type"},
    "audio": {"loop", "muted", "preload", "src"},
    "blockquote": {"cite"},
    "col": {"align", "span", "valign", "width"},
    "colgroup": {"align", "span", "valign", "width"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "font": {"color", "face", "size"},
    "img": {"align", "alt", "height", "sizes", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"},
    "table": {"align", "border", "cellpadding", "cellspacing", "summary", "width"},
    "tbody": {"align", "valign"},
    "td": {"abbr", "align", "colspan", "headers", "height", "rowspan", "scope", "valign", "width"},
    "th": {"abbr", "align", "colspan", "headers", "height", "rowspan", "scope", "valign", "width"},
    "time": {"datetime"},
    "tr": {"align", "valign"},
    "ul": {"type"},
    "video": {"height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"},
}
ATTRIBUTES_OF_THE_SECOND_STEP = {
    "iframe": {"height", "src", "width"},
    "object": {"data"},
    "embed": {"src"},
    "input": {"checked", "type"},
}
SCHEMES = {"http", "https", "mailto", "tel", "data"}

# Properties that carry meaning rather than layout, and values that the validator can follow.
STYLE = re.compile(
    r"(text-align|vertical-align|float|clear|display|white-space|width|height|color|background-color|font-style"
    r"|font-weight|text-decoration|direction)\s*:\s*"
    r"(#[0-9a-fA-F]{3,8}|[a-zA-Z]+(?:-[a-zA-Z]+)?|\d*\.?\d?\d?\d(?:%|em|ex|px|pt)?)"
)
BACKGROUND = re.compile(
    "#[0-9a-f]+|aqua|black|blue|brown|fuchsia|gray|green|lime|maroon|navy|none|olive|purple|red|silver|teal"
    "|transparent|white|yellow"
)

CLOSE_THEMSELVES = _words(
    "area base br col colgroup dd dt embed hr img input li link meta option p param rp rt source tbody "
    "td tfoot th thead tr track wbr"
)


def harmless_style(style: str) -> str | None:
    """Return the declarations of a style attribute that may stay; None where none may."""
    kept = []
    for declaration in style.split(";"):
        match = STYLE.fullmatch(declaration.strip())
        if match is None:
            continue
        name, value = match[1], match[2]
        if name != "background-color" or BACKGROUND.fullmatch(value.lower()):
            kept.append(f"{name}: {value}")
    return "; ".join(kept) or None
