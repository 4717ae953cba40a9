"""Blocks: the paragraphs, headings, rows and notes of a document, before their numbers are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Block(NamedTuple):
    """A run of text that belongs together. ``pieces`` are its lines, where it is broken."""

    start: int
    end: int
    heading: bool = False
    """Whether the format says that this is a heading."""
    level: int = 0
    """Of a heading, where the format tells: 1 is the highest."""
    number: str = ""
    """A number that the format prints before the text without writing it there."""
    bullet: bool = False
    row: bool = False
    """Whether this is a row of a table, or a cell."""
    pieces: tuple[tuple[int, int], ...] = ()


class Note(NamedTuple):
    """A footnote: its own words, its mark, and where in the text the mark stands."""

    start: int
    end: int
    mark: str
    at: int | None = None
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Blocks:
    """All that a format yields of a document, in reading order."""

    text: str
    blocks: list[Block]
    notes: list[Note] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    """What pages repeat: headers, footers, page numbers."""
    links: list[tuple[int, int, str]] = field(default_factory=list)


class Composer:
    """Builds a text block by block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.result = Blocks("", [])

    def write(self, words: str) -> tuple[int, int]:
        """Append a line of text, and return its span."""
        if self._pieces:
            self._pieces.append("\n")
            self.length += 1
        start = self.length
        self._pieces.append(words)
        self.length += len(words)
        return start, self.length

    def block(
        self,
        words: str,
        *,
        heading: bool = False,
        level: int = 0,
        number: str = "",
        bullet: bool = False,
        row: bool = False,
    ) -> int:
        """Append a block, and return where it starts."""
        start, end = self.write(words)
        self.result.blocks.append(Block(start, end, heading, level, number, bullet, row))
        return start

    def finish(self) -> Blocks:
        """Return what was composed."""
        self.result.text = "".join(self._pieces)
        return self.result


def reflowed(source: Blocks) -> Blocks:
    """Return the same blocks in a text of their own: without furniture, notes behind their block.

    For formats whose pages tear paragraphs apart and whose text is ours to order.
    """
    composer = Composer()
    waiting = sorted(source.notes, key=lambda note: (note.at is None, note.at or note.start))
    for block in source.blocks:
        words = _joined(source.text, block.pieces or ((block.start, block.end),))
        start = composer.block(
            words,
            heading=block.heading,
            level=block.level,
            number=block.number,
            bullet=block.bullet,
            row=block.row,
        )
        while waiting and waiting[0].at is not None and waiting[0].at < block.end:
            _write_note(composer, source.text, waiting.pop(0), block, start)
    for note in waiting:
        _write_note(composer, source.text, note, None, 0)
    composer.result.furniture = source.furniture
    return composer.finish()


def _write_note(composer: Composer, text: str, note: Note, block: Block | None, start: int) -> None:
    at = None
    if block is not None and note.at is not None:
        at = start
        for piece_start, piece_end in block.pieces or ((block.start, block.end),):
            if note.at < piece_end:
                at += max(0, note.at - piece_start)
                break
            at += piece_end - piece_start + 1
    span = composer.write(_joined(text, note.pieces or ((note.start, note.end),)))
    composer.result.notes.append(Note(*span, note.mark, at))


def _joined(text: str, pieces: tuple[tuple[int, int], ...]) -> str:
    return "\n".join(text[start:end] for start, end in pieces)
