"""Search: what is found by a name, in which order, and that nothing in a text is a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.graph.store import Store
from restokg.search import indexing
from restokg.search.finding import Index

DATA = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix p: <https://w3id.org/restokg/doc/TEST/COP.1/2/p/> .
@prefix id: <https://w3id.org/restokg/id/initiative/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix graph: <https://w3id.org/restokg/graph/> .
@prefix dataset: <https://w3id.org/restokg/dataset/class/> .
<https://w3id.org/restokg/ontology> {
  rkg:Initiative rdfs:label "initiative"@en , "倡议"@zh .
  rkg:alliance rdfs:label "alliance"@en .
}
p:1 {
  id:idra a rkg:Initiative ; skos:altLabel "IDRA"@en ;
    rdfs:label "International Drought Resilience Alliance"@en , "国际抗旱联盟"@zh .
  id:short a rkg:Initiative ; rdfs:label "Alliance"@en , "联盟"@zh .
  id:prefix a rkg:Initiative ; rdfs:label "Alliance for forests"@en .
  id:inside a rkg:Initiative ; rdfs:label "Megaalliances"@en .
  id:only a rkg:Initiative ; skos:altLabel "旱地"@zh ; rdfs:label "Drylands"@en .
  id:percent a rkg:Initiative ; rdfs:label "100% \\"green\\" * NEAR(x)"@en .
}
doc:TEST\\/COP.1\\/2 {
  p:1 rkg:parent doc:TEST\\/COP.1\\/2 ; rdfs:label "On the alliance"@en .
  doc:TEST\\/COP.1\\/2 a rkg:Report ; rkg:symbol "TEST/COP(1)/2" ;
    rdfs:label "Report on drought"@en .
}
doc:A\\/RES\\/73\\/284 {
  doc:A\\/RES\\/73\\/284 a rkg:Report ; rdfs:label "Decade on restoration"@en .
}
graph:dataset { dataset:Initiative rdfs:label "things of class initiative"@en . }
graph:inferred { id:idra a rkg:Arrangement . }
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    store = Store()
    store.load(DATA.encode(), "trig")
    path: Path = tmp_path_factory.mktemp("search") / "index.sqlite"
    indexing.build(store, path)
    return Index(path)


def labels(index: Index, text: str, lang: str = "en") -> list[str]:
    return [hit.label for hit in index.find(text, lang)]


def test_exact_names_go_before_beginnings_words_and_parts(index: Index) -> None:
    assert labels(index, "alliance") == [
        "Alliance",
        "alliance",  # the term of the ontology
        "Alliance for forests",
        "International Drought Resilience Alliance",
        "Megaalliances",
        "TEST/COP(1)/2 ¶1 On the alliance",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("idra", "International Drought Resilience Alliance"),
        ("ＩＤＲＡ", "International Drought Resilience Alliance"),
        ("  International   DROUGHT ", "International Drought Resilience Alliance"),
        ("resilience international", "International Drought Resilience Alliance"),
        ("国际抗旱联盟", "International Drought Resilience Alliance"),
        ("抗旱", "International Drought Resilience Alliance"),
        ("旱", "Drylands"),
        ("抗旱 idra", None),
        ("a/res/73/284", "Decade on restoration"),
        ("Ａ／ＲＥＳ／７３／２８４", "Decade on restoration"),
        ("test/cop(1)/2", "Report on drought"),
        ("TEST/COP(1)/2 ¶1", "TEST/COP(1)/2 ¶1 On the alliance"),
        ("100%", '100% "green" * NEAR(x)'),
        ('"green', '100% "green" * NEAR(x)'),
        ("things of class", None),
        ("", None),
        ("   ", None),
    ],
)
def test_what_is_found_first(index: Index, text: str, found: str | None) -> None:
    assert next(iter(labels(index, text)), None) == found


def test_a_hit_tells_both_names_the_stated_kind_and_the_symbol(index: Index) -> None:
    (hit,) = index.find("国际抗旱联盟", "zh")
    assert hit == (
        "https://w3id.org/restokg/id/initiative/idra",
        "国际抗旱联盟",
        "International Drought Resilience Alliance",
        "倡议",
        "",
        False,
    )
    assert index.find("Report on drought")[0].symbol == "TEST/COP(1)/2"


def test_a_thing_without_a_name_in_the_language_goes_by_the_other(index: Index) -> None:
    (hit,) = index.find("forests", "zh")
    assert (hit.label, hit.other) == ("Alliance for forests", "")


def test_no_more_are_found_than_asked_for(index: Index) -> None:
    assert len(index.find("alliance", limit=2)) == 2


def test_misspelt_names_are_near_and_passages_are_not(index: Index) -> None:
    assert index.near("internatinal drout resilence")[0].label.startswith("International Drought")
    assert all(not hit.passage for hit in index.near("on the aliance"))
    assert index.near("zzzzzz qqqqq") == []


@given(st.text(max_size=300))
def test_any_text_is_looked_for_and_none_is_a_command(index: Index, text: str) -> None:
    for hit in (*index.find(text), *index.near(text)):
        assert hit.iri.startswith("https://w3id.org/restokg/")


@pytest.mark.parametrize(
    "text",
    ['"', "'", "* OR *", "norm:a", "NEAR(a b)", "a AND", "-a", "^a", '{a b}: "x', "\x00", "a\x00b",
     "' OR 1=1 --", "%", "_", "\\", "\ud800"],
)  # fmt: skip
def test_the_signs_of_the_index_mean_themselves(index: Index, text: str) -> None:
    assert len(index.find(text)) < 9


def test_chinese_words_are_characters_and_pairs() -> None:
    assert indexing.words("idra 抗旱联盟 un") == "idra 抗 抗旱 旱 旱联 联 联盟 盟 un"
    assert indexing.words("旱") == "旱"
    assert indexing.words("") == ""


def test_an_index_is_the_same_for_the_same_graph(tmp_path: Path) -> None:
    store = Store()
    store.load(DATA.encode(), "trig")
    found = []
    for name in ("one", "two"):
        indexing.build(store, tmp_path / name)
        found.append(Index(tmp_path / name).find("alliance"))
    assert found[0] == found[1]
