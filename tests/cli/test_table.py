"""Tables: aligned by cells, wrapped, nothing cut off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from restokg.cli.table import render, width, wrap

TEXT = st.text(
    st.one_of(
        st.sampled_from("aZ9 ,.-/;|()，。、（）《》抗旱联盟éü·—\n\u0301"),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    max_size=60,
)


def _ink(text: str) -> str:
    return "".join(text.split())


def test_chinese_characters_take_two_cells_and_accents_none() -> None:
    assert [width(text) for text in ("IDRA", "抗旱", "é", "e\u0301", "（）", "")] == [
        4,
        4,
        1,
        1,
        4,
        0,
    ]


@given(TEXT, st.integers(2, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, size: int) -> None:
    lines = wrap(text, size)
    assert _ink("".join(lines)) == _ink(text)
    assert all(width(line) <= size for line in lines)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=4)
    ),
    st.integers(20, 150),
)
def test_a_table_loses_nothing_and_keeps_to_the_width(rows: list[list[str]], total: int) -> None:
    columns = [f"column {number}" for number in range(len(rows[0]))]
    table = render(columns, rows, total)
    assert all(width(line) <= total for line in table.split("\n"))
    for row in rows:
        for cell in row:
            for char in _ink(cell):
                assert char in table


def test_a_line_breaks_between_words_and_beside_chinese_characters() -> None:
    assert wrap("restore degraded land", 12) == ["restore", "degraded", "land"]
    assert wrap("恢复退化土地。", 10) == ["恢复退化土", "地。"]
    # A full stop does not begin a line.
    assert wrap("恢复退化土。", 10) == ["恢复退化", "土。"]
    assert wrap("UNEP/EA.5/10 ¶26(a)", 14) == ["UNEP/EA.5/10", "¶26(a)"]
    assert wrap("aaaaaaaaaa", 4) == ["aaaa", "aaaa", "aa"]


def test_numbers_stand_to_the_right() -> None:
    assert render(["n", "x"], [["7", "a"], ["1,200", "b"]], 40) == (
        "    n  x\n─────  ─\n    7  a\n1,200  b"
    )


def test_wide_columns_share_what_narrow_ones_leave() -> None:
    rows = [["1", "some words that go on", "other words that go on"]]
    assert render(["n", "one", "two"], rows, 29) == (
        "n  one           two\n"
        "─  ────────────  ────────────\n"
        "1  some words    other words\n"
        "   that go on    that go on"
    )


def test_rows_stand_apart_where_cells_wrap_but_groups_stay_together() -> None:
    rows = [["a", "one two three"], ["", "x"], ["b", "y"]]
    plain = render(["g", "text"], rows, 13).split("\n")
    grouped = render(["g", "text"], rows, 13, grouped=True).split("\n")
    assert plain[2:] == ["a  one two", "   three", "", "   x", "", "b  y"]
    assert grouped[2:] == ["a  one two", "   three", "   x", "", "b  y"]


def test_a_table_too_wide_for_its_place_becomes_blocks() -> None:
    rows = [["first value", "second value", ""], ["third", "fourth", "fifth"]]
    assert render(["one", "two", "three"], rows, 20) == (
        "one: first value\ntwo: second value\n\none: third\ntwo: fourth\nthree: fifth"
    )


def test_a_table_without_columns_is_nothing() -> None:
    assert render([], [[]], 80) == ""
