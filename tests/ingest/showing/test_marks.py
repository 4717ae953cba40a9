"""Marks lie within each other, whatever overlaps."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from restokg.ingest.mentions.mention import Mention
from restokg.ingest.showing.marks import Mark, nested

LAST = 12
SPANS = st.lists(
    st.tuples(st.integers(0, LAST), st.integers(0, LAST)).filter(lambda span: span[0] < span[1]),
    max_size=8,
)


def within(mark: Mark) -> Iterator[Mark]:
    for inner in mark.inner:
        yield inner
        yield from within(inner)


def mentions(spans: list[tuple[int, int]]) -> list[Mention]:
    return [Mention(start, end, "body", str(number)) for number, (start, end) in enumerate(spans)]


@given(SPANS)
def test_marks_lie_in_order_within_each_other_and_cover_each_mention(
    spans: list[tuple[int, int]],
) -> None:
    whole = nested(mentions(spans), 0, LAST)
    for around in (whole, *within(whole)):
        place = around.start
        for inner in around.inner:
            assert place <= inner.start < inner.end <= around.end
            place = inner.end
    for number, (start, end) in enumerate(spans):
        pieces = [
            mark for mark in within(whole) if mark.mention and mark.mention.normal == str(number)
        ]
        covered = sorted(at for mark in pieces for at in range(mark.start, mark.end))
        assert covered == list(range(start, end))


@given(SPANS)
def test_a_mark_never_lies_within_one_of_a_shorter_mention(spans: list[tuple[int, int]]) -> None:
    for around in within(nested(mentions(spans), 0, LAST)):
        for inner in around.inner:
            assert around.mention is not None
            assert inner.mention is not None
            assert inner.mention.end - inner.mention.start <= (
                around.mention.end - around.mention.start
            )


def test_of_two_that_cross_the_shorter_is_cut() -> None:
    whole = nested(mentions([(0, 6), (4, 8)]), 0, LAST)
    assert [(mark.start, mark.end) for mark in within(whole)] == [(0, 6), (4, 6), (6, 8)]
