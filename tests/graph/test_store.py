"""The store: queries over the union, and serialisations with deterministic bytes."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from restokg.errors import QueryRefusedError, QuerySyntaxError
from restokg.graph.store import SYNTAXES, NamedNode, QueryBoolean, Store, canonical_lines, serialise

TRIG = r"""
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
doc:loose rkg:number 4 .
GRAPH doc:UNEP\/EA.5\/10 {
  doc:UNEP\/EA.5\/10\/p\/1 rkg:order 1 , 2.5 ; a rkg:Provision ;
    rkg:note "one\ntwo \"x\""@en , "标记；sdg:ontology\\#Goal"@zh , "true"^^xsd:boolean ;
    rkg:list ( [ rkg:inner doc:a ] "x" ) ; rkg:serves sdg:15 , sdgo:Goal .
}
GRAPH doc:a.b { doc:UNEP\/EA.5\/10\/p\/1 a rkg:Provision . doc:z sdgo:hasTarget sdg:15.3 . }
"""
WITH_GRAPHS = ("trig", "nquads", "jsonld")


def loaded(text: str | bytes, syntax: str = "trig") -> Store:
    store = Store()
    store.load(text.encode() if isinstance(text, str) else text, syntax)
    return store


def written(store: Store, syntax: str) -> bytes:
    output = io.BytesIO()
    serialise(store.nquads(), syntax, output)
    return output.getvalue()


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_equal_datasets_give_equal_bytes_whatever_order_and_labels(syntax: str) -> None:
    expected = written(loaded(TRIG), syntax)
    lines = loaded(TRIG).nquads().splitlines(keepends=True)
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        shuffled = b"".join(lines).replace(b"_:", f"_:s{seed}x".encode())
        assert written(loaded(shuffled, "nquads"), syntax) == expected


@pytest.mark.parametrize("syntax", WITH_GRAPHS)
def test_what_is_written_with_graphs_reads_back_as_the_same_dataset(syntax: str) -> None:
    store = loaded(TRIG)
    again = loaded(written(store, syntax), syntax)
    assert canonical_lines(again.nquads()) == canonical_lines(store.nquads())


@pytest.mark.parametrize(
    ("syntax", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")]
)
def test_rdflib_reads_what_is_written_without_graphs_as_the_union(syntax: str, name: str) -> None:
    store = loaded(TRIG)
    union = Graph().parse(data=store.triples(), format="nt")
    assert isomorphic(Graph().parse(data=written(store, syntax), format=name), union)


# rdflib's TriG parser uses a name of rdflib's that is on its way out
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_the_graph_names_that_are_written() -> None:
    dataset = Dataset()
    dataset.parse(data=written(loaded(TRIG), "trig"), format="trig")
    named = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert {name for name in named if name.startswith("https:")} == set(loaded(TRIG).graphs())


def test_turtle_declares_the_prefixes_in_use_in_order_and_no_others() -> None:
    text = written(loaded(TRIG), "turtle").decode()
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == ["doc:", "rdf:", "rkg:", "sdg:", "sdgo:"]


def test_turtle_tells_nested_namespaces_apart_and_leaves_strings_alone() -> None:
    text = written(loaded(TRIG), "turtle").decode()
    assert "rkg:serves sdg:15 , sdgo:Goal" in text
    assert r"sdg:ontology\\#Goal" in text


def test_trig_is_grouped_by_graph_and_subject_with_the_type_first() -> None:
    text = written(loaded(TRIG), "trig").decode()
    block = text[text.index(r"doc:UNEP\/EA.5\/10 {") :]
    assert block.splitlines()[1].startswith("\tdoc:UNEP\\/EA.5\\/10\\/p\\/1 a rkg:Provision ;")


def test_blank_nodes_of_two_loads_stay_apart() -> None:
    store = loaded('_:a <urn:p> "1" .', "nquads")
    store.load(b'_:a <urn:p> "2" .', "nquads")
    assert len({str(quad.subject) for quad in store.quads()}) == 2


def test_a_query_sees_the_union_of_the_graphs_with_prefixes_declared() -> None:
    result = loaded(TRIG).query("ASK { doc:loose rkg:number 4 . doc:z sdgo:hasTarget ?t }")
    assert isinstance(result, QueryBoolean)
    assert result


def test_a_query_may_ask_for_the_graph_of_a_statement() -> None:
    rows = loaded(TRIG).select("SELECT ?g WHERE { GRAPH ?g { doc:z ?p ?o } }")
    assert [str(g) for (g,) in rows] == ["<https://w3id.org/restokg/doc/a.b>"]


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT ?x WHERE {\n ?x nope:p 1 }", 2, 5, "this prefix is not declared."),
        ("SELECT ?x WHERE { ?x a rkg:X", 1, 29, "the query ends too early."),
        ("SELEC ?x { ?x a rkg:X }", 1, 1, "'SELEC ?x { ?x a rkg:X }' is not expected here."),
        ("SELECT ?s {\n  ?s ?p }\n", 2, 9, "'}' is not expected here."),
        ("SELECT ?s {\n ?s ?p ?o . FLTER(?o) }", 2, 13, "'FLTER(?o) }' is not expected here."),
        ("SELECT ?s { ?s ?p ?o } ORDR BY ?s", 1, 24, "'ORDR BY ?s' is not expected here."),
        ("SELECT ?s { ?s ?p ?o FILTER(?o > ) }", 1, 34, "') }' is not expected here."),
        ("SELECT ?s # {\n{ ?s a 'b\\'}'@en ; rkg:x }", 2, 26, "'}' is not expected here."),
        ('SELECT ?s { ?s ?p "open }', 1, 26, "the query ends too early."),
        ("", 1, 1, "the query ends too early."),
        ("SELECT ?x { ?x a <relative> }", 1, 18, "an IRI must be absolute"),
        ("SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c }", 1, 39, "must be grouped by or aggregated"),
    ],
)
def test_a_bad_query_is_an_error_with_its_place(
    query: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(QuerySyntaxError, match=re.escape(reason)) as caught:
        Store().query(query)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a>\n# x\nDELETE WHERE { ?s ?p ?o }"],
)
def test_an_update_is_called_one(update: str) -> None:
    with pytest.raises(QuerySyntaxError, match="this is an update"):
        Store().query(update)


def test_a_select_is_expected_where_rows_are_needed() -> None:
    with pytest.raises(QuerySyntaxError, match="SELECT"):
        Store().select("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s rdfs:label '#' . SERVICE<http://localhost:1/> {} }",
    ],
)
def test_a_query_that_calls_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        Store().query(query)


def test_a_keyword_written_in_code_points_is_no_keyword_to_the_engine() -> None:
    # else it would slip past the refusal
    with pytest.raises(QuerySyntaxError):
        Store().query(r"SELECT * { \u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a rkg:Service }",
        "SELECT ?s { ?s rdfs:label 'SERVICE <urn:x> {' } # SERVICE <urn:x>",
        'SELECT ?s { ?s a <urn:SERVICE> ; rdfs:label """a " SERVICE\n<urn:x>""" }',
        "PREFIX service: <urn:x> SELECT ?s { ?s a service:x }",
    ],
)
def test_the_word_service_alone_calls_no_server(query: str) -> None:
    assert list(Store().select(query)) == []


