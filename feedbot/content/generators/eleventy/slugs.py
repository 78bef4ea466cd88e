"""Slugs as Eleventy's two filters make them: ``slugify``, and the older ``slug``; pure.

Latin, Greek and Cyrillic letters are known, and that those of Chinese, Japanese and Korean are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 2000  # characters of a title
# Letters that have no base letter, and what stands for them; then where `slug` has others.
LETTERS = {
    "ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Ð": "D", "ð": "d", "Ø": "O", "ø": "o", "Þ": "TH", "þ": "th",
    "Đ": "D", "đ": "d", "ı": "i", "ł": "l", "Ł": "L",
    "Ё": "Yo", "ё": "yo", "Ж": "Zh", "ж": "zh", "Ч": "Ch", "ч": "ch", "Ш": "Sh", "ш": "sh", "Ь": "", "ь": "",
    "Ю": "Yu", "ю": "yu", "Я": "Ya", "я": "ya", "Є": "Ye", "є": "ye", "Ї": "Yi", "ї": "yi",
    "ψ": "ps", "Ψ": "PS",
    **dict(zip("АБВГДЕЗИКЛМНОПРСТУФЫЭІҐ", "ABVGDEZIKLMNOPRSTUFYEIG", strict=True)),
    **dict(zip("абвгдезиклмнопрстуфыэіґ", "abvgdeziklmnoprstufyeig", strict=True)),
    **dict(zip("ΑΓΔΕΖΙΚΛΜΝΟΠΡΣΤΥΦΧ", "AGDEZIKLMNOPRSTYFX", strict=True)),
    **dict(zip("αγδεζικλμνοπρςστυφχ", "agdeziklmnoprsstyfx", strict=True)),
}  # fmt: skip
IN_SLUGIFY = {
    "Ä": "Ae", "ä": "ae", "Ö": "Oe", "ö": "oe", "Ü": "Ue", "ü": "ue", "Ĳ": "IJ", "ĳ": "ij",
    "Ħ": "H", "ħ": "h",
    "Й": "Y", "й": "y", "Х": "Kh", "х": "kh", "Ц": "Ts", "ц": "ts", "Щ": "Sch", "щ": "sch", "Ъ": "", "ъ": "",
    "Ќ": "Kj", "ќ": "kj", "Љ": "Lj", "љ": "lj", "Њ": "Nj", "њ": "nj",
    "Β": "B", "β": "v", "Η": "I", "η": "i", "Θ": "TH", "θ": "th", "Ξ": "KS", "ξ": "ks", "Ω": "O", "ω": "o",
    "&": " and ", "♥": " love ", "🦄": " unicorn ",
    "€": "E", "₽": "P", "₹": "R", "₿": "B", "₴": "S", "₩": "W", "₺": "L", "₫": "d",
    "¢": "c", "¥": "Y", "฿": "B",
}  # fmt: skip
IN_SLUG = {
    "Đ": "DJ", "đ": "dj", "Œ": "OE", "œ": "oe", "ª": "a", "º": "o", "Ə": "E", "ə": "e", "ƒ": "f",
    "Й": "J", "й": "j", "Х": "H", "х": "h", "Ц": "C", "ц": "c", "Щ": "Sh", "щ": "sh", "Ъ": "U", "ъ": "u",
    "Ђ": "DJ", "ђ": "dj", "Ј": "J", "ј": "j", "Љ": "LJ", "љ": "lj", "Њ": "NJ", "њ": "nj", "Ћ": "C", "ћ": "c",
    "Џ": "DZ", "џ": "dz",
    "Β": "B", "β": "b", "Η": "H", "η": "h", "Θ": "8", "θ": "8", "Ξ": "3", "ξ": "3", "Ω": "W", "ω": "w",
    "$": "dollar", "%": "percent", "&": "and", "<": "less", ">": "greater", "|": "or",
    "¢": "cent", "£": "pound", "¥": "yen", "€": "euro", "₽": "russian ruble", "₹": "indian rupee",
    "₿": "bitcoin", "₴": "hryvnia", "₩": "won", "₺": "turkish lira", "₫": "dong", "฿": "baht",
    "©": "(c)", "®": "(r)", "™": "tm", "℠": "sm", "–": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"',
    "†": "+", "•": "*", "…": "...", "∂": "d", "∆": "delta", "∑": "sum", "∞": "infinity", "♥": "love",
}  # fmt: skip
PAIRS = (("ъе", "ye"), ("Ъе", "Ye"), ("ый", "iy"), ("Ый", "Iy"))  # of letters, which `slugify` takes together
DIACRITICS = frozenset("^`¨¯´·¸")  # as Unicode calls them, beside the combining ones
GREEK = frozenset("άέίόύήώϊΰϋΐΆΈΊΌΎΉΏΪΫ")  # with an accent
ACCENTED = re.compile(  # letters that `slug` knows; it drops others
    "[À-ÿĀ-ćČ-ĎďĒēĖ-ěĞğĢģĨ-īĮ-İĶķĻ-ľŃ-ňŌōŐőŔŕŘ-śŞ-ťŨ-ūŮ-žƠơƯưȘ-țṢṣẀ-ẅẠ-ỹ]"
)
OTHER_LETTERS = re.compile(
    "[\u0530-\u058f\u0600-\u06ff\u0780-\u07bf\u10a0-\u10ff]"
)  # known to Eleventy alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Slug:
    """A slug; unless it is ``sure``, its text has letters that only Eleventy knows to write in ASCII."""

    text: str
    sure: bool


def slugify(text: str) -> Slug:
    """Make a slug as Eleventy's ``slugify`` does."""
    known = unicodedata.normalize("NFC", text[:LONGEST])
    sure = not OTHER_LETTERS.search(known)
    for pair, both in PAIRS:
        known = known.replace(pair, both)
    known = "".join(_known(sign, IN_SLUGIFY) for sign in known)
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFD", known)
        if sign not in DIACRITICS and not unicodedata.combining(sign) and not "\u02b0" <= sign <= "\u02ff"
    ).lower()
    plain = re.sub(r"([a-z\d])'([ts])(?=\s|\Z)", r"\1\2", plain)
    return Slug(text=re.sub(r"[^a-z\d]+", "-", plain).strip("-"), sure=sure)


def slug(text: str) -> Slug:
    """Make a slug as Eleventy's older ``slug`` does: it keeps some punctuation."""
    known = unicodedata.normalize("NFC", text[:LONGEST])
    signs = (" " if found == "-" else found for found in (_known(sign, IN_SLUG) for sign in known))
    plain = re.sub(r"[^A-Za-z0-9_\s$*+~.()'\"!\-:@]", "", "".join(signs))
    return Slug(text=re.sub(r"\s+", "-", plain.strip()).lower(), sure=not OTHER_LETTERS.search(known))


def _known(sign: str, special: Mapping[str, str]) -> str:
    """Return what stands for a sign; of a letter with an accent, what stands for the letter."""
    if sign.isascii() and sign not in special:
        return sign
    base = unicodedata.normalize("NFD", sign)[0]
    for letter in (sign, base) if sign in GREEK else (sign,):
        found = special.get(letter, LETTERS.get(letter))
        if found is not None:
            return found
    return base if base.isascii() and (special is IN_SLUGIFY or ACCENTED.match(sign)) else sign
