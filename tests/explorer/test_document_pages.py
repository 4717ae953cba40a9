"""Documents: the list, the text passage by passage, one passage with its facts."""

from __future__ import annotations

from tests.explorer.conftest import Get
from tests.explorer.reading import Page

REPORT = "/doc/TEST/COP(1)/2"


def test_a_document_is_read_in_its_order_with_headings_and_numbers(small: Get) -> None:
    text = Page(small(REPORT)).text
    places = [
        text.index(words)
        for words in (
            "I What there is",
            "1 There is a fund.",
            "2 Bank One is asked <b>to give more</b>.",
            "II What is wanted",
            "10 More is wanted.",
        )
    ]
    assert places == sorted(places)


def test_a_passage_wears_its_manner_addressee_and_target(small: Get) -> None:
    page = Page(small(REPORT))
    assert "requests → Bank One ◎ Target 15.3" in page.text
    assert page.link("→ Bank One") == "/id/actor/bank"


def test_passages_are_set_in_by_their_level_and_can_be_linked_to(small: Get) -> None:
    page = Page(small(REPORT))
    depths = {
        given["id"]: given["style"]
        for given in page.all("li")
        if given.get("class", "").startswith("passage")
    }
    assert depths == {
        "section/1": "--depth:0",
        "p/1": "--depth:1",
        "p/2": "--depth:1",
        "section/2": "--depth:0",
        "p/10": "--depth:1",
    }
    assert page.link("I What there is") == "#section/1"


def test_a_document_shows_what_it_cites_and_what_cites_it(small: Get) -> None:
    citing = Page(small(REPORT)).text
    assert "Cites 1 With the passages of this document that cite it. Resolution 7" in citing
    cited = Page(small("/doc/TEST/RES/7"))
    assert "Cited by 1 Report on money TEST/COP(1)/2 ¶2" in cited.text
    assert "its text is not held" in cited.text


def test_a_passage_has_its_facts_beside_it(small: Get) -> None:
    page = Page(small(f"{REPORT}/p/1"))
    assert "Report on money › I What there is TEST/COP(1)/2 ¶1" in page.text
    _, beside = page.text.split("What this passage states")
    assert "Green Fund fund" in beside
    assert "quantity capital of the Green Fund: 90,000,000 USD" in beside
    assert "capital" in page.anchors
    chosen = [given for given in page.all("li") if given.get("aria-current")]
    assert len(chosen) == 1
    assert page.link("2 →") == f"{REPORT}/p/2"


def test_a_passage_is_read_in_the_language_asked_for(small: Get) -> None:
    text = Page(small(f"{REPORT}/p/2", languages="zh-CN,zh;q=0.9")).text
    assert "请第一银行追加资金。 请求 → 第一银行 ◎ 具体目标15.3" in text
    assert "asked" not in text


def test_documents_are_listed_with_those_held_in_full_first_and_filtered(small: Get) -> None:
    page = Page(small("/documents"))
    assert page.text.index("Report on money") < page.text.index("Resolution 7")
    filtered = Page(small("/documents?kind=rkg:Report")).text
    assert "Report on money" in filtered
    assert "Resolution 7" not in filtered
    assert "1 of 2 documents" in filtered
    assert "No document is of this kind" in Page(small("/documents?kind=rkg:Fund")).text


def test_a_real_document_has_all_its_passages_on_few_pages(get: Get) -> None:
    page = Page(get("/doc/UNEP/EA.5/10"))
    passages = [given for given in page.all("li") if given.get("class", "").startswith("passage")]
    assert len(passages) == 51
    assert "UNEP supported the United Nations summit on biodiversity" in page.text


def test_sections_are_counted_as_each_language_counts(get: Get) -> None:
    english = Page(get("/doc/UNEP/EA.5/10?lang=en"))
    assert "A Advancing the global biodiversity agenda" in [text for _, text in english.links]
    assert "Lessons learned" in [text for _, text in english.links]
    chinese = Page(get("/doc/UNEP/EA.5/10?lang=zh"))
    assert "二 经验教训" in [text for _, text in chinese.links]
