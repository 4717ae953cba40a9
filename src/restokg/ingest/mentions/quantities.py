"""Figures that a text states with a unit, a currency, or a kind of things that are counted."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.numbers import number_pattern, plain, value
from restokg.ingest.mentions.wordlists import alternatives, words, writing

_LONGEST = 40
"""No number is longer than so many characters."""
_WHOLE = 6
"""A power of ten so high makes a figure also without a unit: 3 billion, but not 3 hundred."""
_IN_NUMBERS = "0123456789 .,٫٬，"


class Grammar(NamedTuple):
    """How one language writes quantities."""

    followed: re.Pattern[str]
    """The last digit of a number before a word that makes it a quantity."""
    signs: dict[str, str]
    number: re.Pattern[str]
    ended: re.Pattern[str]
    """A number at the end of what is searched."""
    tail: re.Pattern[str]
    """What follows a number: scale, unit."""
    before: re.Pattern[str]
    """A comparator at the end of what is searched."""
    ranged: re.Pattern[str]
    """A number and a word between figures, at the end of what is searched."""
    between: tuple[str, ...]
    scales: dict[str, int]
    units: dict[str, tuple[str, str, int]]
    """By word: ``unit``, ``currency`` or ``counts``, its name, a power of ten."""
    comparators: dict[str, str]
    thousands: str
    decimals: str
    turned: bool


def quantities(text: str, language: str | None) -> list[Mention]:
    """Return the quantities of a text, in order and apart from each other.

    ``normal`` is the full number and its unit by its QUDT name, its currency, or what is counted;
    both ends of a range are mentions, one at least and one at most so much.

    >>> [found.normal for found in quantities("US$ 90 million for 1,500 hectares", "en")]
    ['90000000 USD', '1500 HA']
    """
    grammar = _grammar(writing(text, language))
    figures: dict[int, tuple[int, int, str | None]] = {}
    for unit in grammar.followed.finditer(text):
        end = unit.start() + 1
        written = text[max(0, end - _LONGEST) : end]
        opens = end - len(written) + len(written.rstrip(_IN_NUMBERS))
        number = grammar.ended.search(text, opens, end)
        if number is not None:
            figures[number.start()] = (number.start(), end, None)
    for sign, currency in grammar.signs.items():
        at = text.find(sign)
        while at >= 0:
            after = at + len(sign)
            number = grammar.number.match(text, after + text.startswith(" ", after))
            foreign = sign == "$" and text[at - 1 : at].isalpha() and text[at - 2 : at] != "US"
            if number is not None and not foreign:
                known = figures.get(number.start(), (at,))[0]
                figures[number.start()] = (min(at, known), number.end(), currency)
            at = text.find(sign, after)
    found: list[Mention] = []
    for start in sorted(figures):
        opens, end, sign_of = figures[start]
        if not found or found[-1].end <= opens:
            _figure(text, opens, start, end, sign_of, grammar, found)
    return found


def _figure(
    text: str,
    opens: int,
    start: int,
    end: int,
    currency: str | None,
    grammar: Grammar,
    found: list[Mention],
) -> None:
    tail = grammar.tail.match(text, end)
    if tail is None:
        return
    scale, word = tail["scale"], tail["unit"]
    power_of_ten = grammar.scales[scale] if scale else 0
    if not (word or currency or power_of_ten >= _WHOLE):
        return
    amount = _value(text[start:end], grammar) * 10**power_of_ten
    if tail["more"]:
        amount += Decimal(tail["more"]) * 10 ** grammar.scales[tail["less"]]
    close = tail.end("unit") if word else tail.end("scaled") if scale else end
    kind, name, power = (
        ("currency", currency, 0) if currency else grammar.units.get(word, ("", "", 0))
    )
    amount *= 10**power
    if name == "YR" and (scale or amount >= 1000 or text[start - 1 : start] == "第"):
        return
    low = _low(text, opens, grammar, found)
    factor = 10 ** (power_of_ten + power)
    if low is not None and low.amount * factor < amount:
        found.append(_mention(*low.span, low.amount * factor, kind, name, "at-least"))
        found.append(_mention(opens, close, amount, kind, name, "at-most"))
        return
    floor = max(0, opens - _LONGEST, found[-1].end if found else 0)
    before = grammar.before.search(text, floor, opens)
    comparator = grammar.comparators[before["word"].lower()] if before else None
    found.append(_mention(opens, close, amount, kind, name, comparator))


class _Low(NamedTuple):
    span: tuple[int, int]
    amount: Decimal


def _low(text: str, opens: int, grammar: Grammar, found: list[Mention]) -> _Low | None:
    """Return the lower end of the range whose upper end is at ``opens``, if it is one."""
    floor = max(0, opens - _LONGEST, found[-1].end if found else 0)
    match = grammar.ranged.search(text, floor, opens)
    if match is None or _is_year(match["number"]):
        return None
    if match["and"] and not text.endswith(grammar.between, floor, match.start()):
        return None
    return _Low(match.span("number"), _value(match["number"], grammar))


def _value(number: str, grammar: Grammar) -> Decimal:
    return value(number, grammar.thousands, grammar.decimals, turned=grammar.turned)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("18", "19", "20", "21")


def _mention(
    start: int, end: int, amount: Decimal, kind: str, name: str, comparator: str | None
) -> Mention:
    details = [("value", plain(amount))]
    if kind:
        details.append((kind, name))
    if comparator is not None:
        details.append(("comparator", comparator))
    normal = f"{plain(amount)} {name}".rstrip()
    return Mention(start, end, "quantity", normal, details=tuple(details))


@cache
def _grammar(language: str) -> Grammar:
    table = words("quantities")[language]
    spaced = language != "zh"
    units: dict[str, tuple[str, str, int]] = {}
    for word, unit in table["units"].items():
        name, _, power = unit.partition(" ")
        units[word] = ("unit", name, int(power or 0))
    for word, code in table["currencies"].items():
        units[word] = ("currency", code, 0)
    for word, things in table["counted"].items():
        units[word] = ("counts", things, 0)
    scales: dict[str, int] = table["scales"]
    number = number_pattern(table["thousands"], turned=language == "ar")
    links = rf"(?: (?:{alternatives(table['links'])}))?" if table["links"] else ""
    boundary = r"(?!\w)" if spaced else ""
    barred = rf"(?!{alternatives(table['barred'])})" if table["barred"] else ""
    unit = rf"(?P<unit>{alternatives(units)}){boundary}{barred}"
    scale = rf"(?P<scale>{alternatives(scales)}){boundary}"
    compound = (
        r"(?:(?P<more>\d{1,4})(?P<less>万))?" if not spaced else "(?P<more>(?!))?(?P<less>(?!))?"
    )
    comparators = {word.lower(): slug for word, slug in table["comparators"].items()}
    joints = rf"(?: (?:{alternatives(table['ranges'])}) ?|(?: ?[-–—] ?))"
    if not spaced:
        joints = rf"(?: ?(?:{alternatives(table['ranges'])}|[-–—]) ?)"
    ands = (
        rf"(?P<and> (?:{alternatives(table['ands'])}) ?(?:el |un )?)" if spaced else "(?P<and>(?!))"
    )
    articles = rf"(?: (?:{alternatives(table['articles'])}))?" if table["articles"] else ""
    opens = r"(?<!\w)[وبلف]?" if language == "ar" else r"(?<!\w)" if spaced else ""
    return Grammar(
        followed=re.compile(
            rf"[0-9] ?(?![0-9 ,./)])(?:(?:{alternatives(scales)}){boundary}"
            rf"|(?:{alternatives(units)}){boundary}{barred})"
        ),
        signs=table["signs"],
        number=re.compile(number),
        ended=re.compile(rf"(?<![\d/])(?<!\d[.,])(?<![A-Za-z]-){number}\Z"),
        tail=re.compile(rf"(?:(?P<scaled> ?{scale}{compound}){links})?(?: ?{unit})?"),
        before=re.compile(
            rf"{opens}(?P<word>{alternatives(comparators)}){articles}[ ]?\Z", re.IGNORECASE
        ),
        ranged=re.compile(rf"(?<![\d/.,])(?P<number>{number})(?:{joints}|{ands})\Z"),
        between=tuple(f"{word} " for word in table["between"]) or ("\0",),
        scales=scales,
        units=units,
        comparators=comparators,
        thousands=table["thousands"],
        decimals=table["decimals"],
        turned=language == "ar",
    )
