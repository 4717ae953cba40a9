"""Put together what an assessment reads: graph, rules, and what is given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from restokg import resources
from restokg.assessment.application import APPLICATION_GRAPH
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import DefaultGraph, NamedNode, Quad, Store
from restokg.namespaces import GRAPH

RULES = "assessment"
"""The folder of the rules, among the shapes: without targets, they ask nothing of the graph."""

DATA_GRAPH = f"{GRAPH}given"
"""Where further statements are that stand outside any graph."""


def everything(nquads: Path, given: Iterable[Quad], more: Iterable[Quad]) -> Store:
    """Return in memory: a graph, the package's rules, an application, and what else is given."""
    store = Store()
    store.load(nquads, "nquads")
    load(store, rdf_files([resources.shapes() / RULES]))
    add(store, given, more)
    return store


def add(store: Store, given: Iterable[Quad], more: Iterable[Quad]) -> None:
    """Add an application and what else is given, each where its word counts for what it is."""
    store.extend(
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(APPLICATION_GRAPH))
        for quad in given
    )
    store.extend(
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(DATA_GRAPH))
        if isinstance(quad.graph_name, DefaultGraph)
        else quad
        for quad in more
    )
