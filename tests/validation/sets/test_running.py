import random
from collections import Counter

import pytest

from restokg import resources
from restokg.graph.store import BlankNode, Literal, NamedNode, Store
from restokg.namespaces import SH
from restokg.validation.sets import suspects
from restokg.validation.sets.running import CompiledShapes
from tests.validation.sets.turtle import component, found, results, store

SHAPES = '''
ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:p-rule , ex:q-rule , ex:deep ;
    sh:or ( [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] [ sh:class ex:D ] ) ;
    sh:sparql [ sh:select """SELECT $this ?value { $this <http://example.org/q> ?value ;
        <http://example.org/p> ?value }""" ] .
ex:p-rule sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ; sh:class ex:D ; sh:uniqueLang true ;
    sh:languageIn ( "en" ) .
ex:q-rule sh:path [ sh:oneOrMorePath ex:q ] ; sh:minCount 2 ; sh:nodeKind sh:IRI .
ex:deep sh:path ex:q ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
ex:literals a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:nodeKind sh:BlankNode .
'''


def some_data(seed: int) -> str:
    """Return data that break all sorts of rules, in several graphs, with blank nodes."""
    chosen = random.Random(seed)
    nodes = [*(f"ex:n{number}" for number in range(6)), "_:a", "_:b"]
    values = [*nodes, '"a"@en', '"b"@en', '"b"@fr', "1", '"x y"']
    lines = [f"{node} a {chosen.choice(['ex:C', 'ex:D', 'ex:C , ex:D'])} ." for node in nodes]
    lines.append("_:a a ex:C .")
    for _ in range(20):
        triple = f"{chosen.choice(nodes)} {chosen.choice(['ex:p', 'ex:q'])} {chosen.choice(values)}"
        graphs = chosen.sample(["", "GRAPH ex:g", "GRAPH ex:h"], chosen.randint(1, 2))
        lines += [f"{graph} {{ {triple} }}" for graph in graphs]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(5))
def test_results_about_some_nodes_are_those_of_the_whole(seed: int) -> None:
    compiled, data = CompiledShapes.of(store(SHAPES)), store(some_data(seed))
    everything = compiled.results(data)
    about = {result.focus for result in everything}
    assert any(isinstance(node, BlankNode) for node in about)
    assert any(isinstance(node, Literal) for node in about)
    for node in [*about, NamedNode("http://example.org/nobody")]:
        name = node.value if isinstance(node, NamedNode) else str(node)
        assert Counter(compiled.results(data, focus=[name])) == Counter(
            result for result in everything if result.focus == node
        )
    assert compiled.results(data, focus=[]) == []


