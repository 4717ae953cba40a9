"""The door to RE2 counts code points and takes linear time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.symbols import document, number_pattern, numbered, parse, symbol_pattern
from restokg.symbols.patterns import compile_pattern, finditer, starts

MIXED = st.text(alphabet="a1/ é号ф😀\n", max_size=60)


@given(MIXED)
def test_offsets_are_those_of_the_text(text: str) -> None:
    pattern = r"([0-9])?/([a-z])|号(ф)?"
    expected = [
        tuple(match.span(group) for group in range(4)) for match in re.finditer(pattern, text)
    ]
    assert list(finditer(compile_pattern(pattern), text)) == expected


@given(MIXED)
def test_matches_start_where_they_are_found_in_full(text: str) -> None:
    for pattern in (r"[0-9]?/[a-z]|号ф?", "a*"):
        compiled = compile_pattern(pattern)
        assert starts(compiled, text) == [spans[0][0] for spans in finditer(compiled, text)]


def test_a_match_of_nothing_moves_on() -> None:
    expected = [match.span() for match in re.finditer("a*", "号aab")]
    assert [span for (span,) in finditer(compile_pattern("a*"), "号aab")] == expected


def test_lone_surrogates_do_not_fail() -> None:
    text = "\ud800 A/76/225"
    assert list(finditer(compile_pattern("A/76"), text)) == [((2, 6),)]


def test_case_may_be_ignored() -> None:
    assert list(finditer(compile_pattern("res", ignore_case=True), "RES")) == [((0, 3),)]


def test_a_pattern_that_cannot_be_read_is_told() -> None:
    with pytest.raises(ValueError, match="RE2 cannot read"):
        compile_pattern("(?=look ahead)")


HOSTILE = {
    "digits": "1" * 1000,
    "slashes": "A/" * 500,
    "numbers": "A/1/" * 250,
    "unfinished": "A/1" + "/A" * 500,
    "components": "A/CONF." * 140,
    "parentheses": "A/76/6 " + "(" * 500 + "Part I" + ")" * 494,
    "nested": "A/76/6 (Part " * 76,
    "joined": "A/1-S/" * 166,
    "romans": "I" * 1000,
    "spaces": "70/1" + " " * 996,
    "wide": "第7号/" * 250,
    "letters": "ES-S-ES-" * 125,
}


TOO_FAST = 9
"""Between four, which is linear with some noise, and sixteen, which is quadratic."""
SPOILT = r"A(?:.*\x{2028})?"
"""A pattern that looks to the end of the text from each place."""


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("pattern", [symbol_pattern(), number_pattern()], ids=["symbol", "number"])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_text_and_no_faster(unit: str, pattern: str) -> None:
    assert growth(pattern, unit) < TOO_FAST


def test_a_pattern_that_is_not_linear_would_be_noticed() -> None:
    assert growth(SPOILT, "A" * 150, rounds=1) > TOO_FAST


def growth(pattern: str, unit: str, rounds: int = 3) -> float:
    """Return how much longer a text takes that is four times as long."""
    compiled = compile_pattern(pattern)

    def search(text: str) -> Callable[[], object]:
        return lambda: sum(1 for _ in finditer(compiled, text))

    few, many = search(unit * 64), search(unit * 256)
    few()
    return seconds(many, rounds) / max(seconds(few, rounds), 0.0005)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_refused_at_once(unit: str) -> None:
    def read() -> None:
        for text in (unit, unit[:390], unit[:150], unit * 100):
            document.__wrapped__(text)
            parse.__wrapped__(text)
            numbered.__wrapped__("un-ga", "resolution", text)

    read()
    assert seconds(read) < 0.25
