"""Home with its pictures, search, lists, the pages of ontology, rules and dataset."""

from __future__ import annotations

import json
import re

from restokg.explorer.library import Library
from restokg.explorer.views.asking import put
from tests.explorer.conftest import Get
from tests.explorer.reading import Page


def test_home_counts_what_the_graph_holds_and_links_to_lists(get: Get, library: Library) -> None:
    page = Page(get("/"))
    kinds = {kind["iri"].partition("#")[2]: kind for kind in library.snapshot.manifest["kinds"]}
    funds = kinds["Fund"]["members"]
    assert page.link(f"{funds} funds") == "/things?class=rkg:Fund"
    listed = Page(get("/things?class=rkg:Fund"))
    assert f"fund {funds} " in listed.text
    assert "AGRI3 fund AGRI3基金" in listed.text
    assert f"{library.snapshot.manifest['quads']:,} statements" in page.text


def test_pictures_show_what_their_questions_answer(get: Get, library: Library) -> None:
    for lang, leads in (("en", "builds most on"), ("zh", "的依托最多")):
        (question,) = [each for each in library.questions if each.id == "02-synergy-matrix"]
        answer = put(library, question, {}, lang).answer(library)
        one, other, number = (cell.value for cell in answer.rows[0][:3] if cell is not None)
        text = Page(get(f"/?lang={lang}")).text
        sentence = next(part for part in re.split(r"[.。]", text) if leads in part)
        assert one in sentence
        assert other in sentence
        assert number in sentence


def test_each_picture_leads_to_the_rows_of_its_question(get: Get) -> None:
    leads = [href for href, text in Page(get("/")).links if text.startswith("The rows")]
    assert leads == [
        "/questions/02-synergy-matrix",
        "/questions/20-timeline",
        "/questions/18-quantified-targets?of=measure:area",
    ]


def test_a_newcomers_question_is_answered_in_three_clicks(get: Get) -> None:
    home = Page(get("/"))
    (question,) = [href for href, _ in home.links if href == "/questions/21-money"]
    answer = Page(get(question))
    (paragraph, *_) = [href for href, _ in answer.links if "/doc/UNEP/EA.5/10/p/13" in href]
    assert "AGRI3" in Page(get(paragraph)).text


def test_a_graph_without_answers_has_a_home_page_without_pictures(small: Get) -> None:
    page = Page(small("/"))
    assert "as pictures" not in page.text
    assert page.link("1 funds") == "/things?class=rkg:Fund"


def test_found_things_come_with_kind_and_the_name_in_the_other_language(get: Get) -> None:
    page = Page(get("/search?q=IDRA"))
    assert "International Drought Resilience Alliance 国际抗旱联盟 initiative" in page.text
    chinese = Page(get("/search?q=IDRA&lang=zh"))
    assert "国际抗旱联盟 International Drought Resilience Alliance 倡议" in chinese.text


def test_an_empty_search_page_helps_on(get: Get) -> None:
    page = Page(get("/search?q=internatinal+drout+alliance"))
    assert "Perhaps you meant" in page.text
    assert "International Drought Resilience Alliance" in page.text
    assert "How to search" in page.text


def test_suggestions_are_what_the_script_expects(get: Get) -> None:
    response = get("/api/search?q=国际抗旱联盟&lang=zh")
    assert response.type == "application/json"
    assert json.loads(response.body)["results"][0] == {
        "label": "国际抗旱联盟",
        "other": "International Drought Resilience Alliance",
        "kind": "倡议",
        "address": "/id/initiative/idra?lang=zh",
        "symbol": "",
    }
    assert json.loads(get("/api/search").body) == {"results": []}


def test_terms_stand_at_their_anchors_with_definitions_in_both_languages(small: Get) -> None:
    page = Page(small("/ontology"))
    assert "Fund" in page.anchors
    assert (
        "fund 基金 rkg:Fund · a kind of arrangement 1 in the graph Money set aside. 专用资金。"
        in page.text
    )


def test_rules_are_listed_with_code_and_message_in_both_languages(get: Get) -> None:
    page = Page(get("/shapes"))
    assert "RKG-M01 A memorandum must have at least two parties. 备忘录须至少有两方。" in page.text
    assert "Memorandum-party" in page.anchors
    chinese = Page(get("/shapes?lang=zh")).text
    assert "RKG-M01 备忘录须至少有两方。 A memorandum must have at least two parties." in chinese


def test_the_dataset_page_says_what_it_is_made_from_and_how_large_it_is(get: Get) -> None:
    page = Page(get("/dataset"))
    assert "Knowledge graph of conventions" in page.text
    assert page.link("SBSTTA recommendation XX/12: Ecosystem restoration")
    assert "CC BY 4.0" in page.text
    assert Page(get("/dataset?lang=zh")).text.count("知识图谱") > 1


def test_what_a_passage_states_is_found_with_its_paragraph(get: Get) -> None:
    page = Page(get("/search?q=AGRI3%3A%20aim%20of%20150%20million"))
    assert ("/doc/UNEP/EA.5/10/p/13", "UNEP/EA.5/10 ¶13") in page.links


def test_documents_name_all_their_bodies_and_are_listed_under_each(get: Get) -> None:
    framework = "United Nations Decade on Ecosystem Restoration: Partnership Framework"
    for body in ("fao", "unep"):
        page = Page(get(f"/documents?body=actor:{body}"))
        assert framework in [text for _, text in page.links]
        assert {"/id/actor/fao", "/id/actor/unep"} <= {href for href, _ in page.links}
