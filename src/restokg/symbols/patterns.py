"""The door to RE2: patterns that take time linear in the text, whatever the text.

RE2 has no look-around and no backreferences. It works on UTF-8; offsets given here are code
points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import re2  # type: ignore[import-untyped]

Span = tuple[int, int]

MOST_MEMORY = 64 << 20
"""Bytes that one pattern may use for its automata. RE2 throws them away and begins again when
they are full, which is slow but stays linear."""


def compile_pattern(pattern: str, *, ignore_case: bool = False) -> Any:
    """Return the pattern, compiled.

    Raises:
        ValueError: If RE2 cannot read it.
    """
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MOST_MEMORY
    options.case_sensitive = not ignore_case
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(f"RE2 cannot read the pattern: {error}") from None


def finditer(pattern: Any, text: str) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of each match: of the whole, then of each group, (-1, -1) for none.

    The text is encoded once and each part of it is counted once.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    groups = range(pattern.groups + 1)
    if len(encoded) == len(text):
        for match in pattern.finditer(encoded):
            yield tuple(match.span(group) for group in groups)
        return
    here = count = 0
    for match in pattern.finditer(encoded):
        spans = [match.span(group) for group in groups]
        start, end = spans[0]
        if start < len(encoded) and encoded[start] & 0xC0 == 0x80:
            continue  # an empty match within a character
        count += _length(encoded, here, start)
        here = start
        offsets = {-1: -1, start: count}
        for place in sorted({place for span in spans for place in span if place > start}):
            count += _length(encoded, here, place)
            here, offsets[place] = place, count
        yield tuple((offsets[first], offsets[last]) for first, last in spans)
        here, count = end, offsets[end]


def spans(pattern: Any, text: str) -> list[Span]:
    """Return the spans of the matches of a pattern that matches nothing empty.

    This is quicker than ``finditer``, most of all for a pattern without groups.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    places = [match.span() for match in pattern.finditer(encoded)]
    if len(encoded) == len(text):
        return places
    here = count = 0
    found = []
    for start, end in places:
        count += _length(encoded, here, start)
        here, first = end, count
        count += _length(encoded, start, end)
        found.append((first, count))
    return found


def starts(pattern: Any, text: str) -> list[int]:
    """Return where the matches start, none of them within a character.

    This is quicker than ``finditer``, most of all for a pattern without groups.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    places = [match.start() for match in pattern.finditer(encoded)]
    if len(encoded) == len(text):
        return places
    here = count = 0
    found = []
    for place in places:
        if place == len(encoded) or encoded[place] & 0xC0 != 0x80:
            count += _length(encoded, here, place)
            here = place
            found.append(count)
    return found


def _length(encoded: bytes, start: int, end: int) -> int:
    return len(encoded[start:end].decode("utf-8", "surrogatepass"))
