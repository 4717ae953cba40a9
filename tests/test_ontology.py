"""The ontology: labelled, defined, within OWL 2 RL, and the only place of our terms."""

import re
from pathlib import Path

import pytest

from restokg import resources
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Store
from restokg.namespaces import OWL, RKG

HAN = re.compile(r"[\u4e00-\u9fff]")
OUTSIDE_RL = (
    "unionOf",
    "complementOf",
    "oneOf",
    "someValuesFrom",
    "allValuesFrom",
    "hasSelf",
    "minCardinality",
    "cardinality",
    "disjointUnionOf",
    "ReflexiveProperty",
)
"""What RL forbids, or allows only in places that the ontology has no need of."""


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    load(store, rdf_files([resources.ontology()]))
    return store


def terms(store: Store) -> set[str]:
    return {
        iri.value
        for (iri,) in store.select(
            f"SELECT DISTINCT ?t {{ ?t a [] FILTER(STRSTARTS(STR(?t), '{RKG}')) }}"
        )
    }


def test_every_term_has_a_label_and_a_definition_in_both_languages(ontology: Store) -> None:
    described = {
        term.value: tuple(text.value for text in texts)
        for term, *texts in ontology.select(
            "SELECT ?t ?en ?zh ?d ?dz { ?t rdfs:label ?en , ?zh ; skos:definition ?d , ?dz FILTER("
            "LANG(?en) = 'en' && LANG(?zh) = 'zh' && LANG(?d) = 'en' && LANG(?dz) = 'zh') }"
        )
    }
    found = terms(ontology)
    assert len(found) > 200
    assert found <= described.keys()
    for term in found:
        en, zh, definition, chinese = described[term]
        assert not HAN.search(en + definition), term
        assert HAN.search(zh), term
        assert HAN.search(chinese), term
        assert definition.endswith("."), term
        assert chinese.endswith("。"), term


def test_every_concept_has_a_label_in_both_languages(ontology: Store) -> None:
    concepts = list(ontology.select("SELECT DISTINCT ?c { ?c a skos:Concept }"))
    labelled = list(
        ontology.select(
            "SELECT DISTINCT ?c { ?c a skos:Concept ; skos:prefLabel ?en , ?zh ; skos:inScheme ?s "
            "FILTER(LANG(?en) = 'en' && LANG(?zh) = 'zh') }"
        )
    )
    assert len(concepts) > 200
    assert len(labelled) == len(concepts)


def test_the_header_states_a_version(ontology: Store) -> None:
    rows = list(
        ontology.select("SELECT ?v { <https://w3id.org/restokg/ontology> owl:versionInfo ?v }")
    )
    assert len(rows) == 1


def test_the_axioms_keep_to_owl_2_rl(ontology: Store) -> None:
    used = {quad.predicate.value for quad in ontology.quads()}
    used |= {str(quad.object).strip("<>") for quad in ontology.quads()}
    assert OWL + "propertyChainAxiom" in used
    assert not used & {OWL + name for name in OUTSIDE_RL}


@pytest.mark.parametrize("folder", ["shapes", "queries", "data", "tests/catalogue"])
def test_no_term_is_used_that_the_ontology_does_not_declare(
    ontology: Store, checkout: Path, folder: str
) -> None:
    files = [f for f in (checkout / folder).rglob("*") if f.suffix in (".ttl", ".trig", ".rq")]
    assert files
    declared = terms(ontology)
    for file in files:
        text = re.sub(r'"[^"\n]*"|#[^\n]*', "", file.read_text(encoding="utf-8"))
        used = {RKG + name for name in re.findall(r"(?<![\w-])rkg:(\w+)", text)}
        assert used <= declared, file
