"""The SPARQL page without scripts, and what its editor is given."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest

from restokg.explorer.library import Library
from restokg.namespaces import PREFIXES, RKG
from restokg.questions.parameters import LANGUAGES
from tests.explorer.conftest import Get


class Reading(HTMLParser):
    """Elements by name with their attributes, and the text of the field."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data

    def handle_endtag(self, _: str) -> None:
        self._open = ""

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def vocabulary(get: Get, lang: str) -> dict[str, Any]:
    response = get(f"/api/vocabulary?lang={lang}")
    assert (response.status, response.type) == (200, "application/json")
    return dict(json.loads(response.body))


def examples(get: Get, lang: str) -> list[dict[str, str]]:
    response = get(f"/api/examples?lang={lang}")
    assert (response.status, response.type) == (200, "application/json")
    return list(json.loads(response.body)["examples"])


def test_without_scripts_the_page_is_a_form_to_the_endpoint_with_a_choice_of_formats(
    get: Get,
) -> None:
    page = Reading(get("/sparql").body)
    (form,) = [each for each in page.all("form") if "data-sparql" in each]
    assert (form["action"], form["method"]) == ("/sparql", "get")
    assert [each["name"] for each in page.all("textarea")] == ["query"]
    offered = [each["value"] for each in page.all("option") if each["value"]]
    assert offered == ["json", "xml", "csv", "tsv", "turtle", "jsonld", "ntriples", "rdfxml"]
    assert "format" in [each.get("name") for each in page.all("select")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_query_at_first_runs_and_names_its_sources(
    get: Get, library: Library, lang: str
) -> None:
    query = Reading(get(f"/sparql?lang={lang}").body).texts["textarea"]
    rows = list(library.store.select(query))
    assert rows
    assert all(source.value for _, _, source in rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_of_the_catalogue_is_an_example_that_runs_as_it_stands(
    get: Get, library: Library, lang: str
) -> None:
    found = examples(get, lang)
    assert [each["id"] for each in found] == [question.id for question in library.questions]
    for each in found:
        assert "#+" not in each["query"]
        assert list(library.store.select(each["query"])), each["id"]


def test_examples_ask_in_the_language_of_the_page(get: Get) -> None:
    english, chinese = examples(get, "en")[0], examples(get, "zh")[0]
    assert re.search(r"[一-鿿]", chinese["question"])
    assert re.search(r"[一-鿿]", chinese["group"])
    assert '"zh"' in chinese["query"]
    assert '"en"' in english["query"]


def test_each_example_is_a_link_of_the_page_that_puts_it_into_the_field(get: Get) -> None:
    page = Reading(get("/sparql?lang=zh").body)
    links = [each["href"] or "" for each in page.all("a")]
    for each in examples(get, "zh"):
        assert f"/sparql?example={each['id']}&lang=zh" in links
    filled = Reading(get("/sparql?example=20-timeline&lang=zh").body).texts["textarea"]
    assert filled == next(e["query"] for e in examples(get, "zh") if e["id"] == "20-timeline")


def test_a_permanent_link_carries_the_query_into_the_field(get: Get) -> None:
    query = 'SELECT ?s WHERE { ?s rdfs:label "a < b & c"@en } # 条款'
    page = Reading(get(f"/sparql?query={quote(query)}").body)
    assert page.texts["textarea"] == query
    assert f"/sparql?query={quote(query, safe='/:')}" in [each["href"] for each in page.all("a")]


def test_markup_in_a_query_stays_text(get: Get) -> None:
    query = "</textarea><script>alert(1)</script>"
    body = get(f"/sparql?query={quote(query)}").body
    assert b"<script>alert" not in body
    assert Reading(body).texts["textarea"] == query


def test_an_example_that_there_is_not_is_not_found(get: Get) -> None:
    assert get("/sparql?example=99").status == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_vocabulary_has_every_prefix_and_terms_with_labels_and_uses(
    get: Get, lang: str
) -> None:
    found = vocabulary(get, lang)
    assert found["prefixes"] == PREFIXES
    classes = {each["iri"]: each for each in found["classes"]}
    properties = {each["iri"]: each for each in found["properties"]}
    fund, funded = classes[RKG + "Fund"], properties[RKG + "fundedBy"]
    names = {lang: fund["label"], next(o for o in LANGUAGES if o != lang): fund["other"]}
    assert names == {"en": "fund", "zh": "基金"}
    definitions = {
        "en": "A fund, trust fund or financing facility.",
        "zh": "基金、信托基金或融资机制。",
    }
    assert fund["comment"] == definitions[lang]
    assert int(fund["count"]) > 5
    assert int(funded["count"]) > 5


def test_the_vocabulary_has_what_the_graph_uses_and_what_its_ontology_defines(
    get: Get, library: Library
) -> None:
    found = vocabulary(get, "en")
    classes = {each["iri"] for each in found["classes"]}
    properties = {each["iri"] for each in found["properties"]}
    defined = "SELECT DISTINCT ?t { ?t a %s FILTER(isIRI(?t)) }"
    assert {t.value for (t,) in library.store.select(defined % "owl:Class")} <= classes
    assert {t.value for (t,) in library.store.select(defined % "owl:ObjectProperty")} <= properties
    used = library.store.select("SELECT DISTINCT ?t { ?s ?t ?o }")
    assert {t.value for (t,) in used} <= properties
    assert len(classes) == len(found["classes"])
    assert len(properties) == len(found["properties"])


def test_the_more_used_terms_come_first(get: Get) -> None:
    for name in ("classes", "properties"):
        counts = [int(each["count"]) for each in vocabulary(get, "en")[name]]
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == 0, "the ontology defines terms that nothing uses yet"


def test_scripts_are_given_every_text_in_both_languages(get: Get) -> None:
    given = []
    for lang in LANGUAGES:
        body = get(f"/sparql?lang={lang}").body.decode()
        found = re.search(r"<script[^>]*data-sparql-page>(.*?)</script>", body, re.DOTALL)
        assert found
        given.append(json.loads(found[1]))
    english, chinese = given
    for table in ("texts", "faults"):
        assert english[table].keys() == chinese[table].keys()
        assert all(english[table].values())
        assert all(chinese[table].values())
        for key in english[table]:
            places = set(re.findall(r"\{\w+\}|_[A-Z]+_", english[table][key]))
            assert set(re.findall(r"\{\w+\}|_[A-Z]+_", chinese[table][key])) == places, key


def test_questions_about_what_a_graph_lacks_are_no_examples_there(get: Get, small: Get) -> None:
    lacking = "34-plan-tree"
    for lang in LANGUAGES:
        assert lacking in [each["id"] for each in examples(get, lang)]
        offered = [each["id"] for each in examples(small, lang)]
        assert "21-money" in offered
        assert lacking not in offered
        page = small(f"/sparql?lang={lang}").body.decode()
        assert "example=21-money" in page
        assert f"example={lacking}" not in page
