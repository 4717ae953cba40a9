"""Ranges of citations: the ends are named, and what lies between is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg import symbols
from restokg.ingest.mentions.citations import Speaker, citations
from restokg.ingest.mentions.ranges import MOST_MEMBERS, range_details


def ranged(text: str, language: str | None = "en") -> list[list[str]]:
    """Return of each citation in a text its own symbol, after those that it includes."""
    found = []
    for mention in citations(text, language, Speaker("un-ga")):
        inner = [value for name, value in mention.details if name == "includes"]
        members = [symbols.from_iri(iri) for iri in inner]
        found.append([*(member.normal if member else "" for member in members), mention.normal])
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "resolutions 72/4 to 72/7"),
        ("en", "resolutions 72/4 through 72/7"),
        ("en", "resolutions 72/4–72/7"),
        ("en", "resolutions 72/4-72/7"),
        ("en", "documents A/RES/72/4 to A/RES/72/7"),
        ("zh", "第72/4至72/7号决议"),
        ("zh", "第72/4号至第72/7号决议"),
        ("fr", "les résolutions 72/4 à 72/7"),
        ("es", "las resoluciones 72/4 a 72/7"),
        ("ru", "резолюции 72/4–72/7"),
        ("ru", "резолюции с 72/4 по 72/7"),
        ("ar", "القرارات من 72/4 إلى 72/7"),
        (None, "les résolutions 72/4 à 72/7"),
    ],
)
def test_what_lies_between_the_ends_is_included(language: str | None, text: str) -> None:
    assert ranged(text, language) == [
        ["A/RES/72/4"],
        ["A/RES/72/5", "A/RES/72/6", "A/RES/72/7"],
    ]


def test_the_last_of_a_range_tells_the_first() -> None:
    first, last = citations("resolutions 72/4 to 72/7", "en", Speaker("un-ga"))
    assert "range_from" not in dict(first.details)
    assert dict(last.details)["range_from"] == first.iri


def test_a_range_in_a_list_begins_at_the_number_before_it() -> None:
    assert ranged("resolutions 70/1, 71/222 and 72/4 to 72/6, 73/1") == [
        ["A/RES/70/1"],
        ["A/RES/71/222"],
        ["A/RES/72/4"],
        ["A/RES/72/5", "A/RES/72/6"],
        ["A/RES/73/1"],
    ]


def test_numbers_with_a_session_in_brackets_make_a_range() -> None:
    assert ranged("resolutions 1514 (XV) to 1516 (XV)") == [
        ["A/RES/1514 (XV)"],
        ["A/RES/1515 (XV)", "A/RES/1516 (XV)"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "resolutions 71/4 to 72/7",
        "resolutions 72/7 to 72/4",
        "resolutions 72/4 and 72/7",
        "resolutions 72/4, 72/7",
        "from resolution 72/4 to resolution 72/7",
        f"resolutions 72/1 to 72/{3 + MOST_MEMBERS}",
        "resolutions 72/4 A to 72/7 B",
    ],
)
def test_two_numbers_that_are_no_range_include_nothing(text: str) -> None:
    assert [len(members) for members in ranged(text)] == [1, 1]


@given(st.integers(1, 80), st.integers(1, 400), st.integers(1, MOST_MEMBERS + 1))
def test_a_range_includes_each_number_between_once(session: int, start: int, width: int) -> None:
    first = symbols.document(f"A/RES/{30 + session}/{start}")
    last = symbols.document(f"A/RES/{30 + session}/{start + width}")
    if first is None or last is None:
        return
    found = [iri for name, iri in range_details(first, last) if name == "includes"]
    assert [iri.rpartition("/")[2] for iri in found] == [
        str(number) for number in range(start + 1, start + width)
    ]
