"""The text of queries: what must not be in it, and which graphs it names."""

from __future__ import annotations

import re

# Patterns stay text: few runs need them, and to compile them takes as long as a query.
QUOTED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*"
)
"""What is no word of a query: strings, IRIs in brackets, comments. To be compiled with DOTALL."""

_SERVICE = r"(?<![\w:?$.@%-])SERVICE(?![\w:.%-])"


def asks_other_server(text: str) -> bool:
    """Tell whether a query has a SERVICE clause; one in a string or comment is none."""
    if "service" not in text.lower():
        return False
    return _has_word(_SERVICE, text)


def _has_word(pattern: str, text: str) -> bool:
    return re.search(pattern, re.sub(QUOTED, " ", text), re.IGNORECASE) is not None


_FROM = r"(?<![\w:?$.@%-])FROM(?![\w:.%-])"


def names_dataset(text: str) -> bool:
    """Tell whether a query says with FROM which graphs it is about."""
    if "from" not in text.lower():
        return False
    return _has_word(_FROM, text)
