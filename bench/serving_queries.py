"""Light queries about the things of a snapshot, for measurements of endpoints.

They are of two sorts: look-ups of one pattern, and what a page asks about a thing, with the names
of what it is linked to and the paragraph of each statement.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from restokg.graph.store import NamedNode, Store
from restokg.namespaces import BASE

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def things(snapshot: Path) -> list[str]:
    """Return the IRIs of ours that are subjects, in an order that is random and always the same."""
    store = Store.open(snapshot / "store")
    found = {
        quad.subject.value
        for quad in store.quads()
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(BASE)
    }
    ordered = sorted(found)
    random.Random(6).shuffle(ordered)
    return ordered


def look_ups(thing: str) -> Iterator[str]:
    yield f"SELECT ?g ?p ?o WHERE {{ GRAPH ?g {{ <{thing}> ?p ?o }} }}"
    yield f"SELECT ?label WHERE {{ <{thing}> {LABEL} ?label }}"
    yield f"SELECT ?s ?p WHERE {{ GRAPH ?g {{ ?s ?p <{thing}> }} }} LIMIT 20"
    yield f"ASK {{ <{thing}> a <https://w3id.org/restokg/ontology#Provision> }}"


def of_a_page(thing: str) -> Iterator[str]:
    for lang in ("en", "zh"):
        named = f"{LABEL} ?name FILTER(LANG(?name) = '{lang}')"
        property_ = f"OPTIONAL {{ ?p {LABEL} ?property FILTER(LANG(?property) = '{lang}') }}"
        yield (
            "SELECT ?property ?value ?name ?source WHERE {"
            f" GRAPH ?source {{ <{thing}> ?p ?value }} {property_} OPTIONAL {{ ?value {named} }} }}"
            " ORDER BY ?property ?source LIMIT 100"
        )
        yield (
            f"SELECT ?thing ?name ?property ?source WHERE {{"
            f" GRAPH ?source {{ ?thing ?p <{thing}> }} {property_} OPTIONAL {{ ?thing {named} }} }}"
            " ORDER BY ?property ?thing LIMIT 50"
        )
        yield (
            f"SELECT DISTINCT ?other ?name ?source WHERE {{"
            f" GRAPH ?source {{ <{thing}> ?p ?v . ?other ?q ?v }} FILTER(?other != <{thing}>)"
            f" OPTIONAL {{ ?other {named} }} }} ORDER BY ?name LIMIT 25"
        )
