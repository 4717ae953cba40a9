"""Days, months, years and periods as mentions."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from restokg.ingest.mentions.mention import RESOLVED, UNKNOWN, Mention

YEAR = r"(?:20|19|18|21)\d\d"
"""The years that are looked for: 1800 to 2199."""
DASHES = ("-", "–", "—")
DASH = "[-–—]"

Stated = tuple[int, int | None, int | None]
"""Year, month, day, as far as stated."""


def period(start: int, end: int, first: Stated, last: Stated | None = None) -> Mention:
    """Return a date, or with ``last`` a period, as a mention."""
    normal, sound = iso(first)
    precision = "day" if first[2] else "month" if first[1] else "year"
    if last is not None:
        until, possible = iso(last)
        sound = sound and possible and normal <= until
        normal = f"{normal}/{until}"
    status = RESOLVED if sound else UNKNOWN
    return Mention(start, end, "date", normal, None, status, (), (("precision", precision),))


@lru_cache(maxsize=4096)
def iso(date: Stated) -> tuple[str, bool]:
    """Return a date in ISO form, and whether the calendar has it."""
    year, month, day = date
    if month is None:
        return f"{year:04}", True
    sound = 1 <= month <= 12
    if day is None:
        return f"{year:04}-{month:02}", sound
    return f"{year:04}-{month:02}-{day:02}", sound and 1 <= day <= monthrange(year, month)[1]


def years(start: int, span: re.Match[str], first: Stated) -> list[Mention]:
    """Return the period from a year to the one that ``span`` ends with, unless it runs back."""
    last = int(span["last"])
    if last <= first[0]:
        return []
    close = span.end() if span[0].endswith("年") else span.end("last")
    return [period(start, close, first, (last, None, None))]


def stands_alone(text: str, end: int) -> bool:
    """Tell whether nothing after a year makes it a part of a number or symbol."""
    after = text[end : end + 2]
    return not (after[:1] in ("/", "-", "–", ".", ",", "%") and after[1:].isdigit())
