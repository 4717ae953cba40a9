"""Short forms mean the citation before them; what may mean another text is left alone."""

from __future__ import annotations

import pytest

from restokg.ingest.cleaning import clean
from restokg.ingest.mentions.citations import Speaker, citations
from restokg.ingest.mentions.mention import AMBIGUOUS
from restokg.ingest.mentions.short_forms import SHORT


def shortened(text: str, language: str | None, *, wrapped: bool = False) -> list[tuple[str, str]]:
    """Return the words of each short form and what it means."""
    cleaned = clean(text, wrapped=wrapped).text
    found = citations(cleaned, language, Speaker("un-ga"))
    return [(cleaned[m.start : m.end], m.normal) for m in found if SHORT in m.details]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "resolution 70/1, and the said resolution", "the said resolution"),
        ("en", "resolution 70/1, as decided in that resolution,", "that resolution"),
        ("en", "resolution 70/1. The above-mentioned resolution", "The above-mentioned resolution"),
        ("en", "A/RES/70/1, and the same resolution", "the same resolution"),
        ("zh", "第70/1号决议，该决议", "该决议"),
        ("zh", "第70/1号决议。上述决议", "上述决议"),
        ("zh", "第70/1号决议。在同一项决议中", "同一项决议"),
        ("fr", "la résolution 70/1. La résolution susmentionnée", "La résolution susmentionnée"),
        ("fr", "la résolution 70/1, dans ladite résolution", "ladite résolution"),
        ("es", "la resolución 70/1, en dicha resolución", "dicha resolución"),
        ("ru", "резолюция 70/1, и в указанной резолюции", "указанной резолюции"),
        ("ru", "резолюция 70/1, и в той же резолюции", "той же резолюции"),
        ("ar", "القرار 70/1. القرار المذكور", "القرار المذكور"),
        (None, "la resolución 70/1, en dicha resolución", "dicha resolución"),
    ],
)
def test_a_short_form_means_the_resolution_before_it(
    language: str | None, text: str, words: str
) -> None:
    assert shortened(text, language) == [(words, "A/RES/70/1")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "resolution 70/1. The present resolution, this resolution and the resolution"),
        ("en", "resolution 70/1, recalling that resolution 71/2 is long"),
        ("en", "resolution 70/1, noting that resolutions are long"),
        ("en", "decision 70/551, noting that decision-making and that decision makers are slow"),
        ("en", "resolution 70/1, and in that decision"),
        ("en", "that resolution"),
        ("zh", "第70/1号决议。本决议"),
        ("zh", "第70/551号决定。应该决定"),
        ("zh", "第70/1号决议。该决议草案"),
        ("zh", "第70/1号和第71/2号决议。上述决议"),
        ("fr", "la résolution 70/1. La présente résolution, la résolution"),
        ("es", "la resolución 70/1. La presente resolución, esta resolución"),
        ("ru", "резолюция 70/1. Настоящая резолюция, в этой резолюции 71/2"),
        ("ar", "القرار 70/1. هذا القرار، بما في ذلك القرار"),
        ("ar", "القرار 70/1. بما في ذلك القرارات وكذلك القرار"),
    ],
)
def test_what_may_mean_another_text_is_no_short_form(language: str, text: str) -> None:
    assert shortened(text, language) == []


def test_it_means_the_last_of_its_kind() -> None:
    text = "resolution 70/1, resolution 71/2 and decision 70/551. That resolution and that decision"
    assert shortened(text, "en") == [
        ("That resolution", "A/RES/71/2"),
        ("that decision", "General Assembly decision 70/551"),
    ]


def test_the_paragraph_before_counts_and_none_further_up() -> None:
    assert shortened("resolution 70/1\nthat resolution", "en") == [
        ("that resolution", "A/RES/70/1")
    ]
    assert shortened("resolution 70/1\n\n\nthat resolution", "en") == [
        ("that resolution", "A/RES/70/1")
    ]
    assert shortened("resolution 70/1\nwater\nthat resolution", "en") == []


def test_a_line_broken_by_width_ends_no_paragraph() -> None:
    text = "resolution 70/1 is\nlong, and\nso is\nthat\nresolution"
    assert shortened(text, "en", wrapped=True) == [("that resolution", "A/RES/70/1")]


def test_what_is_open_stays_open() -> None:
    (first, second) = citations("resolution 4/10. That resolution", "en", Speaker(None))
    assert (second.status, second.candidates) == (AMBIGUOUS, first.candidates)
    assert second.iri is None
