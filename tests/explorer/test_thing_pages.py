"""The page of a thing: names, facts with their paragraphs, what points here."""

from __future__ import annotations

import json

import pytest

from restokg.explorer.library import Library
from restokg.explorer.views import things
from restokg.graph import describe
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.search import indexing
from tests.explorer.conftest import Get, asking
from tests.explorer.reading import Page
from tests.snapshots import made

FUND = "/id/fund/green"


def test_a_thing_is_called_by_its_names_in_both_languages(small: Get) -> None:
    page = Page(small(FUND))
    assert page.title.startswith("Green Fund")
    assert "Green Fund 绿色基金 Also called: GF" in page.text
    assert "绿色基金 Green Fund 又称：GF" in Page(small(f"{FUND}?lang=zh")).text


def test_each_fact_has_a_chip_for_each_paragraph_that_states_it(small: Get) -> None:
    page = Page(small(FUND))
    assert "supported by Bank One TEST/COP(1)/2 ¶1 TEST/COP(1)/2 ¶2 What follows" in page.text
    assert page.link("TEST/COP(1)/2 ¶2") == "/doc/TEST/COP(1)/2/p/2"


def test_a_fact_node_is_linked_by_name_and_said_in_words(small: Get) -> None:
    page = Page(small(FUND))
    assert page.link("capital of the Green Fund") == "/doc/TEST/COP(1)/2/p/1#capital"
    assert "capital of the Green Fund: 90,000,000 USD · as of: 2024-08" in page.text


def test_what_is_inferred_is_apart_and_marked(small: Get) -> None:
    page = Page(small(FUND))
    _, after = page.text.split("What follows from the ontology (1)")
    assert after.startswith(" contributor Bank One inferred")
    assert "arrangement" in {words for _, words in page.links}


def test_what_points_to_a_thing_is_grouped_by_the_relation(small: Get) -> None:
    text = Page(small("/id/actor/bank")).text
    referring = text[text.index("What refers to it") :]
    assert "addressee TEST/COP(1)/2 ¶2" in referring
    assert "supported by Green Fund" in referring


def test_foreign_things_have_a_page_that_leads_to_their_own_site(small: Get) -> None:
    page = Page(small("/thing?iri=http://metadata.un.org/sdg/15.3"))
    assert page.link("Open at its own site") == "http://metadata.un.org/sdg/15.3"
    assert "Target 15.3 具体目标15.3" in page.text


def test_a_thing_can_be_downloaded_and_its_iri_copied(small: Get) -> None:
    page = Page(small(FUND))
    offered = {href for href, _ in page.links}
    assert offered >= {f"{FUND}.{end}" for end in ("ttl", "jsonld", "nt", "rdf")}
    copied = {given["data-copy"] for given in page.all("button") if "data-copy" in given}
    assert copied == {"https://w3id.org/restokg/id/fund/green"}


def test_the_small_graph_has_the_thing_as_root_and_its_neighbours_by_name(small: Get) -> None:
    body = small(FUND).body.decode()
    _, _, rest = body.partition("<figure data-graph")
    _, _, rest = rest.partition('<script type="application/json">')
    graph = json.loads(rest[: rest.index("</script>")])
    nodes = {node["label"]: node for node in graph["nodes"]}
    assert [label for label, node in nodes.items() if node["root"]] == ["Green Fund"]
    assert nodes["Bank One"]["address"] == "/id/actor/bank"
    assert {(edge["label"], edge["target"]) for edge in graph["edges"]} >= {
        ("supported by", "https://w3id.org/restokg/id/actor/bank")
    }


def test_a_source_tells_what_it_states_page_by_page(get: Get) -> None:
    page = Page(get("/source/cbd-gbf-targets"))
    stated = page.text[page.text.index("What it states") :]
    assert "GBF Target 2" in stated
    every = Page(get(page.link(next(w for _, w in page.links if w.startswith("Show all")))))
    assert "GBF Target 23" in every.text
    assert get("/source/cbd-gbf-targets?all=states&page=9").status == 404


CROWDED = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix theme: <https://w3id.org/restokg/id/theme/> .
@prefix p: <https://w3id.org/restokg/doc/A/1/p/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
p:1 { theme:x rdfs:label "X"@en . }
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A theme of 700 paragraphs, mentioned by three, with the least of each read at once."""
    store = Store()
    paragraphs = "".join(f"p:{n} {{ p:{n} rkg:theme theme:x }}\n" for n in range(1, 701))
    mentions = "".join(f"p:{n} {{ p:{n} rkg:mentions theme:x }}\n" for n in range(1, 4))
    store.load((CROWDED + paragraphs + mentions).encode(), "trig")
    folder = made(tmp_path_factory.mktemp("crowded"), store)
    indexing.build(store, folder / "search.sqlite")
    return asking(Library(open_snapshot(folder), folder / "search.sqlite"))


def test_many_values_are_capped_and_all_are_a_page_away(crowded: Get) -> None:
    page = Page(crowded("/id/theme/x"))
    assert "A/1 ¶10" in page.text
    assert "A/1 ¶11" not in page.text
    assert things.MOST == 10
    rest = page.link("Show all 700")
    first = Page(crowded(rest))
    assert "Page 1 of 7" in first.text
    assert "A/1 ¶100" in first.text
    assert "A/1 ¶101" not in first.text
    second = Page(crowded(first.link("Next")))
    assert "A/1 ¶101" in second.text
    assert crowded(f"{rest}&page=8").status == 404


def test_of_what_very_many_point_to_some_of_each_relation_is_read(
    crowded: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(describe, "MOST_READ", 50)
    monkeypatch.setattr(describe, "MOST_OF_EACH", 40)
    page = Page(crowded("/id/theme/x"))
    assert "mentions 3" in page.text
    assert page.link("Show more than 40").endswith("all=rkg:theme&by=1")
