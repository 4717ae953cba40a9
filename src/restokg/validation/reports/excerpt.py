"""The line of a file that a finding is about, cut to what is worth showing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from restokg.validation.findings import Place
from restokg.validation.reports.wording import printable

WIDTH = 100
"""Cells of a terminal that an excerpt may take; a Chinese character takes two."""

_TAB = "    "


class Excerpt(NamedTuple):
    """One line in three parts, the middle one being what the finding points at."""

    line: int
    before: str
    marked: str
    after: str


class Excerpts:
    """Excerpts of files, each of which is asked for once as long as findings are by file."""

    def __init__(self, sources: Callable[[Path], str | None], width: int = WIDTH) -> None:
        self._sources = sources
        self._width = width
        self._file: Path | None = None
        self._lines: list[str] = []

    def of(self, place: Place | None) -> Excerpt | None:
        """Return the first line of a place, or None where place or text are not known."""
        if place is None or place.line is None:
            return None
        if place.file != self._file:
            self._file = place.file
            # Only LF ends a line, as for the readers that count lines.
            self._lines = (self._sources(place.file) or "").split("\n")
        if not 1 <= place.line <= len(self._lines):
            return None
        text = self._lines[place.line - 1]
        return self._cut(place.line, *_parts(text, place)) if text.strip() else None

    def _cut(self, line: int, before: str, marked: str, after: str) -> Excerpt:
        if cell_len(before + marked + after) <= self._width:
            return Excerpt(line, before, marked, after)
        marked = _head(marked, self._width * 2 // 3)
        room = self._width - cell_len(marked)
        # Where one side is short, the other has what it leaves.
        before = _tail(before, max(room // 2, room - cell_len(after)))
        return Excerpt(line, before, marked, _head(after, room - cell_len(before)))


def _parts(text: str, place: Place) -> tuple[str, str, str]:
    """Split a line at the place; a column without an end marks one character."""
    indent = len(text) - len(text.lstrip())
    start = indent if place.column is None else min(max(place.column - 1, 0), len(text))
    end = len(text.rstrip())
    if place.end_line == place.line and place.end_column is not None:
        end = place.end_column - 1
    elif place.end_line is None and place.column is not None:
        end = start + 1
    end = max(end, start)
    before, marked, after = text[:start], text[start:end], text[end:].rstrip()
    return _visible(before), _visible(marked), _visible(after)


def _head(text: str, cells: int) -> str:
    """Return the beginning of a text, with an ellipsis where it is cut."""
    if cell_len(text) <= cells:
        return text
    kept = text[: max(cells - 1, 0)]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + "…"


def _tail(text: str, cells: int) -> str:
    """Return the end of a text, with an ellipsis where it is cut."""
    if cell_len(text) <= cells:
        return text
    kept = text[max(len(text) - cells + 1, 0) :]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[1:]
    return "…" + kept


def _visible(text: str) -> str:
    return printable(text).replace("\t", _TAB)
