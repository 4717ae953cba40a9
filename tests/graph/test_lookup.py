"""Finding a thing by what people call it."""

from __future__ import annotations

import pytest

from restokg.errors import InputError, UnknownThingError
from restokg.graph.lookup import label, normal, resolve
from restokg.graph.store import Store

DATA = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix actor: <https://w3id.org/restokg/id/actor/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
rkg:Fund rdfs:label "fund"@en .
actor:fund rdfs:label "Fund"@en , "基金"@zh , "fonds"@fr ; skos:altLabel "Office"@en .
actor:office skos:prefLabel "Office"@en ; skos:notation "OFF" ; dcterms:identifier "x-7" .
actor:elsewhere rdfs:label "ＡＢＣ （甲）"@zh .
<https://w3id.org/restokg/doc/A/1/p/2#fund> rdfs:label "Fund"@en .
<https://w3id.org/restokg/doc/A/1/p/2> rkg:parent <https://w3id.org/restokg/doc/A/1> .
actor:one rdfs:label "Same"@en . actor:two rdfs:label "same"@en .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA.encode(), "turtle", graph="https://example.org/g")
    return store


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Fund", "id/actor/fund"),  # a thing goes before a class or a fact node of that name
        ("office", "id/actor/office"),  # its own name goes before another's other name
        ("off", "id/actor/office"),
        ("X-7", "id/actor/office"),
        ("基金", "id/actor/fund"),
        ("abc (甲)", "id/actor/elsewhere"),
        ("rkg:Fund", "ontology#Fund"),
        ("A/1", "doc/A/1"),
        ("a/1 ¶2", "doc/A/1/p/2"),
        ("A/1/p/2", "doc/A/1/p/2"),
        ("  Office ", "id/actor/office"),
    ],
)
def test_a_thing_is_found(store: Store, name: str, found: str) -> None:
    assert resolve(store, name) == f"https://w3id.org/restokg/{found}"


def test_a_graph_is_a_thing_too(store: Store) -> None:
    assert resolve(store, "https://example.org/g") == "https://example.org/g"


@pytest.mark.parametrize("name", ["rkg:None", "https://example.org/none", "A/2", "<a b>", "Fundd"])
def test_what_is_not_there_is_unknown(store: Store, name: str) -> None:
    with pytest.raises(UnknownThingError):
        resolve(store, name)


def test_a_near_miss_is_suggested_once_for_each_thing(store: Store) -> None:
    with pytest.raises(UnknownThingError) as caught:
        resolve(store, "Ofice")
    assert caught.value.suggestions == ("Office (actor:office)",)


def test_a_name_of_several_things_is_refused_with_all_of_them(store: Store) -> None:
    with pytest.raises(InputError, match="'SAME' is the name of 2 things") as caught:
        resolve(store, "SAME")
    assert "actor:one; actor:two" in str(caught.value)


def test_a_label_falls_back_to_english_and_then_to_any(store: Store) -> None:
    fund = "https://w3id.org/restokg/id/actor/fund"
    assert [label(store, fund, lang) for lang in ("zh", "fr", "es")] == ["基金", "fonds", "Fund"]
    assert label(store, "https://w3id.org/restokg/id/actor/elsewhere", "en") == "ＡＢＣ （甲）"
    assert label(store, "https://example.org/none", "en") is None


def test_width_case_and_blanks_do_not_matter() -> None:
    assert normal(" ＩＤＲＡ \t Straße ") == "idra strasse"
