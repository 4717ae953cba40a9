"""The lines of a text, and what of them is the furniture of pages: headers, footers, numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import NamedTuple

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)
_PAGE = re.compile(
    r"(?:Page|page|Página|página|страница|Стр\.|صفحة|第)\s{0,2}\d{1,4}(?:\s{0,2}页)?"
    r"|\d{1,4}\s?/\s?\d{1,4}|[-–]\s?\d{1,4}\s?[-–]"
)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]{0,11}(?:/[A-Za-z0-9.()\-]{1,24}){1,8}\*{0,3}")
_JOB = re.compile(
    r"(?:[A-Z]{1,4}\.?\d{2}-?\d{5}|\d{2}-\d{5})(?:\s?\([A-Z]\))?(?:\s{1,3}\d{6}){0,4}"
)
_NUMBER = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d{1,9}")
_RULE = re.compile(r"[_\-–—=]{3,200}")
_MARK = "\ufeff"
_EDGE = 3
_BLANK_RULE = 20


class Line(NamedTuple):
    """A line without the space around it; ``words`` may be empty."""

    start: int
    end: int
    words: str
    spaced: bool
    """Whether it ends in a space."""
    page: int
    indent: int
    """Spaces before it; of an empty line, all of its spaces."""

    @property
    def width(self) -> int:
        """Columns: a Chinese character takes two."""
        return len(self.words) + len(_WIDE.findall(self.words))

    @property
    def is_rule(self) -> bool:
        """Whether this is the line between a text and its footnotes, drawn or left blank."""
        return _RULE.fullmatch(self.words) is not None or (
            not self.words and self.indent >= _BLANK_RULE
        )


def lines_of(text: str) -> list[Line]:
    """Return all lines of a text; a form feed begins a page."""
    lines: list[Line] = []
    at = 0
    for page, content in enumerate(text.split("\f")):
        for raw in content.split("\n"):
            words = raw.strip()
            if words.startswith(_MARK):
                words = words[1:].lstrip()
            indent = raw.index(words) if words else len(raw)
            spaced = raw.rstrip("\r").endswith(" ")
            start = at + indent
            lines.append(Line(start, start + len(words), words, spaced, page, indent))
            at += len(raw) + 1
    return lines


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines that are words of the document, and the words of the others."""
    repeated = _repeated(lines)
    kept: list[Line] = []
    furniture: list[str] = []
    for index, line in enumerate(lines):
        if line.words and (
            _JOB.fullmatch(line.words)
            or _PAGE.fullmatch(line.words)
            or (index, line.page) in repeated
            or (_SYMBOL.fullmatch(line.words) and "/" in line.words)
        ):
            furniture.append(line.words)
        else:
            kept.append(line)
    return kept, furniture


def _repeated(lines: list[Line]) -> set[tuple[int, int]]:
    """Return the lines at the edges of pages that many pages share, but for their digits."""
    last = max((line.page for line in lines), default=0)
    if last == 0:
        return set()
    edges: list[tuple[int, Line]] = []
    numbered = ((index, line) for index, line in enumerate(lines) if line.words)
    for _, page in groupby(numbered, key=lambda pair: pair[1].page):
        own = list(page)
        edges += own[:_EDGE] + own[-_EDGE:]
    shapes = Counter(shape for shape, _ in {(_shape(line), line.page) for _, line in edges})
    needed = max(2, (last + 1) // 3)
    return {
        (index, line.page)
        for index, line in edges
        if shapes[_shape(line)] >= needed or _NUMBER.fullmatch(line.words)
    }


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.words)
