"""Dates as Chinese writes them: year, month, day, each with its word behind it."""

from __future__ import annotations

import re

from restokg.ingest.mentions.date_grammar import date_grammar
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.periods import DASHES, YEAR, period, years

_DATE = re.compile(
    r" ?年(?: ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2})(?: ?日|(?= ?[-–—至到] ?\d{1,2} ?日)))?)?"
)
_END = re.compile(
    rf" ?(?P<joint>[-–—至到和、及]) ?(?:(?P<year>{YEAR}) ?年 ?)?"
    r"(?:(?P<month>\d{1,2}) ?月)?(?: ?(?P<day>\d{1,2}) ?日)?"
)
_YEARS = re.compile(rf" ?年? ?[-–—至到] ?(?P<last>{YEAR}) ?年(?! ?\d)")


def chinese_dates(text: str, start: int, end: int, found: list[Mention]) -> list[Mention] | None:
    """Return the date at ``start`` as Chinese writes it: year, month, day."""
    year = int(text[start:end])
    if text[start - 1 : start] in DASHES and text[start - 2 : start - 1].isdigit():
        return []
    if span := _YEARS.match(text, end):
        return years(start, span, (year, None, None))
    match = _DATE.match(text, end)
    if match is None:
        return None
    if match["month"] is None:
        return _chinese_year(text, start, match.end(), found)
    day = match["day"]
    first = (year, int(match["month"]), int(day) if day else None)
    close = match.end()
    until = _END.match(text, close)
    if (
        until is None
        or not (until["month"] or until["day"])
        or (until["day"] is None) != (day is None)
    ):
        return [period(start, close, first)]
    last = (
        int(until["year"] or year),
        int(until["month"] or match["month"]),
        int(until["day"]) if until["day"] else None,
    )
    if until["joint"] in "和、及":
        if until["year"]:
            return [period(start, close, first)]
        return [
            period(start, close, first),
            period(until.end("joint"), until.end(), last),
        ]
    return [period(start, until.end(), first, last)]


def _chinese_year(text: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    grammar = date_grammar("zh")
    if grammar.not_after and grammar.not_after.match(text, end):
        return []
    before = text[max(0, start - 2) : start].rstrip(" ")
    opened = before[-1:] in grammar.before or before in grammar.before
    if not opened and not (grammar.after and grammar.after.match(text, end)):
        return []
    if before.endswith(grammar.names) or (found and found[-1].end > start):
        return []
    return [period(start, end, (int(text[start : start + 4]), None, None))]
