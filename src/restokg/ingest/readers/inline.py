"""The words of marked-up text: one string, with the places of its notes and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from restokg.ingest.readers.markup import text_of

if TYPE_CHECKING:
    from restokg.ingest.readers.markup import Element


class Words(NamedTuple):
    """``notes`` and ``links`` count from the start of ``text``."""

    text: str
    notes: list[tuple[int, Element]]
    links: list[tuple[int, int, str]]


class Flattening:
    """How the elements of one markup are flattened: which are notes, links or nothing."""

    def __init__(self, *, note: str, link: str, skipped: frozenset[str]) -> None:
        self._note = note
        self._link = link
        self._skipped = skipped

    def words(self, blocks: Iterable[Element], *, links: bool = False) -> Words:
        """Return the words of blocks, one block a line; runs of white space become one space.

        Links are told only if they are asked for, which costs time.
        """
        blocks = list(blocks)
        if links:
            return self._marked(blocks)
        lines = []
        for block in blocks:
            for _ in block.iter(self._note):
                return self._marked(blocks)
            lines.append(" ".join(text_of(block).split()))
        return Words("\n".join(lines).rstrip(), [], [])

    def _marked(self, blocks: list[Element]) -> Words:
        pieces: list[str] = []
        notes: list[tuple[int, Element]] = []
        links: list[tuple[int, int, str]] = []
        length = 0
        spaced = True
        for block in blocks:
            if pieces:
                if pieces[-1].endswith(" "):
                    pieces[-1] = pieces[-1][:-1]
                    length -= 1
                pieces.append("\n")
                length += 1
                spaced = True
            for raw, element in self._runs(block):
                if element is not None and element.tag == self._note:
                    notes.append((length, element))
                    continue
                text = " ".join(raw.split())
                if not text:
                    if raw and not spaced:
                        pieces.append(" ")
                        length += 1
                        spaced = True
                    continue
                if raw[0].isspace() and not spaced:
                    text = " " + text
                if raw[-1].isspace():
                    text += " "
                if element is not None:
                    start = length + (text[0] == " ")
                    end = length + len(text) - (text[-1] == " ")
                    links.append((start, end, element.get("href") or ""))
                pieces.append(text)
                length += len(text)
                spaced = text[-1] == " "
        return Words("".join(pieces).rstrip(), notes, links)

    def _runs(self, block: Element) -> Iterable[tuple[str, Element | None]]:
        """Yield runs of text in order; with the element, where the run is a link or a note."""
        if block.text:
            yield block.text, None
        for child in block:
            tag = child.tag
            if tag == self._note:
                yield "", child
            elif tag == self._link:
                yield text_of(child), child
            elif tag not in self._skipped and not _is_bracket(child):
                if len(child):
                    yield from self._runs(child)
                elif child.text:
                    yield child.text, None
            if child.tail:
                yield child.tail, None


def _is_bracket(element: Element) -> bool:
    """Whether this is the bracket that some languages put around the mark of a note."""
    return element.text in ("(", ")") and element.tag.endswith("sup")
