"""Rates: the interval of the literature, weights of strata, verdicts that are stale."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.audit.rates import Z_95, Rate, rates, stale, wilson
from restokg.audit.statements import Curated
from restokg.audit.verdicts import Verdict
from restokg.graph.phrases import Statement
from restokg.graph.store import NamedNode


@pytest.mark.parametrize(
    ("wrong", "size", "low", "high"),
    [
        # The examples of R. G. Newcombe, Statistics in Medicine 17 (1998), method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_one_published(wrong: int, size: int, low: float, high: float) -> None:
    assert wilson(wrong / size, size) == pytest.approx((low, high), abs=5e-5)


@given(st.floats(0, 1), st.floats(1, 1e5))
def test_the_bounds_are_where_the_score_test_just_rejects(share: float, size: float) -> None:
    low, high = wilson(share, size)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    for bound in (low, high):
        distance = Z_95 * sqrt(bound * (1 - bound) / size)
        assert abs(bound - share) == pytest.approx(distance, abs=1e-6)


def population(*strata: tuple[str, str, int]) -> list[Curated]:
    node = NamedNode("x:y")
    return [
        Curated(Statement(node, "x:p", node, ""), f"{document} {kind} {number}", document, "", kind)
        for document, kind, size in strata
        for number in range(size)
    ]


def verdicts(**of: str) -> dict[str, Verdict]:
    """Give the first statements of a stratum the verdicts that the letters stand for."""
    letters = {"r": "right", "w": "wrong", "d": "doubtful"}
    statements = {
        f"{stratum.replace('_', ' ')} {number}": letters[letter]
        for stratum, word in of.items()
        for number, letter in enumerate(word)
    }
    return {name: Verdict(name, "", verdict) for name, verdict in statements.items()}


ITEMS = population(("b", "role", 90), ("a", "other", 30), ("a", "role", 10))


def by_row(found: list[Rate]) -> dict[tuple[str | None, str | None], Rate]:
    return {(rate.document, rate.kind): rate for rate in found}


def test_rows_are_strata_documents_kinds_and_all() -> None:
    found = rates(ITEMS, verdicts(a_role="wwrd"))
    assert [(rate.document, rate.kind, rate.statements, rate.judged) for rate in found] == [
        ("a", "role", 10, 4),
        ("a", "other", 30, 0),
        ("b", "role", 90, 0),
        ("a", None, 40, 4),
        ("b", None, 90, 0),
        (None, "role", 100, 4),
        (None, "other", 30, 0),
        (None, None, 130, 4),
    ]
    rows = by_row(found)
    assert rows["a", "role"] == Rate("a", "role", 10, 1, 2, 1, 0.5, *wilson(0.5, 4))
    assert rows["b", None] == Rate("b", None, 90, 0, 0, 0, None, None, None)
    assert rows[None, None].wrong_share == 0.5


def test_strata_that_were_read_in_proportion_give_the_plain_rate() -> None:
    total = rates(ITEMS, verdicts(b_role="rrrrrrrrw", a_other="rrw", a_role="r"))[-1]
    assert total.wrong_share == pytest.approx(2 / 13)
    assert (total.low, total.high) == pytest.approx(wilson(2 / 13, 13))


def test_a_stratum_weighs_by_its_size_not_by_how_much_of_it_was_read() -> None:
    rows = by_row(rates(ITEMS, verdicts(b_role="rrr", a_role="w" * 9 + "r")))
    role = rows[None, "role"]
    assert (role.wrong, role.judged) == (9, 13)
    assert role.wrong_share == pytest.approx((90 * 0 + 10 * 0.9) / 100)
    # Kish: (90 + 10)² / (90² / 3 + 10² / 10)
    assert (role.low, role.high) == pytest.approx(wilson(0.09, 10000 / 2710))


def test_a_verdict_on_a_statement_that_is_gone_is_stale_and_counts_nowhere() -> None:
    given = verdicts(a_role="r", a_gone="ww")
    assert rates(ITEMS, given)[-1].judged == 1
    assert [verdict.statement for verdict in stale(ITEMS, given)] == ["a gone 0", "a gone 1"]
    assert stale(ITEMS, verdicts(a_role="r")) == []
