"""What crawlers are told: all pages, in both languages, and what to leave alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from restokg.explorer import sitemap
from restokg.explorer.library import Library
from restokg.representation.exchange import Response

Get = Callable[..., Response]

ROOT = "http://localhost:8000"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(response: Response, path: str) -> list[str]:
    assert response.status == 200
    assert response.type == "application/xml"
    found = etree.fromstring(response.body).xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(text) for text in found]


def test_the_parts_that_the_index_names_hold_every_page_in_both_languages(get: Get) -> None:
    parts = read(get("/sitemap.xml"), "/s:sitemapindex/s:sitemap/s:loc/text()")
    assert parts == [f"{ROOT}/sitemap-1.xml"]
    places = read(get("/sitemap-1.xml"), "/s:urlset/s:url/s:loc/text()")
    assert len(places) == len(set(places)) > 2000
    for path in ("/", "/questions", "/doc/UNEP/EA.5/10/p/13", "/id/fund/agri3"):
        assert {f"{ROOT}{path}?lang=en", f"{ROOT}{path}?lang=zh"} <= set(places)
    assert not any("/dataset/" in place or "#" in place for place in places)


def test_each_address_names_its_alternates(get: Get) -> None:
    response = get("/sitemap-1.xml")
    one = f"/s:urlset/s:url[s:loc='{ROOT}/documents?lang=zh']/x:link"
    assert read(response, f"{one}/@href") == [
        f"{ROOT}/documents?lang=en",
        f"{ROOT}/documents?lang=zh",
    ]
    assert read(response, f"{one}/@hreflang") == ["en", "zh-Hans"]


def test_what_the_sitemap_names_is_there(get: Get) -> None:
    places = read(get("/sitemap-1.xml"), "/s:urlset/s:url/s:loc/text()")
    things = [place for place in places if "/id/" in place or "/doc/" in place]
    assert len(things) > 1000
    for place in things[::151]:
        path = place.removeprefix(ROOT).partition("?")[0]
        assert get(f"{path}.nt").status == 200, place


def test_more_addresses_than_one_part_may_hold_make_more_parts(
    library: Library, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(get("/sitemap-1.xml"), "/s:urlset/s:url/s:loc/text()")
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 1000)
    monkeypatch.setattr(library, "_kept", {})
    parts = read(get("/sitemap.xml"), "/s:sitemapindex/s:sitemap/s:loc/text()")
    pieces = [read(get(part.removeprefix(ROOT)), "/s:urlset/s:url/s:loc/text()") for part in parts]
    assert len(parts) > 2
    assert all(len(piece) <= 1000 for piece in pieces)
    assert sorted(place for piece in pieces for place in piece) == sorted(whole)
    assert get(f"/sitemap-{len(parts) + 1}.xml", accept="application/json").status == 404


def test_crawlers_are_kept_from_queries_and_find_the_sitemap(get: Get) -> None:
    response = get("/robots.txt")
    assert (response.status, response.type) == (200, "text/plain")
    rules = RobotFileParser()
    rules.parse(response.body.decode().splitlines())
    assert rules.site_maps() == [f"{ROOT}/sitemap.xml"]
    for path in ("/sparql?query=ASK{}", "/search?q=x", "/api/search?q=x", "/dataset/dump.ttl"):
        assert not rules.can_fetch("any", path), path
    for path in ("/", "/sparql", "/questions", "/id/fund/agri3.ttl", "/dataset.ttl"):
        assert rules.can_fetch("any", path), path
