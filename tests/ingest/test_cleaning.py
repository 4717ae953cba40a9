"""A cleaned text says the same, and every place in it leads back to where it came from."""

from __future__ import annotations

import time
from bisect import bisect_left

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restokg.ingest.cleaning import clean

SIGNS = (
    "A/RES/70/1", "第", "号", "决议", "4/10", "резолюция", "القرار", "res", "x", "1", "9",
    " ", "  ", "\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n", "\n\n", " \n ", "\r\n", "\v",
    "\u00ad", "\u200b", "\u200f", "\u200e", "\u202b", "\u2067", "\ufeff", "\u0640",
    "\\(", "\\)", "\\", "(", ")", "（", "）", "／", "．", "－", "‑", "−", "∕", "⁄",
    "\u0664", "\u06f4", "\uff14", "。", "，", "；", "\U0001f30d", "é", "e\u0301",
)  # fmt: skip
SAME = {
    **{chr(start + digit): str(digit) for start in (0x660, 0x6F0, 0xFF10) for digit in range(10)},
    **dict(zip("／∕⁄（）．－‑‐−", "///().----", strict=True)),
}
"""What becomes of characters that are not spaces."""
MARKS = {"\u00ad", "\u0640", "\u061c", "\ufeff"} | {
    chr(code)
    for start, end in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(start, end + 1)
}
"""Soft hyphen, elongation, and marks of direction and of places to break."""

texts = st.lists(st.sampled_from(SIGNS) | st.characters(), max_size=40).map("".join)


def is_the_same(cleaned: str, original: str) -> bool:
    return cleaned == SAME.get(original, original) or (cleaned == " " and original.isspace())


@given(texts, st.booleans())
@example("第\n4／１０ 号", True)
@example("\u200f\u200fالقرار\u200f ٧٠/١\u200f", True)
@example("\\(a\\)\u00ad\\", False)
def test_every_character_that_is_left_stands_where_the_map_says(text: str, wrapped: bool) -> None:
    cleaned = clean(text, wrapped=wrapped)
    origins = [cleaned.original(place) for place in range(len(cleaned.text))]
    assert origins == sorted(set(origins))
    for place, origin in enumerate(origins):
        assert is_the_same(cleaned.text[place], text[origin]), (place, origin)


@given(texts, st.booleans())
def test_what_is_left_out_is_marks_escapes_and_broken_lines_alone(text: str, wrapped: bool) -> None:
    cleaned = clean(text, wrapped=wrapped)
    kept = {cleaned.original(place) for place in range(len(cleaned.text))}
    for place, sign in enumerate(text):
        if place not in kept:
            escape = sign == "\\" and text[place + 1 : place + 2] in ("(", ")", "（", "）")
            broken = wrapped and sign.isspace()
            assert escape or broken or sign in MARKS, place


@given(texts, st.booleans())
@example("a\u200f\u200fb", True)
def test_the_place_of_a_character_leads_back_to_it(text: str, wrapped: bool) -> None:
    cleaned = clean(text, wrapped=wrapped)
    origins = [cleaned.original(place) for place in range(len(cleaned.text))]
    assert [cleaned.place(origin) for origin in origins] == list(range(len(origins)))
    # What was left out is placed where the next character stands that was not.
    for offset in range(len(text) + 1):
        assert cleaned.place(offset) == bisect_left(origins, offset)


@given(texts, st.booleans(), st.data())
def test_a_span_leads_back_to_the_words_it_was_made_of(
    text: str, wrapped: bool, data: st.DataObject
) -> None:
    cleaned = clean(text, wrapped=wrapped)
    if not cleaned.text:
        return
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    first, last = cleaned.span(start, end)
    assert is_the_same(cleaned.text[start], text[first])
    assert is_the_same(cleaned.text[end - 1], text[last - 1])
    assert (cleaned.place(first), cleaned.place(last - 1)) == (start, end - 1)


@given(texts)
def test_a_text_that_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text.replace("\\", ""), wrapped=False).text
    again = clean(once, wrapped=False)
    assert again.text == once
    assert not again.places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第\n4／１０ 号", "第4/10 号"),
        ("第八届会议第8/COP.\n15 号决定", "第八届会议第8/COP. 15 号决定"),
        ("决\n  议", "决议"),
        ("通过。\n第二段", "通过。 第二段"),
        ("通过。\n\n第二段", "通过。\n\n第二段"),
        ("a resolution\n70/1", "a resolution 70/1"),
        ("ICCD/CRIC\\(22\\)/7", "ICCD/CRIC(22)/7"),
        ("\u200fالقـــرار ٧٠/١\u200f", "القرار 70/1"),
        ("re\u00adso\u00adlu\u00adtion\u00a070/1", "resolution 70/1"),
    ],
)
def test_lines_broken_by_width_are_joined(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_lines_broken_by_sense_stay_apart() -> None:
    assert clean("决议\n附件\n4/10", wrapped=False).text == "决议\n附件\n4/10"


def test_a_plain_text_is_not_copied() -> None:
    text = "Recalling its resolution 70/1,"
    assert clean(text).text is text


@pytest.mark.parametrize(
    "hostile", ["\u200f", "\\(", " \n", "字\n", "字 \n ", " ", "\n", "a\u00ad", "\\"]
)
def test_time_grows_with_the_text(hostile: str) -> None:
    begun = time.process_time()
    clean(hostile * (1_000_000 // len(hostile)))
    assert time.process_time() - begun < 5
