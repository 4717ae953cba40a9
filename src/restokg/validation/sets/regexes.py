r"""Regular expressions of sh:pattern: is one well-formed, and can the store read it?

By SHACL a pattern is a regular expression of SPARQL, hence of XPath (Functions and Operators,
5.6.1; XML Schema Datatypes, appendix G). The store's own differ: they have no references back
and no \i and \c, but know other things.
"""

from __future__ import annotations

import re
from functools import cache

from restokg.graph.store import Literal, Store

FLAGS = frozenset("smixq")

_ESCAPE = r"\\(?:[nrt\\|.?*+(){}$^\-\[\]sSiIcCdDwW]|[pP]\{[A-Za-z0-9-]+\})"
_ATOM = re.compile(rf"{_ESCAPE}|\\[1-9][0-9]*|[^\\?*+{{}}()|\[\]]")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(\d+)(?:,(\d*))?\})\??")
_IN_CLASS = re.compile(rf"{_ESCAPE}|[^\\\[\]]")
_SPACE = re.compile(r"[\t\n\r ]")


@cache
def is_read_by_store(pattern: str, flags: str) -> bool:
    """Tell whether the store understands a pattern."""
    text = f'SELECT (REGEX("", {Literal(pattern)}, {Literal(flags)}) AS ?known) WHERE {{}}'
    ((known,),) = Store().select(text)
    return known is not None


def is_well_formed(pattern: str, flags: str) -> bool:
    """Tell whether a pattern is a regular expression of XPath."""
    if "q" in flags:
        return True
    if "x" in flags:
        pattern = _SPACE.sub("", pattern)
    try:
        return _choice_end(pattern, 0) == len(pattern)
    except _IllFormedError:
        return False


class _IllFormedError(Exception):
    pass


def _choice_end(text: str, at: int) -> int:
    """Return where a choice of sequences ends: before a parenthesis, or what cannot stand here."""
    while at < len(text) and text[at] != ")":
        at = at + 1 if text[at] == "|" else _quantified_end(text, _piece_end(text, at))
    return at


def _piece_end(text: str, at: int) -> int:
    if text[at] == "(":
        start = at + 3 if text.startswith("(?:", at) else at + 1
        return _after(")", text, _choice_end(text, start))
    if text[at] == "[":
        return _class_end(text, at)
    if (atom := _ATOM.match(text, at)) is None:
        raise _IllFormedError
    return atom.end()


def _class_end(text: str, at: int) -> int:
    """Return where a class of characters ends, which may leave out another class."""
    start = at = at + 2 if text.startswith("[^", at) else at + 1
    last, is_range = "", False
    while (part := _IN_CLASS.match(text, at)) is not None and not text.startswith("-[", at):
        at = part.end()
        if is_range and len(last) == len(part[0]) == 1 and part[0] < last:
            raise _IllFormedError
        is_range = part[0] == "-" and last != "" and not is_range
        last = last if is_range else part[0]
    if at == start:
        raise _IllFormedError
    if text.startswith("-[", at):
        at = _class_end(text, at + 1)
    return _after("]", text, at)


def _quantified_end(text: str, at: int) -> int:
    if (quantifier := _QUANTIFIER.match(text, at)) is None:
        return at
    least, most = quantifier.groups()
    if most and int(most) < int(least):
        raise _IllFormedError
    return quantifier.end()


def _after(sign: str, text: str, at: int) -> int:
    if not text.startswith(sign, at):
        raise _IllFormedError
    return at + 1
