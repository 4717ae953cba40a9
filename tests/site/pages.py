"""The pages that people see, one of each kind, with something that each must show."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """``shown`` is a CSS selector of what the page is for."""

    name: str
    path: str
    shown: str


PAGES = (
    Page("home", "/", "main h1"),
    Page("search", "/search?q=desertification", "main a[href^='/']"),
    Page("thing", "/id/fund/agri3", "main figure[data-graph]"),
    Page("body", "/id/body/unccd-cop", "main h1"),
    Page("documents", "/documents", "main a[href^='/doc/']"),
    Page("document", "/doc/UNEP/EA.5/10", "main a[href^='/doc/UNEP/EA.5/10/p/']"),
    Page("passage", "/doc/UNEP/EA.5/10/p/13", "main h1"),
    Page("things", "/things?class=rkg:Fund", "main a[href^='/id/fund/']"),
    Page("ontology", "/ontology", "main h1"),
    Page("shapes", "/shapes", "main h1"),
    Page("dataset", "/dataset", "main h1"),
    Page("questions", "/questions", "main a[href^='/questions/']"),
    Page("question", "/questions/03-indicators-for-several-targets", "main table"),
    Page("question-chart", "/questions/18-quantified-targets", "main table"),
    Page("synergies", "/synergies", "main table"),
    Page("network", "/synergies/network", "main figure[data-graph]"),
    Page("timeline", "/synergies/timeline", "main svg"),
    Page("figures", "/synergies/figures", "main table"),
    Page("sparql", "/sparql", "main"),
    Page("not-found", "/id/fund/agri33", "main h1"),
)
LANGUAGES = ("en", "zh")


def address(page: Page, lang: str) -> str:
    return f"{page.path}{'&' if '?' in page.path else '?'}lang={lang}"
