"""Lines and columns: what ends a line, and what counts as a column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.positions.spans import Lines, Span


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("\n\r\n\r\n", 5, (4, 1)),
        ("\tab", 2, (1, 3)),
        ("\U0001f600é基x", 3, (1, 4)),
        ("a\u2028b\x0bc\x85d", 6, (1, 7)),
    ],
)
def test_a_place_is_what_an_editor_says(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).place(offset) == place


def test_a_span_ends_behind_its_last_character() -> None:
    assert Lines("ab\ncd\nef").span((1, 5)) == Span(line=1, column=2, end_line=2, end_column=3)


@given(st.text("a\r\n\t\U0001f600", max_size=20))
def test_every_offset_has_its_line_and_column(text: str) -> None:
    line, column = 1, 1
    lines = Lines(text.encode())
    for offset, character in enumerate(text + "."):
        assert lines.place(offset) == (line, column)
        ends = character == "\n" or (character == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


def test_bytes_that_are_not_utf_8_count_as_a_character_each() -> None:
    assert Lines(b"# \xff\xfe\xc3\xa9 x").place(6) == (1, 7)
