"""Footnotes among the lines of a text: at the end of a page, behind a rule, or behind a star."""

from __future__ import annotations

import re

from restokg.ingest.readers.blocks import Note
from restokg.ingest.readers.pages import Line

_STAR = re.compile(r"(\*{1,4})(?![*\d])\s{0,10}(?=\S)")
_RAISED = re.compile(r"<sup>\s?(\d{1,3})\s?</sup>\s{0,10}")
_COUNTED = re.compile(r"(\d{1,3})(?:\s{1,10}(?=\S)|$)")
_LINK = re.compile(r"https?://\S{1,500}")
_TERMINALS = tuple("。；！？.;!?؛؟")
_AFTER = "[^0-9年月日%个项条亿万千百位名种次处份.]"
_BEFORE = r"(?:(?<=[^\s0-9/、,\-–(（A-Z.])|(?<=[^\s0-9][、.,]))"
_FAR = 100_000
_NEAR = 4_000
"""How far back from a footnote its mark may stand."""


class Margin:
    """Takes the lines of footnotes out of the lines of a text."""

    def __init__(self, widest: int) -> None:
        self._widest = widest
        self._behind_rule = False
        self._open = False
        """Whether the latest note goes on."""
        self._notes: list[tuple[str, int, list[Line]]] = []
        self._count = 0

    def takes(self, line: Line) -> bool:
        """Whether a line belongs to a note, or draws the line above the notes."""
        if line.is_rule:
            self._behind_rule, self._open = True, False
            return bool(line.words) or line.indent > 0
        if not line.words:
            return False
        if self._starts(line):
            return True
        if self._open:
            self._continue(line, 0)
            return True
        if self._behind_rule and _LINK.fullmatch(line.words) and self._notes:
            return True  # an address that a note names, printed once more by its link
        self._behind_rule = False
        return False

    def notes(self, text: str) -> list[Note]:
        """Return the notes, each with the place of its mark."""
        found: list[Note] = []
        taken = 0
        for mark, skip, lines in self._notes:
            pieces = [(line.start, line.end) for line in lines]
            pieces[0] = (pieces[0][0] + skip, pieces[0][1])
            pieces = [piece for piece in pieces if piece[0] < piece[1]]
            if not pieces:
                continue
            at = _place(text, mark, taken, lines[0].start)
            if at is not None:
                taken = at + 1
            found.append(Note(pieces[0][0], pieces[-1][1], mark, at, tuple(pieces)))
        return found

    def _starts(self, line: Line) -> bool:
        if match := _RAISED.match(line.words) or _STAR.match(line.words):
            self._begin(match[1], match.end(), line)
            return True
        match = _COUNTED.match(line.words) if self._behind_rule else None
        if match is None or int(match[1]) != self._count + 1:
            return False
        self._begin(match[1], match.end(), line)
        return True

    def _begin(self, mark: str, skip: int, line: Line) -> None:
        if mark.isdecimal():
            self._count = int(mark)
        self._notes.append((mark, skip, []))
        self._continue(line, skip)

    def _continue(self, line: Line, skip: int) -> None:
        self._notes[-1][2].append(line)
        words = line.words[skip:]
        ended = words.endswith(_TERMINALS) and (line.spaced or line.width < self._widest * 0.8)
        short = bool(words) and line.width < self._widest * 0.6
        self._open = not (ended or short)


def _place(text: str, mark: str, start: int, end: int) -> int | None:
    """Return where a mark stands in the text before its note."""
    if mark.startswith("*"):
        stars = re.compile(rf"(?<=[^*\s]){re.escape(mark)}(?!\*)")
        match = stars.search(text, max(0, end - _FAR), end)
        return match.start() if match else None
    raised = text.find(f"<sup>{mark}</sup>", start, end)
    if raised >= 0:
        return raised
    plain = re.compile(f"{_BEFORE}{mark}(?={_AFTER}|$)")
    match = plain.search(text, max(start, end - _NEAR), end)
    return match.start() if match else None
