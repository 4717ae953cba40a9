"""What lies between the ends of a range of numbers: "resolutions 72/4 to 72/7"."""

from __future__ import annotations

from dataclasses import replace

from restokg import symbols
from restokg.symbols import Symbol

MOST_MEMBERS = 30
"""A range with more between its ends is not filled: it is no list of citations."""


def range_details(first: Symbol, last: Symbol) -> tuple[tuple[str, str], ...]:
    """Return what the last of a range tells of it: its first, and each that lies between.

    Nothing is told where the two are not numbered in one series, or not in rising order.

    >>> first, last = (symbols.document(f"A/RES/72/{number}") for number in (4, 7))
    >>> [(name, iri[-8:]) for name, iri in range_details(first, last)]
    [('range_from', 'RES/72/4'), ('includes', 'RES/72/5'), ('includes', 'RES/72/6')]
    """
    start, end = first.number or "", last.number or ""
    if first.letter or last.letter or not (start.isdecimal() and end.isdecimal()):
        return ()
    if _numbered(first, end) != last or not 0 < int(end) - int(start) <= MOST_MEMBERS + 1:
        return ()
    found = [("range_from", first.iri)]
    for number in range(int(start) + 1, int(end)):
        member = _numbered(first, str(number))
        if first.body and symbols.numbered(first.body, first.kind, member.printed) != member:
            return ()
        found.append(("includes", member.iri))
    return tuple(found)


def _numbered(symbol: Symbol, number: str) -> Symbol:
    """Return the symbol that has another number in the same series."""
    parts = ((name, number if name == "number" else value) for name, value in symbol.parts)
    return replace(symbol, parts=tuple(parts))
