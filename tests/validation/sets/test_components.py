"""Each constraint component, with data that breaks it and data that nearly does."""

import pytest

from restokg.graph.store import NamedNode, Term
from restokg.validation.sets.running import CompiledShapes
from tests.validation.sets.turtle import component, found, results, store

PROPERTY = """
ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:rule .
ex:rule sh:path ex:p ; {} .
ex:HasQ a sh:NodeShape ; sh:property ex:q-rule .
ex:q-rule sh:path ex:q ; sh:minCount 1 .
ex:IsD a sh:NodeShape ; sh:class ex:D .
ex:IsE a sh:NodeShape ; sh:class ex:E .
"""

# The constraint, what is said of ex:x (an ex:C), and what is found: components and values.
CASES = [
    ("sh:minCount 1", "ex:x ex:q 1", ["minCount"]),
    ("sh:minCount 2", "ex:x ex:p 1", ["minCount"]),
    ("sh:minCount 2", "ex:x ex:p 1 , 2", []),
    ("sh:minCount 4", "ex:x ex:p 1 , 2 , 3", ["minCount"]),
    ("sh:minCount 0", "ex:x ex:q 1", []),
    ("sh:maxCount 1", "ex:x ex:p 1 , 2", ["maxCount"]),
    ("sh:maxCount 1", "ex:x ex:p 1", []),
    ("sh:maxCount 0", "ex:x ex:p 1", ["maxCount"]),
    ("sh:class ex:D", "ex:x ex:p ex:d , ex:e , 1", ['class "1"', "class ex:e"]),
    ("sh:class ex:Above", "ex:x ex:p ex:d , ex:e", ["class ex:e"]),
    ("sh:nodeKind sh:IRI", 'ex:x ex:p ex:d , "a"', ['nodeKind "a"']),
    ("sh:nodeKind sh:BlankNodeOrIRI", 'ex:x ex:p ex:d , [] , "a"', ['nodeKind "a"']),
    ("sh:datatype xsd:integer", "ex:x ex:p 1 , 1.5", ['datatype "1.5"']),
    ("sh:datatype xsd:integer", 'ex:x ex:p "x"^^xsd:integer', ['datatype "x"']),
    ("sh:datatype xsd:integer", 'ex:x ex:p "99999999999999999999"^^xsd:integer', []),
    ("sh:datatype xsd:byte", 'ex:x ex:p "7"^^xsd:byte , "300"^^xsd:byte', ['datatype "300"']),
    ("sh:datatype xsd:date", 'ex:x ex:p "2021-02-28"^^xsd:date', []),
    ("sh:datatype xsd:date", 'ex:x ex:p "2021-02-29"^^xsd:date', ['datatype "2021-02-29"']),
    ("sh:datatype xsd:language", 'ex:x ex:p "-"^^xsd:language', ['datatype "-"']),
    ("sh:datatype rdf:langString", 'ex:x ex:p "a"@en , "a"', ['datatype "a"']),
    ("sh:minInclusive 1", "ex:x ex:p 0 , 1 , ex:d", ['minInclusive "0"', "minInclusive ex:d"]),
    ("sh:minExclusive 1", "ex:x ex:p 1 , 2", ['minExclusive "1"']),
    ("sh:maxInclusive 1", 'ex:x ex:p 1 , "z"', ['maxInclusive "z"']),
    ("sh:maxExclusive 1", "ex:x ex:p 1 , 0.5", ['maxExclusive "1"']),
    ('sh:minInclusive "a"^^xsd:date', 'ex:x ex:p "a"^^xsd:date', ['minInclusive "a"']),
    ('sh:maxInclusive "a"@en', 'ex:x ex:p "a"@en', ['maxInclusive "a"@en']),
    ("sh:minLength 2", 'ex:x ex:p "a" , "中文" , ex:d', ['minLength "a"']),
    ("sh:maxLength 2", 'ex:x ex:p "abc" , "中文"', ['maxLength "abc"']),
    ('sh:pattern "^a"', 'ex:x ex:p "ab" , "ba" , "AB"', ['pattern "AB"', 'pattern "ba"']),
    ('sh:pattern "^a" ; sh:flags "i"', 'ex:x ex:p "ab" , "ba" , "AB"', ['pattern "ba"']),
    ('sh:languageIn ( "en" )', 'ex:x ex:p "a"@en-gb , "b"@fr', ['languageIn "b"@fr']),
    ("sh:uniqueLang true", 'ex:x ex:p "a"@en , "b"@en , "a" , "b" , "c"@fr', ["uniqueLang"]),
    ("sh:equals ex:q", "ex:x ex:p ex:d ; ex:q ex:f", ["equals ex:d", "equals ex:f"]),
    ("sh:equals ex:q", "ex:x ex:p ex:d , ex:e ; ex:q ex:d , ex:e", []),
    ("sh:disjoint ex:q", "ex:x ex:p ex:d , ex:e ; ex:q ex:d", ["disjoint ex:d"]),
    ("sh:lessThan ex:q", "ex:x ex:p 1 , 2 ; ex:q 2", ['lessThan "2"']),
    ("sh:lessThanOrEquals ex:q", 'ex:x ex:p 2 ; ex:q 2 , "a"', ['lessThanOrEquals "2"']),
    ("sh:lessThanOrEquals ex:q", "ex:x ex:p ex:d ; ex:q ex:d", ["lessThanOrEquals ex:d"]),
    ("sh:lessThanOrEquals ex:q", "ex:x ex:p 1e0 , true ; ex:q 1e0", ['lessThanOrEquals "true"']),
    ("sh:lessThanOrEquals ex:q", 'ex:x ex:p "a"@en ; ex:q "a"@en', ['lessThanOrEquals "a"@en']),
    ("sh:lessThan ex:q", 'ex:x ex:p "a"@en ; ex:q "b"@en', ['lessThan "a"@en']),
    (
        "sh:lessThanOrEquals ex:q",
        'ex:x ex:p "a"^^xsd:date ; ex:q "a"^^xsd:date',
        ['lessThanOrEquals "a"'],
    ),
    (
        "sh:lessThanOrEquals ex:q",
        'ex:x ex:p "2021-02-28"^^xsd:date ; ex:q "2021-02-28"^^xsd:date',
        [],
    ),
    (
        "sh:lessThanOrEquals ex:q",
        'ex:x ex:p "NaN"^^xsd:double ; ex:q "NaN"^^xsd:double',
        ['lessThanOrEquals "NaN"'],
    ),
    ("sh:hasValue ex:d", "ex:x ex:p ex:e", ["hasValue"]),
    ("sh:hasValue ex:d", "ex:x ex:p ex:d , ex:e", []),
    ('sh:in ( ex:d "a"@en 1 )', 'ex:x ex:p ex:d , "a"@en , 1 , "a" , ex:e', ['in "a"', "in ex:e"]),
    ("sh:not ex:IsD", "ex:x ex:p ex:d , ex:e", ["not ex:d"]),
    ("sh:node ex:HasQ", "ex:x ex:p ex:d , ex:e", ["node ex:e"]),
    ("sh:and ( ex:IsD ex:HasQ )", "ex:x ex:p ex:d , ex:e", ["and ex:e"]),
    ("sh:or ( ex:IsD ex:IsE )", "ex:x ex:p ex:d , ex:e , ex:f", ["or ex:f"]),
    ("sh:or ( ex:IsE ex:HasQ )", "ex:x ex:p ex:d , ex:e , ex:f", ["or ex:f"]),
    ("sh:xone ( ex:IsE ex:HasQ )", "ex:x ex:p ex:d , ex:e , ex:f", ["xone ex:f"]),
    ("sh:xone ( ex:IsD ex:HasQ )", "ex:x ex:p ex:d", ["xone ex:d"]),
    (
        "sh:qualifiedValueShape ex:IsD ; sh:qualifiedMinCount 2",
        "ex:x ex:p ex:d , ex:e",
        ["qualifiedMinCount"],
    ),
    (
        "sh:qualifiedValueShape ex:IsD ; sh:qualifiedMaxCount 0",
        "ex:x ex:p ex:d",
        ["qualifiedMaxCount"],
    ),
    (
        "sh:node [ sh:closed true ; sh:ignoredProperties ( rdf:type ) ]",
        "ex:x ex:p ex:d , ex:e",
        ["node ex:d"],
    ),
]

