"""What stands before a passage: its number, its letter, its bullet, or the word annex.

A marker is told by its form alone. Whether it counts is for the structure to say, which knows what
number came before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ANNEX, APPENDIX, ARTICLE = "annex", "appendix", "article"
PARAGRAPH, BULLET = "paragraph", "bullet"
CHAPTERS = ("chinese", "roman", "capital")
"""Styles of the numbers of sections."""
ITEMS = ("letter", "small-roman", "counted")
"""Styles of the numbers of items. Chinese and Arabic count sub-items where others write Roman."""

_CHINESE = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
_ABJAD = dict(zip("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", range(1, 29), strict=True)) | {"ا": 1}
_CYRILLIC = dict(zip("абвгдежзиклмнопрстуфхцчшщэюя", range(1, 29), strict=True))
_ORDINALS = [
    "أولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
]
_LETTER_NAMES = ["ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء"]
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_NUMERAL = r"\d{1,3}|[IVX]{1,6}|[ivx]{1,6}|[一二三四五六七八九十]{1,3}|[A-Z]"
_ARABIC_WORD = "|".join(map(re.escape, _ORDINALS))
_ARABIC_NAME = "|".join(map(re.escape, _LETTER_NAMES))

_ANNEX = re.compile(
    r"(?:(?P<annex>附件|Annex|ANNEX|Annexe|ANNEXE|Anexo|ANEXO|Приложение|ПРИЛОЖЕНИЕ|المرفق|مرفق)"
    r"|(?P<appendix>附录|Appendix|APPENDIX|Appendice|Apéndice|Добавление|التذييل|تذييل))"
    rf"\s{{0,3}}(?P<number>{_NUMERAL}|{_ARABIC_WORD}|الأول|الثاني|الثالث)?\s{{0,3}}[\]*]{{0,3}}"
    r"(?:$|[:：.–—]\s{0,5})"
)
_ARTICLE = re.compile(
    r"(?:第\s?(?P<zh>\d{1,3}|[一二三四五六七八九十]{1,3})\s?条"
    r"|(?:Article|ARTICLE|Artículo|ARTÍCULO|Статья|СТАТЬЯ|المادة)\s{1,3}(?P<other>\d{1,3}|[IVX]{1,6})"
    r")(?=[\s.．、:：–—]|$)[.．、:：]?\s{0,5}"
)
_MARKER = re.compile(
    r"(?P<paragraph>\d{1,3})(?:[.．、](?!\d)|\s?[-–](?=\s))\s{0,10}"
    r"|[(（](?P<bracketed>[a-z]{1,7}|[а-я]|[\u0621-\u064a]\u0640?)[)）]\s{0,10}"
    r"|(?P<half>[a-z]{1,7}|[а-я]|[\u0621-\u064a]\u0640?)[)）]\s{0,10}"
    r"|[(（](?P<counted>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s{0,10}"
    r"|(?P<enclosed>[\u3220-\u3229])\s{0,10}"
    r"|[’‘'](?P<quoted>\d{1,2})[’‘']\s{0,10}"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})[、.．]\s{0,10}"
    rf"|(?P<ordinal>{_ARABIC_WORD})(?:\s?[-–.:]|$)\s{{0,10}}"
    rf"|(?P<name>{_ARABIC_NAME})(?:\s?[-–.:]|$)\s{{0,10}}"
    r"|(?P<roman>[IVX]{1,6})[.．]\s{1,10}"
    r"|(?P<capital>[A-ZА-Я])[.．](?:\s{1,10}|(?=[\u4e00-\u9fff]))"
    r"|(?P<bullet>[•·●▪◦‣\uf0b7\uf0a7])\s{0,10}"
)


class Marker(NamedTuple):
    """``length`` tells how many characters to skip; ``order`` is 0 where nothing is counted."""

    style: str
    order: int
    printed: str
    length: int


def markers(text: str) -> list[Marker]:
    """Return what may stand at the start of a text, the likeliest first: ``(i)`` may be i or 9.

    >>> [marker.style for marker in markers("(i) to review")]
    ['small-roman', 'letter']
    """
    if match := _ANNEX.match(text):
        number = match["number"] or ""
        style = ANNEX if match["annex"] else APPENDIX
        return [Marker(style, _order(number), number, match.end())]
    if match := _ARTICLE.match(text):
        number = match["zh"] or match["other"]
        return [Marker(ARTICLE, _order(number), number, match.end())]
    match = _MARKER.match(text)
    if match is None or match.lastgroup is None:
        return []
    kind, value, length = match.lastgroup, match[match.lastgroup], match.end()
    printed = match[0].strip().rstrip(".．、-–: ")
    return [Marker(style, order, printed, length) for style, order in _readings(kind, value)]


def _readings(kind: str, value: str) -> list[tuple[str, int]]:
    if kind in ("bracketed", "half"):
        readings = []
        if roman := _roman(value):
            readings.append(("small-roman", roman))
        if letter := _letter(value):
            readings.append(("letter", letter))
        return readings
    if kind in ("counted", "quoted", "enclosed"):
        order = ord(value) - 0x321F if kind == "enclosed" else _order(value)
        return [("counted", order)]
    if kind == "roman":
        readings = [("roman", _roman(value.lower()))]
        return readings + ([("capital", _letter(value.lower()))] if len(value) == 1 else [])
    if kind == "capital":
        return [("capital", _letter(value.lower()))]
    if kind == "ordinal":
        return [("roman", _ORDINALS.index(value) + 1)]
    if kind == "name":
        return [("capital", _LETTER_NAMES.index(value) + 1)]
    return [(kind, 0 if kind == BULLET else _order(value))]


def _order(numeral: str) -> int:
    if not numeral:
        return 0
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0] in _CHINESE:
        return _chinese(numeral)
    if numeral in _ORDINALS:
        return _ORDINALS.index(numeral) + 1
    if numeral in ("الأول", "الثاني", "الثالث"):
        return ("الأول", "الثاني", "الثالث").index(numeral) + 1
    return _roman(numeral.lower()) or _letter(numeral.lower())


def _chinese(numeral: str) -> int:
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _CHINESE[tens] if len(tens) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)


def _roman(numeral: str) -> int:
    match = _ROMAN.fullmatch(numeral)
    if match is None or not numeral:
        return 0
    ones = {"ix": 9, "iv": 4}.get(match[2])
    if ones is None:
        ones = 5 * match[2].count("v") + match[2].count("i")
    return 10 * len(match[1]) + ones


def _letter(letters: str) -> int:
    first = letters[0]
    if letters.isascii():
        if len(set(letters)) != 1 or len(letters) > 2:
            return 0
        return ord(first) - 96 + 26 * (len(letters) - 1)
    return _ABJAD.get(first) or _CYRILLIC.get(first) or 0


def roman(order: int) -> str:
    """Return a small Roman number up to 39."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (order // 10) + ones[order % 10]


def letter(order: int) -> str:
    """Return the letter of this place: 2 is ``b``, 27 is ``aa``."""
    return chr(97 + (order - 1) % 26) * ((order - 1) // 26 + 1)
