"""Values reach every place of a query, and mean what pre-binding means."""

from __future__ import annotations

import pytest

from restokg.graph.store import QueryTriples, Store
from restokg.questions.binding import bind

DATA = b"""
@prefix e: <http://e/> .
e:g1 { e:a e:p e:b ; e:n 1 ; e:l "A"@en , "\xe7\x94\xb2"@zh . e:b e:p e:c . }
e:g2 { e:c e:p e:d ; e:n 3 . e:d e:n 4 . }
"""
A, D, G1 = "<http://e/a>", "<http://e/d>", "<http://e/g1>"

CASES = {
    "a projected variable": ("SELECT ?x ?y { ?x e:p ?y }", {"x": A}, ["a b"]),
    "SELECT *": ("SELECT * { ?x e:p ?y } ", {"x": A}, ["a b"]),
    "a variable that is not projected": ("SELECT ?y { ?x e:p ?y }", {"x": A}, ["b"]),
    "GRAPH": ("SELECT ?y { GRAPH ?g { ?x e:p ?y } } ORDER BY ?y", {"g": G1}, ["b", "c"]),
    "inside GRAPH": ("SELECT ?g { GRAPH ?g { ?x e:p ?y } }", {"x": A}, ["g1"]),
    "a filter": ("SELECT ?x { ?x e:n ?n FILTER(?n >= ?least) } ORDER BY ?n", {"least": "3"}, "cd"),
    "a language": ("SELECT ?l { ?x e:l ?l FILTER(LANG(?l) = ?lang) }", {"lang": '"zh"'}, ["甲"]),
    "OPTIONAL": (
        "SELECT ?x ?l { ?x e:p ?y OPTIONAL { ?x e:l ?l FILTER(LANG(?l) = ?lang) } } ORDER BY ?x",
        {"lang": '"en"'},
        ["a A", "b -", "c -"],
    ),
    "BOUND": ("SELECT ?x { ?x e:n ?n FILTER(!BOUND(?k) || ?n < ?k) }", {"k": "2"}, ["a"]),
    "BOUND without a value": (
        "SELECT ?x { ?x e:n ?n FILTER(!BOUND(?k) || ?n < ?k) } ORDER BY ?n",
        {},
        ["a", "c", "d"],
    ),
    "the start of a path": ("SELECT ?y { ?x e:p+ ?y } ORDER BY ?y", {"x": A}, ["b", "c", "d"]),
    "the end of a path": ("SELECT ?x { ?x e:p+ ?y } ORDER BY ?x", {"y": D}, ["a", "b", "c"]),
    "a sub-select": (
        "SELECT ?y ?c { { SELECT ?x (COUNT(*) AS ?c) { ?x e:p+ ?z } GROUP BY ?x } ?x e:p ?y }",
        {"x": A},
        ["b 3"],
    ),
    "a sub-select that hides it": (
        "SELECT ?c { { SELECT (COUNT(*) AS ?c) { ?x e:n ?n FILTER(?n >= ?least) } } }",
        {"least": "3"},
        ["2"],
    ),
    "a group key": ("SELECT ?x (COUNT(?y) AS ?c) { ?x e:p+ ?y } GROUP BY ?x", {"x": A}, ["a 3"]),
    "a group key without rows": (
        "SELECT ?x (COUNT(?y) AS ?c) { ?x e:p+ ?y } GROUP BY ?x",
        {"x": D},
        [],
    ),
    "HAVING": (
        "SELECT ?x { ?x e:p+ ?y } GROUP BY ?x HAVING(COUNT(?y) >= ?least) ORDER BY ?x",
        {"least": "2"},
        ["a", "b"],
    ),
    "an expression of the projection": (
        "SELECT (?n + ?more AS ?m) { ?x e:n ?n } ORDER BY ?n",
        {"more": "1"},
        ["2", "4", "5"],
    ),
    "BIND": ("SELECT ?m { e:a e:n ?n BIND(?n + ?more AS ?m) }", {"more": "1"}, ["2"]),
    "COALESCE": ("SELECT ?x { ?x e:n ?n FILTER(?n > COALESCE(?k, 0)) }", {"k": "3"}, ["d"]),
    "NOT EXISTS": (
        "SELECT ?x { ?x e:n ?n FILTER NOT EXISTS { ?x e:n ?m FILTER(?m >= ?least) } }",
        {"least": "3"},
        ["a"],
    ),
    "MINUS": ("SELECT ?x { ?x e:n ?n MINUS { ?x e:p ?z } } ORDER BY ?x", {"z": D}, ["a", "d"]),
    "UNION": ("SELECT ?x { { ?x e:p ?z } UNION { ?x e:p/e:p ?z } } ORDER BY ?x", {"z": D}, "bc"),
    "sub-selects in UNION": (
        """SELECT ?x ?n { { SELECT ?x ?n { ?x e:n ?n } GROUP BY ?x ?n } UNION
        { SELECT ?x (2 AS ?n) { ?x e:p ?z } } } ORDER BY ?n""",
        {"x": A},
        ["a 1", "a 2"],
    ),
    "IN": ("SELECT ?x { ?x e:n ?n FILTER(?x IN (?k, e:d)) } ORDER BY ?x", {"k": A}, ["a", "d"]),
    "ORDER BY": ("SELECT ?x { ?x e:n ?n } ORDER BY ABS(?n - ?k) LIMIT 1", {"k": "4"}, ["d"]),
    "VALUES": ("SELECT ?x ?n { VALUES ?x { e:a e:c } ?x e:n ?n }", {"x": A}, ["a 1"]),
    "VALUES in a row": (
        'SELECT ?n { VALUES (?lang ?x) { ("en" e:a) ("zh" e:c) } ?x e:n ?n }',
        {"lang": '"zh"'},
        ["3"],
    ),
    "VALUES at the end": (
        "SELECT ?x ?n { ?x e:n ?n } VALUES (?x ?n) { (e:a 1) (e:c 3) }",
        {"x": A},
        ["a 1"],
    ),
    "strings, comments and comparisons": (
        r"""SELECT ?n { ?x e:n ?n # ?x } {
        FILTER("?x" = '?x' && "\"?x" != '''?x''' && ?n<?k&&?n>0) }""",
        {"x": A, "k": "5"},
        ["1"],
    ),
    "the dollar sign": ("SELECT ?n { $x e:n ?n }", {"x": A}, ["1"]),
    "a value that is not used": ("SELECT ?x { ?x e:p e:b }", {"y": D}, ["a"]),
}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA, "trig")
    return store