DATA = """
ex:x a ex:C . ex:d a ex:D ; ex:q 1 . ex:e a ex:E . ex:D rdfs:subClassOf ex:Above .
{} .
"""


@pytest.mark.parametrize(("constraint", "data", "expected"), CASES)
def test_a_component_finds_what_breaks_it(constraint: str, data: str, expected: list[str]) -> None:
    assert found(PROPERTY.format(constraint), DATA.format(data)) == [f"ex:x {e}" for e in expected]


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("sh:class ex:D", ["class ex:x"]),
        ("sh:in ( ex:y )", ["in ex:x"]),
        ("sh:hasValue ex:y", ["hasValue"]),
        ("sh:equals ex:p", ["equals ex:d", "equals ex:x"]),
        ("sh:disjoint ex:self", ["disjoint ex:x"]),
        ("sh:closed true ; sh:ignoredProperties ( rdf:type ex:self )", ["closed ex:d"]),
        ("sh:closed true ; sh:property ex:rule", ["closed ex:C", "closed ex:x"]),
    ],
)
def test_a_node_shape_judges_the_focus_node_itself(constraint: str, expected: list[str]) -> None:
    shapes = f"ex:s a sh:NodeShape ; sh:targetClass ex:C ; {constraint} . ex:rule sh:path ex:p ."
    data = "ex:x a ex:C ; ex:p ex:d ; ex:self ex:x ."
    assert found(shapes, data) == [f"ex:x {each}" for each in expected]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("ex:p", "b"),
        ("( ex:p ex:p )", "c"),
        ("[ sh:alternativePath ( ex:p ex:q ) ]", "bd"),
        ("[ sh:inversePath ex:q ]", "d"),
        ("[ sh:zeroOrMorePath ex:p ]", "abc"),
        ("[ sh:oneOrMorePath ex:p ]", "bc"),
        ("[ sh:zeroOrOnePath ex:p ]", "ab"),
        ("( [ sh:zeroOrMorePath ex:p ] ex:q )", "d"),
        ("( ex:p [ sh:inversePath ex:p ] )", "a"),
    ],
)
@pytest.mark.parametrize("target", ["sh:targetNode ex:a", "sh:targetClass ex:C"])
def test_a_path_leads_to_its_values(target: str, path: str, values: str) -> None:
    shapes = f"ex:s {target} ; sh:path {path} ; sh:nodeKind sh:Literal ."
    data = "ex:a a ex:C ; ex:p ex:b ; ex:q ex:d . ex:b ex:p ex:c . ex:d ex:q ex:a ."
    assert found(shapes, data) == [f"ex:a nodeKind ex:{value}" for value in values]


