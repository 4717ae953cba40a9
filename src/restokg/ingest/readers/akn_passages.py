"""The passages of an AKN4UN stream as provisions of a document: which stands below which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from restokg.ingest.document import Document, Provision
from restokg.ingest.readers import akn_stream, numbering
from restokg.ingest.readers.inline import LINK, NOTE, NOTE_LINE, Note, unmarked

_LEADING_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s{0,3}[-–]\s{1,5}")
_LEADING_ITEM = re.compile(r"(\(?[a-zа-я\u0621-\u064a]{1,4}\))\s{1,5}")
_HEADING_STYLE = re.compile(r"H(?:\d{1,2}|Ch)")

Passage = list[str]
"""Kind, number, style and words, as the stream has them."""


class Passages:
    """One document while it is read: the text so far, and the provisions found in it."""

    def __init__(self, document: Document, *, links: bool) -> None:
        self.document = document
        self.provisions = document.provisions
        self.links = links
        self.pieces: list[str] = []
        self.length = 0
        self.notes: list[Note] = []
        self.paths: set[str] = set()
        self.repeated: dict[str, int] = {}
        """How often a path was wanted, if more than once."""
        self.kind = "OperativeParagraph"
        self.base = ""
        self.base_parent: int | None = None
        self.open: dict[int, int] = {}
        """The latest provision of each rank: the ones that deeper ones belong to."""
        self.points: list[int] = []
        """The latest paragraph, and the latest point of each depth below it."""
        self.preambular = self.sections = self.unnumbered = 0
        self.annexes = 0
        self.section_number = ""
        self.restarts = False
        """Whether the numbers of paragraphs begin anew under headings."""
        self.heading_style: str | None = None
        """The style of the heading that is the latest provision, if it is one."""

    def read(self, passages: Sequence[Passage]) -> None:
        """Add the provisions and the text to the document."""
        annexes = sum(passage[0] == akn_stream.ANNEX for passage in passages)
        torn = ""
        for order, (kind, marked_number, style, lines) in enumerate(passages):
            number = _bare(marked_number) if marked_number else ""
            words = lines.strip()
            if "\n" in words:
                words = "\n".join([line.strip() for line in words.split("\n")])
            if kind == akn_stream.PARAGRAPH:
                if number and not words and _is_words_alone(passages[order + 1 : order + 2]):
                    torn = number  # off its paragraph, which comes next
                    continue
                number, torn = number or torn, ""
                if style[:1] == "H" and _is_heading(number, style):
                    self._heading(words, number, style)
                else:
                    self.points = [self._numbered(words, number)]
            elif kind == akn_stream.ITEM:
                self._point(words, number, int(style))
            elif kind == akn_stream.HEADING:
                self._heading(words, number or self.section_number, style)
                self.section_number = ""
            elif kind == akn_stream.SECTION_NUMBER:
                self.section_number = number
            elif kind == akn_stream.UNNUMBERED:
                self._unnumbered(words)
            elif kind in (akn_stream.BODY, akn_stream.ANNEX):
                self._begin(kind, annexes, passages, order + 1)
            else:
                self._before_body(kind, number, words)
        self._footnotes()
        self.document.text = "".join(self.pieces)

    # --- structure ----------------------------------------------------------------------------

    def _before_body(self, kind: str, number: str, words: str) -> None:
        if kind == akn_stream.PREAMBULAR:
            self.preambular += 1
            path = f"preamble/{self.preambular}"
            self.points = [self._add(path, "PreambularParagraph", None, words)]
        elif kind == akn_stream.PREAMBULAR_ITEM:
            self._point(words, number, 0)
        elif kind == akn_stream.MASTHEAD:
            self._add("masthead", "Masthead", None, words)
        else:
            self._say(words)

    def _begin(self, kind: str, annexes: int, passages: Sequence[Passage], first: int) -> None:
        """Begin a main body: that of the resolution, or of an annex."""
        if kind == akn_stream.ANNEX:
            self.annexes += 1
            path = "annex" if annexes == 1 else f"annex-{self.annexes}"
            self.kind = "Paragraph"
            self.base, self.base_parent = f"{path}/", self._add(path, "Annex", None, "")
        self.open = {}
        self.sections = self.unnumbered = 0
        self.heading_style, self.section_number = None, ""
        numbers = []
        for index in range(first, len(passages)):
            passage = passages[index]
            if passage[0] == akn_stream.ANNEX:
                break
            if passage[1] and passage[0] in "ph":
                numbers.append(_bare(passage[1]))
        numbers = [number for number in numbers if numbering.rank(number) == numbering.PARAGRAPH]
        self.restarts = len(numbers) != len(set(numbers))

    def _point(self, words: str, number: str, depth: int) -> None:
        parents = self.points[: depth + 1]
        rank = numbering.ITEM if depth == 0 else numbering.SUBITEM
        part = numbering.slug(number, rank) if number else "unnumbered"
        path = f"{self.provisions[parents[-1]].path}/{part}"
        index = self._add(path, "Item", parents[-1], words, number)
        self.open[rank] = index
        self.points = [*parents, index]

    def _heading(self, words: str, printed: str, style: str) -> None:
        """Add a heading; what stands right below one of the same style belongs to that."""
        if self.heading_style == style and style:
            start = self.length
            words = self._say(words)
            if words:
                provision = self.provisions[-1]
                if provision.start == provision.end:
                    provision.start = start
                provision.end = start + len(words)
            return
        self.sections += 1
        path = f"{self.base}section/{self.sections}"
        index = self._add(path, "Section", self.base_parent, words, printed)
        self.open = {numbering.SECTION: index}
        self.heading_style = style

    def _numbered(self, words: str, printed: str) -> int:
        """Add a paragraph, or an item that is marked up as one, by its number."""
        if not printed and (match := _LEADING_NUMBER.match(words)):
            # In Arabic the number often stands in the text.
            printed, words = match[1], words[match.end() :].lstrip()
        opened = self.open
        if not printed and numbering.PARAGRAPH in opened:
            # So does the letter of an item, in any language.
            match = _LEADING_ITEM.match(words)
            if match and numbering.rank(match[1], self._latest_item()):
                printed, words = match[1], words[match.end() :].lstrip()
        rank = numbering.rank(printed, self._latest_item()) if printed else None
        if rank is None or (rank > numbering.PARAGRAPH and numbering.PARAGRAPH not in opened):
            return self._unnumbered(words, printed)
        section = opened.get(numbering.SECTION)
        self.open = opened = {above: opened[above] for above in opened if above < rank}
        if rank <= numbering.PARAGRAPH:
            parent = section if section is not None else self.base_parent
            under = self.provisions[section].path if section is not None else ""
            path = f"{under}/p" if self.restarts and under else f"{self.base}p"
            kind = self.kind
        else:
            parent = opened[max(opened)]
            path, kind = self.provisions[parent].path, "Item"
        index = self._add(f"{path}/{numbering.slug(printed, rank)}", kind, parent, words, printed)
        opened[rank] = index
        return index

    def _latest_item(self) -> str | None:
        index = self.open.get(numbering.ITEM)
        return None if index is None else self.provisions[index].path.rpartition("/")[2]

    def _unnumbered(self, words: str, printed: str = "") -> int:
        parent = self.open.get(numbering.SECTION, self.base_parent)
        self.unnumbered += 1
        path = f"{self.base}unnumbered/{self.unnumbered}"
        return self._add(path, self.kind, parent, words, printed)

    def _footnotes(self) -> None:
        """Add the notes, last of all; notes within notes are their own."""
        count = 0
        while self.notes:
            notes, self.notes = self.notes, []
            for place, mark, lines in notes:
                count += 1
                words = "\n".join([line.strip() for line in lines.split(NOTE_LINE)]).strip()
                if words.startswith("()"):  # where the mark was, in Arabic
                    words = words[2:].lstrip()
                index = self._add(f"footnote/{count}", "Footnote", None, words, mark)
                self.provisions[index].note_at = place

    # --- text ---------------------------------------------------------------------------------

    def _add(self, path: str, kind: str, parent: int | None, words: str, printed: str = "") -> int:
        if path in self.paths:
            path = self._another(path)
        self.paths.add(path)
        self.heading_style = None
        start = self.length
        if words:
            words = self._say(words)
        number = numbering.plain_number(printed) if printed else None
        self.provisions.append(Provision(path, kind, start, start + len(words), number, parent))
        return len(self.provisions) - 1

    def _another(self, path: str) -> str:
        again, unique = self.repeated.get(path, 1), path
        while unique in self.paths:
            again += 1
            unique = f"{path}-{again}"
        self.repeated[path] = again
        self.document.notices.append(f"There is more than one {path}; the next is {unique}.")
        return unique

    def _say(self, words: str) -> str:
        """Append words, a line or more, and return them without the marks in them."""
        start = self.length
        if NOTE in words or (self.links and LINK in words):
            words, notes, links = unmarked(words)
            if words:
                self.notes += [note._replace(place=start + note.place) for note in notes]
                self.document.links += [(start + a, start + b, link) for a, b, link in links]
        if words:
            self.pieces += (words, "\n")
            self.length = start + len(words) + 1
        return words


@lru_cache(1 << 12)
def _bare(number: str) -> str:
    """Return a printed number without a note on it."""
    return unmarked(number).text.strip()


def _is_words_alone(passages: Sequence[Passage]) -> bool:
    """Whether these are one paragraph that has words and no number."""
    return any(
        kind == akn_stream.PARAGRAPH and not number and lines.strip()
        for kind, number, _, lines in passages
    )


def _is_heading(number: str, style: str) -> bool:
    return _HEADING_STYLE.fullmatch(style) is not None and numbering.rank(number) in (
        None,
        numbering.SECTION,
    )
