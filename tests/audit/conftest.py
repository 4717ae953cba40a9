"""A document of a few passages with one statement of each kind, and more that is no business."""

from __future__ import annotations

import pytest

from restokg.graph.store import Store

GRAPH = """
@base <https://w3id.org/restokg/doc/TEST/1/> .
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix actor: <https://w3id.org/restokg/id/actor/> .
@prefix plan: <https://w3id.org/restokg/id/plan/> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .

GRAPH <https://w3id.org/restokg/ontology> {
  rkg:Pledge rdfs:subClassOf rkg:QuantityStatement .
  rkg:Expectation rdfs:subClassOf rkg:PartnershipTerm .
  rkg:dueBy rdfs:label "due by"@en , "期限"@zh .
}
GRAPH doc:TEST\\/1 {
  doc:TEST\\/1 rkg:symbol "TEST/1" .
  <p/2> a rkg:Paragraph ; rkg:parent doc:TEST\\/1 ; rkg:number "2" ; rkg:order 2 ;
    dcterms:abstract "What is pledged."@en , "承诺的内容。"@zh .
  <p/10> rkg:order 3 .
}
GRAPH <p/2> {
  <p/2> rkg:addressee actor:a .
  <p/2#pledge> a rkg:Pledge ; qudt:numericValue 5 .
  <p/2#seat> a org:Membership ; org:member actor:a .
  actor:a rkg:belongsTo actor:b ; rkg:quantity <p/2#pledge> .
  <p/2#request> a rkg:Request ; rkg:dueBy "2030" .
  <p/2#rule> a rkg:Expectation ; rkg:appliesTo actor:a .
  plan:x rdfs:label "Plan X"@en ; rkg:contributesTo plan:y .
  doc:OTHER\\/2 dcterms:title "Another one"@en .
  [] rkg:mentions actor:a .
}
GRAPH <p/10> { <p/10> rkg:cites <p/2> . }
GRAPH doc:OTHER\\/2\\/p\\/1 { plan:y rkg:contributesTo plan:z . }
GRAPH <https://w3id.org/restokg/source/list> { plan:z rkg:contributesTo plan:x . }
GRAPH <https://w3id.org/restokg/graph/inferred> { plan:x rkg:contributesTo plan:z . }
GRAPH <https://w3id.org/restokg/graph/mappings> { plan:x rkg:successorOf plan:z . }
"""


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(GRAPH.encode(), "trig")
    return store