ABSENT = """
ex:s sh:targetNode ex:z ; sh:path {} ; {} .
ex:IsLiteral a sh:NodeShape ; sh:nodeKind sh:Literal .
ex:Below sh:path [ sh:zeroOrMorePath ex:q ] ; sh:nodeKind sh:Literal .
"""


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("sh:nodeKind sh:Literal", ["nodeKind ex:z"]),
        ("sh:minCount 1", []),
        ("sh:minCount 2", ["minCount"]),
        ("sh:maxCount 1", []),
        ("sh:maxCount 0", ["maxCount"]),
        ("sh:hasValue ex:z", []),
        ("sh:hasValue ex:y", ["hasValue"]),
        ("sh:equals ex:p", ["equals ex:z"]),
        ("sh:disjoint ex:p", []),
        ("sh:uniqueLang true", []),
        ("sh:property ex:Below", ["nodeKind ex:z"]),
        ("sh:node ex:Below", ["node ex:z"]),
        ("sh:not ex:Below", []),
        ("sh:not [ sh:path [ sh:zeroOrOnePath ex:p ] ; sh:hasValue ex:z ]", ["not ex:z"]),
        ("sh:not [ sh:path [ sh:zeroOrOnePath ex:p ] ; sh:minCount 2 ]", []),
        ("sh:qualifiedValueShape ex:IsLiteral ; sh:qualifiedMaxCount 0", []),
        ("sh:qualifiedValueShape ex:IsLiteral ; sh:qualifiedMinCount 1", ["qualifiedMinCount"]),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "[ sh:zeroOrOnePath ex:q ]",
        "[ sh:zeroOrMorePath ex:q ]",
        "[ sh:inversePath [ sh:zeroOrOnePath ex:q ] ]",
        "[ sh:oneOrMorePath [ sh:zeroOrOnePath ex:q ] ]",
        "[ sh:alternativePath ( ex:q [ sh:zeroOrOnePath ex:q ] ) ]",
        "( [ sh:zeroOrOnePath ex:p ] [ sh:zeroOrMorePath ex:q ] )",
    ],
)
def test_a_path_of_no_length_leads_from_a_node_that_the_data_lack_to_itself(
    path: str, constraint: str, expected: list[str]
) -> None:
    shapes = ABSENT.format(path, constraint)
    assert found(shapes, "ex:a ex:p ex:b .") == [f"ex:z {each}" for each in expected]
    about = results(shapes, "ex:a ex:p ex:b .", ["http://example.org/z"])
    assert [component(result) for result in about] == [each.split()[0] for each in expected]


