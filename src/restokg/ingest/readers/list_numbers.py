"""The numbers that a word processor prints before the paragraphs of its lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restokg.ingest.readers import markers

if TYPE_CHECKING:
    from restokg.ingest.readers.markup import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_CHINESE = "零一二三四五六七八九十"
_LEVELS = 9


class _Level(NamedTuple):
    form: str
    text: str
    start: int


class ListNumbers:
    """Counts the lists of a document, paragraph by paragraph."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is None:
            return
        abstract = {
            definition.get(f"{_W}abstractNumId", ""): _levels(definition)
            for definition in numbering.iterfind(f"{_W}abstractNum")
        }
        for number in numbering.iterfind(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            name = reference.get(f"{_W}val", "") if reference is not None else ""
            levels = dict(abstract.get(name, {}))
            for override in number.iterfind(f"{_W}lvlOverride"):
                at = _integer(override.get(f"{_W}ilvl"), 0)
                start = override.find(f"{_W}startOverride")
                if start is not None and at in levels:
                    levels[at] = levels[at]._replace(start=_integer(start.get(f"{_W}val"), 1))
            self._lists[number.get(f"{_W}numId", "")] = levels

    def next(self, properties: Element | None) -> tuple[str, bool]:
        """Return the number of the next paragraph with these properties; or that it is a bullet."""
        if properties is None:
            return "", False
        identity, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
        name = identity.get(f"{_W}val", "") if identity is not None else ""
        at = _integer(level.get(f"{_W}val"), 0) if level is not None else 0
        levels = self._lists.get(name)
        if levels is None or at not in levels or not 0 <= at < _LEVELS:
            return "", False
        if levels[at].form in ("bullet", "none"):
            return "", levels[at].form == "bullet"
        counts = self._counts.setdefault(name, [0] * _LEVELS)
        counts[at] = counts[at] + 1 if counts[at] else levels[at].start
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = levels[place].form if place in levels else "decimal"
            return _written(max(counts[place], 1), form)

        return _PLACE.sub(printed, levels[at].text), False


def _levels(definition: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in definition.iterfind(f"{_W}lvl"):
        values = {
            name: child.get(f"{_W}val", "") if child is not None else ""
            for name in ("numFmt", "lvlText", "start")
            for child in (level.find(f"{_W}{name}"),)
        }
        levels[_integer(level.get(f"{_W}ilvl"), 0)] = _Level(
            values["numFmt"] or "decimal", values["lvlText"], _integer(values["start"], 1)
        )
    return levels


def _written(order: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = markers.letter(order)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = markers.roman(order)
        return roman if form == "lowerRoman" else roman.upper()
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting") and order < 100:
        tens, ones = divmod(order, 10)
        ten = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
        return ten + (_CHINESE[ones] if ones else "")
    return str(order)


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else default
