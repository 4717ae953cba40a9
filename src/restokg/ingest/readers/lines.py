"""From broken lines to blocks: plain text as it comes out of PDF files.

Such text tears sentences apart, with blank lines between the parts, and puts page headers and
footnotes in between. Three habits of its makers tell where a paragraph ends: every paragraph is one
line; or a space is left at the end of paragraphs but not of lines; or lines go on that are as wide
as the page. Which of them holds is read off the text as a whole.
"""

from __future__ import annotations

import re

from restokg.ingest.readers import headings, markers
from restokg.ingest.readers.blocks import Block, Blocks
from restokg.ingest.readers.margin import Margin
from restokg.ingest.readers.pages import Line, lines_of, without_furniture

_HEADING = re.compile(r"(#{1,6}) {1,5}(?=\S)")
_DASH = re.compile(r"[-–] {1,5}(?=[(（])")
_TERMINALS = tuple("。；：！？.;:!?؛؟")
_COMMAS = ("，", ",", "،")
_NARROWEST_PAGE, _WIDEST_PAGE = 50, 130
_LONG = 60
"""Columns. Where each paragraph is one line, one this long that ends unlike a sentence goes on."""


def blocks_of(text: str) -> Blocks:
    """Return the blocks and notes of a text; its furniture is left out."""
    result = Blocks(text, [])
    lines, result.furniture = without_furniture(lines_of(text))
    habits = _Habits(lines)
    margin = Margin(habits.widest)
    current: list[Line] = []
    blank = 0
    for line in lines:
        if margin.takes(line):
            continue
        if not line.words:
            blank += 1
            continue
        if current and habits.parts(current[-1], line, blank):
            result.blocks.append(_block(current))
            current = []
        current.append(line)
        blank = 0
    if current:
        result.blocks.append(_block(current))
    result.notes = margin.notes(text)
    return result


def _block(lines: list[Line]) -> Block:
    first = lines[0]
    start, heading, level = first.start, False, 0
    if match := _HEADING.match(first.words):
        heading, level = True, len(match[1])
        start += match.end()
    elif match := _DASH.match(first.words):
        start += match.end()
    pieces = ((start, first.end), *((line.start, line.end) for line in lines[1:]))
    return Block(start, lines[-1].end, heading, level, pieces=pieces)


class _Habits:
    """How the makers of a text broke its lines."""

    def __init__(self, lines: list[Line]) -> None:
        widths = sorted(line.width for line in lines if line.width >= _LONG // 3)
        self.widest = widths[len(widths) * 9 // 10] if widths else _WIDEST_PAGE
        full = [line for line in lines if line.width >= self.widest * 0.85]
        self.wrapped = _NARROWEST_PAGE <= self.widest <= _WIDEST_PAGE and len(full) >= max(
            3, len(widths) * 0.3
        )
        short = [line for line in lines if 0 < line.width < self.widest * 0.6]
        self.spaced = (
            bool(full and short)
            and sum(line.spaced for line in full) < len(full) * 0.4
            and sum(line.spaced for line in short) > len(short) * 0.6
        )
        self._counts: dict[str, int] = {}

    def parts(self, before: Line, line: Line, blank: int) -> bool:
        """Whether a line begins a new block."""
        if self._begins(before, line):
            return True
        if not self.wrapped:
            return before.width < _LONG or before.words.endswith((*_TERMINALS, *_COMMAS))
        if self.spaced:
            return before.spaced and (
                before.width < self.widest * 0.85 or before.words[-1] not in "-–" or blank > 1
            )
        if before.width < self.widest * 0.7:
            return True
        if before.words.endswith(_COMMAS):
            return blank > 0 and not line.words[0].islower()
        return before.words.endswith(_TERMINALS) and (blank > 0 or line.indent > before.indent)

    def _begins(self, before: Line, line: Line) -> bool:
        """Whether a line begins with a marker that may count."""
        if _HEADING.match(line.words):
            return True
        words = line.words[match.end() :] if (match := _DASH.match(line.words)) else line.words
        if headings.name_of(words) is not None:
            return True
        going_on = self._goes_on(before)
        for marker in markers.markers(words):
            latest = self._counts.get(marker.style)
            follows = latest is not None and marker.order == latest + 1
            if follows or not going_on or marker.order == 1:
                doubtful = marker.style == markers.PARAGRAPH and self.wrapped
                if going_on and not follows and doubtful:
                    continue
                self._counts[marker.style] = marker.order
                return True
        return False

    def _goes_on(self, before: Line) -> bool:
        """Whether a line most likely goes on in the next."""
        if before.words.endswith(_TERMINALS) or (
            not self.wrapped and before.words.endswith(_COMMAS)
        ):
            return False
        if self.wrapped and self.spaced:
            return not before.spaced
        return before.width >= (self.widest * 0.85 if self.wrapped else _LONG)
