"""DOCX files. The archive is checked before the library sees it, and nothing is fetched.

Macros, embedded files and external relationships are left alone.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx

from restokg.errors import AnyPath, DocumentLimitError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers import plain
from restokg.ingest.readers.blocks import Blocks, Composer, Note
from restokg.ingest.readers.languages import language_of
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.list_numbers import ListNumbers
from restokg.ingest.readers.markup import Element, parse_xml
from restokg.ingest.readers.masthead import describe
from restokg.ingest.readers.structure import structure_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SKIPPED = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING = re.compile(
    r"(?:heading|titre|título|заголовок|标题|عنوان)\s{0,2}(\d)|_?\s?_?\s?H_?(\d|Ch)\b|title",
    re.IGNORECASE,
)
_SMALL = 64 * 1024
"""A member that unpacks to no more than this may be packed as well as it likes."""
_PROTECTED = 1
_XML = (".xml", ".rels")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError,
    OSError, ValueError,
)  # fmt: skip


def read_docx(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document of a DOCX file."""
    check_archive(data, path, limits)
    try:
        word = docx.Document(io.BytesIO(data))
        if word.part.element.find(f"{_W}body") is None:
            raise UnreadableDocumentError(path, "word/document.xml holds no document body.")
        source = _Reading(word).blocks
    except (LookupError, ValueError, TypeError, OSError, SyntaxError, AttributeError) as error:
        # The library looks for parts when they are used; one of a wrong kind lacks what it is for.
        raise UnreadableDocumentError(
            path, f"The file is no complete DOCX document ({_reason(error)}). Save it anew."
        ) from None
    if not source.text.strip():
        raise UnreadableDocumentError(path, "The document holds no words.")
    plain.check_lines(source.text, path, limits)
    structure = structure_of(source)
    document = Document(
        path=path,
        format="docx",
        text=source.text,
        provisions=structure.provisions,
        language=language_of(source.text),
        notices=structure.notices,
        links=source.links,
    )
    describe(document, source)
    return document


