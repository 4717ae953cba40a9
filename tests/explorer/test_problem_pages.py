"""What goes wrong is told, in both languages, and nothing in an address or label gets through."""

from __future__ import annotations

import json

import pytest

from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.representation.exchange import Request
from tests.explorer.conftest import ROOT, Get
from tests.explorer.reading import Page


def test_a_thing_that_is_not_there_is_a_404_with_near_names(get: Get) -> None:
    response = get("/id/initiative/international-drought-resiliense-aliance")
    page = Page(response)
    assert response.status == 404
    assert "Nothing in this graph goes by that name" in page.text
    assert page.link("International Drought Resilience Alliance") == "/id/initiative/idra"


def test_near_names_are_told_apart_by_their_kinds(get: Get) -> None:
    page = Page(get("/id/fund/agri33?lang=zh"))
    assert "AGRI3基金 基金" in " ".join(page.text.split())


def test_a_passage_that_is_not_there_leads_to_its_document(get: Get) -> None:
    response = get("/doc/UNEP/EA.5/10/p/9999")
    assert response.status == 404
    assert "/doc/UNEP/EA.5/10" in {href for href, _ in Page(response).links}


def test_problems_are_told_in_chinese_too(get: Get) -> None:
    page = Page(get("/id/fund/none?lang=zh"))
    assert "图谱中没有此名称或地址所指的内容。" in page.text
    assert "The graph" not in page.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/nowhere", "图谱中没有名为“/nowhere”的事物。"),
        ("/documents?page=x", "参数“page”：“x”不是1至1000000之间的整数。"),
        ("/synergies/cell", "参数“from”：请给出公约或机构的名称或IRI。"),
        ("/synergies?count=quote", "可选：cite, address, pursue。"),
        ("/search?q=" + "a" * 501, "共有501个字符，最多读取500个。"),
        ("/id/fund/agri3?all=a b", "参数“all”：“a b”不是IRI。"),
        ("/questions/synergia", "没有名为“synergia”的问题。"),
        ("/questions/15-due-and-past.csv?day=x", "参数“day”：“x”不是日期"),
        ("/questions/11-asked-of-an-actor.csv?actor=UNEPP", "您要找的可能是："),
    ],
)
def test_a_detail_is_in_the_language_of_the_page(get: Get, address: str, said: str) -> None:
    mark = "&" if "?" in address else "?"
    response = get(f"{address}{mark}lang=zh")
    page = Page(response)
    assert said in page.text
    (detail,) = [given for given in page.all("p") if given.get("class") == "detail"]
    assert "lang" not in detail
    program = get(f"{address}{mark}lang=zh", accept="application/problem+json")
    assert json.loads(program.body)["detail"].isascii()


def test_programs_get_a_problem_document(get: Get) -> None:
    response = get("/id/fund/none", accept="application/json")
    assert (response.status, response.type) == (404, "application/problem+json")
    assert json.loads(response.body)["status"] == 404


def test_what_cannot_be_offered_is_a_406_that_names_what_is(get: Get) -> None:
    response = get("/id/initiative/idra", accept="image/png")
    assert response.status == 406
    assert "text/turtle" in json.loads(response.body)["offered"]


@pytest.mark.parametrize(
    "address",
    [
        "/?lang=fr",
        "/documents?page=0",
        "/documents?page=x",
        "/documents?page=99999999999999999999",
        "/things?class=rkg:Fund&page=-1",
        "/search?q=" + "a" * 5000,
    ],
)
def test_parameters_that_are_none_are_a_400(get: Get, address: str) -> None:
    response = get(address)
    assert response.status == 400
    assert "cannot be read" in Page(response).text


@pytest.mark.parametrize(
    "address",
    [
        "/../../etc/passwd",
        "/id/../doc/x",
        "/doc/UNEP/EA.5/10/..",
        "/id/fund/agri3%0d%0aSet-Cookie:a=b",
        "/id/fund/agri3%00",
        "/id/fund/%ff%fe",
        "/id/fund/" + "a" * 5000,
        "/id/fund/<script>alert(1)</script>",
        "/id/fund/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/thing",
        "/thing?iri=",
        "/thing?iri=javascript:alert(2)",
        "/thing?iri=a b<>{}",
        "/thing?iri=%0d%0aLocation:x",
        "/things?class=<script>",
        "/id/fund/agri3?all=<script>",
        "/id/fund/agri3?all=rkg:nothing",
        "/wp-login.php",
        "/static/../answering.py",
        "/questions/<script>",
    ],
)
def test_odd_addresses_are_harmless(get: Get, address: str) -> None:
    response = get(address)
    assert response.status in (400, 404)
    page = Page(response)
    assert not [given for given in page.all("script") if not given.get("src")]
    assert not page.all("img")[1:]
    assert not [name for name, value in response.headers if "\n" in name + value]


def test_a_long_address_is_not_said_back_whole(get: Get) -> None:
    assert get("/id/fund/" + "a" * 5000).body.count(b"aaaaaaaaaa") < 20


@pytest.mark.parametrize("path", ["//evil.example/", "//", "", "id", "/id/fund/\ud800", "/a\nb"])
def test_odd_paths_that_no_browser_sends_are_not_found(small_library: Library, path: str) -> None:
    response = respond(Request(path, (), "text/html", "en", ROOT), small_library)
    assert response.status == 404
    links = [given.get("href", "") for _, given in Page(response).elements]
    assert not [href for href in links if href.startswith("//")]


def test_a_value_that_is_no_text_is_a_400(small_library: Library) -> None:
    request = Request("/search", (("q", "\udcff"),), "text/html", "en", ROOT)
    assert respond(request, small_library).status == 400


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_markup_in_labels_and_values_stays_text(small: Get, lang: str) -> None:
    for address in (
        f"/id/actor/nasty?lang={lang}",
        f"/doc/TEST/COP(1)/2/p/10?lang={lang}",
        f"/search?q=script&lang={lang}",
        f"/thing?iri=javascript:alert(1)&lang={lang}",
    ):
        page = Page(small(address))
        scripts = [given for given in page.all("script") if "json" not in given.get("type", "")]
        assert all(given.get("src", "").startswith("/static/") for given in scripts), address
        assert not page.all("b"), address
        assert not [href for href, _ in page.links if href.startswith("javascript")], address
    text = Page(small("/id/actor/nasty")).text
    assert """<script>alert(1)</script> & "Sons" <b>坏</b>""" in text


def test_what_was_searched_for_stays_text(small: Get) -> None:
    words = "\"><script>alert('x')</script>"
    response = small(f"/search?q={words}")
    assert words in Page(response).text
    assert b"<script>alert" not in response.body


def test_no_page_depends_on_more_than_it_says(small: Get) -> None:
    assert small("/id/fund/green").varies == ("Accept-Language", "Accept")
    assert small("/id/fund/green?lang=en").varies == ("Accept",)
    assert small("/documents?lang=zh", languages="en").body == small("/documents?lang=zh").body
