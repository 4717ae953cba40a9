"""Texts with broken lines, and the way back to the text as it was."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture(scope="module")
def plain() -> Any:
    return import_module("plain_texts")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Recalling its resolutions 70/1 of 25 September 2015, " * 4 + "\nDecides\n"),
        ("zh", "回顾大会2015年9月25日题为“变革我们的世界”的第70/1号决议，" * 4 + "\n决定"),
    ],
)
def test_no_line_is_wider_than_the_page_and_each_character_keeps_its_place(
    plain: Any, language: str, text: str
) -> None:
    broken = plain.folded(text, language)
    lines = broken.text.split("\n")
    assert len(lines) > 5
    for line in lines:
        columns = sum(1 if language == "en" or c.isascii() else 2 for c in line)
        assert columns <= plain.WIDTH + 1, line
    assert len(broken.places) == len(broken.text)
    for at, character in enumerate(broken.text):
        if character != "\n":
            assert text[broken.places[at]] == character
    start = broken.text.rindex("70/1")
    assert broken.span(start, start + 4) == (text.rindex("70/1"), text.rindex("70/1") + 4)
    assert broken.text.count("70/1") == text.count("70/1")


def test_chinese_lines_break_neither_within_numbers_nor_before_closing_marks(plain: Any) -> None:
    for length in range(20, 80):
        text = "大" * length + "第70/1号（决议），" + "会" * 40
        lines = plain.folded(text, "zh").text.split("\n")
        assert any("70/1" in line for line in lines), length
        assert not any(line.startswith(("，", "）")) for line in lines), length
