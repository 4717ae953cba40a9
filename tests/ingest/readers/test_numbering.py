"""Printed numbers become parts of an address that are the same in all languages."""

from __future__ import annotations

import pytest

from restokg.ingest.readers.numbering import (
    ITEM,
    PARAGRAPH,
    SECTION,
    SUBITEM,
    plain_number,
    rank,
    slug,
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("12.", "12"), ("(b)", "(b)"), ("1 -", "1"), ("3 –", "3"), (" b) ", "b)"), ("I.", "I")],
)
def test_a_number_is_printed_without_what_stands_behind_it(printed: str, plain: str) -> None:
    assert plain_number(printed) == plain


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("I", SECTION),
        ("II.", SECTION),
        ("A.", SECTION),
        ("一、", SECTION),
        ("أولا", SECTION),
        ("1.", PARAGRAPH),
        ("1.2", PARAGRAPH),
        ("(12)", PARAGRAPH),
        ("(a)", ITEM),
        ("b)", ITEM),
        ("(б)", ITEM),
        ("(ج)", ITEM),
        ("(aa)", ITEM),
        ("(i)", SUBITEM),
        ("iv)", SUBITEM),
        ("㈠", SUBITEM),
        ("(一)", SUBITEM),
        ("’1‘", SUBITEM),
        ("Annex", None),
        ("•", ITEM),
        ("()", None),
    ],
)
def test_a_number_has_a_rank(printed: str, expected: int | None) -> None:
    assert rank(printed) == expected


@pytest.mark.parametrize(
    ("printed", "after", "expected"),
    [
        ("(i)", "h", ITEM),
        ("(i)", "a", SUBITEM),
        ("(v)", "u", ITEM),
        ("(x)", "w", ITEM),
        ("(x)", "ix", SUBITEM),
    ],
)
def test_letters_that_are_roman_numbers_too_are_told_by_the_item_before(
    printed: str, after: str, expected: int
) -> None:
    assert rank(printed, after) == expected


@pytest.mark.parametrize("printed", ["(c)", "c)", "(ج)", "(ﺝ)", "(جـ)", "в)", "с)"])
def test_the_third_item_is_c_in_all_languages(printed: str) -> None:
    expected = "c"
    assert slug(printed, ITEM) == expected


@pytest.mark.parametrize("printed", ["(ii)", "ii)", "㈡", "(二)", "’2‘", "іі)"])
def test_the_second_sub_item_is_ii_in_all_languages(printed: str) -> None:
    assert slug(printed, SUBITEM) == "ii"


@pytest.mark.parametrize(
    ("printed", "depth", "expected"),
    [
        ("12.", PARAGRAPH, "12"),
        ("1.2.", PARAGRAPH, "1.2"),
        ("II", SECTION, "ii"),
        ("二、", SECTION, "ii"),
        ("ثانيا -", SECTION, "ii"),
        ("十二", SECTION, "xii"),
        ("二十", SECTION, "xx"),
        ("(ه)", ITEM, "e"),
        ("(هـ)", ITEM, "e"),
        ("(aa)", ITEM, "aa"),
        ("(أأ)", ITEM, "aa"),
        ("’19‘", SUBITEM, "xix"),
    ],
)
def test_a_number_becomes_part_of_an_address(printed: str, depth: int, expected: str) -> None:
    assert slug(printed, depth) == expected
