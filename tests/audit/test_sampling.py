"""Samples: the same again for the same seed, fair within a stratum, each stratum in them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.audit.sampling import allocate, draw
from restokg.audit.statements import Curated, curated
from restokg.graph.phrases import Statement
from restokg.graph.store import NamedNode, Store

SIZES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 40), min_size=1
)


def population(**sizes: int) -> list[Curated]:
    node = NamedNode("x:y")
    return [
        Curated(Statement(node, "x:p", node, "x:g"), f"{document} {number}", document, "p", "role")
        for document, size in sizes.items()
        for number in range(size)
    ]


def names(items: list[Curated]) -> list[str]:
    return [item.nquads for item in items]


def test_a_seed_draws_the_same_sample_on_every_machine(store: Store) -> None:
    everything = curated(store)
    # The lowest of `printf "1\na 5" | sha256sum` and so on
    assert names(draw(population(a=30, b=6), 6, "1")) == [
        "a 5",
        "a 11",
        "a 15",
        "a 16",
        "a 24",
        "b 3",
    ]
    assert draw(everything, 9, "1") == draw(list(reversed(everything)), 9, "1")[::-1]
    assert draw(everything, 9, "1") != draw(everything, 9, "2")


def test_a_larger_sample_holds_the_smaller_one() -> None:
    items = population(a=50, b=20, c=3)
    drawn = [set(names(draw(items, size, "s"))) for size in range(1, 74)]
    assert all(small < large for small, large in pairwise(drawn))
    assert drawn[-1] == set(names(items))
    assert names(draw(items, 1000, "s")) == names(items)


def test_a_statement_that_is_gone_takes_no_other_out_of_the_sample() -> None:
    items = population(a=40)
    before = names(draw(items, 10, "s"))
    after = names(draw([item for item in items if item.nquads != before[0]], 10, "s"))
    assert set(before[1:]) < set(after)


def test_each_statement_of_a_stratum_is_as_likely_as_another() -> None:
    items = population(a=10)
    drawn = Counter(name for seed in range(2000) for name in names(draw(items, 3, str(seed))))
    # 600 times each is expected, with a standard deviation of 20.5.
    assert set(drawn) == set(names(items))
    assert all(500 < count < 700 for count in drawn.values())


@given(SIZES, st.integers(0, 150))
def test_shares_are_in_proportion_and_no_stratum_is_left_out(
    sizes: dict[tuple[str, str], int], total: int
) -> None:
    shares = allocate(sizes, total)
    assert sum(shares.values()) == min(total, sum(sizes.values()))
    assert all(shares[stratum] <= size for stratum, size in sizes.items())
    if total >= len(sizes):
        assert all(shares[stratum] for stratum, size in sizes.items() if size)
    more = allocate(sizes, total + 1)
    assert all(shares[stratum] <= more[stratum] for stratum in sizes)


@pytest.mark.parametrize(
    ("sizes", "total", "expected"),
    [
        ([700, 200, 100], 10, [7, 2, 1]),
        ([1000, 1, 1], 4, [2, 1, 1]),
        ([30, 20, 10], 2, [1, 1, 0]),
    ],
)
def test_shares_in_examples(sizes: list[int], total: int, expected: list[int]) -> None:
    strata = {("d", str(number)): size for number, size in enumerate(sizes)}
    assert list(allocate(strata, total).values()) == expected