@pytest.mark.parametrize("seed", range(5))
def test_it_makes_no_difference_how_many_nodes_one_query_names(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, data = CompiledShapes.of(store(SHAPES)), store(some_data(seed))
    expected = Counter(compiled.results(data))
    assert expected
    nodes = {r.focus.value if isinstance(r.focus, NamedNode) else str(r.focus) for r in expected}
    for most in (1, 3):
        monkeypatch.setattr(suspects, "AT_ONCE", most)
        assert Counter(compiled.results(data)) == expected
        assert Counter(compiled.results(data, focus=nodes)) == expected


def test_a_triple_in_two_graphs_counts_once() -> None:
    shapes = "ex:s sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:maxCount 1 ; sh:uniqueLang true ."
    twice = 'GRAPH ex:g { ex:x ex:p "a"@en } GRAPH ex:h { ex:x ex:p "a"@en }'
    assert found(shapes, twice) == []
    assert found(f"{shapes} ex:s sh:minCount 2 .", twice) == ["ex:x minCount"]


def test_a_result_carries_all_that_the_shape_says() -> None:
    (result,) = results(
        """
        ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property ex:rule .
        ex:rule sh:path ex:p ; sh:datatype xsd:string ; sh:severity sh:Warning ;
            sh:message "{$this} has {?value}, not {$datatype}."@en , "{ ex:p } ?"@zh .
        """,
        "ex:x ex:p 1 .",
    )
    assert result.shape == NamedNode("http://example.org/rule")
    assert result.path == NamedNode("http://example.org/p")
    assert result.severity == NamedNode(f"{SH}Warning")
    assert result.constraint is None
    assert sorted(map(str, result.messages)) == [
        '"http://example.org/x has 1, not xsd:string."@en',
        '"{ ex:p } ?"@zh',
    ]


def test_a_query_gives_its_own_path_value_and_message() -> None:
    shapes = """
    ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:message "of the shape" ; sh:sparql ex:query .
    ex:query sh:message "{?value} by {$verb}"@en ; sh:prefixes ex: ; sh:select
        "SELECT $this ?value ?path (STR(e:p) AS ?verb) { $this e:p ?value BIND (e:p AS ?path) }" .
    ex: sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
    """
    (result,) = results(shapes, "ex:x ex:p 1 .")
    assert result.constraint == NamedNode("http://example.org/query")
    assert result.path == NamedNode("http://example.org/p")
    assert component(result) == "SPARQL"
    assert list(map(str, result.messages)) == ['"1 by http://example.org/p"@en']


def test_a_query_over_the_classes_of_values_sees_those_below() -> None:
    shapes = """
    ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select
        "SELECT $this ?value { $this ?p ?value . ?value a/rdfs:subClassOf* <http://example.org/A> }"
    ] .
    """
    data = """ex:x a ex:C ; ex:p ex:a , ex:b , ex:c . ex:a a ex:A . ex:b a ex:B . ex:c a ex:C .
    ex:B rdfs:subClassOf ex:A ."""
    expected = ["ex:x SPARQL ex:a", "ex:x SPARQL ex:b"]
    assert found(shapes, data) == expected
    assert len(results(shapes, data, ["http://example.org/x"])) == 2


def test_a_query_of_a_shape_below_may_call_its_variables_as_it_likes() -> None:
    names = " ".join(f"?v{number} ?restokg{number + 5}" for number in range(1, 5))
    shapes = f"""
    ex:s sh:targetClass ex:C ; sh:path ex:p ; sh:property [ sh:path ex:q ; sh:sparql [
        sh:select "SELECT $this {names} {{ $this ?v1 ?v2 . ?v3 ?v4 ?restokg6 }}" ] ] .
    """
    assert len(found(shapes, "ex:x a ex:C ; ex:p ex:y .")) == 0
    assert len(found(shapes, "ex:x a ex:C ; ex:p ex:y . ex:y ex:q 1 .")) == 3


def test_a_query_counts_each_focus_node_for_itself() -> None:
    shapes = """
    ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select '''
        SELECT $this ?value { { SELECT $this (COUNT(DISTINCT ?x) AS ?value) {
            $this <http://example.org/p> ?x } GROUP BY $this } FILTER (?value > 1) }''' ] ."""
    data = "ex:x a ex:C ; ex:p 1 , 2 . ex:y a ex:C ; ex:p 1 . ex:z ex:p 1 , 2 ."
    assert found(shapes, data) == ['ex:x SPARQL "2"']


def test_a_deactivated_shape_says_nothing_and_stands_in_nobodys_way() -> None:
    shapes = """
    ex:off a sh:NodeShape ; sh:targetNode ex:x ; sh:class ex:C ; sh:deactivated true .
    ex:on a sh:NodeShape ; sh:targetNode ex:x ; sh:node ex:off ; sh:not ex:off .
    """
    assert found(shapes, "ex:x ex:p ex:y .") == ["ex:x not ex:x"]


def test_all_shapes_of_the_package_compile() -> None:
    shapes = Store()
    files = sorted(resources.shapes().glob("*.ttl"))
    assert files
    for file in files:
        shapes.load(file, "turtle")
    compiled = CompiledShapes.of(shapes)
    assert compiled.rest == ()
    assert len(compiled.shapes) > 100
