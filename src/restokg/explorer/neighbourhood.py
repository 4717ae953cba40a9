"""What the graph holds around a thing, as statements: for documents that programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from restokg.errors import UnknownThingError
from restokg.graph.store import BlankNode, NamedNode, Quad, Store
from restokg.namespaces import DATASET, DATASET_GRAPH, DOC, ONTOLOGY_GRAPH, RDFS, SKOS

MOST_INCOMING = 500
MOST_WITHIN = 10_000
"""Statements of a graph's own content that a document holds, unless the graph is a description."""
MOST_COUNTED = 20_000
_DEEPEST = 4
_NAMES = tuple(NamedNode(name) for name in (RDFS + "label", SKOS + "prefLabel"))
_WHOLE = frozenset({ONTOLOGY_GRAPH, DATASET_GRAPH})


@dataclass
class Neighbourhood:
    """The statements, each once in each of its graphs, and sentences on what is left out."""

    quads: dict[Quad, None] = field(default_factory=dict)
    omissions: list[dict[str, str]] = field(default_factory=list)


def around(store: Store, iri: str) -> Neighbourhood:
    """Return the statements about a thing and those that make them legible.

    That is: what is said of it, with the fact nodes below; if it is a graph, what it states; what
    points to it, up to a limit; and the names of all things that these mention.

    Raises:
        UnknownThingError: If the graph holds nothing of the kind.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise UnknownThingError(iri) from None
    found = Neighbourhood()
    _take(found, _below(store, node))
    _take(found, _within(store, iri, found))
    if iri != DATASET:  # all of its parts are within already
        _take(found, _incoming(store, node, found))
    if not found.quads:
        raise UnknownThingError(iri)
    if iri not in (DATASET, *_WHOLE):
        _take(found, _names(store, list(found.quads)))
    return found


def _take(found: Neighbourhood, quads: Iterable[Quad]) -> None:
    found.quads.update(dict.fromkeys(quads))


def _below(store: Store, node: NamedNode | BlankNode) -> Iterator[Quad]:
    """Yield what is said of a node and of the nodes that have no page of their own."""
    seen: set[object] = {node}
    level = [node]
    for _ in range(_DEEPEST):
        following = []
        for subject in level:
            for quad in store.quads(subject):
                yield quad
                value = quad.object
                if isinstance(value, NamedNode | BlankNode) and _is_part(value):
                    if value not in seen:
                        following.append(value)
                    seen.add(value)
        level = following


def _is_part(node: NamedNode | BlankNode) -> bool:
    """Tell whether a node is a fact node: a fragment of a passage, or without a name."""
    return isinstance(node, BlankNode) or (node.value.startswith(DOC) and "#" in node.value)


def _within(store: Store, iri: str, found: Neighbourhood) -> Iterator[Quad]:
    """Yield what the graph of this name states; for the dataset, its description of itself."""
    graph = DATASET_GRAPH if iri == DATASET else iri
    quads = store.quads(graph=NamedNode(graph))
    if graph in _WHOLE:
        yield from quads
        return
    yield from islice(quads, MOST_WITHIN)
    if next(quads, None) is not None:
        found.omissions.append(
            {
                "en": f"The graph states more than the {MOST_WITHIN:,} statements that are here: "
                "ask the endpoint, or take a dump.",
                "zh": f"该图的陈述多于此处所列的{MOST_WITHIN:,}条：请查询端点或下载完整数据。",
            }
        )


def _incoming(store: Store, node: NamedNode, found: Neighbourhood) -> list[Quad]:
    quads = list(islice(store.quads(None, None, node), MOST_COUNTED))
    if len(quads) <= MOST_INCOMING:
        return quads
    count = f"{len(quads):,}" if len(quads) < MOST_COUNTED else f"{MOST_COUNTED:,}+"
    found.omissions.append(
        {
            "en": f"Of {count} statements that point here, {MOST_INCOMING} are shown: ask the "
            "endpoint for the others.",
            "zh": f"指向此处的陈述共{count}条，此处列出{MOST_INCOMING}条，其余请查询端点。",
        }
    )
    return sorted(quads, key=str)[:MOST_INCOMING]


def _names(store: Store, quads: list[Quad]) -> Iterator[Quad]:
    mentioned = dict.fromkeys(
        term
        for quad in quads
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, NamedNode)
    )
    for term in mentioned:
        for name in _NAMES:
            yield from store.quads(term, name)
