"""Days, months, years and periods that a text names, in ISO 8601."""

from __future__ import annotations

import re

from restokg.ingest.mentions.chinese_dates import chinese_dates
from restokg.ingest.mentions.date_grammar import DateGrammar, date_grammar
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.periods import DASH, DASHES, YEAR, period, stands_alone, years
from restokg.ingest.mentions.wordlists import writing

_YEAR = re.compile(YEAR)
_ISO = re.compile(r"-(\d\d)-(\d\d)(?![\d-])")
_BEFORE = 72
"""A date before its year is no longer than this."""
_WORD = 24
"""No word is longer that is looked at here."""
_NAME = 72
"""So far before a year may stand the word that makes it part of a name."""
_BREAKS = (",", "،", ";", "؛", ".")
_SPAN = re.compile(rf" ?{DASH} ?(?P<last>{YEAR})(?!\d|-\d)")


def dates(text: str, language: str | None) -> list[Mention]:
    """Return the dates of a text, in order and apart from each other.

    ``normal`` is a day, a month, a year, or a period of two of these with a slash; a day that no
    calendar has is unknown. A year stands alone only where its words make it plain.

    >>> [found.normal for found in dates("from 7 to 19 December 2022, and by 2030", "en")]
    ['2022-12-07/2022-12-19', '2030']
    """
    written = writing(text, language)
    grammar = date_grammar(written)
    found: list[Mention] = []
    taken = 0
    for year in _YEAR.finditer(text):
        start, end = year.span()
        if start < taken or text[end : end + 1].isdigit():
            continue
        previous = text[start - 1 : start]
        if previous.isdigit() or previous in ("/", ".", "_"):
            continue
        if written == "zh":
            named = chinese_dates(text, start, end, found)
        else:
            named = _dated(text, start, end, previous, grammar, found)
        if named is None:
            named = _numbered(text, start, end)
        if named is None and written != "zh":
            named = _plain(text, start, end, previous, grammar, found)
        while named and found and found[-1].end > named[0].start:
            found.pop()
        for mention in named or ():
            found.append(mention)
            taken = mention.end
    return found


def _dated(
    text: str,
    start: int,
    end: int,
    previous: str,
    grammar: DateGrammar,
    found: list[Mention],
) -> list[Mention] | None:
    """Return the day, month or period that ends with the year at ``start``."""
    if previous != " " or grammar.dated is None:
        return None
    word, space = _word(text, start - 1)
    if word in grammar.of:
        word, space = _word(text, space)
    known = grammar.months.get(word)
    if known is None:
        return _period(text, start, end, grammar, found) if word[-1:] == "," else None
    month, lead = known
    opens = space + 1 - len(lead)
    if not text.startswith(lead, opens):
        return None
    day, opens_day, further = _day(text, opens, grammar)
    if further:
        return _period(text, start, end, grammar, found)
    stated = (int(text[start:end]), month, day)
    return [period(opens if day is None else opens_day, end, stated)]


def _day(text: str, opens: int, grammar: DateGrammar) -> tuple[int | None, int, bool]:
    """Return the day before a month, where it stands, and whether there is more before it."""
    if text.startswith("/ ", opens - 2):
        return None, opens, True
    word, space = _word(text, opens - 1)
    if word in grammar.of:
        word, space = _word(text, space)
    if not word[:1].isdigit():
        more = word in grammar.joints or word[-1:] in DASHES or word[-1:].isdigit()
        return None, opens, more
    before, place = _word(text, space)
    if before in grammar.articles:
        before, _ = _word(text, place)
    if not word.isdigit() or before in grammar.joints or before in DASHES:
        return None, opens, True
    return (None, opens, False) if len(word) > 2 else (int(word), space + 1, False)


def _word(text: str, end: int) -> tuple[str, int]:
    """Return the word that ends at ``end``, and the place of the space before it."""
    floor = end - _WORD if end > _WORD else 0
    space = text.rfind(" ", floor, end)
    line = text.rfind("\n", space + 1, end)
    return (text[line + 1 : end], line) if line >= 0 else (text[space + 1 : end], space)


def _period(
    text: str, start: int, end: int, grammar: DateGrammar, found: list[Mention]
) -> list[Mention] | None:
    """Return what a fuller pattern finds before the year at ``start``: periods, lists of days."""
    if grammar.dated is None:
        return None
    floor = max(0, start - _BEFORE, found[-1].start if found else 0)
    match = grammar.dated.search(text, floor, start)
    if match is None:
        return None
    year = int(text[start:end])
    month_1, month_2 = match["month_1"], match["month_2"] or match["month_us"]
    month = grammar.numbers[month_2]
    day = match["day_2"] or match["day_us"]
    last = (year, month, int(day) if day else None)
    if match["joint"] is None:
        return [period(match.start(), end, last)]
    month = grammar.numbers[month_1] if month_1 else month
    day = match["day_1"]
    first = (int(match["year_1"] or year), month, int(day) if day else None)
    if (first[2] is None) != (last[2] is None) or (first[2] is None and month_1 is None):
        return [period(match.start("last"), end, last)]
    opened = text[max(0, match.start() - _WORD) : match.start()].rstrip(" ")
    if match["and"] and not opened.endswith(grammar.between):
        if match["year_1"]:
            return [period(match.start("last"), end, last)]
        return [
            period(match.start(), match.end("first"), first),
            period(match.start("last"), end, last),
        ]
    return [period(match.start(), end, first, last)]


def _numbered(text: str, start: int, end: int) -> list[Mention] | None:
    """Return the date at ``start`` if it is in ISO form."""
    iso = _ISO.match(text, end)
    if iso is None:
        return None
    return [period(start, iso.end(), (int(text[start:end]), int(iso[1]), int(iso[2])))]


def _plain(
    text: str,
    start: int,
    end: int,
    previous: str,
    grammar: DateGrammar,
    found: list[Mention],
) -> list[Mention] | None:
    """Return the year or the span of years at ``start``, if the words make it plain."""
    first = (int(text[start:end]), None, None)
    if previous in DASHES and text[start - 2 : start - 1].isdigit():
        return None
    if span := _SPAN.match(text, end):
        return years(start, span, first) if stands_alone(text, span.end()) else None
    if not stands_alone(text, end):
        return None
    word = text[text.rfind(" ", max(0, start - 24), start - 1) + 1 : start - 1]
    opened = previous == " " and word.lstrip("(").lower() in grammar.before
    span = grammar.to_year.match(text, end) if opened else None
    if span is not None and (span["and"] is None or word in grammar.between):
        return years(start, span, first)
    if not (opened or (grammar.after and grammar.after.match(text, end))):
        another = text[found[-1].end : start] if found and len(found[-1].normal) == 4 else ""
        if another not in grammar.ands:
            return None
    if grammar.not_after and grammar.not_after.match(text, end):
        return None
    floor = max(0, start - _NAME)
    floor = max(floor, *(text.rfind(mark, floor, start) for mark in _BREAKS))
    if any(text.find(name, floor, start) >= 0 for name in grammar.names):
        return None
    return [period(start, end, first)]
