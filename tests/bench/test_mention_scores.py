"""How mentions found are paired with those that were annotated."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture(scope="module")
def scores() -> Any:
    return import_module("mention_scores")


def mark(scores: Any, start: int, end: int, name: str = "x", *, counted: bool = True) -> Any:
    return scores.Marked(start, end, frozenset((name,)), counted)


def test_one_that_is_found_meets_one_that_is_annotated(scores: Any) -> None:
    annotated = [mark(scores, 0, 5), mark(scores, 6, 9)]
    found = [mark(scores, 0, 9)]
    assert scores.score(annotated, found) == scores.Score(2, 1, 1, 1)
    assert scores.pairs(annotated, found) == [(annotated[0], found[0])]


def test_another_name_meets_but_is_not_alike(scores: Any) -> None:
    total = scores.score([mark(scores, 0, 5, "un")], [mark(scores, 2, 8, "unep")])
    assert total == scores.Score(1, 1, 1, 0)
    assert (total.precision(total.met), total.precision(total.alike)) == (1.0, 0.0)


def test_what_does_not_count_is_wrong_nowhere_but_may_be_met(scores: Any) -> None:
    annotated = [mark(scores, 0, 5)]
    found = [mark(scores, 0, 5, counted=False), mark(scores, 7, 9, counted=False)]
    assert scores.score(annotated, found) == scores.Score(1, 1, 1, 1)


def test_a_share_of_nothing_is_none(scores: Any) -> None:
    assert scores.NOTHING.precision(0) is None
    assert scores.NOTHING.f1(0) is None


def test_the_nth_occurrence_counts_those_within_longer_numbers(scores: Any) -> None:
    assert scores.place("2015 to 2018: Goal 1", "1", 3) == (19, 20)
    with pytest.raises(ValueError, match="not found"):
        scores.place("Goal 1", "1", 2)
