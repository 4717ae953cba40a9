"""Which graphs a query is about: all, those that it names, or those that its caller names."""

from __future__ import annotations

import pytest

from restokg.graph.sparql import names_dataset
from restokg.graph.store import Literal, NamedNode, Quad, Store

EX = "http://example.org/"


@pytest.fixture
def store() -> Store:
    store = Store()
    for name in "abc":
        quad = Quad(NamedNode(EX + name), NamedNode(EX + "p"), Literal(name), NamedNode(EX + name))
        store.extend([quad])
    return store


def objects(store: Store, query: str, **graphs: list[str]) -> list[str]:
    default, named = graphs.get("default", ()), graphs.get("named", ())
    result = store.query(query, default_graphs=default, named_graphs=named)
    return sorted(row["o"].value for row in result)  # type: ignore[union-attr]


def test_without_a_dataset_clause_a_query_sees_all_graphs(store: Store) -> None:
    assert objects(store, "SELECT ?o { ?s ?p ?o }") == ["a", "b", "c"]


def test_from_says_what_the_default_graph_is(store: Store) -> None:
    query = f"SELECT ?o FROM <{EX}a> FROM <{EX}b> {{ ?s ?p ?o }}"
    assert objects(store, query) == ["a", "b"]


def test_from_named_leaves_the_default_graph_empty(store: Store) -> None:
    assert objects(store, f"SELECT ?o FROM NAMED <{EX}a> {{ ?s ?p ?o }}") == []
    assert objects(store, f"SELECT ?o FROM NAMED <{EX}a> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == ["a"]


def test_the_callers_dataset_goes_before_the_querys(store: Store) -> None:
    query = f"SELECT ?o FROM <{EX}a> {{ ?s ?p ?o }}"
    assert objects(store, query, default=[EX + "b"]) == ["b"]
    assert objects(store, query, named=[EX + "b"]) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * from <http://example.org/> {}", True),
        ("SELECT * FROM\n<http://example.org/> {}", True),
        ("SELECT * { ?from ?p 'FROM <x>' } # FROM <x>", False),
        ("SELECT * { ?s <http://example.org/FROM> ex:FROM }", False),
    ],
)
def test_a_dataset_clause_is_told_from_the_word(query: str, expected: bool) -> None:
    assert names_dataset(query) is expected
