"""What comes near a text that is no symbol."""

from __future__ import annotations

import pytest

from restokg.symbols import parse
from restokg.symbols.nearest import nearest, refusal


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("A/RES/701", "A/RES/70/1"),
        ("A/RES/5/1", "A/RES/70/1"),
        ("S/RES/1325", "S/RES/1325 (2000)"),
        ("8/COP-15", "8/COP.15"),
        ("UNEP-EA.4-Res.10", "UNEP/EA.4/Res.10"),
        ("General Assembly resolution 5/1", "General Assembly resolution 70/1"),
    ],
)
def test_the_nearest_form_is_given_by_an_example(text: str, example: str) -> None:
    assert parse(text) == ()
    assert example in nearest(text)


def test_nothing_comes_near_to_a_sentence() -> None:
    assert nearest("the quick brown fox jumps over the lazy dog") == []


def test_every_example_is_a_symbol() -> None:
    for text in ("A/RES/701", "X", "9/9", "Decision", "UNEP/", "CITES"):
        for example in nearest(text, count=10):
            assert parse(example), example


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A/RES/5/1", "A/RES/70/1, but the session 5 is not 31 to 149"),
        ("S/RES/1 (1945)", "S/RES/1325 (2000), but the year 1945 is not 1946 or more"),
        ("CBD decision XIV/1", "UNEP/CBD/COP/DEC/X/2, but the session XIV is not I to XIII"),
    ],
)
def test_a_text_of_a_known_form_is_told_what_cannot_be(text: str, reason: str) -> None:
    refused = refusal(text)
    assert refused is not None
    assert refused.reason == f"it has the form of {reason}"


@pytest.mark.parametrize("text", ["N/A", "", "the quick brown fox", "4/10", "A/RES/70/1"])
def test_a_text_of_no_form_or_that_is_a_symbol_is_not_refused(text: str) -> None:
    assert refusal(text) is None
