"""What things are called, turned round: from a name in an answer to the thing that has it.

Answers hold names, which read better than IRIs. A name that only one thing goes by becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from restokg.explorer.visiting import Visit
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import document_of
from restokg.namespaces import BASE, DOC, RDFS, SKOS

REMARKED = re.compile(r"(.+?)( \([^()]*\)|（[^（）]*）)")
"""A name with a remark behind it: ``Norway (funder)``."""
_LABELS = (RDFS + "label", SKOS + "altLabel")
_EVERYWHERE = frozenset(
    f"{BASE}id/{kind}/" for kind in ("comparator", "status", "level", "kind", "modality", "measure")
)
"""Concepts that say how a fact is meant: links from each of their names would be noise."""

MOST = 100_000


def named(visit: Visit) -> Mapping[str, str]:
    """Return the IRI of the one thing that has a name in the visitor's language, by name."""
    lang = visit.lang
    return visit.library.kept(("names", lang), lambda: _named(visit.store, lang))


def _named(store: Store, lang: str) -> dict[str, str]:
    """Return the names, or none in a graph with so many that reading them would take long."""
    best: dict[str, tuple[int, str]] = {}
    shared: set[tuple[str, int]] = set()
    for count, (name, iri, rank) in enumerate(_all(store, lang)):
        if count >= MOST:
            return {}
        held = best.get(name)
        if held is None or rank < held[0]:
            best[name] = (rank, iri)
        elif held[0] == rank and held[1] != iri:
            shared.add((name, rank))
    return {name: iri for name, (rank, iri) in best.items() if (name, rank) not in shared}


def _all(store: Store, lang: str) -> Iterator[tuple[str, str, int]]:
    """Yield names with their things, and how far a thing has a claim to its name: 0 is best."""
    for place, label in enumerate(_LABELS):
        for quad in store.quads(None, NamedNode(label)):
            thing, name = quad.subject, quad.object
            if not (isinstance(thing, NamedNode) and isinstance(name, Literal)):
                continue
            if name.language == lang and (kind := _kind(thing.value)) is not None:
                yield name.value, thing.value, 3 * place + kind


def _kind(iri: str) -> int | None:
    """Rank things before documents, and documents before what a paragraph states."""
    if iri.startswith(DOC):
        return 1 if document_of(iri) == iri else 2
    if not iri.startswith(BASE + "id/"):
        return None
    kind = iri[: iri.find("/", len(BASE + "id/")) + 1]
    return None if kind in _EVERYWHERE else 0
