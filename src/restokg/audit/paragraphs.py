"""A reader's own text of a document, cut at the numbers of its paragraphs and items."""

from __future__ import annotations

import re
import unicodedata

from restokg.graph.store import NamedNode, Store
from restokg.namespaces import RDF, RKG

_NUMERAL = "一二三四五六七八九十"
_MARK = re.compile(
    rf"\s*(?:(\d{{1,3}})\s*[.、](?!\d)|\(?([a-z]{{1,4}})\)|\(([{_NUMERAL}]{{1,3}})\)"
    rf"|([A-Z]|[{_NUMERAL}]{{1,3}})[.、])"
)
"""What a numbered line begins with: ``12.``, ``(a)``, ``(一)``, or a heading's ``A.`` or ``一、``.

The groups: a paragraph's number, an item's letter or numeral, a heading's."""

_PARAGRAPHS = (RKG + "Paragraph", RKG + "OperativeParagraph")
_TYPE = NamedNode(RDF + "type")
_FOOTNOTE = RKG + "Footnote"


class Paragraphs:
    """The paragraphs of a plain text, found by the numbers that the graph gives the passages."""

    def __init__(self, text: str, store: Store, document: str) -> None:
        self._lines = text.splitlines()
        self._marks = [
            (line, match[1], match[2] or match[3])
            for line, content in enumerate(self._lines)
            if (match := _MARK.match(unicodedata.normalize("NFKC", content)))
        ]
        graph = NamedNode(document)
        self._numbers = _values(store, graph, "number")
        self._parents = _values(store, graph, "parent")
        orders = _values(store, graph, "order")
        bearers: dict[str, list[str]] = {}
        for passage in sorted(orders, key=lambda iri: int(orders[iri])):
            if not _is_a(store, passage, _FOOTNOTE):  # they are numbered apart
                bearers.setdefault(_bare(self._numbers.get(passage, "")), []).append(passage)
        places: dict[str | None, list[int]] = {}
        for at, (_, paragraph, _) in enumerate(self._marks):
            places.setdefault(paragraph, []).append(at)
        # A document may count from one more than once. The places of a number are known, in
        # order, if the text has it as often as the document, or as its paragraphs: not all items
        # and articles print the number that they go by.
        self._places = {
            passage: place
            for number, passages in bearers.items()
            for chosen in (passages, [p for p in passages if _is_a(store, p, *_PARAGRAPHS)])
            if len(found := places.get(number, [])) == len(chosen)
            for passage, place in zip(chosen, found, strict=True)
        }

    def find(self, passage: str) -> str | None:
        """Return the lines of a passage, or None if its number does not tell where they are."""
        items: list[str] = []
        while not (number := _bare(self._numbers.get(passage, ""))).isdecimal():
            if not number or passage not in self._parents:
                return None
            items.insert(0, number)
            passage = self._parents[passage]
        at = self._places.get(passage)
        if at is None:
            return None
        for item in items:
            within = self._items(at)
            if len(found := [place for place in within if self._marks[place][2] == item]) != 1:
                return None
            at = found[0]
        end = self._marks[at + 1][0] if at + 1 < len(self._marks) else len(self._lines)
        lines = [line.strip() for line in self._lines[self._marks[at][0] : end]]
        return "\n".join(line for line in lines if line)

    def _items(self, at: int) -> list[int]:
        """Return the marks after one, up to the next that is not an item's."""
        found = []
        for place in range(at + 1, len(self._marks)):
            if self._marks[place][2] is None:
                break
            found.append(place)
        return found


def _is_a(store: Store, passage: str, *classes: str) -> bool:
    found = (store.quads(NamedNode(passage), _TYPE, NamedNode(name)) for name in classes)
    return any(next(quads, None) is not None for quads in found)


def _values(store: Store, graph: NamedNode, name: str) -> dict[str, str]:
    found = store.quads(None, NamedNode(RKG + name), None, graph)
    return {str(quad.subject.value): str(quad.object.value) for quad in found}  # type: ignore[union-attr]


def _bare(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip("(). 、")
