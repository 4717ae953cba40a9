import pytest

from restokg.validation.sets.structure import Structure


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value WHERE { $this ex:p ?value FILTER (?value != $this) }",
        "SELECT $this { ?x ex:p ?y FILTER NOT EXISTS { $this ex:p ?y } }",
        "SELECT $this { BIND (STR($this) AS ?text) FILTER (STRLEN(?text) > 3) }",
        "SELECT $this { ?x ex:p ?y OPTIONAL { ?x ex:q ?z FILTER (?z != $this) } }",
        "SELECT $this { { $this ex:p ?x } UNION { $this ex:q ?x FILTER (?x = $this) } }",
        "SELECT $this { ?x ex:p ?y { ?y ex:p ?z } UNION { } }",
        "SELECT $this { { SELECT $this (COUNT(DISTINCT ?x) AS ?n) { $this ?p ?x } GROUP BY $this}}",
        "SELECT $this (MAX(?x) AS ?value) { $this ex:p ?x } GROUP BY $this HAVING (MAX(?x) > 2)",
        "SELECT $this { $this ex:minus 'VALUES LIMIT 3' } # SERVICE",
    ],
)
def test_a_query_may_speak_of_all_focus_nodes(query: str) -> None:
    structure = Structure(query)
    assert structure.forbidden is None
    assert structure.obstacle is None


@pytest.mark.parametrize(
    ("query", "obstacle"),
    [
        ("SELECT ?x { $this ex:p ?x }", "does not select $this"),
        ("SELECT $this { $this ex:p ?x } LIMIT 1", "has LIMIT"),
        ("SELECT $this { GRAPH $shapesGraph { $this ex:p ?x } }", "uses $shapesGraph"),
        ("SELECT $this { ?x ex:p ?y { FILTER ($this = ex:a) } }", "inner group that does not bind"),
        ("SELECT $this { { FILTER (false) } UNION { FILTER ($this = ex:a) } }", "not bind"),
        ("SELECT $this { { { FILTER EXISTS { $this ex:p ?x } } } }", "not bind"),
        ("SELECT $this { { $this ex:p ?x BIND ($this AS ?y) } }", "inner group with BIND"),
        ("SELECT $this { { SELECT $this { FILTER ($this = ex:a) } } }", "not bind"),
        ("SELECT $this (COUNT(?x) AS ?n) { $this ex:p ?x } GROUP BY $this", "without DISTINCT"),
        (
            "SELECT $this (COUNT(DISTINCT ?x) AS ?n) { $this ex:p ?x } GROUP BY ?x",
            "without GROUP BY $this",
        ),
    ],
)
def test_a_query_that_may_not_is_told_why(query: str, obstacle: str) -> None:
    found = Structure(query).obstacle
    assert found is not None
    assert obstacle in found


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("SELECT $this { $this ?p ?x MINUS { $this ?p 1 } }", "MINUS"),
        ("SELECT $this { VALUES ?x { 1 } $this ?p ?x }", "VALUES"),
        ("SELECT $this { BIND (1 AS $this) }", "AS $this"),
        (
            "SELECT $this { $this ?p ?x { SELECT ?x { ?x ?p ?y } } }",
            "an inner SELECT without $this",
        ),
    ],
)
def test_what_shacl_forbids_in_a_query_is_named(query: str, what: str) -> None:
    assert Structure(query).forbidden == what
