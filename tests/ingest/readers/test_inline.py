"""Marks are taken out of a text, and the places of notes and links are told."""

from __future__ import annotations

import time

import pytest

from restokg.ingest.readers.inline import (
    LINK,
    LINK_END,
    MARK_END,
    NOTE,
    NOTE_END,
    Note,
    unmarked,
)


def noted(mark: str, words: str) -> str:
    return f"{NOTE}{mark}{MARK_END}{words}{NOTE_END}"


def linked(address: str, words: str) -> str:
    return f"{LINK}{address}{MARK_END}{words}{LINK_END}"


def test_words_without_marks_stay() -> None:
    assert unmarked("A lake\nand a river") == ("A lake\nand a river", [], [])


@pytest.mark.parametrize(
    ("text", "plain", "place"),
    [
        ("A lake{};", "A lake;", 6),
        ("A lake {} here", "A lake here", 7),
        ("A lake {}\nhere", "A lake\nhere", 7),
        ("{} A lake", "A lake", 0),
        ("A\n{} lake", "A\nlake", 2),
    ],
)
def test_a_note_leaves_no_second_space(text: str, plain: str, place: int) -> None:
    words = unmarked(text.format(noted("1", "See.")))
    assert words == (plain, [Note(place, "1", "See.")], [])


def test_a_note_in_a_note_stays_in_its_words() -> None:
    inner = noted("2", "Inner.")
    words = unmarked(f"A{noted('1', f'Outer{inner}.')}B{noted('3', 'Last.')}")
    assert words.text == "AB"
    assert words.notes == [Note(1, "1", f"Outer{inner}."), Note(2, "3", "Last.")]


def test_links_are_spans_without_the_spaces_at_their_ends() -> None:
    one, two = linked("x:1", " one "), linked("x:2", noted("1", "n") + "two")
    words = unmarked(f"See {one} and {two}{linked('x:3', ' ')}.")
    assert words.text == "See one and two ."
    assert [(words.text[start:end], address) for start, end, address in words.links] == [
        ("one", "x:1"),
        ("two", "x:2"),
    ]


@pytest.mark.parametrize("mark", [noted("1", "n"), linked("x", "y"), NOTE, NOTE_END, LINK_END])
def test_the_time_grows_with_the_length(mark: str) -> None:
    started = time.process_time()
    unmarked(mark * 100_000)
    assert time.process_time() - started < 3