def check_archive(data: bytes, path: AnyPath, limits: Limits) -> None:
    """Refuse an archive that is broken, unpacks beyond a limit, or is none of a document.

    Raises:
        UnreadableDocumentError: With the member at fault, where one is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, path, limits)
            names = {member.filename for member in members}
            if "[Content_Types].xml" not in names or "word/document.xml" not in names:
                raise UnreadableDocumentError(
                    path, "This is a ZIP archive, but no DOCX document. Unpack it."
                )
            for member in members:
                if member.filename.endswith(_XML):
                    # Reading stops at the size that the member says it has.
                    content = archive.read(member)
                    if b"<!DOCTYPE" in content:
                        raise UnreadableDocumentError(
                            path, f"{member.filename} declares a document type, which DOCX forbids."
                        )
                    parse_xml(content, f"{path} ({member.filename})")
    except _DAMAGED as error:
        raise UnreadableDocumentError(
            path, f"The archive is damaged or cut off ({_reason(error)}). Fetch the file again."
        ) from None


def _check_sizes(members: list[zipfile.ZipInfo], path: AnyPath, limits: Limits) -> None:
    if len(members) > limits.members:
        raise DocumentLimitError(
            path, f"The archive has {len(members):,} members", "members", f"{limits.members:,}"
        )
    unpacked = 0
    for member in members:
        if member.flag_bits & _PROTECTED:
            raise UnreadableDocumentError(
                path, "The archive is protected by a password. Save it without."
            )
        unpacked += member.file_size
        if unpacked > limits.unpacked_bytes:
            raise DocumentLimitError(
                path,
                f"The archive unpacks to more than {unpacked - 1:,} bytes",
                "unpacked_bytes",
                f"{limits.unpacked_bytes:,}",
            )
        if member.filename.endswith(_XML) and member.file_size > limits.xml_bytes:
            raise DocumentLimitError(
                path,
                f"{member.filename} unpacks to {member.file_size:,} bytes",
                "xml_bytes",
                f"{limits.xml_bytes:,}",
            )
        if member.file_size > max(_SMALL, limits.ratio * max(1, member.compress_size)):
            raise DocumentLimitError(
                path,
                f"{member.filename} unpacks to {member.file_size:,} bytes "
                f"from {member.compress_size:,}",
                "ratio",
                f"{limits.ratio} times",
            )


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__


class _Reading:
    """A document while it is read, paragraph by paragraph."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._composer = Composer()
        self._footnotes = _footnotes(word)
        self._numbers = ListNumbers(_numbering(word))
        self._styles = {style.style_id: style.name or "" for style in word.styles}
        self._style_numbers = {
            style.style_id: style.element.find(f"{_W}pPr/{_W}numPr") for style in word.styles
        }
        self._addresses = {
            name: relation.target_ref
            for name, relation in word.part.rels.items()
            if relation.is_external
        }
        self._notes: list[tuple[int, str]] = []
        self._links: list[tuple[int, int, str]] = []
        self._body(word.element.body)
        self.blocks: Blocks = self._composer.finish()
        self.blocks.furniture = self._headers()

    def _body(self, parent: Element) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_W}sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self._body(content)

    def _paragraph(self, paragraph: Element, *, row: bool = False) -> None:
        words = self._words(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        identity = style.get(f"{_W}val", "") if style is not None else ""
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
        if numbered is None:
            numbered = self._style_numbers.get(identity)
        stripped = words.strip()
        if not stripped:
            return
        number, bullet = self._numbers.next(numbered)
        match = _HEADING.match(self._styles.get(identity, ""))
        digit = (match[1] or match[2] or "1") if match else ""
        start = self._composer.block(
            stripped,
            heading=match is not None,
            level=int(digit) if digit.isdecimal() else int(bool(digit)),
            number=number,
            bullet=bullet,
            row=row,
        )
        self._finish(start - (len(words) - len(words.lstrip())))

    def _table(self, table: Element) -> None:
        """Read a table: a row is a block, unless its cells hold paragraphs with numbers."""
        for row in table.iterfind(f"{_W}tr"):
            cells = row.findall(f"{_W}tc")
            paragraphs = [paragraph for cell in cells for paragraph in cell.iter(f"{_W}p")]
            if len(cells) == 1 or any(p.find(f"{_W}pPr/{_W}numPr") is not None for p in paragraphs):
                for cell in cells:
                    self._body(cell)
                continue
            text = ""
            for order, cell in enumerate(cells):
                text += "\t" if order else ""
                for nth, paragraph in enumerate(cell.iter(f"{_W}p")):
                    text += " " if nth else ""
                    text += self._words(paragraph, len(text))
            if text.strip():
                self._finish(self._composer.block(text, row=True))

    def _words(self, paragraph: Element, offset: int = 0) -> str:
        """Return the words of a paragraph; notes and links are noted with their places."""
        pieces: list[str] = []
        length = offset
        stack: list[Element | tuple[str, int]] = [*reversed(paragraph)]
        while stack:
            element = stack.pop()
            if isinstance(element, tuple):
                address, start = element
                self._links.append((start, length, address))
                continue
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{_W}t":
                pieces.append(element.text or "")
                length += len(pieces[-1])
            elif tag in _BREAKS:
                pieces.append(_BREAKS[tag])
                length += 1
            elif tag == f"{_W}footnoteReference":
                self._notes.append((length, element.get(f"{_W}id", "")))
            else:
                if tag == f"{_W}hyperlink" and element.get(f"{_R}id") in self._addresses:
                    stack.append((self._addresses[element.get(f"{_R}id", "")], length))
                stack += reversed(element)
        return "".join(pieces)

    def _finish(self, start: int) -> None:
        """Place the notes and links of a block, and write the words of its notes behind it."""
        result = self._composer.result
        result.links += [(start + a, start + b, address) for a, b, address in self._links if a < b]
        for at, identity in self._notes:
            words = " ".join(self._footnotes.get(identity, "").split())
            if words:
                span = self._composer.write(words)
                result.notes.append(Note(*span, str(len(result.notes) + 1), start + at))
        self._notes, self._links = [], []

    def _headers(self) -> list[str]:
        lines: list[str] = []
        for section in self._word.sections:
            for header in (section.first_page_header, section.header):
                if not header.is_linked_to_previous:
                    for paragraph in header._element.iter(f"{_W}p"):  # noqa: SLF001
                        words = "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
                        lines.append(words.strip())
        return [line for line in lines if line]


def _footnotes(word: WordDocument) -> dict[str, str]:
    for relation in word.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(f"{_W}id", ""): "".join(text.text or "" for text in note.iter(f"{_W}t"))
                for note in root.iterfind(f"{_W}footnote")
                if note.get(f"{_W}type") is None
            }
    return {}


def _numbering(word: WordDocument) -> Element | None:
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None
