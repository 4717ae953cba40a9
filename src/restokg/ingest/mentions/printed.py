"""Where a text has symbols of documents or numbers of decisions, as far as their form tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from restokg import symbols
from restokg.symbols import Symbol
from restokg.symbols.patterns import compile_pattern, spans


class Printed(NamedTuple):
    """A symbol or number as printed; ``symbol`` is its meaning if it tells that by itself."""

    start: int
    end: int
    text: str
    symbol: Symbol | None


_LETTERED = re.compile(r"((?:E?S-|دإط?-)?[0-9IVX]{1,6}/[0-9]{1,4}) ?[^0-9/]{1,5}")
"""A number with the letter of a part, which is read apart from it."""
_RANGED = re.compile(r"-\d{1,4}/\d{1,4}(?![\w/-])")
"""The other end of a range of numbers."""


def printed(text: str) -> Iterator[Printed]:
    """Yield the symbols and numbers of a cleaned text, in order.

    A number that goes on (``1/2/3``, ``12/34.5``) is none. What stands in a web address is passed
    over: there a stroke or a stop goes before it.
    """
    length, last = len(text), -2
    for start, end in spans(_pattern(), text):
        before = text[start - 1] if start else " "
        goes_on = (
            before.isdecimal() or before in "/-.$=_" or (before.isascii() and before.isalpha())
        )
        if goes_on and last != start - 1:
            continue
        found = text[start:end]
        first, dash, second = found.partition("–")
        if (symbol := symbols.document(first)) is not None:
            yield Printed(start, start + len(first), first, symbol)
            # A run of meeting records, SR.11–13, is cited by its first; a joint symbol by both.
            if dash and (other := symbols.document(second)) is not None:
                yield Printed(end - len(second), end, second, other)
            continue
        after = text[end] if end < length else " "
        if after.isdecimal() or (after in "/.-" and text[end + 1 : end + 2].isalnum()):
            if after != "-" or not _RANGED.match(text, end):
                continue
            last = end
        if match := _LETTERED.fullmatch(found):
            found = match[1]
        yield Printed(start, start + len(found), found, None)


@cache
def _pattern() -> Any:
    return compile_pattern(f"{symbols.symbol_pattern()}|{symbols.number_pattern()}")
