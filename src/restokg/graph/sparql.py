"""The text of queries: what must not be in it, and what its parser's complaints mean."""

from __future__ import annotations

import re

from restokg.errors import QuerySyntaxError

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


_UPDATE = (
    r"^\s*(?:(?:PREFIX\s+\S*:|BASE)\s+)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b"
)
_KNOWN_REASONS = {
    "Prefix not found": "this prefix is not declared",
    "IRI parsing failed": "an IRI must be absolute, such as <https://example.org/x>",
    "contains a variable that is unbound": "a selected variable must be grouped by or aggregated",
}


def query_syntax_error(error: SyntaxError, query: str) -> QuerySyntaxError:
    """Return what Oxigraph's parser says about a query, in words for the one who wrote it."""
    if re.match(_UPDATE, re.sub(QUOTED, " ", query), re.IGNORECASE):
        return QuerySyntaxError("this is an update; the graph can only be queried.")
    text = re.sub(r"\s+", " ", str(error.msg))
    match = re.match(r"error at (\d+):(\d+): ", text)
    if match is None:
        return QuerySyntaxError(text)
    line, column = int(match[1]), int(match[2])
    reasons = [reason for known, reason in _KNOWN_REASONS.items() if known in text]
    if reasons:
        reason = reasons[0]
    else:
        # The parser names all that it would have taken, down to character classes.
        rest = (query.splitlines() or [""])[line - 1 : line] or [""]
        near = rest[0][column - 1 :].strip()[:30]
        reason = f"{near!r} is not expected here" if near else "the query ends too early"
    return QuerySyntaxError(f"{reason}.", line=line, column=column)
