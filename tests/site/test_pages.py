"""Every kind of page in a real browser, in both languages: whole, accessible, and by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.server.running import Service
from tests.site.pages import LANGUAGES, PAGES, Page, address
from tests.web.browsing import sound

SERIOUS = ("serious", "critical")
RUN_AXE = "() => axe.run({resultTypes: ['violations']})"


def findings(tab: Tab, axe: str) -> list[str]:
    """Return what axe-core finds serious, with where it is."""
    tab.evaluate(axe)  # past the content security policy, as a test may
    result: dict[str, Any] = tab.evaluate(RUN_AXE)
    return [
        f"{found['id']}: {node['target']} {node['html'][:120]}"
        for found in result["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_whole_and_accessible(
    page: Page, lang: str, service: Service, browser: Browser, axe: str, screenshots: Path
) -> None:
    """No script fails, nothing is asked for elsewhere, axe-core finds nothing serious."""
    with sound(browser, service.root) as tab:
        response = tab.goto(service.root + address(page, lang))
        assert response is not None
        assert response.status == (404 if page.name == "not-found" else 200)
        assert str(tab.locator("html").get_attribute("lang")).startswith(lang)
        tab.wait_for_selector(page.shown)
        tab.wait_for_load_state("networkidle")
        assert tab.locator("h1").count() == 1
        found = {"light": findings(tab, axe)}
        tab.screenshot(path=screenshots / f"{page.name}-{lang}.png", full_page=True)
        tab.emulate_media(color_scheme="dark")
        tab.wait_for_timeout(250)
        found["dark"] = findings(tab, axe)
        assert found == {"light": [], "dark": []}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_fits_phone_and_wide_screen(page: Page, service: Service, browser: Browser) -> None:
    with sound(browser, service.root, width=360) as tab:
        tab.goto(service.root + address(page, "en"))
        tab.wait_for_selector(page.shown)
        wider = {}
        for width in (360, 768, 1920):
            tab.set_viewport_size({"width": width, "height": 900})
            script = "document.documentElement.scrollWidth - window.innerWidth"
            wider[width] = max(0, tab.evaluate(script))
        assert wider == {360: 0, 768: 0, 1920: 0}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_read_without_scripts(
    page: Page, lang: str, service: Service, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(service.root + address(page, lang))
    assert tab.locator(page.shown).count() >= 1
    assert len(tab.locator("main").inner_text()) > 40
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_network_has_a_line_for_each_name_on_a_phone(
    lang: str, service: Service, browser: Browser
) -> None:
    with sound(browser, service.root, width=390) as tab:
        tab.goto(f"{service.root}/synergies/network?lang={lang}")
        tab.wait_for_selector(".graph-canvas canvas")
        nodes = json.loads(tab.locator("figure[data-graph] script").text_content() or "")["nodes"]
        others = [node for node in nodes if not node["root"]]
        box = tab.locator(".graph-canvas").bounding_box()
        assert box is not None
        assert box["height"] > 40 * len(others)
        table = tab.locator("main table").inner_text()
        assert len(table.splitlines()) > len(nodes)
        assert not tab.locator("figure details").is_visible()  # there is no text to unfold


def test_home_is_light(service: Service, browser: Browser) -> None:
    """All that home takes, as it goes over the wire: less than 300 kB."""
    context = browser.new_context()
    tab = context.new_page()
    client = context.new_cdp_session(tab)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    tab.goto(service.root + "/")
    tab.wait_for_load_state("networkidle")
    tab.mouse.wheel(0, 20_000)
    tab.wait_for_load_state("networkidle")
    context.close()
    assert len(sizes) >= 3
    assert sum(sizes) < 300_000


def test_a_newcomer_has_an_answer_in_three_clicks(service: Service, browser: Browser) -> None:
    """From home: a question, a row's source, and there is the paragraph that says so."""
    with sound(browser, service.root) as tab:
        tab.goto(service.root + "/?lang=en")
        tab.locator("main a[href*='/questions/21']").first.click()
        tab.wait_for_selector("main table tbody tr")
        assert "AGRI3" in tab.locator("main table").first.inner_text()
        tab.locator("main table a[href*='/doc/UNEP/EA.5/10/p/13']").first.click()
        tab.wait_for_load_state()
        assert "¶13" in tab.locator("h1").inner_text()
        assert "AGRI3" in tab.locator("main").inner_text()


def test_all_can_be_reached_by_keyboard(service: Service, browser: Browser) -> None:
    with sound(browser, service.root) as tab:
        tab.goto(service.root + "/?lang=en")
        tab.keyboard.press("Tab")
        skip = tab.evaluate("document.activeElement.getAttribute('href')")
        assert skip is not None
        assert skip.startswith("#")
        tab.keyboard.press("/")
        assert tab.evaluate("document.activeElement.name") == "q"
        tab.keyboard.type("IDRA")
        tab.wait_for_selector("[role=option]")
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/id/**")
        assert "Drought" in tab.locator("h1").inner_text()


def test_chinese_search_finds_as_one_types(service: Service, browser: Browser) -> None:
    with sound(browser, service.root) as tab:
        tab.goto(service.root + "/?lang=zh")
        tab.locator("header input[name=q]").fill("抗旱")
        tab.wait_for_selector("[role=option]")
        assert "抗旱" in tab.locator("[role=option]").first.inner_text()
        tab.locator("[role=option]").first.click()
        tab.wait_for_load_state()
        assert "抗旱" in tab.locator("h1").inner_text()
        assert "lang=zh" in tab.url
