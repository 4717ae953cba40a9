"""Every page of a small graph, in both languages, and every link on them."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest

from restokg.explorer import assets
from tests.explorer.conftest import Get
from tests.explorer.reading import Page

NOT_HERE = ("/sparql?example=", "/questions/")
"""What asks for things of the real graph, or for what a build writes into it."""


def crawled(get: Get, start: str) -> dict[str, Page]:
    """Follow every internal link from an address on; fail at one that leads nowhere."""
    pages: dict[str, Page] = {}
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        response = get(address)
        assert response.status in (200, 302), f"{address}: {response.status}"
        if response.type != "text/html":
            continue
        page = pages[address] = Page(response)
        for tag, given in page.elements:
            there = urldefrag(given.get("href", given.get("src", "")))[0]
            if tag not in ("a", "link", "img", "script") or not there:
                continue
            if there.startswith("/static/"):
                assert _is_served(urlsplit(there).path), there
            elif there.startswith(NOT_HERE):
                continue
            elif there.startswith("/") and there not in seen:
                seen.add(there)
                waiting.append(there)
    return pages


def _is_served(path: str) -> bool:
    name = path.removeprefix("/static/")
    places = [assets.STATIC, *filter(None, [assets.front_end()])]
    return any((place / name).is_file() for place in places)


@pytest.fixture(scope="module")
def pages(small: Get) -> dict[str, Page]:
    return crawled(small, "/")


def test_every_link_on_every_page_leads_somewhere(pages: dict[str, Page]) -> None:
    must = (
        "/",
        "/documents",
        "/doc/TEST/COP(1)/2",
        "/doc/TEST/COP(1)/2/p/10",
        "/id/fund/green",
        "/things?class=rkg:Fund",
        "/thing?iri=http://metadata.un.org/sdg/15.3",
        "/ontology",
        "/shapes",
        "/dataset",
    )
    assert set(must) <= set(pages)


def test_links_to_a_part_of_a_page_find_it_there(pages: dict[str, Page]) -> None:
    missing = []
    for address, page in pages.items():
        for href, _ in page.links:
            there, fragment = urldefrag(href)
            target = pages.get(there or address)
            ours = href.startswith(("/doc/", "/ontology#", "#"))
            if fragment and ours and target is not None and fragment not in target.anchors:
                missing.append((address, href))
    assert not missing


def test_each_page_has_one_first_heading_a_title_and_its_language(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        assert len(page.all("h1")) == 1, address
        assert page.title.strip(), address
        chinese = "lang=zh" in address
        assert page.lang == ("zh-Hans" if chinese else "en"), address


def test_links_of_a_page_in_chosen_language_keep_it(pages: dict[str, Page]) -> None:
    chinese = {address: page for address, page in pages.items() if "lang=zh" in address}
    assert len(chinese) > 10
    for address, page in chinese.items():
        for href, text in page.links:
            if href.startswith("/") and text != "English" and not _is_data(href):
                assert "lang=zh" in href, (address, href)


def _is_data(href: str) -> bool:
    return urlsplit(href).path.rpartition(".")[2] in {
        "ttl", "jsonld", "nt", "rdf", "trig", "nq", "csv", "json", "parquet", "tsv", "xml", "rq",
    }  # fmt: skip


def test_no_two_parts_of_a_page_share_an_anchor(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        ids = [given["id"] for _, given in page.elements if "id" in given]
        assert len(ids) == len(set(ids)), (address, sorted(ids))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?lang=zh",
        "/questions",
        "/search?q=drought",
        "/id/initiative/idra",
        "/doc/UNEP/EA.5/10/p/13?lang=zh",
        "/doc/A/RES/76/296",
    ],
)
def test_in_the_real_graph_the_links_of_a_page_lead_somewhere(get: Get, address: str) -> None:
    page = Page(get(address))
    for there in {urldefrag(href)[0] for href, _ in page.links if href.startswith("/")}:
        assert get(there or address).status == 200, there
