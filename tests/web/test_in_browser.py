"""What the scripts add to a page, in a real browser, on a page made for it and served from here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import launched, sound

RESULTS = [
    {"label": "land", "other": "土地", "kind": "theme", "address": "/?at=land", "symbol": ""},
    {"label": "A/RES/73/284", "other": "", "kind": "", "address": "/?at=res", "symbol": ""},
    {"label": "<b>bold</b>", "other": "", "kind": "", "address": "/?at=bold", "symbol": ""},
]
GRAPH = {
    "nodes": [
        {"id": "a", "label": "AGRI3", "kind": "fund", "address": "/?at=a", "root": True},
        {"id": "b", "label": "</script><i>bank", "kind": "actor", "address": "/?at=b"},
    ],
    "edges": [{"source": "a", "target": "b", "label": "funded by"}],
}
CHART = {"type": "bar", "labels": ["one", "two"], "series": [{"name": "n", "values": [1, 2]}]}
FAR = '<div style="height: 4000px"></div>'


def embedded(value: object) -> str:
    text = json.dumps(value).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'


def page_text(script: str) -> str:
    rows = "".join(
        f'<tr><td>{name}</td><td data-value="{amount}">{amount:,}</td></tr>'
        for name, amount in (("COP 10", 9), ("COP 9", 1000), ("COP 16", 120))
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Trial</title><link rel="icon" href="data:,">
<script type="module" src="/{script}"></script></head><body>
<form role="search" data-search action="/search"><input type="search" name="q"></form>
<button data-theme-toggle hidden>Theme</button> <button data-copy="text to copy">Copy</button>
<table data-table data-filter-label="Filter" data-count-label="{{shown}} of {{all}} rows">
<thead><tr><th>Session</th><th>Amount</th></tr></thead><tbody>{rows}</tbody></table>{FAR}
<figure data-graph>{embedded(GRAPH)}<ul><li><a href="/?at=b">the bank</a></li></ul></figure>
<figure data-chart>{embedded(CHART)}<p>one: 1, two: 2</p></figure></body></html>"""


