"""Whether a text is a language tag (BCP 47); pure, and knows the languages of two letters alone."""

from __future__ import annotations

import re

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# ISO 639-1; the languages of three letters are thousands, and more every year.
OF_TWO_LETTERS = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
    vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905  # 184 words are better read so
)

# The registry's extended languages of Chinese that are much written; readers know ``zh``, and few of these.
OF_CHINESE = frozenset("cdo cjy cmn cpx czh czo gan hak hsn lzh mnp nan wuu yue".split())  # noqa: SIM905  # words


def is_language_tag(text: str) -> bool:
    """Say whether ``text`` is a tag such as ``fr`` or ``pt-BR`` (RFC 5646, section 2.1), in whatever case."""
    if TAG.fullmatch(text) is None:
        return False
    language = text.partition("-")[0].lower()
    return len(language) > 2 or language in OF_TWO_LETTERS


def extended(tag: str) -> str:
    """Write ``yue`` as ``zh-yue`` (RFC 5646, section 4.5), and every other tag as it is."""
    return f"zh-{tag}" if tag.partition("-")[0].lower() in OF_CHINESE else tag
