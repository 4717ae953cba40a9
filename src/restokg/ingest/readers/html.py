"""HTML pages: the words that their readers see. Nothing that a page refers to is fetched."""

from __future__ import annotations

import codecs
import re

from restokg.errors import AnyPath, UnreadableDocumentError
from restokg.ingest.document import LANGUAGES, Document
from restokg.ingest.readers import markers, plain
from restokg.ingest.readers.blocks import Blocks, Composer, Note
from restokg.ingest.readers.languages import language_of
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.markup import Element, parse_html
from restokg.ingest.readers.masthead import describe
from restokg.ingest.readers.structure import structure_of

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg",
    "math", "canvas", "audio", "video", "form", "button", "select", "textarea", "nav", "dialog",
    "map", "applet", "frameset", "noframes",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_\-]{2,30})", re.IGNORECASE
)
_MARK = re.compile(r"[\[(]?(\d{1,3}|\*{1,4})[\])]?")
_OWN_MARK = re.compile(r"(?:[\[(]?(?:\d{1,3}|\*{1,4})[\])]?[.:]?|[↩^↑])\s{0,10}")
_SPACE = re.compile(r"[ \t\n\r\f]{1,1000}")
_MOST = 1000
_LANGUAGE = re.compile("[A-Za-z]{2}")


def decode(data: bytes, path: AnyPath) -> str:
    """Return the text of a page, in the encoding that it says it has, or else UTF-8."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    match = _CHARSET.search(data[:2048])
    if data.startswith(marks) or match is None:
        return plain.decoded(data, path).lstrip("\ufeff")
    name = match[1].decode("ascii")
    try:
        return data.decode(name)
    except LookupError:
        raise UnreadableDocumentError(
            path,
            f"The page says that its encoding is {name!r}, which is unknown. Save it as UTF-8.",
        ) from None
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            path,
            f"The page says that its encoding is {name}, but byte {error.start} is not. "
            "Save it as UTF-8.",
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def read_html(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document of a page."""
    text = decode(data, path)
    page = _Page(parse_html(text, path))
    source = page.blocks
    if not source.text:
        raise UnreadableDocumentError(path, "The page holds no words.")
    plain.check_lines(source.text, path, limits)
    structure = structure_of(source)
    language = page.language if page.language in LANGUAGES else language_of(source.text)
    document = Document(
        path=path,
        format="html",
        text=source.text,
        provisions=structure.provisions,
        language=language,
        title=page.title,
        notices=structure.notices,
        links=source.links,
    )
    describe(document, source)
    return document


