"""What the engines are given: the package's shapes, and data of its kind, valid and not."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from restokg import resources
from restokg.graph.store import DefaultGraph, Literal, NamedNode, Quad, Store, parse
from restokg.namespaces import DEFAULT_GRAPH, GRAPH, OWL, RDF, RDFS, SKOS, VOID, XSD
from tests.validation.engines import Quads, stored

CASES = sorted((Path(__file__).parent.parent / "shapes" / "cases").iterdir())
VALID = [case for case in CASES if case.stem.endswith("-valid")]
DOCUMENT = "documents/ga-77-172.trig"
"""A resolution of a few pages."""

_KINDS = (RDF + "type", RDFS + "subClassOf", SKOS + "inScheme")


@cache
def shapes() -> Quads:
    return _shapes(sorted(resources.shapes().glob("*.ttl")))


@cache
def shapes_of(case: Path) -> Quads:
    """Return the shapes of the file that a case is for, with those that it refers to."""
    name = case.stem.partition("-invalid-")[0]
    (own,) = (
        path
        for path in resources.shapes().glob("*.ttl")
        if f"{path.stem}-valid" == name or f'"{name} ' in path.read_text(encoding="utf-8")
    )
    return _shapes([own, resources.shapes() / "_values.ttl"])


def _shapes(paths: list[Path]) -> Quads:
    store = Store()
    for path in paths:
        store.load(path, "turtle")
    return tuple(store.quads())


@cache
def ontology() -> Quads:
    """What the ontology says that shapes ask for: classes, and the concepts of vocabularies.

    The rest would only cost time.
    """
    files = sorted(resources.ontology().glob("*.ttl"))
    quads = [quad for path in files for quad in parse(path, "turtle")]
    return tuple(
        quad
        for quad in quads
        if quad.predicate.value in _KINDS and not str(quad.object).startswith(f"<{OWL}")
    )


@cache
def case(path: Path) -> Quads:
    """Return a case; one in Turtle stands in a graph that the rules on graphs let pass."""
    quads = list(parse(path, "turtle" if path.suffix == ".ttl" else "trig"))
    if path.suffix == ".ttl":
        quads = [
            Quad(quad.subject, quad.predicate, quad.object, NamedNode(GRAPH + "sources"))
            for quad in quads
        ]
    return as_stored([*quads, *_sizes(quads)])


@cache
def document() -> Quads:
    """Return a document of the package, and of which kind the things are that it speaks of."""
    store = Store()
    for path in sorted(resources.data().rglob("*.trig")):
        store.load(path, "trig")
    own = Store()
    own.load(resources.data() / DOCUMENT, "trig")
    quads = list(own.quads())
    about = {quad.subject for quad in quads}
    mentioned = {q.object for q in quads if isinstance(q.object, NamedNode)} - about
    kinds = [q for q in store.quads() if q.subject in mentioned and q.predicate.value in _KINDS]
    return as_stored([*quads, *kinds, *_sizes(quads)])


def as_stored(quads: Quads) -> Quads:
    """Return triples with the literals as the store keeps them, sorted, without repetition."""
    return tuple(sorted(stored(quads).quads(), key=str))


def _sizes(quads: Quads) -> list[Quad]:
    """Count the triples by graph, as validation does."""
    counted = Counter(
        NamedNode(DEFAULT_GRAPH) if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        for quad in quads
    )
    return [
        Quad(
            graph, NamedNode(VOID + "triples"), Literal(str(n), datatype=NamedNode(XSD + "integer"))
        )
        for graph, n in counted.items()
    ]
