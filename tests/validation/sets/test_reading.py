import pytest

from restokg.errors import BadShapesError
from restokg.validation.sets.running import CompiledShapes
from tests.validation.sets.turtle import store


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("sh:minCount 1", "has sh:minCount, which needs a sh:path"),
        ("sh:path ex:p ; sh:minCount 1 , 2", "has 2 values of sh:minCount"),
        ("sh:path ex:p ; sh:minCount 1.5", "must be a whole number"),
        ("sh:path ex:p ; sh:minCount -1", "must be a whole number"),
        ("sh:path 'p'", "not a well-formed path"),
        ("sh:path []", "not a well-formed path"),
        ("sh:path ( ex:p )", "fewer than two parts"),
        ("sh:datatype 'integer'", "must be an IRI"),
        ("sh:nodeKind sh:Iri", "must be one of the six node kinds"),
        ("sh:pattern '('", 'has sh:pattern "(", which is no regular expression of SPARQL'),
        ("sh:pattern '(?!a)'", "which is no regular expression of SPARQL"),
        ("sh:pattern 'a' ; sh:flags 'g'", "must be a text of the letters s, m, i, x and q"),
        ("sh:in ex:list", "not a well-formed list"),
        ("sh:languageIn ( 1 )", "must be a list of language tags"),
        ("sh:or ( 'a' )", "must be a shape"),
        ("sh:closed 'yes'", "must be true or false"),
        ("sh:severity 'bad'", "must be an IRI"),
        ("sh:message 1", "must be a text"),
        ("sh:targetClass 'C'", "must be an IRI"),
        ("sh:node ex:missing", "the shapes graph says nothing about it"),
        ("sh:property ex:shape2", "has no sh:path"),
        ("sh:sparql []", "lacks one sh:select"),
        ("sh:sparql [ sh:select 'SELECT' ]", "fails: The query is not valid SPARQL"),
        ("sh:sparql [ sh:select 'ASK { $this ?p ?o }' ]", "fails"),
    ],
)
def test_an_ill_formed_shape_is_named_with_what_is_wrong(shape: str, reason: str) -> None:
    text = f"ex:shape a sh:NodeShape ; sh:targetNode ex:x ; {shape} . ex:shape2 a sh:NodeShape ."
    with pytest.raises(BadShapesError) as caught:
        CompiledShapes.of(store(text))
    assert reason in str(caught.value)
    assert caught.value.shape is not None
    assert caught.value.shape.startswith("http://example.org/")


def test_a_shape_that_refers_to_itself_is_refused_with_the_way() -> None:
    text = """
    ex:a a sh:NodeShape ; sh:targetNode ex:x ; sh:property ex:b .
    ex:b sh:path ex:p ; sh:not ex:c . ex:c sh:or ( ex:d ex:a ) . ex:d sh:class ex:D .
    """
    with pytest.raises(BadShapesError, match=r"/a → \S+/b → \S+/c → \S+/a\."):
        CompiledShapes.of(store(text))


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("sh:target [ a sh:SPARQLTarget ]", "It has sh:target."),
        ("sh:expression ex:x", "It has sh:expression."),
        ("ex:longest 3", "It uses the constraint component http://example.org/Longest."),
        ("sh:hasValue []", "Its sh:hasValue refers to a blank node."),
        ("sh:pattern '(a)\\\\1'", r'The store does not understand its sh:pattern "(a)\\1".'),
        ("sh:node [ sh:js ex:x ]", "It has sh:js."),
        ("sh:sparql [ sh:select 'SELECT ?x { ?x ?p $this }' ]", "Its query does not select $this."),
        (
            "sh:node [ sh:sparql [ sh:select 'SELECT $this { $this ?p ?o }' ] ]",
            "It has a condition that is a query.",
        ),
    ],
)
def test_a_shape_that_does_not_compile_is_left_whole_with_the_reason(shape: str, why: str) -> None:
    text = f"""
    ex:shape a sh:NodeShape ; sh:targetNode ex:x ; sh:class ex:C ; {shape} .
    ex:other a sh:NodeShape ; sh:targetNode ex:x ; sh:class ex:C .
    ex:Longest a sh:ConstraintComponent ; sh:parameter [ sh:path ex:longest ] .
    """
    compiled = CompiledShapes.of(store(text))
    assert [(str(node), reason) for node, reason in compiled.rest] == [
        ("<http://example.org/shape>", why)
    ]
    (result,) = compiled.results(store("ex:x ex:p ex:y ."))
    assert str(result.shape) == "<http://example.org/other>"
