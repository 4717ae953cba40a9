"""The words of a marked stream: one string, with the places of its notes and links."""

from __future__ import annotations

import re
from typing import NamedTuple

NOTE, NOTE_END, LINK, LINK_END, MARK_END = "\ue003", "\ue004", "\ue005", "\ue006", "\ue007"
NOTE_LINE = "\ue008"
"""A note or link begins, and ends; what stands before MARK_END is its mark or its address. Lines of
a note end in NOTE_LINE."""

_MARKS = re.compile(f"([{NOTE}-{MARK_END}])")


class Note(NamedTuple):
    """``place`` counts from the start of the words; ``words`` may hold marks again."""

    place: int
    mark: str
    words: str


class Words(NamedTuple):
    """``notes`` and ``links`` count from the start of ``text``."""

    text: str
    notes: list[Note]
    links: list[tuple[int, int, str]]


def unmarked(text: str) -> Words:
    """Return words without their marks, and without the spaces that these leave behind."""
    kept: list[str] = []
    notes: list[Note] = []
    links: list[tuple[int, int, str]] = []
    length = at = 0
    opened = (0, 0, "")
    pieces = _MARKS.split(text)
    while at < len(pieces):
        piece = pieces[at]
        if piece == NOTE:
            end = _end_of_note(pieces, at)
            mark, _, words = "".join(pieces[at + 1 : end]).partition(MARK_END)
            notes.append(Note(length, mark, words))
            at = end
        elif piece == LINK:
            opened = (length, len(kept), pieces[at + 1])
            at += 2
        elif piece == LINK_END:
            links += _link(opened[0], "".join(kept[opened[1] :]), opened[2])
        else:
            length += _append(kept, piece)
        at += 1
    return Words("".join(kept).rstrip(), notes, links)


def _end_of_note(pieces: list[str], at: int) -> int:
    depth = 0
    for index in range(at, len(pieces)):
        depth += (pieces[index] == NOTE) - (pieces[index] == NOTE_END)
        if depth == 0:
            return index
    return len(pieces)


def _append(kept: list[str], piece: str) -> int:
    """Append a piece without a second space at the joint; return how much longer the text is."""
    last = kept[-1][-1] if kept else "\n"
    if piece[:1] == " " and last in " \n":
        piece = piece[1:]
    shorter = 0
    if piece[:1] == "\n" and last == " ":
        shorter = 1
        kept[-1] = kept[-1][:-1]
        if not kept[-1]:
            kept.pop()
    if piece:
        kept.append(piece)
    return len(piece) - shorter


def _link(start: int, words: str, address: str) -> list[tuple[int, int, str]]:
    """Return the span of a link without the spaces at its ends; none, if nothing is left."""
    bare = words.strip()
    start += len(words) - len(words.lstrip())
    return [(start, start + len(bare), address)] if bare else []
