"""In which years a document can have been adopted, as far as the number of its session tells."""

from __future__ import annotations

from functools import lru_cache

from restokg.symbols.symbol import Symbol

_REMEMBERED = 1 << 15

FIRST_REGULAR = 1945
"""Regular sessions of the General Assembly open in September of this year plus their number, and
go on until the next opens (the seventy-sixth: September 2021 to September 2022)."""


@lru_cache(_REMEMBERED)
def may_be_of(symbol: Symbol, year: int | None) -> bool:
    """Whether a document can be of a year; True where neither tells."""
    if year is None:
        return True
    if symbol.year is not None:
        # A session of the Economic and Social Council opens in the year before: resolution 2021/4
        # is of September 2020.
        return int(symbol.year) - 1 <= year <= int(symbol.year)
    session = symbol.session
    if session is None or not session.isdecimal():
        return True
    if symbol.form.startswith("ga-"):
        return year in general_assembly(int(session))
    if symbol.form.startswith("hrc-"):
        return year in human_rights_council(int(session))
    return True


@lru_cache(_REMEMBERED)
def tells_year(symbol: Symbol) -> bool:
    """Whether the number of its session or its year binds a document to certain years."""
    if symbol.year is not None:
        return True
    session = symbol.session
    return session is not None and session.isdecimal() and symbol.form.startswith(("ga-", "hrc-"))


def general_assembly(session: int) -> range:
    """Return the years of a regular session of the General Assembly."""
    return range(FIRST_REGULAR + session, FIRST_REGULAR + session + 2)


def human_rights_council(session: int) -> range:
    """Return the years in which a regular session of the Human Rights Council can have met.

    It has met three times a year since June 2006; a year on either side allows for years with four
    sessions and for sessions put off.
    """
    middle = 2006 + (session - 1) // 3
    return range(middle - 1, middle + 3)