def test_a_store_on_disk_opens_for_reading_with_the_same_quads(tmp_path: Path) -> None:
    store = loaded(TRIG)
    Store.write(tmp_path / "store", store.nquads())
    opened = Store.open(tmp_path / "store")
    assert canonical_lines(opened.nquads()) == canonical_lines(store.nquads())
    with pytest.raises(RuntimeError, match="read-write"):
        opened.load(b"<urn:a> <urn:b> <urn:c> .", "ntriples")


def test_graph_sizes_count_each_graph_and_what_is_outside_any() -> None:
    sizes = loaded(TRIG).graph_sizes()
    assert sizes[""] == 1
    assert sizes["https://w3id.org/restokg/doc/a.b"] == 2
    assert sum(sizes.values()) == len(loaded(TRIG))


def test_triples_are_the_union_or_the_union_without_one_graph() -> None:
    store = loaded(TRIG)
    assert b"hasTarget" in store.triples()
    rest = store.triples(without="https://w3id.org/restokg/doc/a.b")
    assert b"hasTarget" not in rest
    assert b"doc/loose" in rest


def test_quads_are_found_by_pattern() -> None:
    found = list(loaded(TRIG).quads(NamedNode("https://w3id.org/restokg/doc/z")))
    assert [str(quad.object) for quad in found] == ["<http://metadata.un.org/sdg/15.3>"]
