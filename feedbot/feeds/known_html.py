"""The HTML that feed readers take: elements, attributes, styles, as data.

It is what the W3C Feed Validator takes for harmless, so that nothing else draws a warning;
``controls`` of a film is not on its list, hence the link that follows each film.
"""

from __future__ import annotations

import re

from feedbot.feeds.characters import OTHER_SCHEMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Without what means nothing outside its own page: forms, buttons, menus.
ELEMENTS = _words(
    "a abbr acronym address article aside audio b bdi big blockquote br caption center cite code col "
    "colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 "
    "header hr i img ins kbd li mark nav ol p picture pre q rp rt ruby s samp section small "
    "source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var "
    "video wbr"
)
MATHML = _words(
    "math annotation maction merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
    "mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
    "semantics"
)
# What a step makes something else of, before the last one leaves it out.
FOR_THE_SECOND_STEP = MATHML | _words(
    "amp-img amp-vimeo amp-youtube bdo dir embed fieldset hgroup iframe input legend lite-vimeo "
    "lite-youtube main no-script object svg title"
)
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
    "track": {"default", "kind", "label", "src", "srclang"},
    "ul": {"type"},
    "video": {"height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"},
}
ATTRIBUTES_OF_THE_SECOND_STEP = {
    "*": {"aria-hidden", "aria-label", "hidden", "role"},
    "a": {"name"},
    "amp-img": {"alt", "height", "src", "srcset", "width"},
    "annotation": {"encoding"},
    "iframe": {"height", "src", "width"},
    "object": {"data", "height", "width"},
    "embed": {"height", "src", "width"},
    "input": {"checked", "type"},
    "lite-vimeo": {"playlabel", "videoid", "videotitle"},
    "lite-youtube": {"playlabel", "videoid", "videotitle"},
    "math": {"alttext"},
}
SCHEMES = {"data", "http", "https"} | OTHER_SCHEMES

# Properties that carry meaning rather than layout, and values that the validator can follow.
STYLE = re.compile(
    r"(text-align|vertical-align|float|clear|display|white-space|width|height|color|background-color|font-style"
    r"|font-variant|font-weight|text-decoration|direction|unicode-bidi|list-style-type)\s*:\s*"
    r"(#[0-9a-fA-F]{3,8}|[a-zA-Z]+(?:-[a-zA-Z]+)?|rgb\(\d{1,3}(?:,\s?\d{1,3}){2}\)"
    r"|\d*\.?\d?\d?\d(?:%|em|ex|px|pt)?)"
)
# Of any other element a height is the empty box that a script or a frame would have filled.
WITH_HEIGHT = _words("col colgroup img table td th tr video")
BACKGROUND = re.compile(
    "#[0-9a-f]+|aqua|black|blue|brown|fuchsia|gray|green|lime|maroon|navy|none|olive|purple|red|silver|teal"
    "|transparent|white|yellow"
)

CLOSE_THEMSELVES = _words(
    "area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot "
    "th thead tr track wbr"
)


def harmless_style(element: str, style: str) -> str | None:
    """Return the declarations of a style attribute that may stay; None where none may."""
    kept = []
    for declaration in style.split(";"):
        match = STYLE.fullmatch(declaration.strip())
        if match is None:
            continue
        name, value = match[1], match[2]
        if name == "background-color" and not BACKGROUND.fullmatch(value.lower()):
            continue
        if name != "height" or element in WITH_HEIGHT:
            kept.append(f"{name}: {value}")
    return "; ".join(kept) or None