class _Page:
    """Goes through a page in order, and collects its blocks. The parser bounds the depth."""

    def __init__(self, root: Element) -> None:
        title = root.find(".//head/title")
        self.title = " ".join((title.text or "").split()) or None if title is not None else None
        language = _LANGUAGE.match(root.get("lang") or "")
        self.language = language[0].lower() if language else None
        self._marks, self._notes = _notes(root)
        self._places: dict[str, int] = {}
        self._note: tuple[str, str] | None = None
        """The id and mark of the note whose words are read."""
        self._composer = Composer()
        self._words: list[str] = []
        self._length = 0
        self._spaced = True
        self._links: list[tuple[int, int, str]] = []
        self._places_here: list[tuple[int, str]] = []
        self._counts: dict[Element, int] = {}
        self._heading = 0
        self._item: tuple[str, bool] | None = None
        """The number of the list item that has just begun, and whether it is a bullet."""
        self._walk(root)
        self._flush()
        self.blocks: Blocks = self._composer.finish()

    def _walk(self, element: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED or _is_hidden(element):
            return
        if element in self._marks:
            self._places_here.append((self._length, self._marks[element]))
            return
        if tag == "br":
            self._break()
            return
        if tag == "tr" and not _has_blocks(element):
            self._row(element)
            return
        opens = tag in _BLOCKS
        if opens:
            self._flush()
        note, heading = self._note, self._heading
        self._note = self._notes.get(element, self._note)
        self._heading = _HEADINGS.get(tag, self._heading)
        if tag == "li":
            self._item = _list_number(element, self._counts)
        start = self._length
        self._say(element.text)
        for child in element:
            self._walk(child)
            self._say(child.tail)
        if tag == "a":
            self._link(element, start)
        if opens:
            self._flush()
        self._note, self._heading = note, heading

    def _say(self, text: str | None) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if self._spaced:
            words = words.lstrip(" ")
        if words:
            self._words.append(words)
            self._length += len(words)
            self._spaced = words[-1] == " "

    def _break(self) -> None:
        if self._length:
            self._words.append("\n")
            self._length += 1
            self._spaced = True

    def _link(self, element: Element, start: int) -> None:
        address = element.get("href") or ""
        if address.startswith(("http://", "https://")) and start < self._length:
            self._links.append((start, self._length, address))

    def _row(self, row: Element) -> None:
        self._flush()
        cells = (" ".join("".join(map(str, cell.itertext())).split()) for cell in row)
        if words := "\t".join(cells).strip():
            self._composer.block(words, row=True)

    def _flush(self) -> None:
        words = "".join(self._words).rstrip()
        links, places, item = self._links, self._places_here, self._item
        self._words, self._links, self._places_here = [], [], []
        self._length, self._spaced = 0, True
        if not words:
            self._places_here = places
            return
        self._item = None
        if self._note is not None:
            self._write_note(words, self._note)
            return
        number, bullet = item or ("", False)
        start = self._composer.block(
            words,
            heading=self._heading > 0,
            level=self._heading,
            number=number,
            bullet=bullet,
        )
        for at, target in places:
            self._places[target] = start + min(at, len(words))
        end = start + len(words)
        result = self._composer.result
        result.links += [(start + a, min(start + b, end), address) for a, b, address in links]

    def _write_note(self, words: str, note: tuple[str, str]) -> None:
        target, mark = note
        match = _OWN_MARK.match(words)
        start, end = self._composer.write(words[match.end() :] if match else words)
        notes = self._composer.result.notes
        if notes and notes[-1].mark == mark and notes[-1].at == self._places.get(target):
            notes[-1] = notes[-1]._replace(end=end)
        else:
            notes.append(Note(start, end, mark, self._places.get(target)))


def _notes(root: Element) -> tuple[dict[Element, str], dict[Element, tuple[str, str]]]:
    """Return the marks of notes with the ids they refer to, and the notes with ids and marks.

    A mark is a link with a number or stars for its words, to a place further down.
    """
    order: dict[str, tuple[int, Element]] = {}
    anchors: list[tuple[int, Element, str, str]] = []
    for index, element in enumerate(root.iter()):
        identity = element.get("id") or element.get("name")
        if identity and element.tag != "meta":
            order.setdefault(identity, (index, element))
        address = element.get("href") or ""
        if element.tag == "a" and address.startswith("#"):
            match = _MARK.fullmatch("".join(map(str, element.itertext())).strip())
            if match:
                anchors.append((index, element, address[1:], match[1]))
    marks: dict[Element, str] = {}
    notes: dict[Element, tuple[str, str]] = {}
    for index, anchor, target, mark in anchors:
        found = order.get(target)
        if found is None or found[0] <= index:
            continue
        holder: Element | None = found[1]
        while holder is not None and holder.tag not in _BLOCKS:
            holder = holder.getparent()
        if holder is not None and holder.tag not in ("body", "html"):
            marks[anchor] = target
            notes.setdefault(holder, (target, mark))
    return marks, notes


def _list_number(item: Element, counts: dict[Element, int]) -> tuple[str, bool]:
    """Return the number that a browser prints before a list item, and whether it is a bullet.

    ``counts`` holds the latest number of each list, and is kept up.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "", True
    start, value = parent.get("start") or "", item.get("value") or ""
    if value.isdecimal():
        order = _bounded(value)
    elif parent in counts:
        order = counts[parent] + 1
    else:
        order = _bounded(start) if start.isdecimal() else 1
    counts[parent] = order
    if not 0 < order < _MOST:
        return "", True
    kind = parent.get("type") or "1"
    if kind in ("a", "A"):
        return f"({markers.letter(order)})" if kind == "a" else f"{chr(64 + order)}.", False
    if kind in ("i", "I"):
        roman = markers.roman(order)
        return f"({roman})" if kind == "i" else f"{roman.upper()}.", False
    return f"{order}.", False


def _bounded(number: str) -> int:
    return int(number[:6])


def _is_hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _has_blocks(row: Element) -> bool:
    return any(child.tag in _BLOCKS for cell in row for child in cell.iterdescendants())