@pytest.mark.parametrize(
    "path", ["ex:p", "( ex:p [ sh:zeroOrOnePath ex:q ] )", "[ sh:oneOrMorePath ex:p ]"]
)
def test_a_path_of_some_length_leads_nowhere_from_a_node_that_the_data_lack(path: str) -> None:
    assert found(ABSENT.format(path, "sh:minCount 1"), "ex:a ex:p ex:b .") == ["ex:z minCount"]


BLANK = """
ex:x a [ rdfs:subClassOf [ rdfs:subClassOf ex:C ] ] . ex:y ex:p ex:x .
_:one rdfs:subClassOf ex:C . _:b a _:one , ex:D . _:c a [] .
"""


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ("ex:s sh:targetClass ex:C ; sh:in ( 1 ) .", ["_:b in", "ex:x in"]),
        ("ex:s sh:targetNode ex:x , ex:y ; sh:class ex:C .", ["ex:y class"]),
        ("ex:s sh:targetNode ex:y ; sh:path ex:p ; sh:class ex:C .", []),
        ("ex:s sh:targetNode ex:y ; sh:path ex:p ; sh:class ex:D .", ["ex:y class"]),
        ("ex:s sh:targetSubjectsOf rdf:type ; sh:not [ sh:class ex:C ] .", ["_:b not", "ex:x not"]),
        (
            """ex:s sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select '''SELECT $this ?v1 {
                $this ?p ?v1 . ?v1 a/rdfs:subClassOf* <http://example.org/C> }''' ] .""",
            ["ex:y SPARQL"],
        ),
    ],
)
def test_a_class_that_is_a_blank_node_counts(shapes: str, expected: list[str]) -> None:
    compiled, data = CompiledShapes.of(store(shapes)), store(BLANK)
    everything = compiled.results(data)
    told = [f"{_named(result.focus)} {component(result)}" for result in everything]
    assert sorted(told) == expected
    for result in everything:
        name = result.focus.value if isinstance(result.focus, NamedNode) else str(result.focus)
        assert compiled.results(data, focus=[name]) == [result]


def _named(term: Term) -> str:
    return f"ex:{term.value[-1]}" if isinstance(term, NamedNode) else "_:b"


@pytest.mark.parametrize(
    ("target", "nodes"),
    [
        ("sh:targetClass ex:C", "ab"),
        ("sh:targetClass ex:Below", "b"),
        ("sh:targetNode ex:z", "z"),
        ("sh:targetSubjectsOf ex:p", "c"),
        ("sh:targetObjectsOf ex:p", "d"),
        ("sh:targetClass ex:C ; sh:targetNode ex:a , ex:z", "abz"),
        ("a rdfs:Class", "k"),
        ("a owl:Class", "k"),
    ],
)
def test_a_target_selects_its_nodes(target: str, nodes: str) -> None:
    shapes = f"ex:Shape a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal ."
    data = (
        "ex:a a ex:C . ex:b a ex:Below . ex:Below rdfs:subClassOf ex:C ."
        "ex:c ex:p ex:d . ex:k a ex:Shape ."
    )
    assert found(shapes, data) == [f"ex:{node} nodeKind ex:{node}" for node in nodes]


def test_disjoint_qualified_shapes_count_a_value_of_one_only() -> None:
    shapes = """
    ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property ex:a , ex:b .
    ex:a sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:A ] ; sh:qualifiedMinCount 1 ;
        sh:qualifiedValueShapesDisjoint true .
    ex:b sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:B ] ; sh:qualifiedMinCount 1 .
    """
    both = "ex:x ex:p ex:both . ex:both a ex:A , ex:B ."
    assert found(shapes, both) == ["ex:x qualifiedMinCount"]
    assert found(shapes, "ex:x ex:p ex:one , ex:two . ex:one a ex:A . ex:two a ex:B .") == []
