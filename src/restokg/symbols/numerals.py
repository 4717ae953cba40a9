"""Numerals of sessions: roman, and the Arabic names of the letters that mark parts."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_STEPS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

ARABIC_LETTERS = {
    "A": "ألف", "B": "باء", "C": "جيم", "D": "دال", "E": "هاء", "F": "واو", "G": "زاي",
    "H": "حاء", "I": "طاء", "J": "ياء", "K": "كاف", "L": "لام", "M": "ميم", "N": "نون",
    "O": "سين", "P": "عين", "Q": "فاء", "R": "صاد", "S": "قاف", "T": "راء", "U": "شين",
    "V": "تاء", "W": "ثاء", "X": "خاء", "Y": "ذال", "Z": "ضاد",
}  # fmt: skip
"""In the old order of the Arabic alphabet, which United Nations documents in Arabic follow."""

_LATIN_LETTERS = {name: letter for letter, name in ARABIC_LETTERS.items()} | {"الف": "A"}


def to_roman(number: int) -> str:
    """Return a number from 1 to 399 in roman numerals."""
    numeral = ""
    for value, sign in _STEPS:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def from_roman(numeral: str) -> int | None:
    """Return the value, or None if this is not how it is written: IIII, VX.

    >>> from_roman("XIV"), from_roman("IIII")
    (14, None)
    """
    total = previous = 0
    for sign in reversed(numeral):
        value = _VALUES.get(sign, 0)
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total > 0 and to_roman(total) == numeral else None


def latin_letter(name: str) -> str | None:
    """Return the Latin letter that an Arabic name stands for."""
    return _LATIN_LETTERS.get(name)
