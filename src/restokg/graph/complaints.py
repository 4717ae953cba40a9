"""What the engine's parser says about a query, in words and with the place of the fault.

The parser names the furthest place that it looked at. It looks at a word as far as the longest
keyword that might stand there, so that place is often behind the fault, even behind other tokens.
Between tokens set far enough apart it cannot be: so a query at fault is parsed once more in that
form, and the place falls to the token before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from restokg.errors import QuerySyntaxError
from restokg.graph.sparql import QUOTED

_APART = " " * 24
"""More than the longest keyword of SPARQL has letters."""
_TOKEN = re.compile(QUOTED + r"|[?$]\w+|[{}()\[\];,]|[\w:%.\\-]+|\s+|.", re.DOTALL)
# Before and after these, blanks change nothing.
_FREE = re.compile(r"[{}()\[\];,]|[?$]\w+")
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+\S*:|BASE)\s+)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_KNOWN_REASONS = {
    "Prefix not found": "this prefix is not declared",
    "IRI parsing failed": "an IRI must be absolute, such as <https://example.org/x>",
    "contains a variable that is unbound": "a selected variable must be grouped by or aggregated",
}

Parse = Callable[[str], str | None]
"""Gives the parser's complaint about a text, or None if it has none."""


def query_syntax_error(message: str, query: str, parse: Parse) -> QuerySyntaxError:
    """Return what is wrong with a query that the parser has complained about."""
    bare = "".join(" " if _is_opaque(token) else token for token in _TOKEN.findall(query))
    if _UPDATE.match(bare):
        return QuerySyntaxError("this is an update; the graph can only be queried.")
    place = _PLACE.match(message)
    if place is None:
        return QuerySyntaxError(re.sub(r"\s+", " ", message))
    offset = _offset(query, int(place[1]), int(place[2]))
    reasons = [reason for known, reason in _KNOWN_REASONS.items() if known in message]
    offset = _last_token(query, offset) if reasons else _fault(query, parse, offset)
    line = query.count("\n", 0, offset) + 1
    column = offset - query.rfind("\n", 0, offset)
    near = query[offset:].partition("\n")[0].strip()[:30]
    if reasons:
        reason = reasons[0]
    elif near:
        reason = f"{near!r} is not expected here"
    else:
        reason = "the query ends too early"
    return QuerySyntaxError(f"{reason}.", line=line, column=column)


def _is_opaque(token: str) -> bool:
    return token[0] in "\"'<#" and len(token) > 1


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return min(sum(len(before) + 1 for before in lines[: line - 1]) + column - 1, len(text))


def _fault(query: str, parse: Parse, offset: int) -> int:
    """Return where the token at fault begins, or ``offset`` if that cannot be told."""
    spread, places = _spread(query)
    place = _PLACE.match(parse(spread) or "")
    if place is None:
        return offset
    found = int(place[2]) - 1
    at = 0
    for start, origin in places:
        if start > found:
            break
        at = origin
    return at


def _last_token(query: str, offset: int) -> int:
    """Return where the last token before a place begins."""
    return max(
        (token.start() for token in _TOKEN.finditer(query[:offset]) if not token[0].isspace()),
        default=offset,
    )


def _spread(query: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the query on one line, its tokens apart, and where each begins, here and there.

    Comments become blanks; strings of several lines keep their length. The end is the last token.
    """
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = origin = 0
    apart = True
    for token in _TOKEN.findall(query):
        blank = token.isspace() or token.startswith("#")
        free = _FREE.fullmatch(token) is not None
        if not blank:
            if not apart and free:
                parts.append(_APART)
                length += len(_APART)
            places.append((length, origin))
            parts.append(token.replace("\n", " "))
            length += len(token)
        if (blank or free) and parts:
            parts.append(_APART)
            length += len(_APART)
        apart = blank or free
        origin += len(token)
    places.append((length, len(query.rstrip())))
    return "".join(parts), places
