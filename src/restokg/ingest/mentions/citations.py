"""Citations of documents in running text: whose resolution 70/1 it is.

Symbols tell their document by themselves. A number tells it together with the word before it (in
Chinese: after it), the body named beside it, the day that stands with it, and the body that
speaks. Numbers that follow each other as a list are read together. Where two bodies remain, the
mention is ambiguous, and none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from restokg import symbols
from restokg.ingest.mentions.citing import KINDS, Citing, adopting, citing, own_numbers, reported_in
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED, UNKNOWN, Mention
from restokg.ingest.mentions.pinpoints import pinpointed
from restokg.ingest.mentions.printed import Printed, printed
from restokg.ingest.mentions.ranges import range_details
from restokg.ingest.mentions.short_forms import short_forms
from restokg.symbols import Symbol
from restokg.symbols.sessions import may_be_of, tells_year

LONGEST_GAP = 80
"""Characters between two numbers of a list, dates and titles included."""

WINDOW = 240
"""Characters in which the word and the body before a list are looked for."""

LONGEST_REACH = 400
"""Characters over which a list takes its word from the one before, within a sentence."""

BEHIND = 100
"""Characters in which a body is looked for behind a list."""

_REMEMBERED = 1 << 15
_COMMON = re.compile(r"\d{1,3}/\d{1,4}|[^/(]*")
"""A number that many bodies could have given, or that may be any figure."""
_WITHIN = re.compile(r"\)?[,،，;]?[^\n.;。]{0,12}(?:[^\n;。]{0,40}[,，،] ?)?[^\n.;。\d]{2,30}")
"""What stands between a document and a number of a text that it holds: chapter, section, annex."""
_SIGNED = re.compile("COP|CP|CMA|CMP|IPBES")
"""The sign of a body within a number."""
_DOTTED = re.compile(r"[^/(]*")
"""A number that may be any figure, unless a body is known that numbers so."""


class Speaker(NamedTuple):
    """Who speaks: the body whose numbers stand without a name; None if it cannot be told."""

    body: str | None = None

    def of(self, kind: str) -> tuple[str, ...]:
        return () if self.body is None else own_numbers(self.body, kind)


class _Number(NamedTuple):
    """A number in a list, with all that may be meant by it."""

    printed: Printed
    letter: str | None
    year: int | None
    """Of the day that stands with it."""
    readings: dict[str, Symbol]
    """By body: what it would be if that body were meant."""
    ends_range: bool = False
    """Whether it is meant together with all since the number before."""


class _List(NamedTuple):
    """Numbers that are read together, and what was found around them."""

    numbers: list[_Number]
    kind: str
    named: tuple[str, ...]
    """The body named right beside the list; more than one for a short name."""
    near: tuple[str, ...]
    """Bodies named before in the same sentence, the nearest first."""


def citations(
    text: str, language: str | None, speaker: Speaker, *, pinpoints: bool = True
) -> list[Mention]:
    """Return the citations in a cleaned text, in order; the span is that of the number alone.

    The last of a range tells the others in its details, a pinpoint is told there as well, and so
    is that a citation is a short form, whose span is that of its words. Pinpoints are left out
    where they are not asked for.
    """
    words = citing(text, language)
    found: list[Mention] = []
    numbers: list[Printed] = []
    sources: dict[int, str] = {}
    """The symbol that stands before a number, by the number's place."""
    symbol: Printed | None = None
    for item in printed(text):
        if item.symbol is not None:
            mention = Mention(item.start, item.end, "document", *_named(item.symbol))
            if symbol is not None and words.ranges.fullmatch(text, symbol.end, item.start):
                details = range_details(symbol.symbol or item.symbol, item.symbol)
                mention = mention._replace(details=details)
            found.append(mention)
            symbol = item
            continue
        numbers.append(item)
        if (
            symbol is not None
            and item.start - symbol.end <= LONGEST_GAP
            and _WITHIN.fullmatch(text, symbol.end, item.start)
        ):
            sources[item.start] = symbol.text
    lists: list[_List] = []
    for group in _groups(text, numbers, words):
        source = sources.get(group[0].start)
        read = _read(text, group, words, speaker, source, lists[-1] if lists else None)
        if read is not None:
            lists.append(read)
    settled: dict[tuple[str, str], set[Symbol]] = {}
    for one in lists:
        for number in one.numbers:
            if (sure := _sure(number, one)) is not None:
                settled.setdefault((one.kind, number.printed.text), set()).add(sure)
    for one in lists:
        found += _cited(one, speaker, settled)
    found.sort()
    found += short_forms(text, language, found)
    found.sort()
    return pinpointed(text, language, found) if pinpoints else found


def _groups(text: str, numbers: Sequence[Printed], words: Citing) -> list[list[Printed]]:
    """Part the numbers into lists."""
    groups: list[list[Printed]] = []
    for number in numbers:
        if groups:
            gap = text[groups[-1][-1].end : number.start]
            if len(gap) <= LONGEST_GAP and words.goes_on(gap):
                groups[-1].append(number)
                continue
        groups.append([number])
    return groups


