"""Reasoning: what follows, held against owlrl, and what contradicts itself."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from restokg.errors import InconsistentGraphError
from restokg.graph.reasoning import infer
from restokg.graph.store import Store

PREFIXES = """
@prefix : <https://w3id.org/restokg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

AXIOMS = """
:C0 a owl:Class ; rdfs:subClassOf :C1 . :C1 a owl:Class ; rdfs:subClassOf :C2 . :C2 a owl:Class .
:E1 a owl:Class ; owl:equivalentClass :E2 . :E2 a owl:Class .
:HV a owl:Class ; owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p1 ; owl:hasValue :b ] .
[ a owl:Restriction ; owl:onProperty :p4 ; owl:someValuesFrom :E1 ] rdfs:subClassOf :Some .
:I owl:intersectionOf ( :C2 :E1 ) . :U owl:unionOf ( :C0 :E1 ) .
:p0 a owl:ObjectProperty ; rdfs:subPropertyOf :p1 ; owl:inverseOf :q0 .
:p1 a owl:ObjectProperty . :q0 a owl:ObjectProperty .
:sym a owl:ObjectProperty , owl:SymmetricProperty .
:tr a owl:ObjectProperty , owl:TransitiveProperty .
:p4 a owl:ObjectProperty . :p5 a owl:ObjectProperty ; rdfs:subPropertyOf :p6 .
:p6 a owl:ObjectProperty .
:up a owl:ObjectProperty ; owl:propertyChainAxiom ( [ owl:inverseOf :p4 ] :p5 ) .
:down a owl:ObjectProperty ; owl:propertyChainAxiom ( :p4 :p5 :tr ) ; rdfs:subPropertyOf :far .
:again a owl:ObjectProperty ; owl:propertyChainAxiom ( :down :sym ) .
:n a owl:DatatypeProperty ; rdfs:subPropertyOf :n0 . :n0 a owl:DatatypeProperty .
"""

FACTS = """
:a a :C0 ; :p0 :b ; :n 5 , "05.0"^^<http://www.w3.org/2001/XMLSchema#decimal> , "x"@zh-Hans .
:x a :E1 , :C1 . :c :sym :d . :t1 :tr :t2 . :t2 :tr :t3 . :t3 :tr :t1 .
:y :p4 :m ; :p5 :w . :m :p5 :t1 . :z :p4 :x . :t3 :sym :c .
"""


def union(turtle: str) -> Store:
    store = Store()
    store.load((PREFIXES + turtle).encode(), "turtle")
    return store


def own_names(graph: Graph) -> set[tuple[str, str, str]]:
    """Statements between our own names by our own properties or type, but of no schema."""
    ours = "https://w3id.org/restokg/ontology#"
    type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {
        (str(s), str(p), o.n3())
        for s, p, o in graph
        if str(s).startswith(ours)
        and (str(p).startswith(ours) or (str(p) == type_ and str(o).startswith(ours)))
    }


# owlrl calls functions of rdflib that are on their way out
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_same_follows_about_our_names_as_in_owlrl() -> None:
    owlrl = importlib.import_module("owlrl")
    store = union(AXIOMS + FACTS)
    stated = Graph().parse(data=store.triples(), format="nt")
    ours = Graph().parse(data=infer(store), format="nt")
    peer = Graph().parse(data=store.triples(), format="nt")
    # Its own ways with datatypes would stay with rdflib, and so with other tests.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(peer)
    expected = own_names(peer) - own_names(stated)
    assert own_names(ours) == expected
    assert len(expected) >= 30


@pytest.mark.parametrize(
    ("subject", "predicate", "object"),
    [
        ("a", "type", "C2"),
        ("a", "p1", "b"),
        ("b", "q0", "a"),
        ("d", "sym", "c"),
        ("t1", "tr", "t3"),
        ("m", "up", "w"),
        ("y", "far", "t2"),
        ("y", "again", "c"),
    ],
)
def test_what_each_kind_of_axiom_implies_is_derived(
    subject: str, predicate: str, object: str
) -> None:
    ours = own_names(Graph().parse(data=infer(union(AXIOMS + FACTS)), format="nt"))
    local = {(s.split("#")[1], p.split("#")[1], o.split("#")[-1].strip(">")) for s, p, o in ours}
    assert (subject, predicate, object) in local


