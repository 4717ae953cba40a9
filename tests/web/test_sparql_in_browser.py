"""The SPARQL page in a real browser, on the service and the graph that a user has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from restokg.build.pipeline import build
from tests.server.running import Service, running
from tests.web.browsing import launched, sound

FUNDS = """CONSTRUCT { ?s ?p ?o . ?s rdfs:label ?l } WHERE {
  ?s a rkg:Fund ; ?p ?o ; rdfs:label ?l FILTER(isIRI(?o) && LANG(?l) = "en")
}"""
GRAPH = re.compile(r"Results: Graph of [1-9]\d* nodes and [1-9]\d* links")
KINDS = "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY DESC(?n) LIMIT 12"


@pytest.fixture(scope="module")
def service(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    assert dist.is_dir()
    snapshot = tmp_path_factory.mktemp("served") / "snapshot"
    build(out=snapshot)
    with running(snapshot) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    with sound(browser, service.root) as page:
        opened(page, f"{service.root}/sparql?lang=en")
        yield page


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".yasqe .CodeMirror")).to_be_visible()


def write(page: Page, query: str) -> None:
    page.evaluate(
        "text => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(text)", query
    )


def written(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()"))


def put_cursor(page: Page, line: int, column: int) -> None:
    code = """([line, ch]) => {
        const editor = document.querySelector('.yasqe .CodeMirror').CodeMirror;
        editor.focus();
        editor.setCursor({line, ch});
    }"""
    page.evaluate(code, [line, column])


def run(page: Page) -> None:
    page.locator("form[data-sparql] button[type=submit]").click()


def results(page: Page) -> Locator:
    return page.locator("[data-results]")


def test_the_query_that_stands_there_at_first_runs_and_links_to_the_pages_here(page: Page) -> None:
    run(page)
    links = results(page).locator("td a")
    expect(links.first).to_be_visible()
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    assert hrefs
    assert all(href.startswith(("/id/fund/", "/doc/", "/source/")) for href in hrefs)
    assert all("lang=en" in href for href in hrefs)
    expect(page.locator(".parseErrorIcon")).to_have_count(0)


def test_an_error_is_marked_at_its_place_in_the_language_of_the_page(
    page: Page, service: Service
) -> None:
    opened(page, f"{service.root}/sparql?lang=zh")
    write(
        page,
        'SELECT ?人 WHERE {\n  ?人 rdfs:label ?名称 .\n  FILTER(LANG(?名称) = "zh" AND true)\n}',
    )
    run(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("查询语句不是有效的 SPARQL")
    assert page.locator(".CodeMirror .fault").all_inner_texts() == ["AND"]
    alert.get_by_role("button", name="转到第 3 行第 27 列").click()
    place = page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getCursor()")
    assert (place["line"], place["ch"]) == (2, 26)
    page.keyboard.type("x")
    expect(page.locator(".CodeMirror .fault")).to_have_count(0)


def test_a_result_opens_in_the_view_that_fits_it(page: Page) -> None:
    chosen = results(page).locator("[aria-pressed=true]")
    format_ = page.get_by_label("Download as")
    write(page, KINDS)
    run(page)
    expect(chosen).to_have_text("Table")
    write(page, FUNDS)
    expect(format_).to_have_value("turtle")
    run(page)
    expect(chosen).to_have_text("Graph")
    expect(page.locator(".yasr_response_chip")).to_contain_text("statements")
    write(page, "CONSTRUCT WHERE { ?s a rkg:Provision }")
    run(page)
    expect(chosen).to_have_text("Raw response")
    expect(results(page).locator(".CodeMirror")).to_contain_text("a rkg:Provision")
    page.get_by_role("button", name="Show all").click()
    expect(results(page).locator(".CodeMirror-line").first).to_contain_text("@prefix")
    write(page, "DESCRIBE <https://w3id.org/restokg/id/fund/agri3>")
    run(page)
    expect(chosen).to_have_text("Graph")
    write(page, "ASK { ?s a rkg:Fund }")
    expect(format_).to_have_value("csv")
    run(page)
    expect(results(page).locator(".yasr_results")).to_have_text("Yes")
    expect(chosen).to_have_count(0)
    write(page, KINDS)
    run(page)
    expect(chosen).to_have_text("Table")


def test_what_to_do_about_a_problem_is_said_in_the_language_of_the_page(
    page: Page, service: Service
) -> None:
    opened(page, f"{service.root}/sparql?lang=zh")
    write(page, "DELETE WHERE { ?s ?p ?o }")
    run(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("图谱只供读取")
    assert alert.locator("[lang=en]").count() == 0


def test_triples_are_shown_as_a_graph_and_figures_as_a_chart(page: Page) -> None:
    write(page, FUNDS)
    run(page)
    expect(results(page).get_by_role("img")).to_have_attribute("aria-label", GRAPH)
    expect(page.get_by_role("button", name="Graph", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Chart")).to_be_disabled()
    write(page, KINDS)
    run(page)
    expect(page.get_by_role("button", name="Graph", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Chart").click()
    expect(results(page).get_by_role("img", name="Chart: kind, n")).to_be_visible()
    results(page).get_by_role("checkbox", name="?n").uncheck()
    expect(results(page)).to_contain_text("Choose at least one column of values.")


def test_terms_are_completed_from_the_graph_with_labels_in_both_languages(page: Page) -> None:
    write(page, "SELECT * WHERE {\n  ?s \n}")
    put_cursor(page, 1, 5)
    page.keyboard.type("rkg:fundedB", delay=40)
    hint = page.get_by_role("listbox", name="Completions").get_by_role("option").first
    expect(hint).to_contain_text("rkg:fundedBy")
    expect(hint).to_contain_text("funded by")
    expect(page.get_by_role("listbox", name="Completions")).to_be_visible()
    page.keyboard.press("Enter")
    assert "?s rkg:fundedBy" in written(page)
    assert written(page).startswith("PREFIX rkg: <https://w3id.org/restokg/ontology#>")


def test_tab_leaves_the_editor(page: Page) -> None:
    put_cursor(page, 0, 0)
    before = written(page)
    page.keyboard.press("Tab")
    expect(page.locator("form[data-sparql] button[type=submit]")).to_be_focused()
    assert written(page) == before


def test_an_example_runs_and_its_permanent_link_brings_it_back(page: Page) -> None:
    page.get_by_label("Examples", exact=True).select_option("02-synergy-matrix")
    rows = page.locator(".yasr_response_chip")
    expect(rows).to_contain_text(" rows")
    shown = rows.inner_text().split(" · ")[0]
    link = page.get_by_role("link", name="Permanent link").get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query)["query"] == [written(page)]
    opened(page, link)
    expect(rows).to_contain_text(shown)


def test_a_result_is_downloaded_in_the_format_that_is_chosen(page: Page) -> None:
    write(page, "SELECT ?s { ?s a rkg:Fund } ORDER BY ?s LIMIT 1")
    page.get_by_label("Download as").select_option("tsv")
    with page.expect_download() as download:
        page.locator("button[data-download]").click()
    assert download.value.suggested_filename == "restokg.tsv"
    assert download.value.path().read_text().splitlines()[0] == "?s"
    page.get_by_label("Download as").select_option("turtle")
    page.route("**/sparql", lambda route: route.continue_())
    write(page, FUNDS)
    with page.expect_download() as download:
        page.locator("button[data-download]").click()
    assert download.value.suggested_filename == "restokg.ttl"


def test_markup_in_a_result_stays_text(page: Page) -> None:
    write(page, 'SELECT ("<img src=x onerror=alert(1)><b>x</b>" AS ?<a) {}'.replace("?<a", "?a"))
    run(page)
    expect(results(page).locator("td")).to_contain_text("<b>x</b>")
    assert results(page).locator("td img, td b").count() == 0
    write(page, "SELECT (IRI('javascript:alert(1)') AS ?a) {}")
    run(page)
    expect(results(page).locator("td")).to_contain_text("javascript:alert(1)")
    assert results(page).locator("td a[href]").count() == 0


def test_on_a_phone_nothing_is_wider_than_the_page(browser: Browser, service: Service) -> None:
    with sound(browser, service.root, width=390) as page:
        opened(page, f"{service.root}/sparql?lang=zh")
        run(page)
        expect(results(page).locator("td a").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_chinese_page_says_nothing_in_english_but_names(
    browser: Browser, service: Service
) -> None:
    with sound(browser, service.root) as page:
        opened(page, f"{service.root}/sparql?lang=zh")
        run(page)
        expect(results(page).locator("td a").first).to_be_visible()
        said = " ".join(results(page).locator(".yasr_header, .dt-info").all_inner_texts())
        labels = page.evaluate(
            "[...document.querySelectorAll('[data-results] [aria-label], [data-results] [title],"
            " [data-results] [placeholder]')].filter((e) => !e.matches('a.iri')).map((e) =>"
            " [e.ariaLabel, e.matches('.iri') ? '' : e.title, e.placeholder].join(' ')).join(' ')"
        )
        assert "行" in said
        names = {"fund", "label", "source"}  # variables of the query
        assert set(re.findall(r"[A-Za-z]{3,}", said + labels)) <= names
