"""A document as a reader goes through it: its passages in order, each with what marks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from restokg.graph.phrases import LABELS, TEXTS, TYPE, Phrases, in_language
from restokg.graph.store import Literal, NamedNode, Quad, Store, Term
from restokg.namespaces import DCTERMS, RDFS, RKG

STRUCTURE = frozenset(
    {
        RKG + "parent",
        RKG + "order",
        RKG + "number",
        RKG + "partOf",
        RKG + "footnoteOf",
        RKG + "belongsTo",
        DCTERMS + "isPartOf",
        RDFS + "member",
    }
)
"""Properties that say where a passage stands, which a page shows by its layout."""

_CITES = NamedNode(RKG + "cites")
_MARKS = {
    "modality": NamedNode(RKG + "modality"),
    "addressee": NamedNode(RKG + "addressee"),
    "target": NamedNode(RKG + "supportsTarget"),
}


_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Passage:
    iri: str
    anchor: str
    parent: str
    number: str = ""
    heading: str = ""
    text: str = ""
    kind: str = ""
    order: int = 0
    depth: int = 0
    marks: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Modality, addressees and targets, each as IRI and name."""

    @property
    def title(self) -> str:
        """The heading with its number, where it does not hold it already."""
        if not self.number or re.match(rf"\W*{re.escape(self.number)}(?!\w)", self.heading):
            return self.heading
        return f"{self.number} {self.heading}".strip()

    @property
    def is_section(self) -> bool:
        return bool(self.heading)


def passages(store: Store, document: str, phrases: Phrases) -> list[Passage]:
    """Return the passages of a document in its order, each one level below its parent."""
    about: dict[str, list[Quad]] = {}
    for quad in store.quads(None, None, None, NamedNode(document)):
        if isinstance(quad.subject, NamedNode) and quad.subject.value != document:
            about.setdefault(quad.subject.value, []).append(quad)
    found = {
        iri: passage
        for iri, quads in about.items()
        if (passage := _passage(iri, document, quads, phrases)) is not None
    }
    for passage in found.values():
        passage.depth = _depth(passage, found)
    return sorted(found.values(), key=lambda passage: passage.order)


def mark(store: Store, chosen: Iterable[Passage], phrases: Phrases) -> None:
    """Look up whom passages address, in which manner, and which targets they serve."""
    for passage in chosen:
        node = NamedNode(passage.iri)
        for name, predicate in _MARKS.items():
            terms = dict.fromkeys(
                quad.object.value
                for quad in store.quads(node, predicate)
                if isinstance(quad.object, NamedNode)
            )
            if terms:
                passage.marks[name] = sorted(
                    ((iri, phrases.name(iri)) for iri in terms), key=lambda pair: pair[1]
                )


def cited(store: Store, iris: Iterable[str]) -> dict[str, set[str]]:
    """Return what documents and passages cite: for each IRI cited, those that cite it."""
    found: dict[str, set[str]] = {}
    for iri in iris:
        for quad in store.quads(NamedNode(iri), _CITES):
            if isinstance(quad.object, NamedNode):
                found.setdefault(quad.object.value, set()).add(iri)
    return found


def citing(store: Store, iris: Iterable[str], *, most: int) -> dict[str, set[str]]:
    """Return what cites documents and passages: for each IRI that cites, those cited."""
    found: dict[str, set[str]] = {}
    for iri in iris:
        for number, quad in enumerate(store.quads(None, _CITES, NamedNode(iri))):
            if number == most:
                break
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.subject.value, set()).add(iri)
    return found


def _passage(iri: str, document: str, quads: list[Quad], phrases: Phrases) -> Passage | None:
    values: dict[str, list[Term]] = {}
    for quad in quads:
        values.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]
    parents = [term.value for term in values.get(RKG + "parent", [])]
    if not parents:
        return None
    order = _first(values, [RKG + "order"], phrases.lang)
    kinds = [term.value for term in values.get(TYPE, [])]
    return Passage(
        iri,
        iri.removeprefix(document).strip("/"),
        parents[0],
        _number(_first(values, [RKG + "number"], phrases.lang), phrases.lang),
        _first(values, LABELS, phrases.lang),
        _first(values, TEXTS, phrases.lang),
        phrases.name(kinds[0]) if kinds else "",
        int(order) if order.isdecimal() else 0,
    )


def _first(values: dict[str, list[Term]], predicates: Iterable[str], lang: str) -> str:
    terms = [
        term
        for predicate in predicates
        for term in values.get(predicate, [])
        if isinstance(term, Literal)
    ]
    chosen = in_language(terms, lang)
    english = [term for term in chosen if getattr(term, "language", None) in (lang, "en", None)]
    return next((term.value for term in english or chosen), "")


def _number(number: str, lang: str) -> str:
    """Return the number of a passage; none in English where the text counts in Chinese."""
    return "" if lang == "en" and _HAN.search(number) else number


def _depth(passage: Passage, found: dict[str, Passage]) -> int:
    depth, seen, parent = 0, {passage.iri}, passage.parent
    while parent in found and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, found[parent].parent
    return depth
