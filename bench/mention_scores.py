"""Mentions found in a provision held against those that were annotated there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Marked(NamedTuple):
    """A mention, annotated or found: its span in the provision, and the names of what it names."""

    start: int
    end: int
    names: frozenset[str]
    counted: bool = True
    """Whether it is wrong where nothing is annotated."""


class Score(NamedTuple):
    """Counts; a share of nothing is None."""

    annotated: int
    found: int
    met: int
    """Pairs of the two that overlap."""
    alike: int
    """Pairs among these that name the same."""

    def __add__(self, other: object) -> Score:
        if not isinstance(other, Score):
            return NotImplemented
        return Score(*(ours + theirs for ours, theirs in zip(self, other, strict=True)))

    def precision(self, hits: int) -> float | None:
        return hits / self.found if self.found else None

    def recall(self, hits: int) -> float | None:
        return hits / self.annotated if self.annotated else None

    def f1(self, hits: int) -> float | None:
        total = self.annotated + self.found
        return 2 * hits / total if total else None


NOTHING = Score(0, 0, 0, 0)


def pairs(annotated: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Return which of the annotated is which of the found, each at most once.

    The longest overlap is taken first, and the same name before another.
    """
    overlaps = sorted(
        (
            (_overlap(one, other), bool(one.names & other.names), -i, -j)
            for i, one in enumerate(annotated)
            for j, other in enumerate(found)
            if _overlap(one, other) > 0
        ),
        reverse=True,
    )
    taken: set[int] = set()
    used: set[int] = set()
    kept = []
    for _, _, i, j in overlaps:
        if -i not in taken and -j not in used:
            taken.add(-i)
            used.add(-j)
            kept.append((annotated[-i], found[-j]))
    return kept


def score(annotated: Sequence[Marked], found: Sequence[Marked]) -> Score:
    met = pairs(annotated, found)
    alike = sum(bool(one.names & other.names) for one, other in met)
    matched = {other for _, other in met}
    counted = sum(one.counted or one in matched for one in found)
    return Score(len(annotated), counted, len(met), alike)


def place(text: str, wanted: str, nth: int) -> tuple[int, int]:
    """Return the span of the nth occurrence of a string; those that overlap count too.

    Raises:
        ValueError: If there are fewer.
    """
    at = -1
    for _ in range(nth):
        at = text.index(wanted, at + 1)
    return at, at + len(wanted)


def within(start: int, end: int, marks: Sequence[Marked]) -> list[Marked]:
    """Return the mentions that touch a span, by their place in it."""
    return [
        mark._replace(start=mark.start - start, end=mark.end - start)
        for mark in marks
        if mark.start < end and start < mark.end
    ]


def _overlap(one: Marked, other: Marked) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
