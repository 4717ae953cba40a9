"""Printed numbers of provisions as parts of an address, the same in all languages.

The items that Arabic letters with its own alphabet, and sub-items that Chinese and Arabic count in
their ways, stand at the same place as those of the other languages: so the second item is ``b`` and
its third sub-item ``iii`` whatever is printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMEMBERED = 1 << 12

_BRACKETS = re.compile(r"[()\[\]（）’‘'.:\s\u0640-]+")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ABJAD = dict(zip("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", range(1, 29), strict=True)) | {"ا": 1}
_CYRILLIC = dict(zip("абвгдежзиклмнопрстуфхцчшщэюя", range(1, 29), strict=True))
_PRESENTED = re.compile("[\ufe70-\ufeff]")
"""Arabic letters in the form that they take at a place in a word."""
_LATIN_LOOKS = str.maketrans("асеорхі", "aceopxi")
_CHINESE = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)}
_PARENTHESIZED = {chr(0x3220 + value - 1): value for value in range(1, 11)}
_ARABIC_ORDINALS = {
    ordinal: value
    for value, ordinal in enumerate(
        ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"],
        start=1,
    )
}

SECTION, PARAGRAPH, ITEM, SUBITEM = range(4)
"""Ranks of a numbered passage: the higher, the deeper."""


@lru_cache(_REMEMBERED)
def plain_number(printed: str) -> str:
    """Return a printed number without the stop or dash behind it: ``12``, ``(b)``."""
    return printed.strip().rstrip(".-－–:،、 ").strip()


@lru_cache(_REMEMBERED)
def rank(printed: str, after: str | None = None) -> int | None:
    """Return how deep a passage with this number stands; None if it is no number known here.

    ``after`` is the address part of the item before, by which ``(i)`` is told to be the ninth item
    or a first sub-item.
    """
    number = plain_number(printed)
    bare = _BRACKETS.sub("", number).casefold()
    if not bare:
        return None
    quoted = number[0] in "’‘'"
    if bare.replace(".", "").isdecimal():
        return SUBITEM if quoted else PARAGRAPH
    if bare[0] in _PARENTHESIZED or (number[0] in "((" and _chinese(bare)):
        return SUBITEM
    if _chinese(bare) or bare in _ARABIC_ORDINALS:
        return SECTION
    if number[-1:] not in ")）" and bare.isascii() and number.isupper():
        return SECTION
    if bare == "i" and after == "h":
        return ITEM
    if bare in ("v", "x") and after in ("u", "w"):
        return ITEM
    if _ROMAN.fullmatch(bare):
        return SUBITEM
    return ITEM if len(bare) <= 2 else None


@lru_cache(_REMEMBERED)
def slug(printed: str, depth: int) -> str:
    """Return the part of an address for a number printed at a rank.

    >>> slug("(ب)", ITEM), slug("㈢", SUBITEM), slug("’2‘", SUBITEM), slug("12.", PARAGRAPH)
    ('b', 'iii', 'ii', '12')
    """
    number = plain_number(printed)
    if _DOTTED.fullmatch(number):
        return number
    bare = _BRACKETS.sub("", _PRESENTED.sub(_letter, number)).casefold()
    value = _value(bare)
    if depth == SUBITEM and value is not None:
        return _roman(value)
    if depth == ITEM and value is not None and not bare.isascii():
        return _letters(value)
    if depth == ITEM and len(bare) == 2 and bare[0] == bare[1] and not bare.isascii():
        return slug(bare[0], ITEM) * 2
    if depth == SECTION and value is not None:
        return _roman(value)
    return bare.translate(_LATIN_LOOKS)


def _letter(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _value(bare: str) -> int | None:
    if bare.isdecimal():
        return int(bare) if len(bare) <= 3 else None
    if bare in _ABJAD or bare in _PARENTHESIZED:
        return _ABJAD.get(bare) or _PARENTHESIZED[bare]
    if bare.rstrip("ـ") == "ه":
        return 5
    if bare in _ARABIC_ORDINALS:
        return _ARABIC_ORDINALS[bare]
    if (chinese := _chinese(bare)) is not None:
        return chinese
    if bare.translate(_LATIN_LOOKS).isascii():
        return None
    return _CYRILLIC.get(bare)


def _chinese(bare: str) -> int | None:
    if not bare or len(bare) > 3 or any(character not in _CHINESE for character in bare):
        return None
    tens, ten, ones = bare.partition("十")
    if not ten:
        return _CHINESE[tens] if len(tens) == 1 else None
    return _CHINESE.get(tens, 1) * 10 + (_CHINESE[ones] if ones else 0)


def _roman(value: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (value // 10) + ones[value % 10]


def _letters(value: int) -> str:
    return chr(96 + value) if value <= 26 else chr(96 + value - 26) * 2
