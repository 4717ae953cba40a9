"""What the dataset says about itself, asked for with the queries that other editors send."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from restokg import resources
from restokg.build.pipeline import build
from restokg.graph.lookup import resolve
from restokg.graph.snapshot import content_key, open_snapshot
from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import (
    BASE,
    DATASET,
    DATASET_GRAPH,
    ENDPOINT,
    INFERRED_GRAPH,
    LICENCE,
    PREFIXES,
    QUESTION,
    RKG,
    SCHEMA,
)
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question, questions
from restokg.questions.parameters import terms
from restokg.representation.media import SUFFIXES

CATALOGUE = questions(resources.queries())

# Written after what sparql-editor and SIB's guidelines for endpoints ask an endpoint.
ASK_PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }
ORDER BY ?prefix"""
ASK_EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
      sh:select|sh:ask|sh:construct|spex:describe ?query .
} ORDER BY ?sq"""
ASK_CLASSES = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectsCount ?subjectClass ?prop ?objectClass ?objectDatatype ?triples WHERE {
  {
    OPTIONAL { ?graph sd:graph ?description . ?description void:classPartition ?cp }
    ?cp void:class ?subjectClass ; void:entities ?subjectsCount ; void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL { ?pp void:triples ?triples }
    OPTIONAL {
      { ?pp void:classPartition [ void:class ?objectClass ] }
      UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
    }
  } UNION {
    ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
      void:linkPredicate ?prop ; void:objectsTarget [ void:class ?objectClass ] .
  }
}"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("real") / "snapshot"
    build(out=folder)
    return open_snapshot(folder).store


def test_an_editor_learns_the_prefixes(store: Store) -> None:
    found = {prefix.value: space.value for prefix, space in store.select(ASK_PREFIXES)}
    assert found == PREFIXES


def test_an_editor_learns_the_questions_in_both_languages(store: Store) -> None:
    rows = list(store.select(ASK_EXAMPLES))
    found = {(iri.value, comment.language): comment.value for iri, comment, _ in rows}
    assert len(CATALOGUE) >= 40
    assert found == {
        (QUESTION + question.id, lang): question.text("question", lang)
        for question in CATALOGUE
        for lang in ("en", "zh")
    }
    assert len(rows) == len(found)


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_an_example_gives_as_it_stands_what_the_question_gives(
    store: Store, question: Question
) -> None:
    iri = QUESTION + question.id
    ((text,),) = store.select(f"SELECT ?text {{ <{iri}> sh:select ?text }}")
    assert "#+" not in text.value
    prepareQuery(text.value)  # which declares no prefix that the text does not declare
    values = terms(question, {}, lang="en", resolve=lambda name: resolve(store, name))
    asked = store.select(bind(question.sparql, values))
    assert [row_text(row) for row in store.select(text.value)] == [row_text(row) for row in asked]


def row_text(row: object) -> str:
    # Engines concatenate in any order, so the words of a row count, not their order.
    return " ".join(sorted(str(row).split()))


def test_no_example_holds_the_day_of_the_build(store: Store) -> None:
    dated = [q for q in CATALOGUE if any(p.default == "today" for p in q.parameters.values())]
    assert dated
    today = datetime.now().astimezone().date().isoformat()
    for question in dated:
        ((text,),) = store.select(f"SELECT ?t {{ <{QUESTION}{question.id}> sh:select ?t }}")
        assert "NOW()" in text.value
        assert today not in text.value


def test_an_editor_learns_which_class_has_which_properties_and_how_often(store: Store) -> None:
    told: dict[str, dict[str, int]] = {}
    for row in store.select(ASK_CLASSES):
        of = told.setdefault(row["subjectClass"].value, {})
        of[row["prop"].value] = int(row["triples"].value)
    assert {RKG + "Request", RKG + "Provision", PREFIXES["skos"] + "Concept"} < told.keys()
    described = {q.subject for q in store.quads(graph=NamedNode(DATASET_GRAPH))}
    for class_ in (RKG + "Request", RKG + "Provision", RKG + "GoverningBody"):
        members = store.select(f"SELECT DISTINCT ?m {{ ?m a <{class_}> }}")
        facts = {
            quad.triple
            for (member,) in members
            for quad in store.quads(member)
            if quad.graph_name != NamedNode(DATASET_GRAPH)
        }
        assert not {fact.subject for fact in facts} & described
        assert told[class_] == Counter(fact.predicate.value for fact in facts)


def test_an_editor_learns_what_the_values_of_a_property_are(store: Store) -> None:
    rows = [
        row for row in store.select(ASK_CLASSES) if row["subjectClass"].value == RKG + "Request"
    ]
    by_property: dict[str, set[str]] = {}
    for row in rows:
        for name in ("objectClass", "objectDatatype"):
            if row[name] is not None:
                by_property.setdefault(row["prop"].value, set()).add(row[name].value)
    assert by_property[PREFIXES["rdfs"] + "label"] == {PREFIXES["rdf"] + "langString"}
    stated = store.select(f"""SELECT DISTINCT ?c {{
        ?r a rkg:Request ; rkg:addressee ?a . GRAPH ?g {{ ?a a ?c }}
        FILTER (?g != <{INFERRED_GRAPH}>) }}""")
    assert by_property[RKG + "addressee"] == {class_.value for (class_,) in stated}


def test_a_catalogue_learns_how_the_dataset_is_had(store: Store) -> None:
    rows = store.select(f"""SELECT ?place ?media ?licence {{
        <{DATASET}> dcat:distribution ?place . ?place a dcat:Distribution ;
        dcat:downloadURL ?place ; dcat:mediaType ?media ; dcterms:license ?licence }}""")
    media = "http://www.iana.org/assignments/media-types/"
    assert {(place.value, type_.value, licence.value) for place, type_, licence in rows} == {
        (f"{DATASET}/dump.{suffix}", media + type_, LICENCE)
        for suffix, type_ in SUFFIXES.items()
        if suffix != "html"
    }
    service = store.select(f"""SELECT ?service {{ ?service a dcat:DataService ;
        dcat:servesDataset <{DATASET}> ; dcat:endpointURL ?service .
        <{DATASET}> void:sparqlEndpoint ?service }}""")
    assert [iri.value for (iri,) in service] == [ENDPOINT]


def test_all_that_is_described_has_an_address_of_ours(store: Store) -> None:
    subjects = {quad.subject for quad in store.quads(graph=NamedNode(DATASET_GRAPH))}
    assert len(subjects) > 1000
    assert all(isinstance(s, NamedNode) and s.value.startswith(BASE) for s in subjects)


def test_the_description_counts_the_dataset_once_whatever_its_parts_hold(store: Store) -> None:
    rows = store.select("SELECT ?dataset { ?dataset a dcat:Dataset ; void:triples ?n }")
    assert [iri.value for (iri,) in rows] == [DATASET]
    wrong = store.select("SELECT ?part { ?part a void:Dataset ; void:triples ?n }")
    assert [iri.value for (iri,) in wrong] == [DATASET]


def test_a_changed_question_makes_another_graph(small: Path, checkout: Path) -> None:
    before = content_key()
    place = small / "queries" / "33-memoranda-claimed.rq"
    shutil.copy(checkout / "queries" / place.name, place)
    added = content_key()
    place.write_text(place.read_text(encoding="utf-8").replace("#+ tags:", "#+ tags: more,"))
    assert len({before, added, content_key()}) == 3
    store = open_snapshot(build().path).store
    keywords = store.quads(NamedNode(QUESTION + place.stem), NamedNode(SCHEMA + "keywords"))
    assert Literal("more") in {quad.object for quad in keywords}
