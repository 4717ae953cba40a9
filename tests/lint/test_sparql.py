"""Which variables are bound where a query uses them."""

from __future__ import annotations

import pytest

from restokg.lint.sparql import UnreadError, analyse, is_standard, nearest
from restokg.namespaces import SH


@pytest.mark.parametrize(
    ("query", "unbound", "unknown", "unsorted"),
    [
        # What a SELECT gives out
        ("SELECT ?x ?z { ?x a ?y }", ["?z"], [], []),
        ("SELECT (?x AS ?z) ?x { ?x a ?y }", [], [], []),
        ("SELECT (?z AS ?w) { ?x a ?y }", [], ["?z"], []),
        ("SELECT (1 AS ?z) (?z + 1 AS ?w) { }", [], [], []),
        ("SELECT ?s { { SELECT ?x { ?x a ?s } } }", ["?s"], [], []),
        ("SELECT ?s { { SELECT * { ?x a ?s } } }", [], [], []),
        ("SELECT ?s { ?x a ?t MINUS { ?x a ?s } }", ["?s"], [], []),
        ("SELECT ?s { ?x a ?t FILTER EXISTS { ?x a ?s } }", ["?s"], [], []),
        ("SELECT ?g ?v ?w { GRAPH ?g { } VALUES ?v { 1 } } VALUES (?w) { (2) }", [], [], []),
        ("SELECT ?z { SERVICE <urn:s> { ?x a ?z } }", [], [], []),
        ("SELECT ?x { ?x <urn:p> [ <urn:q> ( ?z ) ] FILTER(?z > 1) }", [], [], []),
        ("CONSTRUCT { ?x a ?z } WHERE { ?x a ?y }", ["?z"], [], []),
        ("CONSTRUCT WHERE { ?x a ?y }", [], [], []),
        ("DESCRIBE ?x ?z WHERE { ?x a ?y }", ["?z"], [], []),
        ("ASK { ?x a ?y }", [], [], []),
        # What an expression reads
        ("SELECT * { ?x a ?y FILTER(?z > 1) }", [], ["?z"], []),
        ("SELECT * { FILTER(?y > 1) ?x a ?y }", [], [], []),
        ("SELECT * { BIND(?y AS ?z) ?x a ?y }", [], ["?y"], []),
        ("SELECT * { ?x a ?y { FILTER(?y > 1) } }", [], ["?y"], []),
        ("SELECT * { ?x a ?y { ?x a 1 } UNION { ?x a 2 FILTER(?y > 1) } }", [], ["?y"], []),
        ("SELECT * { ?x a ?y OPTIONAL { ?x a ?z FILTER(?y > ?z) } }", [], [], []),
        ("SELECT * { ?x a ?y OPTIONAL { ?x a ?z { FILTER(?y > 1) } } }", [], ["?y"], []),
        ("SELECT * { ?x a ?y OPTIONAL { BIND(?y AS ?z) } }", [], ["?y"], []),
        ("SELECT * { ?x a ?y MINUS { ?x a ?z FILTER(?y > 1) } }", [], ["?y"], []),
        ("SELECT * { ?x a ?y FILTER NOT EXISTS { ?x a ?z { FILTER(?y > ?z) } } }", [], ["?z"], []),
        ("SELECT * { ?x a ?y FILTER(?y IN (1, ?z) || !BOUND(?w)) }", [], ["?z", "?w"], []),
        ("SELECT (COUNT(?z) AS ?n) { ?x a ?y }", [], ["?z"], []),
        ("SELECT ?x { ?x a ?y } GROUP BY ?x HAVING(SUM(?z) > 1)", [], ["?z"], []),
        ("SELECT ?x { ?x a ?y FILTER(?given = ?x) }", [], [], []),
        # IF and COALESCE may end in nothing, but do not begin with it.
        ("SELECT * { ?x a ?y BIND(IF(?y, ?no, COALESCE(?x, ?no)) AS ?z) }", [], [], []),
        ("SELECT * { ?x a ?y BIND(IF(?no, 1, STR(?nor)) AS ?z) }", [], ["?no", "?nor"], []),
        # Order and groups
        ("SELECT ?x { ?x a ?y } ORDER BY ?y DESC(?z)", [], [], ["?z"]),
        ("SELECT (?x AS ?z) { ?x a ?y } ORDER BY ?z", [], [], []),
        ("SELECT (COUNT(*) AS ?n) { ?x a ?y } GROUP BY ?z (STR(?w) AS ?v)", [], [], ["?z", "?w"]),
        ("SELECT ?v { ?x a ?y } GROUP BY (STR(?y) AS ?v) ORDER BY ?v", [], [], []),
    ],
)
def test_variables_are_told_where_nothing_binds_them(
    query: str, unbound: list[str], unknown: list[str], unsorted: list[str]
) -> None:
    found = analyse(query, {"given"})
    assert [token.text for token in found.unbound] == unbound
    assert [token.text for token in found.unknown] == unknown
    assert [token.text for token in found.unsorted] == unsorted
    for token in (*found.unbound, *found.unknown, *found.unsorted):
        assert query[slice(*token.extent)] == token.text


def test_the_mention_that_is_wrong_is_told_not_the_others() -> None:
    query = "SELECT ?x { ?x a ?y { ?x a ?z } UNION { ?x a ?z FILTER(STR(?y) < STR(?z)) } }"
    (mention,) = analyse(query).unknown
    assert mention.start == query.rindex("?y")


def test_a_query_as_a_whole_selects_what_its_outer_select_names() -> None:
    assert analyse("SELECT ?x (1 AS ?n) { { SELECT ?x ?y { ?x a ?y } } }").outermost == {"x", "n"}
    assert analyse("SELECT * { ?x a ?y }").outermost is None
    assert analyse("ASK { ?x a ?y }").outermost is None


def test_predicates_and_graphs_are_told_for_they_cannot_be_left_blank() -> None:
    query = "SELECT ?x { GRAPH ?g { ?x ?p ?o ; <urn:p> [ ?q 1 ] } FILTER EXISTS { ?x ?r ?s } }"
    assert analyse(query).demanded == {"g", "p", "q", "r"}


@pytest.mark.parametrize(
    "text", ["", "SELECT", "SELECT ?x { ?x a ?y ~ ?z }", "SELECT * {" + "(" * 9999]
)
def test_what_rdflib_does_not_read_is_refused(text: str) -> None:
    with pytest.raises(UnreadError):
        analyse(text)


def test_terms_of_standard_vocabularies_are_known() -> None:
    assert is_standard(SH + "datatype")
    assert is_standard(SH + "class")  # a keyword of Python
    assert not is_standard(SH + "dataType")
    assert nearest(SH + "dataType") == SH + "datatype"
    assert nearest(SH + "qwertyuiop") is None
    assert is_standard("https://schema.org/Event")
    assert not is_standard("http://schema.org/Event")
    assert nearest("https://example.org/none") is None
