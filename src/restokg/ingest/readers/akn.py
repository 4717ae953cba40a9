"""Resolutions in Akoma Ntoso for the United Nations (AKN4UN).

One file may hold several resolutions (76/247 A to C): each is a document of its own, behind one
that has only the common masthead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from restokg.errors import UnreadableDocumentError
from restokg.ingest.document import Document, Provision
from restokg.ingest.readers import numbering
from restokg.ingest.readers.inline import Flattening, Words
from restokg.ingest.readers.markup import parse_xml, text_of

if TYPE_CHECKING:
    from restokg.ingest.readers.markup import Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_LANGUAGES = {
    "ara": "ar",
    "chi": "zh",
    "zho": "zh",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "spa": "es",
}
_N = f"{{{NAMESPACE}}}"
_CONTENT, _LIST = f"{_N}content", f"{_N}list"
_P, _NUM, _TABLE, _CONTAINER = f"{_N}p", f"{_N}num", f"{_N}table", f"{_N}container"
_HEADINGS = {f"{_N}{name}" for name in ("heading", "subheading", "crossHeading")}
_AGENDA_ITEM = re.compile(r"\d{1,3}(?: ?\([a-z]{1,4}\)){0,2}")
_LEADING_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s{0,3}[-–]\s{1,5}")
_HEADING_CLASS = re.compile(r"H(?:\d{1,2}|Ch)")
_FLATTENING = Flattening(
    note=f"{_N}authorialNote", link=f"{_N}a", skipped=frozenset({f"{_N}img", f"{_N}eol"})
)


def read_akn(data: bytes, path: str, *, links: bool = False) -> list[Document]:
    """Return the documents of a file: one, unless it is a collection of resolutions.

    Hyperlinks are told only with ``links``.

    Raises:
        UnreadableDocumentError: If it is not well-formed, or not AKN4UN.
    """
    root = parse_xml(data, path)
    if root.tag != f"{_N}akomaNtoso" or len(root) == 0:
        raise UnreadableDocumentError(path, "This is XML, but not Akoma Ntoso 3.0.")
    whole = _Reading(path, root[0], links=links).document
    parts = root.iterfind(f"{_N}components/{_N}component/{_N}statement")
    return [whole, *(_Reading(path, part, whole, links=links).document for part in parts)]


class _Reading:
    """One document while it is read: the text so far, and the provisions found in it."""

    def __init__(
        self, path: str, statement: Element, whole: Document | None = None, *, links: bool
    ) -> None:
        self.links = links
        self.document = Document(path=path, format="akn", text="", provisions=[])
        self.pieces: list[str] = []
        self.length = 0
        self.notes: list[tuple[int, Element]] = []
        self.paths: set[str] = set()
        self.base = ""
        self.base_parent: int | None = None
        self.open: dict[int, int] = {}
        """The latest provision of each rank: the ones that deeper ones belong to."""
        self.sections = 0
        self.restarts = False
        """Whether the numbers of paragraphs begin anew under headings."""
        self.heading_style: str | None = None
        """The style of the heading that is the latest provision, if it is one."""
        if whole is None:
            self._metadata(statement)
        else:
            self._part_of(whole, statement)
        self._body(statement)
        self._footnotes()
        self.document.text = "".join(self.pieces)

    # --- metadata -----------------------------------------------------------------------------

    def _metadata(self, statement: Element) -> None:
        document = self.document
        meta = statement.find(f"{_N}meta")
        if meta is not None:
            date = meta.find(f"{_N}identification/{_N}FRBRWork/{_N}FRBRdate")
            if date is not None:
                document.date = date.get("date")
                document.date_adopted = date.get("name") == "adoption"
            language = meta.find(f"{_N}identification/{_N}FRBRExpression/{_N}FRBRlanguage")
            if language is not None:
                document.language = _LANGUAGES.get(language.get("language", ""))
            subjects = dict.fromkeys(
                keyword.get("href", "") for keyword in meta.iter(f"{_N}keyword")
            )
            document.subjects = [iri for iri in subjects if iri.startswith("http")]
        cover = statement.find(f"{_N}coverPage")
        if cover is not None:
            document.symbol = _line(cover.find(f".//{_N}docNumber[@refersTo='#symbol']")) or None
            session = cover.find(f".//{_N}session")
            document.session = session.get("value") if session is not None else None
            item = cover.find(f".//{_N}inline[@name='agenda item']")
            if item is not None and (
                number := _AGENDA_ITEM.search(item.get("title") or _line(item))
            ):
                document.agenda_item = number[0]
        document.title = _line(statement.find(f"{_N}preface/{_P}/{_N}docTitle")) or None

    def _part_of(self, whole: Document, statement: Element) -> None:
        document = self.document
        document.language, document.date = whole.language, whole.date
        document.date_adopted, document.session = whole.date_adopted, whole.session
        document.agenda_item, document.subjects = whole.agenda_item, whole.subjects
        titles = whole.title, _line(statement.find(f"{_N}preface/{_P}/{_N}docTitle"))
        document.title = ": ".join(title for title in titles if title) or None
        letter = _line(statement.find(f"{_N}preface/{_P}/{_N}docNumber")).rstrip(".")
        base = re.sub(r" ?[A-Z](?:[-–][A-Z])?$", "", whole.symbol or "")
        if re.fullmatch("[A-Z]", letter) and base:
            document.symbol = f"{base} {letter}"
        else:
            document.notices.append(f"The letter of a part of {whole.symbol} cannot be told.")

    # --- structure ----------------------------------------------------------------------------

    def _body(self, statement: Element) -> None:
        masthead = [
            *statement.iterfind(f"{_N}coverPage/{_P}"),
            *statement.iterfind(f"{_N}preface/{_P}"),
        ]
        self._provision("masthead", "Masthead", self._flatten(masthead), None)
        preambular = 0
        for block in statement.iterfind(f"{_N}preamble/*"):
            if block.tag == _CONTAINER:
                preambular += 1
                self._preambular(block, f"preamble/{preambular}")
            else:
                self._say(self._flatten(_text_blocks(block)))
        body = statement.find(f"{_N}mainBody")
        if body is not None:
            self._part(body, "OperativeParagraph")
        annexes = statement.findall(f"{_N}attachments/{_N}attachment/{_N}doc/{_N}mainBody")
        for order, annex in enumerate(annexes, start=1):
            path = "annex" if len(annexes) == 1 else f"annex-{order}"
            self.base, self.base_parent = f"{path}/", self._add(path, "Annex", None)
            self._part(annex, "Paragraph")

    def _preambular(self, container: Element, path: str) -> None:
        words: list[Element] = []
        items: list[Element] = []
        for block in container:
            tag = block.tag
            if tag == _P:
                words.append(block)
            elif tag == _TABLE:
                words += _rows(block)
            elif tag == f"{_N}blockList":
                words += block.iterfind(f"{_N}listIntroduction")
                items += block.iterfind(f"{_N}item")
        index = self._provision(path, "PreambularParagraph", self._flatten(words), None)
        for item in items:
            printed = _line(item.find(_NUM))
            part = numbering.slug(printed, numbering.ITEM) if printed else "unnumbered"
            self._provision(
                f"{path}/{part}", "Item", self._flatten(_text_blocks(item)), index, printed or None
            )

    def _part(self, body: Element, kind: str) -> None:
        """Read a main body: that of the resolution, or of an annex."""
        self.open.clear()
        self.sections, self.heading_style = 0, None
        printed = [_line(number) for number in body.iterfind(f".//{_N}paragraph/{_NUM}")]
        numbers = [number for number in printed if numbering.rank(number) == numbering.PARAGRAPH]
        self.restarts = len(numbers) != len(set(numbers))
        self._blocks(body, kind)

    def _blocks(self, parent: Element, kind: str) -> None:
        number = ""
        for block in parent:
            tag = block.tag
            if tag == f"{_N}paragraph":
                self._paragraph(block, kind)
            elif tag == f"{_N}section":
                self._blocks(block, kind)
            elif tag == _NUM:
                number = _line(block)
            elif tag in _HEADINGS:
                self._heading([block], number, "")
                number = ""
            elif tag == _CONTAINER:
                self._unnumbered(kind, self._flatten(_rows(block)))

    def _paragraph(self, block: Element, kind: str) -> None:
        printed, items = "", None
        headings: list[Element] = []
        text: list[Element] = []
        for child in block:
            tag = child.tag
            if tag == _CONTENT:
                text += child
            elif tag == _NUM:
                printed = _line(child)
            elif tag in _HEADINGS:
                headings.append(child)
            elif tag == _LIST:
                items = child
                text += _text_blocks(child)
            elif tag == _P:
                text.append(child)
        style = block.get("class") or ""
        if headings or (
            _HEADING_CLASS.fullmatch(style) and numbering.rank(printed) in (None, numbering.SECTION)
        ):
            self._heading([*headings, *text], printed, style)
            return
        index = self._numbered(self._flatten(text), printed, kind)
        if items is not None:
            self._points(items, index, numbering.ITEM)

    def _points(self, items: Element, parent: int, depth: int) -> None:
        last = parent
        for child in items:
            if child.tag == f"{_N}point":
                printed = _line(child.find(_NUM))
                part = numbering.slug(printed, depth) if printed else "unnumbered"
                path = f"{self.document.provisions[parent].path}/{part}"
                words = self._flatten(_text_blocks(child))
                last = self._provision(path, "Item", words, parent, printed or None)
                self.open[depth] = last
            elif child.tag == f"{_N}sublist":
                self._points(child, last, min(depth + 1, numbering.SUBITEM))

    def _heading(self, blocks: list[Element], printed: str, style: str) -> None:
        """Add a heading; what stands right below one of the same style belongs to that."""
        words = self._flatten(blocks)
        if self.heading_style == style and style:
            self._say(words, len(self.document.provisions) - 1)
            return
        self.open.clear()
        self.sections += 1
        index = self._provision(
            f"{self.base}section/{self.sections}",
            "Section",
            words,
            self.base_parent,
            printed or None,
        )
        self.open[numbering.SECTION] = index
        self.heading_style = style

    def _numbered(self, words: Words, printed: str, kind: str) -> int:
        """Add a paragraph, or an item that is marked up as one, by its number."""
        if not printed and (match := _LEADING_NUMBER.match(words.text)):
            # In Arabic the number often stands in the text.
            printed, words = match[1], _without_start(words, match.end())
        at = numbering.rank(printed, self._latest_item()) if printed else None
        if at is None or (at > numbering.PARAGRAPH and numbering.PARAGRAPH not in self.open):
            return self._unnumbered(kind, words, printed)
        section = self.open.get(numbering.SECTION)
        self.open = {rank: index for rank, index in self.open.items() if rank < at}
        if at <= numbering.PARAGRAPH:
            parent = section if section is not None else self.base_parent
            under = self.document.provisions[section].path if section is not None else ""
            path = f"{under}/p" if self.restarts and under else f"{self.base}p"
        else:
            parent = self.open[max(self.open)]
            path, kind = self.document.provisions[parent].path, "Item"
        address = f"{path}/{numbering.slug(printed, at)}"
        index = self._provision(address, kind, words, parent, printed)
        self.open[at] = index
        return index

    def _latest_item(self) -> str | None:
        index = self.open.get(numbering.ITEM)
        return None if index is None else self.document.provisions[index].path.rpartition("/")[2]

    def _unnumbered(self, kind: str, words: Words, printed: str = "") -> int:
        parent = self.open.get(numbering.SECTION, self.base_parent)
        self.unnumbered = self.unnumbered + 1 if self.base == self.unnumbered_base else 1
        self.unnumbered_base = self.base
        path = f"{self.base}unnumbered/{self.unnumbered}"
        return self._provision(path, kind, words, parent, printed or None)

    unnumbered = 0
    unnumbered_base = ""

    # --- text ---------------------------------------------------------------------------------

    def _provision(
        self, path: str, kind: str, words: Words, parent: int | None, printed: str | None = None
    ) -> int:
        number = numbering.plain_number(printed) if printed else None
        index = self._add(path, kind, parent, number)
        self._say(words, index)
        return index

    def _add(self, path: str, kind: str, parent: int | None, number: str | None = None) -> int:
        unique, again = path, 1
        while unique in self.paths:
            again += 1
            unique = f"{path}-{again}"
        if again > 1:
            self.document.notices.append(f"There is more than one {path}; the next is {unique}.")
        self.paths.add(unique)
        self.heading_style = None
        start = self.length
        self.document.provisions.append(Provision(unique, kind, start, start, number, parent))
        return len(self.document.provisions) - 1

    def _say(self, words: Words, index: int | None = None) -> None:
        """Append words, a line or more; they are those of a provision, if one is named."""
        if not words.text:
            return
        start = self.length
        if index is not None:
            provision = self.document.provisions[index]
            if provision.start == provision.end:
                provision.start = start
            provision.end = start + len(words.text)
        self.notes += [(start + place, note) for place, note in words.notes]
        self.document.links += [(start + a, start + b, address) for a, b, address in words.links]
        self.pieces += (words.text, "\n")
        self.length = start + len(words.text) + 1

    def _footnotes(self) -> None:
        """Add the notes, last of all; notes within notes are their own."""
        self.base, self.base_parent = "", None
        count = 0
        while self.notes:
            notes, self.notes = self.notes, []
            for place, note in notes:
                count += 1
                words = self._flatten(note)
                if words.text.startswith("()"):  # where the mark was, in Arabic
                    words = _without_start(words, 2)
                index = self._provision(
                    f"footnote/{count}", "Footnote", words, None, note.get("marker")
                )
                self.document.provisions[index].note_at = place

    def _flatten(self, blocks: Iterable[Element]) -> Words:
        return _FLATTENING.words(blocks, links=self.links)


def _line(element: Element | None) -> str:
    """Return the words of an element that may be missing, on one line."""
    return "" if element is None else " ".join(text_of(element).split())


def _text_blocks(block: Element) -> Iterator[Element]:
    """Yield the blocks of text of a paragraph, point, list or item, without those of its items."""
    for child in block:
        if child.tag in (_P, f"{_N}listIntroduction"):
            yield child
        elif child.tag in (f"{_N}content", f"{_N}intro", f"{_N}list"):
            yield from _text_blocks(child)
        elif child.tag == _TABLE:
            yield from _rows(child)


def _rows(block: Element) -> list[Element]:
    return list(block.iter(f"{_N}tr"))


def _without_start(words: Words, length: int) -> Words:
    """Return words without their first characters, and without the space that follows."""
    text = words.text[length:].lstrip()
    shift = len(words.text) - len(text)
    notes = [(max(0, place - shift), note) for place, note in words.notes]
    links = [(a - shift, b - shift, address) for a, b, address in words.links if a >= shift]
    return Words(text, notes, links)
