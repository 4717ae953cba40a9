"""What is wrong with a query, and where it begins to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restokg.lint.syntax import complaint
from restokg.lint.tokens import tokens

QUERY = """PREFIX ex: <https://example.org/>
SELECT ?x (COUNT(DISTINCT ?y) AS ?n) WHERE {
  ?x a ex:Fund ; ex:p|^ex:q ?y . # a comment
  OPTIONAL { GRAPH ?g { ?x other:r "text" } FILTER(LANG(?y) = "en" || ?y IN (1, 2)) }
  VALUES (?a ?b) { (1 UNDEF) } BIND(IF(BOUND(?a), 1, 2) AS ?c)
} GROUP BY ?x HAVING(COUNT(?y) > 1) ORDER BY DESC(?n) LIMIT 3"""


@settings(deadline=None, max_examples=25)
@given(st.integers(0, len(tokens(QUERY))), st.sampled_from(["§", "]", "FILTR"]))
def test_a_word_too_much_is_found_where_it_stands(number: int, word: str) -> None:
    found = tokens(QUERY)
    at = found[number].start if number < len(found) else len(QUERY)
    wrong = complaint(f"{QUERY[:at]} {word} {QUERY[at:]}")
    assert wrong is not None
    start, end = wrong.extent
    assert start >= at
    if word == "§":
        assert (start, end) == (at + 1, at + 2)
        assert wrong.reason.startswith("“§")
        assert wrong.reason_zh.startswith("此处不应出现“§")


@pytest.mark.parametrize(
    ("query", "part", "reason"),
    [
        ("SELECT ?x WHERE { ?x a ?y FILTER(?x = ) }", ")", "“) }” is not expected here"),
        ("SELECT ?x WHERE { ?x a ?y ; . ?x ; a ?z }", ";", "“; a ?z }” is not expected here"),
        ("SELECT ?x\nWHERE { ?x a ?y", "", "the query ends too early"),
        ("SELECT ?x WHERE { ?x a ?y } GROUP", "", "the query ends too early"),
        ("", "", "the query ends too early"),
        ("SELECT ?x { ?x a <y> }", "<y>", "an IRI must be absolute, such as"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "INSERT", "this is an update"),
        ("SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "?x", "?x already has a value"),
        ("SELECT (1 AS ?y) { ?x a ?y }", "?y", "?y already has a value"),
        ("SELECT ?y { ?x a ?y } GROUP BY ?x", "?y", "?y is selected, but neither grouped"),
        ("SELECT ?y (MAX(?x) AS ?z) { ?x a ?y }", "?y", "?y is selected, but neither grouped"),
        ("SELECT (STR(?y) AS ?z) { ?x a ?y } GROUP BY ?x", "SELECT", "a selected expression uses"),
    ],
)
def test_a_complaint_names_part_and_reason(query: str, part: str, reason: str) -> None:
    wrong = complaint(query)
    assert wrong is not None
    assert query[slice(*wrong.extent)] == part
    assert wrong.reason.startswith(reason)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in wrong.reason_zh)


@pytest.mark.parametrize(
    "query",
    [
        QUERY,
        "ASK { ?x unknown:p 1 }",
        "ASK { FILTER(unknown:function(1) = xsd:duration('P1Y')) }",
        "SELECT ?x { SERVICE <https://example.org/> { ?x a ?y } }",
        "SELECT (COUNT(*) AS ?n) { ?x a ?y } GROUP BY (STR(?x) AS ?s)",
    ],
)
def test_what_is_sparql_needs_no_prefixes_and_no_permission(query: str) -> None:
    assert complaint(query) is None
