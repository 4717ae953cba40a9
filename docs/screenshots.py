"""Take the pictures of the explorer that the documentation shows: docs/screenshots/*.png.

Run as ``python -m docs.screenshots`` from a checkout with a built graph and front end. It starts
the service on this machine, opens each page in Chromium, and stops it again. Names may be given to
take those pictures only.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from restokg.graph.snapshot import locate
from tests.server.running import running
from tests.web.browsing import launched

FOLDER = Path(__file__).parent / "screenshots"
WIDE, PHONE = (1280, 800), (390, 800)
SETTLING = 1500
"""Milliseconds in which graphs and charts come to rest."""


class Picture(NamedTuple):
    """``click`` is pressed, ``typed`` put into the search field, and ``top`` scrolled to first."""

    name: str
    path: str
    lang: str = "en"
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    click: str = ""
    typed: str = ""
    top: str = ""


PICTURES = (
    Picture("home-en", "/"),
    Picture("home-pictures-en", "/", top="#pictures"),
    Picture("home-zh", "/", "zh"),
    Picture("home-phone-en", "/", size=PHONE),
    Picture("suggestions-en", "/", typed="desert"),
    Picture("search-en", "/search?q=desertification"),
    Picture("thing-en", "/id/fund/agri3"),
    Picture("thing-dark-zh", "/id/fund/agri3", "zh", scheme="dark"),
    Picture("things-zh", "/things?class=rkg:Fund", "zh"),
    Picture("documents-en", "/documents"),
    Picture("document-zh", "/doc/UNEP/EA.5/10", "zh"),
    Picture("passage-en", "/doc/UNEP/EA.5/10/p/13"),
    Picture("passage-phone-zh", "/doc/UNEP/EA.5/10/p/13", "zh", size=PHONE),
    Picture("questions-en", "/questions"),
    Picture("question-en", "/questions/21-money"),
    Picture("question-chart-zh", "/questions/18-quantified-targets", "zh"),
    Picture("synergies-en", "/synergies"),
    Picture("cell-en", "/synergies/cell?from=agreement:unccd&to=agreement:cbd"),
    Picture("network-en", "/synergies/network"),
    Picture("timeline-zh", "/synergies/timeline", "zh"),
    Picture("figures-en", "/synergies/figures"),
    Picture(
        "sparql-en",
        "/sparql",
        click="form[data-sparql] button[type=submit]",
        top="form[data-sparql]",
    ),
    Picture("ontology-en", "/ontology"),
    Picture("shapes-zh", "/shapes", "zh"),
    Picture("dataset-en", "/dataset"),
    Picture("problems-en", "/problems"),
    Picture("not-found-en", "/id/fund/agri33"),
)


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with running(locate(), "--budget", "100000") as service, launched() as browser:
        for picture in PICTURES:
            if not names or picture.name in names:
                data = taken(browser, service.root, picture)
                (FOLDER / f"{picture.name}.png").write_bytes(data)


def taken(browser: Browser, root: str, picture: Picture) -> bytes:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    mark = "&" if "?" in picture.path else "?"
    page.goto(f"{root}{picture.path}{mark}lang={picture.lang}", wait_until="networkidle")
    if picture.typed:
        page.locator("header input[type=search]").press_sequentially(picture.typed, delay=60)
    if picture.click:
        page.locator(picture.click).first.click()
    page.wait_for_timeout(SETTLING)
    if picture.top:
        page.evaluate("top => document.querySelector(top).scrollIntoView()", picture.top)
        page.wait_for_timeout(300)
    data = page.screenshot()
    context.close()
    return data


if __name__ == "__main__":
    main(sys.argv[1:])
