"""The schema.org descriptions: true to the graph, and harmless in a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from restokg.explorer import structured
from restokg.explorer.library import Library
from restokg.explorer.rendering import as_json
from restokg.graph.snapshot import Snapshot
from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import BASE, DATASET, DOC, LICENCE, RDFS
from restokg.representation.exchange import Response
from restokg.representation.media import SUFFIXES

ROOT = "http://127.0.0.1:8000"


def scripts(response: Response) -> list[str]:
    page = html.fromstring(response.body.decode())
    elements = [e for e in page.iter("script") if e.get("type") == "application/ld+json"]
    return [element.text or "" for element in elements]


def of(library: Library, path: str, lang: str = "en") -> dict[str, Any]:
    return structured.for_thing(library, BASE + path, lang)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("doc/A/RES/76/207", "Legislation"),
        ("doc/UNEP/EA.5/10", "Report"),
        ("doc/UNEP/EA.5/10/p/13", "CreativeWork"),
        ("id/actor/unep", "Organization"),
        ("id/country/nld", "Country"),
        ("id/theme/biodiversity", "DefinedTerm"),
        ("id/theme", "DefinedTermSet"),
        ("id/fund/agri3", "FinancialProduct"),
        ("ontology#Fund", "DefinedTerm"),
        ("doc/unccd-cop16-relations/p/8#finding", "Thing"),
    ],
)
def test_a_thing_is_of_the_type_that_schema_org_has_for_it(
    library: Library, path: str, type_: str
) -> None:
    found = of(library, path)
    assert (found["@id"], found["@type"]) == (BASE + path, type_)
    assert found["name"]


def test_a_resolution_tells_its_symbol_date_author_and_what_it_cites(library: Library) -> None:
    found = of(library, "doc/A/RES/76/207")
    assert found["identifier"] == "A/RES/76/207"
    assert found["datePublished"] == "2021-12-17"
    assert found["author"]["@id"] == f"{BASE}id/body/un-ga"
    assert found["author"]["url"] == "/id/body/un-ga"
    assert {theme["@id"] for theme in found["about"]} >= {f"{BASE}id/theme/biodiversity"}


def test_a_paragraph_tells_its_summary_and_its_place(library: Library) -> None:
    found = of(library, "doc/UNEP/EA.5/10/p/13", "zh")
    assert found["name"] == "UNEP/EA.5/10 ¶13"
    assert found["abstract"]["@language"] == "zh-Hans"
    assert "AGRI3" in found["abstract"]["@value"]
    parts = found["isPartOf"]
    assert f"{DOC}UNEP/EA.5/10/section/1/c" in {part["@id"] for part in parts}
    assert f"{BASE}id/fund/agri3" in {thing["@id"] for thing in found["mentions"]}


def test_names_are_in_the_language_of_the_page_and_the_other_one_beside(library: Library) -> None:
    english, chinese = (
        of(library, "id/theme/biodiversity"),
        of(library, "id/theme/biodiversity", "zh"),
    )
    assert (english["name"], chinese["name"]) == ("biodiversity", "生物多样性")
    assert "生物多样性" in english["alternateName"]
    assert "biodiversity" in chinese["alternateName"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_dataset_tells_its_licence_dumps_and_endpoint(library: Library, lang: str) -> None:
    found = structured.for_dataset(library, lang, ROOT)
    assert (found["@type"], found["@id"]) == ("Dataset", DATASET)
    assert found["license"] == LICENCE
    assert {(d["contentUrl"], d["encodingFormat"]) for d in found["distribution"]} == {
        (f"{ROOT}/dataset/dump.{suffix}", type_)
        for suffix, type_ in SUFFIXES.items()
        if suffix != "html"
    }
    assert found["subjectOf"]["url"] == f"{ROOT}/sparql"
    assert ("知识图谱" in found["name"]) == (lang == "zh")
    # What search engines demand of a dataset: between 50 and 5,000 characters.
    assert 50 < len(found["description"]) < 5000


def test_nothing_is_said_that_the_graph_does_not_say(library: Library) -> None:
    store = library.store
    things = store.select(f"""SELECT DISTINCT ?thing {{ ?thing rdfs:label ?l
        FILTER(STRSTARTS(STR(?thing), "{BASE}") && !STRSTARTS(STR(?thing), "{DATASET}")) }}""")
    some = [thing.value for (thing,) in things][::40]
    assert len(some) > 30
    for iri in some:
        objects = (quad.object for quad in store.quads(NamedNode(iri)))
        stated = {term.value for term in objects if isinstance(term, NamedNode | Literal)}
        found = structured.for_thing(library, iri, "en")
        for key, value in found.items():
            if key in ("@context", "@type", "@id", "url"):
                continue
            for one in value if isinstance(value, list) else [value]:
                said = one.get("@id", one.get("@value")) if isinstance(one, dict) else one
                cited = key == "name" and iri.startswith(DOC)
                assert said in stated or cited, (iri, key, said)


def test_a_literal_cannot_end_the_script_that_it_stands_in(tmp_path: Any) -> None:
    class Open(Snapshot):
        store = Store()

    iri = f"{BASE}id/actor/x"
    evil = '</script><script>alert(1)</script><!-- & "'
    text = evil.replace('"', '\\"')
    Open.store.load(f'<{iri}> <{RDFS}label> "{text}"@en .'.encode(), "turtle")
    found = structured.for_thing(Library(Open(tmp_path, {}), tmp_path), iri, "en")
    assert found["name"] == evil
    written = str(as_json(found))
    assert not set("<>&") & set(written)


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("/", DATASET),
        ("/id/fund/agri3", f"{BASE}id/fund/agri3"),
        ("/doc/UNEP/EA.5/10", f"{DOC}UNEP/EA.5/10"),
        ("/doc/UNEP/EA.5/10/p/13?lang=zh", f"{DOC}UNEP/EA.5/10/p/13"),
    ],
)
def test_a_page_holds_the_description_of_what_it_is_about(
    get: Callable[..., Response], address: str, iri: str
) -> None:
    (script,) = scripts(get(address))
    assert json.loads(script)["@id"] == iri


def test_a_page_about_no_thing_holds_no_description(get: Callable[..., Response]) -> None:
    assert scripts(get("/documents")) == []


def test_the_dataset_names_a_hundred_sources_at_most(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = structured.for_dataset(library, "en")["isBasedOn"]
    assert 3 < len(everything) <= structured.MOST_SOURCES == 100
    monkeypatch.setattr(structured, "MOST_SOURCES", 3)
    assert len(structured.for_dataset(library, "en")["isBasedOn"]) == 3
