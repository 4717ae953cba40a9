"""Lists of what the graph holds: documents with their bodies, things by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from restokg.graph.lookup import label
from restokg.graph.phrases import TYPE, Phrases
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import natural
from restokg.namespaces import DCTERMS, INFERRED_GRAPH, RKG

PER_PAGE = 250
MOST_SORTED = 5000
"""Members of a class that are put in the order of their names; more keep that of their IRIs."""

Named = tuple[str, str]
"""An IRI and its name; both empty for none."""
NOTHING: Named = ("", "")

_BODIES = (RKG + "adoptedBy", RKG + "issuedBy", RKG + "belongsTo")
_DATES = (DCTERMS + "date", DCTERMS + "issued")
_SYMBOL = RKG + "symbol"


@dataclass(frozen=True)
class Document:
    """``passages`` counts those that the graph holds one by one; none of a document only cited."""

    iri: str
    name: str
    other: str
    symbol: str
    kind: Named
    bodies: tuple[Named, ...]
    date: str
    passages: int


def documents(store: Store, lang: str) -> list[Document]:
    """Return all documents: those held passage by passage first, then by body and symbol."""
    phrases = Phrases(store, lang, about=NamedNode(RKG + "Document"))
    iris = {
        quad.subject.value
        for quad in store.quads(None, NamedNode(TYPE), NamedNode(RKG + "Document"))
        if isinstance(quad.subject, NamedNode)
    }
    found = [_document(store, iri, lang, phrases) for iri in iris]
    return sorted(
        found,
        key=lambda one: (
            not one.passages,
            not one.bodies,
            [name for _, name in one.bodies],
            natural(one.iri),
        ),
    )


def _document(store: Store, iri: str, lang: str, phrases: Phrases) -> Document:
    node = NamedNode(iri)
    # Documents are cited much: to read all that is said of them would take several times longer.
    own = {name: _values(store, node, name) for name in (*_BODIES, *_DATES, _SYMBOL)}
    kinds = [
        quad.object.value
        for quad in store.quads(node, NamedNode(TYPE))
        if isinstance(quad.object, NamedNode)
        and getattr(quad.graph_name, "value", "") != INFERRED_GRAPH
    ]
    bodies = set(next((own[name] for name in _BODIES if own[name]), ()))
    dates = [date for name in _DATES for date in own[name]]
    name, other = phrases.name(iri), label(store, iri, "en" if lang == "zh" else "zh") or ""
    passages = store.quads(None, NamedNode(RKG + "order"), None, node)
    return Document(
        iri,
        name,
        other if other != name else "",
        own[_SYMBOL][0] if own[_SYMBOL] else "",
        (kinds[0], phrases.name(kinds[0])) if kinds else NOTHING,
        tuple(sorted(((body, phrases.name(body)) for body in bodies), key=lambda body: body[1])),
        min(dates, default=""),
        sum(1 for _ in passages),
    )


def _values(store: Store, node: NamedNode, predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in store.quads(node, NamedNode(predicate))
        if isinstance(quad.object, Literal | NamedNode)
    ]


def counted(names: Iterable[Named]) -> list[tuple[Named, int]]:
    """Return IRIs with their names and how often they occur, most first, without the empty one."""
    counts = Counter(name for name in names if name[0])
    return sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))


def members(store: Store, class_: str, lang: str) -> list[str]:
    """Return the IRIs of the things of a class, in the order of their names if not too many."""
    iris = {
        quad.subject.value
        for quad in store.quads(None, NamedNode(TYPE), NamedNode(class_))
        if isinstance(quad.subject, NamedNode)
    }
    if len(iris) > MOST_SORTED:
        return sorted(iris)
    phrases = Phrases(store, lang, about=NamedNode(class_))
    return sorted(iris, key=lambda iri: (natural(phrases.name(iri).casefold()), iri))
