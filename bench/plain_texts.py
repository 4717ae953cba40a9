"""Official resolutions as plain text with lines of one width, as printers break them."""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 76
"""Columns; a Chinese character takes two."""


class Folded(NamedTuple):
    """A text with broken lines. ``places`` tells where each character stood before."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], self.places[end - 1] + 1


def folded(text: str, language: str) -> Folded:
    """Return a text with a blank line between passages and no line beyond the width.

    Lines are broken at spaces; Chinese ones after any character but within a number or a word of
    Latin letters, and never before a closing mark.
    """
    pieces: list[str] = []
    places: list[int] = []

    def add(start: int, end: int, then: str) -> None:
        pieces.append(text[start:end] + then)
        places.extend(range(start, end))
        places.extend([end] * len(then))

    start = 0
    for passage in text.split("\n"):
        end = start + len(passage)
        at = start
        while (stop := _stop(text, at, end, language)) < end:
            skipped = text[stop] == " "
            add(at, stop, "\n")
            at = stop + skipped
        add(at, end, "\n\n")
        start = end + 1
    return Folded("".join(pieces), places)


def _stop(text: str, start: int, end: int, language: str) -> int:
    """Return where the line that starts at ``start`` ends."""
    if language != "zh":
        if end - start <= WIDTH:
            return end
        stop = text.rfind(" ", start + 1, start + WIDTH + 1)
        if stop < 0:
            stop = text.find(" ", start + WIDTH, end)
        return end if stop < 0 else stop
    columns, stop = 0, start
    while stop < end and columns < WIDTH:
        columns += 1 if text[stop].isascii() else 2
        stop += 1
    while start + 1 < stop < end and (
        text[stop] in "，。；：、）》”)" or (_narrow(text[stop]) and _narrow(text[stop - 1]))
    ):
        stop -= 1
    return stop if stop > start + 1 else end


def _narrow(character: str) -> bool:
    return character.isascii() and character != " "