def test_what_a_chain_yields_goes_back_to_the_reasoner_only_if_it_may_imply_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reasonable = importlib.import_module("reasonable")
    turns: list[str] = []

    class Counted:
        def __init__(self, inner: Any = reasonable.PyReasoner) -> None:
            self.inner = inner()

        def load_file(self, path: str) -> None:
            self.inner.load_file(path)

        def reason(self) -> list[Any]:
            turns.append("")
            return list(self.inner.reason())

    monkeypatch.setattr(reasonable, "PyReasoner", Counted)
    chain = (
        ":up a owl:ObjectProperty ; owl:propertyChainAxiom ( :p4 :p5 ) . :y :p4 :m . :m :p5 :w ."
    )
    assert b"ontology#up> <" in infer(union(chain))
    assert len(turns) == 1
    turns.clear()
    assert b"ontology#Far> ." in infer(union(chain + ":up rdfs:range :Far ."))
    assert len(turns) == 2


def test_nothing_is_derived_that_is_stated_or_holds_of_everything() -> None:
    store = union(AXIOMS + FACTS)
    derived = infer(store)
    lines = derived.splitlines()
    assert not set(lines) & set(store.triples().splitlines())
    assert b"_:" not in derived
    assert b"owl#Thing" not in derived
    assert b"owl#Nothing" not in derived
    assert not [line for line in lines if line.split()[0] == line.split()[2] and b"owl#" in line]
    assert not [line for line in lines if b"#n0>" in line and b"#n>" in line]


def test_a_text_with_line_breaks_is_derived_like_any_other() -> None:
    derived = infer(union(':says rdfs:subPropertyOf :has . :a :says "one\\n\\"two\\"\\\\"@en .'))
    assert b'ontology#has> "one\\n\\"two\\"\\\\"@en .' in derived


def test_of_things_that_are_the_same_what_no_axiom_names_holds_as_well() -> None:
    same = ":only a owl:FunctionalProperty . :a :only :b , :c . "
    derived = infer(union(same + ':b :note "x" ; a :Plain .'))
    assert b'ontology#c> <https://w3id.org/restokg/ontology#note> "x" .' in derived
    assert b"ontology#c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https:" in derived


def test_the_reasoner_is_spared_what_implies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reasonable = importlib.import_module("reasonable")
    fed: list[str] = []

    class Listening:
        def __init__(self, inner: Any = reasonable.PyReasoner) -> None:
            self.inner = inner()

        def load_file(self, path: str) -> None:
            fed.append(Path(path).read_text(encoding="utf-8"))
            self.inner.load_file(path)

        def reason(self) -> list[Any]:
            return list(self.inner.reason())

    monkeypatch.setattr(reasonable, "PyReasoner", Listening)
    axioms = ":Plain a owl:Class . :Told rdfs:subClassOf :More . :part rdfs:subPropertyOf :in . "
    infer(union(axioms + ':a a :Plain , :Told ; rdfs:label "A" ; :note "x" ; :part :b .'))
    (text,) = fed
    assert "ontology#Told> ." in text
    assert "ontology#b> ." in text
    assert ":note" not in text.replace("ontology#", ":")
    assert '"A"' not in text
    assert "#type> <https://w3id.org/restokg/ontology#Plain> ." not in text


def test_nothing_follows_from_nothing() -> None:
    assert infer(Store()) == b""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (":D owl:disjointWith :C2 . :a a :C0 , :D .", "rkg:a is both a rkg:D and a rkg:C2"),
        (
            "[] a owl:AllDisjointClasses ; owl:members ( :F :G ) . :a a :F , :G .",
            "rkg:a is both a rkg:F and a rkg:G",
        ),
        (":F rdfs:subClassOf [ owl:complementOf :G ] . :a a :F , :G .", "complement"),
        (":F rdfs:subClassOf owl:Nothing . :a a :F .", "rkg:a is a member of the empty class"),
        (":i a owl:IrreflexiveProperty . :a :i :a .", "rkg:a has rkg:i to itself"),
        (":s a owl:AsymmetricProperty . :a :s :b . :b :s :a .", "rkg:a has rkg:s to rkg:b"),
        (":p1 owl:propertyDisjointWith :p9 . :a :p0 :b ; :p9 :b .", "both rkg:p1 and rkg:p9"),
        (
            ":f a owl:FunctionalProperty . :a :f :b , :c . :c owl:differentFrom :b .",
            "rkg:b and rkg:c are the same and different",
        ),
    ],
)
def test_a_contradiction_is_an_error_that_names_the_facts(facts: str, said: str) -> None:
    with pytest.raises(InconsistentGraphError, match="contradict") as caught:
        infer(union(AXIOMS + facts))
    assert said in "; ".join(conflict.english for conflict in caught.value.conflicts)
    assert all(re.search("[\u4e00-\u9fff]", c.chinese) for c in caught.value.conflicts)
    assert all(conflict.node.startswith("https://w3id") for conflict in caught.value.conflicts)


def test_the_reasoner_loads_rdflib_only_when_it_reasons(checkout: Path) -> None:
    import subprocess
    import sys

    code = "import sys, restokg.graph.reasoning; sys.exit('rdflib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=checkout / "src")
