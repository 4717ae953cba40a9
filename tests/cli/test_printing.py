"""Widths and headings of printed answers."""

from __future__ import annotations

import pytest

from restokg.cli.printing import WIDTH, heading, terminal_width


@pytest.mark.parametrize(
    ("variable", "words"), [("asOf", "as of"), ("due_year", "due year"), ("source", "source")]
)
def test_a_heading_is_the_variable_in_words(variable: str, words: str) -> None:
    assert heading(variable) == words


@pytest.mark.parametrize(
    ("columns", "expected"), [("80", 80), ("0", WIDTH), ("", WIDTH), ("wide", WIDTH)]
)
def test_the_width_is_columns_or_else_a_fixed_one_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    import os

    def no_terminal(_: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", no_terminal)
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == expected
