"""Which links of a resolution are labels, and what they name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from restokg import symbols
from restokg.ingest.document import Document

UNDOCS = "https://undocs.org/en/"


@pytest.fixture(scope="module")
def marks() -> Any:
    return import_module("citation_labels")


def linked(text: str, *links: tuple[str, str]) -> Document:
    """Return a document in which each printed string is linked to an address."""
    document = Document("invented.xml", "akn", text, [])
    at = 0
    for printed, address in links:
        start = text.index(printed, at)
        at = start + len(printed)
        document.links.append((start, at, address))
    return document


def read(
    marks: Any, text: str, *links: tuple[str, str]
) -> list[tuple[str, str | None, str | None]]:
    document = linked(text, *links)
    return [(text[one.start : one.end], one.target, one.noise) for one in marks.labels(document)]


def test_a_number_that_says_what_its_address_says_is_a_label(marks: Any) -> None:
    assert read(marks, "Recalling its resolution 70/1 of", ("70/1", UNDOCS + "A/RES/70/1")) == [
        ("70/1", "A/RES/70/1", None)
    ]


@pytest.mark.parametrize("language", ["ar", "ch", "zh", "en", "fr", "ru", "es", "sp"])
def test_addresses_are_read_in_all_languages(marks: Any, language: str) -> None:
    address = f"https://undocs.org/{language}/S/RES/2250(2015)"
    assert read(marks, "2250 (2015)", ("2250 (2015)", address)) == [
        ("2250 (2015)", "S/RES/2250 (2015)", None)
    ]


def test_links_that_go_on_with_the_same_address_are_one_label(marks: Any) -> None:
    address = UNDOCS + "A/RES/70/1"
    assert read(marks, "in 70/1", ("70", address), ("/1", address)) == [
        ("70/1", "A/RES/70/1", None)
    ]


def test_spaces_and_points_at_the_ends_of_a_link_are_left_out(marks: Any) -> None:
    assert read(marks, "see A/77/317. Also", (" A/77/317. ", UNDOCS + "A/77/317")) == [
        ("A/77/317", "A/77/317", None)
    ]


def test_the_letter_of_a_part_is_not_compared(marks: Any) -> None:
    address = UNDOCS + "A/RES/75/253B"
    for printed in ("75/253", "75/253 B"):
        assert read(marks, f"resolution {printed} of", (printed, address)) == [
            ("75/253", "A/RES/75/253", None)
        ]


def test_a_symbol_that_no_grammar_reads_is_a_label_if_the_address_has_its_letters(
    marks: Any,
) -> None:
    unread = "QQ/12"
    assert symbols.document(unread) is None
    assert read(marks, f"See {unread}.", (unread, UNDOCS + unread)) == [(unread, unread, None)]


@pytest.mark.parametrize(
    ("text", "printed", "address", "why"),
    [
        ("resolution 70/1 of", "70/1", UNDOCS + "A/RES/70/2", "OTHER"),
        ("resolution 1540 (2004)", "(2004)", UNDOCS + "S/RES/1540(2004)", "OTHER"),
        ("see A/77/317/Add.1", "A/77/317", UNDOCS + "A/77/317", "CUT"),
        ("at www.un.org", "www.un.org", "https://www.un.org/", "ELSEWHERE"),
        ("decision 14/4", "14/4", UNDOCS + "A/RES/14/4", "UNREAD"),
        ("resolution 70/1", "70/1", UNDOCS + "70/1", "UNREAD"),
        ("51/18, of 6 October 2022", "51/18", UNDOCS + "A/RES/51/18", "IMPOSSIBLE"),
        ("2022年10月6日第51/18号", "51/18", UNDOCS + "A/RES/51/18", "IMPOSSIBLE"),
    ],
)
def test_a_link_that_does_not_say_what_is_printed_is_noise(
    marks: Any, text: str, printed: str, address: str, why: str
) -> None:
    assert read(marks, text, (printed, address)) == [(printed, None, getattr(marks, why))]