def _read(
    text: str,
    group: list[Printed],
    words: Citing,
    speaker: Speaker,
    source: str | None,
    before: _List | None,
) -> _List | None:
    """Read a list; what is missing is taken from the list before. None if it cites nothing."""
    first, last = group[0], group[-1]
    start = max(0, first.start - WINDOW, text.rfind("\n", 0, first.start) + 1)
    ahead = text[start : first.start]
    behind = text[last.end : last.end + BEHIND].partition("\n")[0]
    kind = words.kind(ahead, behind)
    if before is not None and not words.is_new(text, before.numbers[-1].printed.end, *first[:2]):
        return None
    named, near = words.bodies(ahead, behind)
    if source is not None and not named:
        named = reported_in(source)
    if kind is None and before is not None:
        between = text[before.numbers[-1].printed.end : first.start]
        if len(between) <= LONGEST_REACH and not words.ends_sentence(between):
            kind = before.kind
            if not named and not near:
                named, near = before.named, before.near
    if kind is None:
        return None
    bodies = tuple(dict.fromkeys((*named, *speaker.of(kind), *near, *adopting(kind))))
    numbers = []
    for place, number in enumerate(group):
        following = group[place + 1].start if place + 1 < len(group) else None
        year = words.year(text, number.start, number.end, following)
        letter = words.letter(text, number.end)
        readings = _readings(bodies, kind, number.text, letter, year)
        if not readings and _SIGNED.search(number.text):
            # A number with its body's sign in it is right where the word beside it is wrong.
            for other in KINDS:
                others = _readings(adopting(other), other, number.text, letter, year)
                readings = {**readings, **others}
        ends_range = place > 0 and bool(
            words.ranges.fullmatch(text, group[place - 1].end, number.start)
        )
        numbers.append(_Number(number, letter, year, readings, ends_range))
    return _List(numbers, kind, named, near)


@lru_cache(_REMEMBERED)
def _readings(
    bodies: tuple[str, ...], kind: str, number: str, letter: str | None, year: int | None
) -> dict[str, Symbol]:
    """Return what a number may mean, by body, in the order of the bodies; not to be changed."""
    found = {}
    for body in bodies:
        symbol = _numbered(body, kind, number, letter)
        if symbol is not None and may_be_of(symbol, year):
            found[body] = symbol
    return found


def _numbered(body: str, kind: str, number: str, letter: str | None) -> Symbol | None:
    if letter is not None:
        symbol = symbols.numbered(body, kind, f"{number} {letter}")
        if symbol is not None:
            return symbol
    return symbols.numbered(body, kind, number)


def _sure(number: _Number, one: _List) -> Symbol | None:
    """Return what a number means if its own words leave no doubt: a body beside it, or a day."""
    for body in one.named:
        if body in number.readings:
            return number.readings[body]
    if any(body.startswith("other:") for body in one.named):
        return None
    if number.year is not None:
        told = [symbol for symbol in number.readings.values() if tells_year(symbol)]
        if len(told) == 1:
            return told[0]
    return None


def _cited(
    one: _List, speaker: Speaker, settled: dict[tuple[str, str], set[Symbol]]
) -> list[Mention]:
    own = speaker.of(one.kind)
    sure = [_sure(number, one) for number in one.numbers]
    bodies = {symbol.body for symbol in sure if symbol is not None}
    found: list[Mention] = []
    previous: Symbol | None = None
    for number, certain in zip(one.numbers, sure, strict=True):
        readings = number.readings
        elsewhere = settled.get((one.kind, number.printed.text), set())
        best = certain
        if best is None and len(bodies) == 1:
            best = readings.get(next(iter(bodies)) or "")
        if best is None and any(body.startswith("other:") for body in one.named):
            readings = {}
        if best is None and len(elsewhere) == 1 and elsewhere <= set(readings.values()):
            best = next(iter(elsewhere))
        for body in (*own, *one.near):
            if best is None:
                best = readings.get(body)
        distinct = list(dict.fromkeys(readings.values()))
        if best is None and len(distinct) == 1 and not _COMMON.fullmatch(number.printed.text):
            best = distinct[0]
        if best is not None or not _DOTTED.fullmatch(number.printed.text):
            mention = _mention(number, one.kind, best, distinct)
            if number.ends_range and previous is not None and best is not None:
                mention = mention._replace(details=mention.details + range_details(previous, best))
            found.append(mention)
        previous = best
    return found


def _mention(number: _Number, kind: str, best: Symbol | None, candidates: list[Symbol]) -> Mention:
    start, end, text, _ = number.printed
    details: tuple[tuple[str, str], ...] = (("number", text),)
    if number.letter is not None:
        details += (("part", number.letter),)
    if best is not None:
        normal, iri = _named(best)
        return Mention(start, end, "document", normal, iri, RESOLVED, (), details)
    normal = f"{kind} {text}"
    if len(candidates) < 2:
        return Mention(start, end, "document", normal, None, UNKNOWN, (), details)
    iris = tuple(_named(symbol)[1] for symbol in candidates)
    return Mention(start, end, "document", normal, None, AMBIGUOUS, iris, details)


@lru_cache(_REMEMBERED)
def _named(symbol: Symbol) -> tuple[str, str]:
    """Return the standard form and the IRI of a symbol."""
    return symbol.normal, symbol.iri
