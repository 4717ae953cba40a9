"""Each constraint component, with data that breaks it and data that nearly does."""

import pytest

from tests.validation.sets.turtle import found

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