@pytest.mark.parametrize("case", CASES)
def test_a_value_reaches(store: Store, case: str) -> None:
    query, values, expected = CASES[case]
    text = bind(f"PREFIX e: <http://e/> {query}", values)
    rows = [
        " ".join("-" if term is None else term.value.removeprefix("http://e/") for term in row)
        for row in store.select(text)
    ]
    assert rows == list(expected)


def test_construct_templates_and_ask_take_values_too(store: Store) -> None:
    construct = bind("CONSTRUCT { ?x <http://e/q> ?y } WHERE { ?x <http://e/p> ?y }", {"x": A})
    made = store.query(construct)
    assert isinstance(made, QueryTriples)
    assert [str(triple) for triple in made] == [f"{A} <http://e/q> <http://e/b>"]
    assert bool(store.query(bind("ASK { ?x <http://e/p> ?y }", {"x": D}))) is False
    assert bool(store.query(bind("ASK { ?x <http://e/p> ?y }", {"x": A}))) is True


def test_a_value_cannot_break_out_of_its_place(store: Store) -> None:
    from restokg.graph.store import Literal

    nasty = '" } UNION { ?x ?y ?z } # \\ \n'
    text = bind("SELECT ?v { BIND(?s AS ?v) }", {"s": str(Literal(nasty))})
    assert [row[0].value for row in store.select(text)] == [nasty]
