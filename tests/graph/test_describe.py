"""Descriptions: facts with their graphs, fact nodes in words, what is inferred."""

from __future__ import annotations

import pytest

from restokg.graph.describe import Description, describe
from restokg.graph.store import Store

DATA = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix actor: <https://w3id.org/restokg/id/actor/> .
@prefix graph: <https://w3id.org/restokg/graph/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <https://w3id.org/restokg/doc/A/1/p/> .
<https://w3id.org/restokg/ontology> {
  rkg:issuedBy rdfs:subPropertyOf dcterms:creator ; rdfs:label "issued by"@en , "发布者"@zh .
  rkg:mirrors rdfs:subPropertyOf rkg:reflects . rkg:reflects rdfs:subPropertyOf rkg:mirrors .
  rkg:Aim rdfs:subClassOf [ a owl:Restriction ; owl:hasValue actor:one ] .
}
p:9 {
  actor:one a rkg:Body ; rdfs:label "One"@en , "甲"@zh ; rkg:issuedBy actor:two ;
    schema:startDate "2024" .
}
p:10 {
  actor:one rkg:issuedBy actor:two ; rkg:quantity <https://w3id.org/restokg/doc/A/1/p/10#q> .
  <https://w3id.org/restokg/doc/A/1/p/10#q> rdfs:label "aim"@en ; qudt:numericValue 150000000 ;
    schema:currency "USD" ; rkg:comparator <https://w3id.org/restokg/id/comparator/exactly> ;
    rkg:setBy actor:one , actor:two ; rkg:scope "wetlands"@en , "湿地"@zh .
}
graph:inferred {
  actor:one dcterms:creator actor:two , actor:three ; a rkg:Actor , owl:Thing ;
    owl:sameAs actor:uno ; rkg:mirrors actor:three ; rkg:reflects actor:three .
  actor:uno owl:sameAs actor:one .
}
"""

ONE = "https://w3id.org/restokg/id/actor/one"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA.encode(), "trig")
    return store


def _facts(description: Description) -> dict[str, list[tuple[str, str]]]:
    return {
        fact.label: [
            (
                value.text,
                "inferred" if value.inferred else ", ".join(s.citation for s in value.sources),
            )
            for value in fact.values
        ]
        for fact in description.facts
    }


def test_facts_carry_each_paragraph_and_fact_nodes_are_said_in_words(store: Store) -> None:
    assert _facts(describe(store, ONE)) == {
        "issued by": [("actor:two", "A/1 ¶9, A/1 ¶10")],
        "quantity": [("aim: 150,000,000 USD · scope: wetlands · set by: two", "A/1 ¶10")],
        "start date": [("2024", "A/1 ¶9")],
        # Of equivalent properties that are both inferred, neither says more.
        "mirrors": [("actor:three", "inferred")],
        "reflects": [("actor:three", "inferred")],
        # actor:two is left out: that it issued says more than that it is a creator.
        "creator": [("actor:three", "inferred")],
        "same as": [("actor:uno", "inferred")],
    }


def test_labels_and_texts_are_in_the_language_asked_for(store: Store) -> None:
    described = describe(store, ONE, "zh")
    assert (described.name, described.labels) == ("甲", {"en": "One", "zh": "甲"})
    assert _facts(described)["发布者"] == [("actor:two", "A/1 ¶9, A/1 ¶10")]
    assert _facts(described)["quantity"][0][0] == "aim: 150,000,000 USD · scope：湿地 · set by：two"


def test_classes_are_stated_or_inferred_and_never_owl_thing(store: Store) -> None:
    (classes,) = describe(store, ONE).classes
    assert [(value.text, value.inferred) for value in classes.values] == [
        ("rkg:Body", False),
        ("rkg:Actor", True),
    ]


def test_what_points_here_leaves_out_axioms(store: Store) -> None:
    incoming = describe(store, ONE).incoming
    assert [(group.label, [value.term for value in group.values]) for group in incoming] == [
        ("set by", ["https://w3id.org/restokg/doc/A/1/p/10#q"]),
        ("same as", ["https://w3id.org/restokg/id/actor/uno"]),
    ]


def test_a_passage_tells_what_its_graph_states(store: Store) -> None:
    states = describe(store, "https://w3id.org/restokg/doc/A/1/p/10").states
    assert [(said.label, [value.text for value in said.values]) for said in states] == [
        ("aim", ["150,000,000 USD · scope: wetlands · set by: One, two"]),
        ("One", ["issued by: two · quantity: aim"]),
    ]
