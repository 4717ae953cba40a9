"""Answers from results of every form, and how their terms are worded."""

from __future__ import annotations

import json

import pytest

from restokg.graph.store import BlankNode, Literal, NamedNode, QueryResultsFormat, Store
from restokg.namespaces import DOC, RKG, XSD
from restokg.questions.answers import Answer, display, from_query, from_results

QUERY = """
SELECT ?iri ?text ?zh ?number ?node ?nothing WHERE {
  VALUES (?iri ?text ?zh ?number) { (<http://e/a> "x" "甲"@zh 5) } BIND(BNODE() AS ?node)
}"""


def test_the_json_of_results_gives_the_rows_of_the_query() -> None:
    store = Store()
    here = from_query(store.query(QUERY))
    solutions = store.select(QUERY)
    there = from_results(json.loads(solutions.serialize(format=QueryResultsFormat.JSON) or b""))
    assert here.columns == there.columns == ("iri", "text", "zh", "number", "node", "nothing")
    assert here.rows[0][:4] == there.rows[0][:4]
    assert isinstance(here.rows[0][4], BlankNode)
    assert isinstance(there.rows[0][4], BlankNode)
    assert here.rows[0][5] is there.rows[0][5] is None


def test_a_yes_or_no_is_one_row() -> None:
    store = Store()
    assert from_query(store.query("ASK {}")).cells() == [["true"]]
    assert from_results({"head": {}, "boolean": False}).cells() == [["false"]]


@pytest.mark.parametrize(
    "results",
    [
        {},
        {"head": {"vars": ["x"]}},
        {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri"}}]}},
        {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "?", "value": "a"}}]}},
    ],
)
def test_what_is_not_results_is_refused(results: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        from_results(results)


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (NamedNode(DOC + "UNEP/EA.5/10/p/26/a"), "UNEP/EA.5/10 ¶26(a)"),
        (NamedNode(RKG + "Fund"), "rkg:Fund"),
        (Literal(f"{DOC}A/1/p/1 {DOC}A/1/p/2 {RKG}Fund"), "A/1 ¶1, ¶2 · rkg:Fund"),
        (Literal("https://e/ and text"), "https://e/ and text"),
        (Literal("95000000", datatype=NamedNode(XSD + "integer")), "95,000,000"),
        (Literal("-12345.50", datatype=NamedNode(XSD + "decimal")), "-12,345.50"),
        (Literal("2030", datatype=NamedNode(XSD + "integer")), "2030"),
        (Literal("95000000"), "95000000"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_terms_are_worded_for_reading(term: NamedNode | Literal | BlankNode, shown: str) -> None:
    assert display(term) == shown


def test_documents_are_cited_by_the_symbol_that_the_graph_gives() -> None:
    store = Store()
    document = "https://w3id.org/restokg/doc/a-report"
    text = f'<{document}> <{RKG}symbol> "ICCD/COP(16)/20" .'
    store.load(text.encode(), "turtle", graph=document)
    answer = Answer(("source",), [(NamedNode(f"{document}/p/34#q1"),), (None,)])
    assert answer.cells(store) == [["ICCD/COP(16)/20 ¶34 #q1"], [""]]
    assert answer.cells() == [["a-report ¶34 #q1"], [""]]
