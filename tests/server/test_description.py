"""The service description: what it claims is so, and is said as the vocabulary has it."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from restokg.errors import NotAcceptableError
from restokg.graph.store import NamedNode, Store, Term
from restokg.namespaces import RDF, SD, VOID
from restokg.representation.media import GRAPHS
from restokg.server.description import MOST_GRAPHS, RESULT_FORMATS, describe, respond
from restokg.server.limits import Limits

ROOT = "http://127.0.0.1:8000"
SERVICE = NamedNode(f"{ROOT}/sparql")
SMALL = b"""
<http://e/a> <http://e/p> <http://e/b> <http://e/g1> .
<http://e/a> <http://e/q> <http://e/c> <http://e/g1> .
<http://e/a> <http://e/p> <http://e/b> <http://e/g2> .
<https://w3id.org/restokg/dataset> <http://rdfs.org/ns/void#triples> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g3> .
"""  # noqa: E501

# Section 3 of SPARQL 1.1 Service Description: which class each property joins to which.
SCHEMA = {
    "endpoint": ("Service", None),
    "feature": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "supportedLanguage": ("Service", None),
    "resultFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(SMALL, "nquads")
    return store


def objects(store: Store, subject: NamedNode, name: str) -> set[Term]:
    triples = describe(ROOT, store, Limits())
    said = (t for t in triples if (t.subject, t.predicate.value) == (subject, SD + name))
    return {t.object for t in said}  # type: ignore[misc]


def test_the_endpoint_is_the_service(store: Store) -> None:
    assert objects(store, SERVICE, "endpoint") == {SERVICE}


def test_every_statement_is_as_the_schema_has_it(store: Store) -> None:
    triples = list(describe(ROOT, store, Limits()))
    types = {
        (t.subject, t.object.value.removeprefix(SD))  # type: ignore[union-attr]
        for t in triples
        if t.predicate.value == RDF + "type"
    }
    said = [t for t in triples if t.predicate.value.startswith(SD)]
    assert {t.predicate.value.removeprefix(SD) for t in said} == SCHEMA.keys()
    for triple in said:
        domain, range_ = SCHEMA[triple.predicate.value.removeprefix(SD)]
        assert (triple.subject, domain) in types
        assert range_ is None or (triple.object, range_) in types


def test_the_named_graphs_are_those_of_the_dataset_with_their_sizes(store: Store) -> None:
    graph = Graph()
    _, body = respond("text/turtle", ROOT, store, Limits())
    graph.parse(data=body, format="turtle")
    rows = graph.query(f"""SELECT ?name ?n {{ ?s <{SD}defaultDataset>/<{SD}namedGraph> ?g .
        ?g <{SD}name> ?name ; <{SD}graph>/<{VOID}triples> ?n }}""")
    assert {(str(row[0]), str(row[1])) for row in rows} == {  # type: ignore[index]
        ("http://e/g1", "2"),
        ("http://e/g2", "1"),
        ("http://e/g3", "1"),
    }
    union = graph.value(URIRef(f"{SERVICE.value}#dataset"), URIRef(SD + "defaultGraph"))
    assert str(graph.value(union, URIRef(VOID + "triples"))) == "3"


def test_what_is_claimed_of_the_default_graph_is_so(store: Store) -> None:
    assert NamedNode(SD + "UnionDefaultGraph") in objects(store, SERVICE, "feature")
    rows = store.select("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert len(list(rows)) == 3


def test_of_very_many_graphs_some_are_named_and_that_is_said() -> None:
    store = Store()
    many = MOST_GRAPHS + 5
    lines = (f"<http://e/a> <http://e/p> <http://e/b> <http://e/g{n}> .\n" for n in range(many))
    store.load("".join(lines).encode(), "nquads")
    triples = list(describe(ROOT, store, Limits()))
    assert sum(t.predicate.value == SD + "namedGraph" for t in triples) == MOST_GRAPHS
    assert any(f"of {many:,} named graphs" in str(t.object) for t in triples)


@pytest.mark.parametrize("type_", GRAPHS.values())
def test_it_comes_in_every_rdf_syntax_the_same_each_time(store: Store, type_: str) -> None:
    chosen, body = respond(type_, ROOT, store, Limits())
    assert chosen == type_
    assert respond(type_, ROOT, store, Limits()) == (type_, body)
    read = Store()
    read.load(body, next(name for name, offered in GRAPHS.items() if offered == type_))
    assert len(read) == len(set(describe(ROOT, store, Limits())))


def test_a_type_that_is_not_offered_is_refused(store: Store) -> None:
    with pytest.raises(NotAcceptableError):
        respond("image/png", ROOT, store, Limits())


def test_every_format_that_is_named_is_one_of_w3c_and_one_that_is_offered() -> None:
    # https://www.w3.org/ns/formats/
    assert len(RESULT_FORMATS) == len(set(RESULT_FORMATS)) == len(GRAPHS) + 4
    assert all(name.startswith("http://www.w3.org/ns/formats/") for name in RESULT_FORMATS)


def test_the_limits_are_told(store: Store) -> None:
    limits = Limits(time=7, rows=1234)
    text = " ".join(str(t.object) for t in describe(ROOT, store, limits))
    assert "7 seconds" in text
    assert "1,234 rows" in text
    assert "1,234行" in text
