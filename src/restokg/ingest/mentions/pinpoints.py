"""Pinpoints: which paragraph of a resolution is cited, on either side of its number.

They are given as the paths by which provisions are addressed: ``p/12/b/ii``, ``annex-2/p/3``,
``section/2/p/5``. One word that says what is not understood ends the pinpoint: a coarser one is
true, a guessed one is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from restokg.ingest.mentions.citing import KINDS
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.short_forms import SHORT
from restokg.ingest.mentions.wordlists import words, writing
from restokg.ingest.readers import markers
from restokg.symbols.numerals import from_roman

MOST = 30
"""Pinpoints of one citation; a range with more is given by its ends."""

REACH = 240
"""Characters on either side of a number in which its pinpoint may stand."""

FARTHEST = 100
"""Characters behind a number in which the word for a part must begin."""

_LEVELS = ("annex", "section", "paragraph", "item")
"""From the whole to its parts."""
_ITEM = r"[(]?[a-zа-я\u0621-\u064a一二三四五六七八九十]{1,4}[)]"
_LETTER = r"\.?(?P<letter>[A-Z])(?![A-Za-z])"
"""The part of a section."""
_ROMAN_ITEM = re.compile("[ivx]{1,5}")
_CHINESE = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))


class Places(NamedTuple):
    """How one language points to parts of documents."""

    ahead: re.Pattern[str] | None
    """Parts before the number of a document, up to it; None where none stands there."""
    ahead_of_symbol: re.Pattern[str] | None
    behind: re.Pattern[str]
    level: re.Pattern[str]
    """One level; what it lists is the group that has its name."""
    numeral: re.Pattern[str]
    """A range, or the number of an annex or section."""
    member: re.Pattern[str]
    """A range, a number of a paragraph, or the sign of an item."""
    ordinals: tuple[str, ...]
    stems: tuple[str, ...]

    def named_in(self, words: str) -> bool:
        """Tell cheaply whether a part of a document may be named there at all."""
        words = words.lower()
        return any(stem in words for stem in self.stems)


def pinpointed(text: str, language: str | None, cited: Sequence[Mention]) -> list[Mention]:
    """Return citations with their pinpoints among the details; ``cited`` is in order."""
    known = writing(text, language)
    places = _places(known)
    done: list[Mention] = []
    floor = 0
    for mention in cited:
        start, end = mention.start, mention.end
        phrase = None
        numbered = bool(mention.details) and mention.details[0] != SHORT
        pattern = places.ahead if numbered else places.ahead_of_symbol
        first = max(floor, start - REACH)
        if pattern is not None and places.named_in(text[first:start]):
            match = pattern.search(text, first, start)
            phrase = match and match["places"]
        if phrase is None and places.named_in(text[end : end + FARTHEST]):
            match = places.behind.match(text, end, end + REACH)
            phrase = match and match["places"]
        if phrase and (paths := _paths(phrase, known)):
            details = tuple(("pinpoint", path) for path in paths)
            done.append(mention._replace(details=mention.details + details))
        else:
            done.append(mention)
        floor = end
    return done


@lru_cache(1 << 12)
def _paths(phrase: str, language: str) -> tuple[str, ...]:
    """Return the paths that a phrase names, each once, and each level below the one above."""
    places = _places(language)
    lists: dict[str, list[str]] = {}
    for match in places.level.finditer(phrase):
        level = match.lastgroup or ""
        if level in lists:
            break  # a second paragraph is one of another text
        value = match[level]
        if level == "annex":
            numbers = _numerals(value, places)
            lists[level] = [f"annex-{number}" for number in numbers] if value else ["annex"]
        elif level == "section":
            lists[level] = [f"section/{number}" for number in _numerals(value, places)]
        else:
            lists[level] = ["/".join(path) for path in _members(value, places)]
            if level == "paragraph":
                lists[level] = [f"p/{path}" for path in lists[level]]
    if "paragraph" not in lists:
        lists.pop("item", None)
    levels = [lists[level] for level in _LEVELS if lists.get(level)]
    if not levels:
        return ()
    return tuple(dict.fromkeys("/".join(parts) for parts in product(*levels)))[:MOST]


def _numerals(value: str, places: Places) -> list[str]:
    """Return the numbers of annexes or sections: ``2``, ``1/b``."""
    found: list[list[str]] = []
    ranged = False
    for match in places.numeral.finditer(value):
        if match["range"]:
            ranged = True
            continue
        order = _order(match["numeral"], places.ordinals)
        letter = (match["letter"] or "").lower()
        number = [str(order), letter] if letter else [str(order)]
        found += _between(found, number) if ranged else []
        found.append(number)
        ranged = False
    return ["/".join(number) for number in found]


def _order(numeral: str, ordinals: tuple[str, ...]) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if numeral in ordinals:
        return ordinals.index(numeral) + 1
    if numeral[0] in _CHINESE:
        tens, ten, ones = numeral.partition("十")
        return (_CHINESE.get(tens, 1) * 10 if ten else _CHINESE[tens[0]]) + _CHINESE.get(ones, 0)
    return from_roman(numeral) or 0


def _members(value: str, places: Places) -> list[list[str]]:
    """Return the paragraphs and items of a list, each as the parts of its path.

    An item right behind a number or another item is a part of it; one after a comma or the like
    stands beside the item before.
    """
    found: list[list[str]] = []
    ranged, last = False, -1
    for match in places.member.finditer(value):
        if match["range"]:
            ranged, last = True, -1
            continue
        before = found[-1] if found else []
        within = last >= 0 and not value[last : match.start()].strip()
        last = match.end()
        if match["number"]:
            path = [match["number"]]
        else:
            sign = match["item"].strip("()").lower()
            above = before
            if not within:
                above = before[: 2 if len(before) > 2 and _ROMAN_ITEM.fullmatch(sign) else 1]
                above = above if before[:1] and before[0].isdecimal() else []
            path = [*above, _item(sign, len(above))]
        if within:
            found[-1] = path
            continue
        found += _between(found, path) if ranged else []
        found.append(path)
        ranged = False
    return found


def _item(sign: str, depth: int) -> str:
    """Return the letter or small roman number by which an item is addressed."""
    if sign.isascii():
        return sign
    order = next((marker.order for marker in markers.markers(f"({sign}) ")), 0)
    if not order:
        return sign
    return markers.letter(order) if depth < 2 else markers.roman(order)


def _between(found: list[list[str]], last: list[str]) -> list[list[str]]:
    """Return what lies between the last of a list and the end of a range."""
    first = found[-1] if found else []
    if len(first) != len(last) or first[:-1] != last[:-1]:
        return []
    start, end = first[-1], last[-1]
    if start.isdecimal() and end.isdecimal():
        between = [str(number) for number in range(int(start) + 1, int(end))]
    elif len(start) == len(end) == 1:
        between = [chr(sign) for sign in range(ord(start) + 1, ord(end))]
    else:
        return []
    return [[*last[:-1], value] for value in between] if len(between) <= MOST else []


@cache
def _places(language: str) -> Places:
    return _chinese() if language == "zh" else _spaced(language)


def _spaced(language: str) -> Places:
    table = words("citations")[language]
    places: dict[str, Any] = table["places"]
    joint, to = "|".join(places["and"]), "|".join(table["to"])
    dash = rf" ?[-–—] ?| (?:{to}) "
    separator = rf"(?: ?[,،] ?(?:(?:{joint}) ?)?| (?:{joint}) ?|{dash})"
    level = _levels(table, separator, " ", r"(?!\w)")
    inner = _unnamed(level)
    aside = "|".join(places["aside"])
    word = rf"(?:(?!(?:{aside})\b)[^\s,،;.()\d]{{1,24}} )"
    of = "|".join(sorted(places["of"], key=len, reverse=True))
    kinds = "|".join(form for kind in KINDS for form in table[kind])
    gap = rf"[,،]? (?i:{of}){word}{{0,5}}(?:ال|لل|بال)?(?i:{kinds})"
    near = 0 if "" in places["of"] else 3
    link = rf"[,،]? (?i:{of}){word}?|[,،] "
    phrase = rf"(?<!\w)(?P<places>{inner}(?:(?:{link}){inner}){{0,3}})"
    day = r"(?:[^\d.;,،\n]{1,12}\d{1,2}(?:er|º)?[^\d.;,،\n]{2,24}(?:19|20)\d\d(?: года)?)?"
    return Places(
        re.compile(rf"{phrase}{gap} \Z"),
        re.compile(rf"{phrase}[,،]? (?i:{of}){word}{{0,{near}}}\Z"),
        re.compile(
            rf"(?: [A-Z](?!\w))?{day}[,،] (?P<places>(?>{inner}(?:[,،] {inner}){{0,3}}))"
            rf"(?! (?:{aside})\b|{gap})"
        ),
        re.compile(level),
        *_signs(table, dash),
        tuple(table["places"]["stems"]),
    )


def _chinese() -> Places:
    table = words("citations")["zh"]
    joint, to = "|".join(table["places"]["and"]), "|".join(table["to"])
    dash = rf"[-–—]|(?:{to})第?"
    level = _levels(table, rf"(?:[、,，](?:{joint})?|{joint}|{dash})", "", "")
    kinds = "|".join(form for kind in KINDS for form in table[kind])
    inner = _unnamed(level)
    return Places(
        None,
        None,
        re.compile(
            rf"号?(?: ?[A-Z](?![A-Za-z]))?号?(?:{kinds}|文件)?[、,，的]?"
            rf"(?P<places>{inner}(?:[、,，的]?{inner}){{0,3}})"
        ),
        re.compile(level),
        *_signs(table, dash),
        tuple(table["places"]["stems"]),
    )


def _levels(table: dict[str, Any], separator: str, space: str, end: str) -> str:
    """Return the pattern of one level of a place, with a group for what it lists."""
    places = table["places"]
    names = {level: f"(?i:{'|'.join(places[level])})" for level in _LEVELS}
    numeral = rf"{_numeral(places['ordinals'])}(?:{_unnamed(_LETTER)})?"
    numerals = rf"{numeral}(?:{separator}{numeral}){{0,6}}{end}"
    items = rf"{_ITEM}(?: ?{_ITEM}){{0,2}}"
    member = rf"\d{{1,3}}(?![\d/])(?: ?{items})?"
    listed = rf"{member}(?:{separator}(?:{member}|{items})){{0,20}}"
    small = rf"{items}(?:{separator}{items}){{0,20}}"
    if space:
        return (
            rf"(?:{names['annex']}(?P<annex>(?: {numerals})?)(?!\w)"
            rf"|{names['section']} (?P<section>{numerals})"
            rf"|{names['paragraph']} (?P<paragraph>{listed})|{names['item']} (?P<item>{small}))"
        )
    return (
        rf"(?:{names['annex']}(?P<annex>(?:{numerals})?)|第(?P<section>{numerals}){names['section']}"
        rf"|第(?P<paragraph>{listed}){names['paragraph']}|第?(?P<item>{small}){names['item']})"
    )


def _signs(
    table: dict[str, Any], dash: str
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    ordinals = tuple(table["places"]["ordinals"])
    numeral = _numeral(ordinals)
    return (
        re.compile(rf"(?P<range>{dash})|(?P<numeral>{numeral})(?:{_LETTER})?"),
        re.compile(rf"(?P<range>{dash})|(?P<number>\d{{1,3}})|(?P<item>{_ITEM})"),
        ordinals,
    )


def _numeral(ordinals: Sequence[str]) -> str:
    longest_first = sorted(ordinals, key=len, reverse=True)
    forms = ["[一二三四五六七八九十]{1,3}", *longest_first, "[IVX]{1,6}(?![a-z])", r"\d{1,2}(?!\d)"]
    return f"(?:{'|'.join(forms)})"


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w{1,12}>", "?:", pattern)
