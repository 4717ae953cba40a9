"""Characters that mean the same: what a symbol looks like once spaces, digits and signs are plain.

A symbol is printed with no-break spaces, full-width or Arabic-Indic digits, marks of direction,
non-breaking hyphens; in Russian texts Cyrillic capitals stand for Latin ones of the same look.
"""

from __future__ import annotations

import re

SPACES = "\u00a0\u202f\u205f\u3000\t\r\v\f" + "".join(map(chr, range(0x2000, 0x200B)))
"""What stands for a plain space. A line feed is left out: it can end a line on purpose."""

HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"

SINGLE: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(HYPHENS, "-"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        **{chr(0xFF21 + letter): chr(0x41 + letter) for letter in range(26)},
        "\uff0f": "/",
        "\u2044": "/",
        "\u2215": "/",
        "\uff08": "(",
        "\uff09": ")",
        "\uff0e": ".",
    }
)
"""One character for one character, so that offsets stay."""

DROPPED = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Soft hyphens and marks of direction, as a class of a pattern."""

_MARKS = re.compile(f"[{DROPPED}]")
_BLANKS = re.compile(r"\s{1,1000}")
_ROMAN = dict(
    enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C"),
        start=0x2160,
    )
)
_LOOKALIKES = str.maketrans("АВСЕНІКМОРТХЅЈ", "ABCEHIKMOPTXSJ")
"""Cyrillic capitals and the Latin ones that they look like."""


def plain(text: str) -> str:
    """Return the text with plain signs and single spaces.

    >>> plain("Ａ／RES/７５/١٢٣\u00a0B")
    'A/RES/75/123 B'
    """
    text = _MARKS.sub("", text.translate(SINGLE).translate(_ROMAN))
    return _BLANKS.sub(" ", text).strip()


def latin(text: str) -> str:
    """Return the text with Latin capitals where Cyrillic ones look the same."""
    return text if text.isascii() else text.translate(_LOOKALIKES)