class Site(SimpleHTTPRequestHandler):
    page = ""
    asked: list[str]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path in ("/", "/search"):
            self._send("text/html", self.page)
        elif parts.path == "/api/search":
            self.asked.append(parse_qs(parts.query)["q"][0])
            self._send("application/json", json.dumps({"results": RESULTS}))
        else:
            super().do_GET()

    def _send(self, type_: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{type_}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(dist: Path, manifest: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The address of the page, and what its search was asked."""
    asked: list[str] = []
    handler = type("Trial", (Site,), {"page": page_text(manifest["explorer.js"]), "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(dist)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, site: tuple[str, list[str]]) -> Iterator[Page]:
    address, asked = site
    asked.clear()
    with sound(browser, address) as page:
        page.goto(address)
        yield page


def search(page: Page) -> Any:
    return page.get_by_role("combobox")


def test_a_slash_leads_to_the_search_whose_suggestions_the_arrows_choose(page: Page) -> None:
    page.keyboard.press("/")
    expect(search(page)).to_be_focused()
    page.keyboard.type("land")
    expect(page.get_by_role("option")).to_have_count(3)
    expect(search(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".suggestions-status")).to_have_text("3 suggestions")
    page.keyboard.press("ArrowDown")
    active = search(page).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(search(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?at=land")


def test_markup_in_a_suggestion_stays_text(page: Page) -> None:
    search(page).fill("bold")
    expect(page.get_by_role("option").last).to_have_text("<b>bold</b>")
    assert page.locator(".suggestions b").count() == 0


def test_escape_closes_the_suggestions_and_enter_then_asks_the_form(page: Page) -> None:
    search(page).fill("land")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=land")


def test_typing_asks_once_when_it_rests(page: Page, site: tuple[str, list[str]]) -> None:
    search(page).focus()
    page.keyboard.type("land degradation", delay=15)
    expect(page.get_by_role("option")).to_have_count(3)
    assert site[1] == ["land degradation"]


def test_nothing_is_asked_while_an_input_method_composes(
    page: Page, site: tuple[str, list[str]]
) -> None:
    search(page).focus()
    client = page.context.new_cdp_session(page)
    for text in ("k", "ka", "kang", "kang h", "kang han"):
        client.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    assert site[1] == []
    client.send("Input.insertText", {"text": "抗旱"})
    expect(page.get_by_role("option")).to_have_count(3)
    assert site[1] == ["抗旱"]


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"tbody tr:not([hidden]) td:nth-child({column})").all_inner_texts()


def test_headers_sort_in_natural_order_and_by_values(page: Page) -> None:
    page.get_by_role("button", name="Session").click()
    assert cells(page, 1) == ["COP 9", "COP 10", "COP 16"]
    first = page.get_by_role("columnheader", name="Session")
    expect(first).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Amount").click()
    page.get_by_role("button", name="Amount").press("Enter")
    assert cells(page, 2) == ["1,000", "120", "9"]
    expect(page.get_by_role("columnheader", name="Amount")).to_have_attribute(
        "aria-sort", "descending"
    )
    assert first.get_attribute("aria-sort") is None


def test_a_filter_says_how_many_rows_it_leaves(page: Page) -> None:
    expect(page.locator("output")).to_have_text("3 of 3 rows")
    page.get_by_label("Filter").fill("16 COP")
    assert cells(page, 1) == ["COP 16"]
    expect(page.locator("output")).to_have_text("1 of 3 rows")
    page.get_by_label("Filter").fill("91")  # COP 9 beside 1,000 is no 91
    expect(page.locator("output")).to_have_text("0 of 3 rows")


def test_the_theme_that_a_reader_chooses_stays(page: Page) -> None:
    assert page.locator("html").get_attribute("data-theme") is None
    page.get_by_role("button", name="Theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_question_mark_lists_the_keys_and_escape_leads_back(page: Page) -> None:
    page.get_by_role("button", name="Copy").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy")).to_be_focused()


def test_keys_within_a_field_are_text(page: Page) -> None:
    search(page).focus()
    page.keyboard.type("a/b?")
    expect(search(page)).to_have_value("a/b?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_button_copies_its_text_and_says_so(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "text to copy"
    expect(button).to_have_text("Copy")


def test_figures_are_drawn_when_they_come_into_view_and_keep_their_text(page: Page) -> None:
    loaded = "performance.getEntriesByType('resource').map((entry) => entry.name).join(' ')"
    page.wait_for_load_state("networkidle")
    assert "graph-" not in page.evaluate(loaded)
    assert "chart-" not in page.evaluate(loaded)
    page.locator("figure").first.scroll_into_view_if_needed()
    expect(page.get_by_role("img", name="Graph of 2 nodes and 1 links")).to_be_visible()
    page.locator("figure").last.scroll_into_view_if_needed()
    expect(page.get_by_role("img", name="Chart")).to_be_visible()
    expect(page.get_by_text("the bank")).to_be_hidden()
    page.get_by_text("Show as text").first.click()
    expect(page.get_by_role("link", name="the bank")).to_be_visible()


def test_the_same_graph_is_the_same_picture(page: Page) -> None:
    pictures = []
    for _ in range(2):
        page.locator("figure").first.scroll_into_view_if_needed()
        expect(page.locator(".graph-canvas canvas").first).to_be_attached()
        page.wait_for_timeout(400)
        pictures.append(page.locator(".graph-canvas").screenshot())
        page.reload()
    assert pictures[0] == pictures[1]


def test_a_node_leads_to_its_page(page: Page) -> None:
    page.locator("figure").first.scroll_into_view_if_needed()
    canvas = page.locator(".graph-canvas")
    expect(canvas).to_be_visible()
    page.wait_for_timeout(400)
    box = canvas.bounding_box()
    assert box is not None
    places = [(x, y) for y in range(30, int(box["height"]), 10) for x in range(8, 990, 10)]
    for x, y in places:
        page.mouse.move(box["x"] + x, box["y"] + y)
        if x < box["width"] and "over-link" in (canvas.get_attribute("class") or ""):
            page.mouse.click(box["x"] + x, box["y"] + y)
            break
    page.wait_for_url("**/?at=*")
