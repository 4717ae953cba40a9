"""Which representation a client gets."""

from __future__ import annotations

import pytest

from restokg.representation.media import GRAPHS, HTML, RESULTS
from restokg.representation.negotiation import choose, language

ROWS = tuple(RESULTS.values())
LINKED = (HTML, *GRAPHS.values())
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", ROWS, RESULTS["json"]),
        ("*/*", LINKED, HTML),
        (FIREFOX, LINKED, HTML),
        ("application/json", ROWS, RESULTS["json"]),
        ("application/xml", ROWS, RESULTS["xml"]),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.8", ROWS, RESULTS["csv"]),
        ("application/json", LINKED, GRAPHS["jsonld"]),
        ("application/x-turtle", LINKED, GRAPHS["turtle"]),
        ("application/*", LINKED, GRAPHS["jsonld"]),
        ("text/*", LINKED, HTML),
        ("text/*, text/html;q=0", LINKED, GRAPHS["turtle"]),
        ("TEXT/TURTLE", LINKED, GRAPHS["turtle"]),
        ("text/turtle;q=2", LINKED, None),
        ("text/html;q=0", (HTML,), None),
        ("image/*", LINKED, None),
        (",,;q=1", ROWS, RESULTS["json"]),
    ],
)
def test_the_best_liked_of_what_is_offered_is_chosen(
    accept: str, offered: tuple[str, ...], chosen: str | None
) -> None:
    assert choose(accept, offered) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("de, en;q=0.5", "en"),
        ("fr", "en"),
        ("zh-TW", "zh"),
    ],
)
def test_a_language_that_is_offered_is_chosen_or_the_first(header: str, chosen: str) -> None:
    assert language(header, ("en", "zh")) == chosen
