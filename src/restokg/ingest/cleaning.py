"""The text as the patterns see it, and the way back to the text as it was.

Spaces of all kinds become a plain space, full-width and Arabic-Indic digits become ASCII digits.
Marks of direction, soft hyphens, Arabic elongation and the backslash before a bracket are dropped,
and a line break inside a Chinese word or a number is closed. Each change keeps the place of every
character, or is written down.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_SPACES = "\u00a0\u202f\u205f\u3000\t\r\v\f" + "".join(map(chr, range(0x2000, 0x200B)))
_SINGLE = {
    **dict.fromkeys(_SPACES, " "),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    "／": "/",
    "（": "(",
    "）": ")",
    "．": ".",
    "－": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "∕": "/",
    "⁄": "/",
}
_LEFT_OUT = "\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DROPPED = re.compile(f"[{_LEFT_OUT}]")
_UNUSUAL = re.compile(
    f"[{_SPACES}\u0660-\u0669\u06f0-\u06f9\uff10-\uff19／（）．－‑‐−∕⁄{_LEFT_OUT}]"
)
"""What is replaced or left out; both are looked for at once, which takes half as long."""
_ESCAPE = re.compile(r"\\(?=[()])")
"""The backslash before a bracket, as in Markdown."""
_WIDE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = r"[ ]{0,20}\n\s{0,20}"
_BROKEN = re.compile(
    rf"(?<=[{_WIDE}])(?<![。；：？！]){_BREAK}(?=[{_WIDE}0-9A-Za-z])|(?<=[0-9A-Za-z]){_BREAK}(?=[{_WIDE}])"
)
_WRAP = re.compile(r"(?<!\n)\n(?!\s{0,20}\n)")
"""A line break that ends no passage."""


class Cleaned(NamedTuple):
    """A text made plain. ``places`` and ``shifts`` tell how far each part has moved."""

    text: str
    places: list[int]
    shifts: list[int]

    def original(self, offset: int) -> int:
        """Return where in the original the character at ``offset`` of the cleaned text stands."""
        index = bisect_right(self.places, offset) - 1
        return offset if index < 0 else offset + self.shifts[index]

    def place(self, offset: int) -> int:
        """Return where in the cleaned text the character at ``offset`` of the original stands.

        For one that was left out, it is where the next one stands.
        """
        if not self.places:
            return offset
        low, high = 0, len(self.places)
        while low < high:  # the last gap that begins before the offset
            middle = (low + high) // 2
            before = self.shifts[middle - 1] if middle else 0
            if self.places[middle] + before < offset:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return offset
        return max(self.places[low - 1], offset - self.shifts[low - 1])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of a span of the cleaned text that is not empty."""
        return self.original(start), self.original(end - 1) + 1


def clean(text: str, *, wrapped: bool = True) -> Cleaned:
    r"""Return a text as patterns see it.

    ``wrapped`` says that lines are broken by width: then single line breaks are spaces, and those
    within Chinese words are closed. Otherwise every line is a passage of its own.

    >>> clean("第\n4／１０ 号").text
    '第4/10 号'
    """
    is_left_out = False
    for unusual in set(_UNUSUAL.findall(text)):
        if unusual in _SINGLE:
            text = text.replace(unusual, _SINGLE[unusual])
        else:
            is_left_out = True
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    last = length = 0
    for start, end in _gaps(text, wrapped=wrapped, dropped=is_left_out):
        pieces.append(text[last:start])
        length += start - last
        places.append(length)
        shifts.append(end - length)
        last = end
    if pieces:
        pieces.append(text[last:])
        text = "".join(pieces)
    if wrapped and "\n" in text:
        text = _WRAP.sub(" ", text)
    return Cleaned(text, places, shifts)


def _gaps(text: str, *, wrapped: bool, dropped: bool) -> list[tuple[int, int]]:
    """Return the spans to leave out, in order and apart from each other."""
    spans = [match.span() for match in _DROPPED.finditer(text)] if dropped else []
    if "\\" in text:
        spans += [match.span() for match in _ESCAPE.finditer(text)]
    if wrapped and "\n" in text:
        spans += [match.span() for match in _BROKEN.finditer(text)]
    spans.sort()
    gaps: list[tuple[int, int]] = []
    for start, end in spans:
        if gaps and start <= gaps[-1][1]:
            gaps[-1] = (gaps[-1][0], max(end, gaps[-1][1]))
        else:
            gaps.append((start, end))
    return gaps
