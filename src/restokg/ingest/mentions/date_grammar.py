"""How each language writes dates: its word list as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from restokg.ingest.mentions.periods import DASH, YEAR
from restokg.ingest.mentions.wordlists import alternatives, words


class DateGrammar(NamedTuple):
    """How one language writes dates."""

    dated: re.Pattern[str] | None
    """What ends at a year: days and months."""
    numbers: dict[str, int]
    """Months by their names."""
    months: dict[str, tuple[int, str]]
    """Months by the last words of their names, with what stands before that word."""
    articles: frozenset[str]
    of: frozenset[str]
    joints: frozenset[str]
    """Words between the ends of a period, or between days."""
    ands: frozenset[str]
    """What may stand between one year and another."""
    between: tuple[str, ...]
    before: frozenset[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    names: tuple[str, ...]
    to_year: re.Pattern[str]
    """From one year to another, in words."""


@cache
def date_grammar(language: str) -> DateGrammar:
    """Return how a language writes dates, or ``latin`` for English, French and Spanish."""
    table = words("dates")[language]
    spaced = language != "zh"
    numbers = {
        written: number
        for number, forms in enumerate(table["months"], 1)
        for form in forms
        for written in (form, form.capitalize(), form.upper(), form.replace("/", "/ "))
    }
    of = rf"(?:\ (?:{alternatives(table['of'])}))?" if table["of"] else ""
    month, joints, ands = (
        alternatives(forms) for forms in (numbers, table["joints"], table["ands"])
    )
    year_word = rf"(?:\ (?:{alternatives(table['after'])}))?" if spaced and table["after"] else ""
    article = rf"(?:(?:{alternatives(table['articles'])})\ )?" if table["articles"] else ""
    begins = "".join(sorted({form[0] for form in numbers}))
    pattern = rf"""
        (?=[0-9{begins}])
        (?:(?P<first>
            (?:(?P<day_1>(?<![\d.,/])\d{{1,2}})(?:er)?)?
            (?:{of}\ ?(?P<month_1>{month}))?
            (?:{of}\ (?P<year_1>{YEAR}){year_word})?
        )(?P<joint>(?P<and>\ (?:{ands})\ ?{article})|\ (?:{joints})\ {article}|\ ?{DASH}\ ?))?
        (?P<last>(?:(?P<day_2>(?<![\d.,/])\d{{1,2}})(?:er)?{of}\ )?(?P<month_2>{month})
            |(?P<month_us>{month})\ (?P<day_us>\d{{1,2}}),)
        {of}\ \Z"""
    return DateGrammar(
        dated=re.compile(pattern, re.VERBOSE) if numbers else None,
        numbers=numbers,
        months={
            form.rpartition(" ")[2]: (number, "".join(form.rpartition(" ")[:2]))
            for form, number in numbers.items()
            if "/ " not in form
        },
        articles=frozenset(table["articles"]),
        of=frozenset(table["of"]),
        joints=frozenset(word for form in table["joints"] + table["ands"] for word in form.split()),
        ands=frozenset(f" {form} " for form in table["ands"]),
        between=tuple(table["between"]) or ("\0",),
        before=frozenset(table["before"]),
        after=_following(table["after"], rf" (?:(?:{ands}) {YEAR} )?" if spaced else ""),
        not_after=_following(table["not_after"], " " if spaced else ""),
        names=tuple(table["names"]),
        to_year=re.compile(rf" (?:(?:{joints})|(?P<and>{ands})) {article}(?P<last>{YEAR})(?!\d)"),
    )


def _following(forms: list[str], space: str) -> re.Pattern[str] | None:
    return re.compile(f"{space}(?:{alternatives(forms)})") if forms else None
