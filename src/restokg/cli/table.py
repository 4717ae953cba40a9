"""A table as plain text, to the width of the terminal, with nothing cut off.

Rich and its peers draw tables too, but importing any of them takes longer than opening the graph
and asking it. Chinese characters take two columns, and a line may break beside each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
NARROWEST = 10
LONGEST_WORD = 20
"""Columns are squeezed to their longest word, kept within these many cells."""

# What may not begin a line, and what may not end one; and where a long word may be broken.
_CLOSING = frozenset("，。、；：？！）》」』】〉”’…")
_OPENING = frozenset("（《「『【〈“‘")
_BREAKING = frozenset("/;|-")
_COMBINING, _SOFT_HYPHEN = "\u0300", "\u00ad"
"""Below the first, all characters but the second take one cell."""
_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?%?")


def width(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    if text.isascii() or (max(text) < _COMBINING and _SOFT_HYPHEN not in text):
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
        if unicodedata.category(char) not in ("Mn", "Me", "Cf")
    )


def render(
    columns: Sequence[str], rows: Sequence[Sequence[str]], total: int, *, grouped: bool = False
) -> str:
    """Return the table in lines of at most ``total`` cells.

    Cells wrap where the table would be too wide; then a blank line parts the rows, or with
    ``grouped`` the groups: a row with an empty first cell belongs to the one above it. Where even
    that does not fit, each row becomes a block of lines with the column's name before the value.
    """
    cells = [[_lines(cell) for cell in row] for row in rows]
    natural = [
        max(width(name), *(width(line) for row in cells for line in row[index]), 1)
        for index, name in enumerate(columns)
    ]
    if not columns:
        return ""
    least = [
        min(natural[i], max(width(name), _longest_word([name, *(row[i] for row in rows)])))
        for i, name in enumerate(columns)
    ]
    sizes = _sizes(natural, least, total - len(GAP) * (len(columns) - 1))
    if sizes is None:
        return _blocks(columns, rows, total)
    right = [
        bool(rows) and all(not row[i] or _NUMBER.fullmatch(row[i]) for row in rows)
        for i in range(len(columns))
    ]
    lines = _row([[name] for name in columns], sizes, right)
    lines.append(GAP.join("─" * size for size in sizes))
    drawn = [_row(row, sizes, right) for row in cells]
    apart = any(len(row) > 1 for row in drawn)
    for number, row in enumerate(drawn):
        if apart and number and not (grouped and not rows[number][0]):
            lines.append("")
        lines.extend(row)
    return "\n".join(lines)


def wrap(text: str, size: int) -> list[str]:
    """Break a text into lines of at most ``size`` cells; nothing but blanks at breaks is lost."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width(paragraph) <= size:
            lines.append(paragraph.strip())
            continue
        line, used = "", 0
        for piece in _pieces(paragraph):
            taken = width(piece)
            if used and used + taken > size:
                if piece.isspace():
                    continue
                lines.append(line.rstrip())
                line, used = "", 0
            if taken > size:
                for char in piece:
                    step = width(char)
                    if used and used + step > size:
                        lines.append(line)
                        line, used = "", 0
                    line, used = line + char, used + step
            elif line or not piece.isspace():
                line, used = line + piece, used + taken
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the blanks, words, parts of words and wide characters between which lines may break.

    A regular expression with the ranges of wide characters takes longer to compile than all this.
    """
    piece = ""
    for char in text:
        if piece and _breaks(piece, char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _breaks(piece: str, char: str) -> bool:
    """Tell whether a line may break between a piece and the character after it."""
    last = piece[-1]
    if char.isspace() or last.isspace():
        return not (char.isspace() and last.isspace())
    if char in _CLOSING or last in _OPENING:
        return False
    if _is_wide(last) or _is_wide(char):
        return True
    return last in _BREAKING and char.isalnum()


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" and unicodedata.east_asian_width(char) in "WF"


def _lines(cell: str) -> list[str]:
    return cell.split("\n") if cell else [""]


def _longest_word(cells: Sequence[str]) -> int:
    words = (word for cell in cells for word in cell.split() if word.isascii())
    return min(LONGEST_WORD, max(NARROWEST, max(map(len, words), default=0)))


def _sizes(natural: list[int], least: list[int], room: int) -> list[int] | None:
    """Share the room: narrow columns keep their width, the wide ones get the same."""
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return None
    low, high = 0, room
    while low < high:
        middle = (low + high + 1) // 2
        fits = sum(_capped(natural, least, middle)) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    sizes = _capped(natural, least, low)
    for index, size in enumerate(sizes):
        if size < natural[index] and sum(sizes) < room:
            sizes[index] += 1
    return sizes


def _capped(natural: list[int], least: list[int], cap: int) -> list[int]:
    return [min(size, max(low, cap)) for size, low in zip(natural, least, strict=True)]


def _row(cells: list[list[str]], sizes: list[int], right: list[bool]) -> list[str]:
    wrapped = [
        [part for line in cell for part in wrap(line, size)]
        for cell, size in zip(cells, sizes, strict=True)
    ]
    lines = []
    for at in range(max(len(cell) for cell in wrapped)):
        parts = []
        for cell, size, flush in zip(wrapped, sizes, right, strict=True):
            part = cell[at] if at < len(cell) else ""
            padding = " " * (size - width(part))
            parts.append(padding + part if flush else part + padding)
        lines.append(GAP.join(parts).rstrip())
    return lines


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> str:
    blocks = []
    for row in rows:
        lines: list[str] = []
        for name, cell in zip(columns, row, strict=True):
            first, *rest = wrap(f"{name}: {cell}", max(total - len(GAP), 2))
            if cell:
                lines += [first, *(GAP + line for line in rest)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
