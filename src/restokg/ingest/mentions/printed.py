"""Where a text has symbols of documents or numbers of decisions, as far as their form tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from restokg import symbols
from restokg.symbols.patterns import compile_pattern, finditer

SYMBOL, NUMBER = "symbol", "number"


class Printed(NamedTuple):
    """A symbol or number as printed: offsets, which of the two, and the text."""

    start: int
    end: int
    form: str
    text: str


_ADDRESS = (
    r"(?:https?://|www\.)"
    r"[^\s<>\x22,;)\x{ff00}-\x{ffef}\x{3000}-\x{303f}\x{4e00}-\x{9fff}]{1,400}"
)

_LETTERED = re.compile(r"((?:E?S-|دإط?-)?[0-9IVX]{1,6}/[0-9]{1,4}) ?[^0-9/]{1,5}")
"""A number with the letter of a part, which is read apart from it."""


def printed(text: str) -> Iterator[Printed]:
    """Yield the symbols and numbers of a cleaned text, in order.

    A number that goes on (``1/2/3``, ``12/34.5``) is none. What stands in a web address is passed
    over.
    """
    length = len(text)
    for whole, address, symbol in finditer(_pattern(), text):
        if address[0] >= 0:
            continue
        start, end = whole
        before = text[start - 1] if start else " "
        after = text[end] if end < length else " "
        if before.isdecimal() or before in "/-.$" or (before.isascii() and before.isalpha()):
            continue
        if symbol[0] >= 0:
            first, dash, second = text[start:end].partition("–")
            yield Printed(start, start + len(first), SYMBOL, first)
            # A run of meeting records, SR.11–13, is cited by its first; a joint symbol by both.
            if dash and second[:1].isalpha():
                yield Printed(end - len(second), end, SYMBOL, second)
            continue
        if after.isdecimal() or (after in "/.-" and text[end + 1 : end + 2].isalnum()):
            continue
        number = text[start:end]
        if match := _LETTERED.fullmatch(number):
            number = match[1]
        yield Printed(start, start + len(number), NUMBER, number)


@cache
def _pattern() -> Any:
    return compile_pattern(f"({_ADDRESS})|({symbols.symbol_pattern()})|{symbols.number_pattern()}")
