"""Full symbols of documents: ``A/75/6 (Sect. 9)``, ``ICCD/CRIC(22)/7-ICCD/COP(16)/CST/8``.

A symbol is a series and components between oblique strokes. What is read here is given by itself;
``running`` finds symbols in texts by the same data.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from restokg.symbols.characters import latin
from restokg.symbols.forms import components, series

LONGEST = 160
"""Characters that a symbol may have, joint symbols included."""
MOST_COMPONENTS = 9

ROMAN = "[IVXLC]{1,6}"
SECTION = "[0-9]{1,2}[A-Z]?"
DOTTED = r"(?:[A-Z][A-Za-z]{0,7}\.){1,3} ?(?:[0-9]{1,4}(?:-[0-9]{1,4})?|[IVX]{1,5})"
"""Add.1, CONF.219, OzL.Pro.28, GC.SS.VII, SR.13-15."""
NUMBERED = (
    r"[0-9]{1,4}-[0-9]{1,4}",
    r"[0-9]{1,6}[A-Z]?",
    r"(?:S|ES|ORG|OS)-[0-9]{1,3}",
    r"[A-Z]{1,6}\([0-9]{1,3}\)",
    r"[A-Z]{2,8}[0-9]{1,3}",
)
"""Components with a number; a symbol ends with one or with a dotted one."""
PLAIN = (r"[A-Z]{1,6}\([A-Z]{1,6}\)", r"[A-Z]{1,12}-[A-Z]{1,8}", r"[A-Z]{1,12}")


class Half(NamedTuple):
    """A symbol, or one half of a joint one, in its standard spelling."""

    text: str
    body: str | None
    linked: bool


def standard_symbol(text: str) -> tuple[Half, ...] | None:
    """Return the halves of a plain text that is a symbol, or None if it is not."""
    text = latin(text).replace("–", "-")
    if len(text) > LONGEST or "/" not in text:
        return None
    halves = [_half(half) for half in _joint().split(text)]
    found = tuple(half for half in halves if half is not None)
    return found if len(found) == len(halves) <= 3 else None


def prefixes() -> tuple[str, ...]:
    """Return the first components of all series, the longest first."""
    firsts = {entry["prefix"].partition("/")[0] for entry in series()}
    return tuple(sorted(firsts, key=lambda prefix: (-len(prefix), prefix)))


def asides() -> tuple[tuple[str, str], ...]:
    """Return how each aside is written, and the pattern that reads its values as groups."""
    return tuple(
        (
            text,
            re.escape(text)
            .replace(r"\{section\}", f"({SECTION})")
            .replace(r"\{roman\}", f"({ROMAN})")
            .replace(r"\-", "-")
            .replace(r"\ ", " ?")
            .replace("Parts", "Parts?")
            .replace("and", f"(?:{'|'.join(components()['and'])})"),
        )
        for text in components()["asides"]
    )


def aside_pattern() -> str:
    """Return the pattern of all asides, without groups."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", "|".join(pattern for _, pattern in asides()))


def _half(text: str) -> Half | None:
    first, *pieces = [piece.strip() for piece in text.split("/")]
    if not _first().fullmatch(first) or not 1 <= len(pieces) <= MOST_COMPONENTS:
        return None
    matches = [_component().fullmatch(piece) for piece in pieces]
    found = [match for match in matches if match is not None]
    if len(found) < len(matches) or found[-1]["plain"] or not re.search("[0-9]", text):
        return None
    symbol = "/".join([first.upper(), *(_written(match) for match in found)])
    entry = _series_of(symbol)
    return None if entry is None else Half(symbol, entry.get("body"), entry.get("link", False))


def _series_of(symbol: str) -> dict[str, Any] | None:
    for entry in sorted(series(), key=lambda entry: -len(entry["prefix"])):
        prefix = entry["prefix"]
        if symbol.startswith(prefix) and symbol[len(prefix)] in "/.(":
            return entry
    return None


def _written(match: re.Match[str]) -> str:
    name = _WORD.sub(_cased, match["name"].replace(" ", ""))
    return name + "".join(_aside(text) for text in _ASIDE.findall(match["asides"]))


def _aside(text: str) -> str:
    for written, pattern in asides():
        match = re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)
        if match is not None:
            filled = written
            for value in match.groups():
                filled = _VALUE.sub(value.upper(), filled, count=1)
            return f" ({filled})"
    return ""  # one that is ignored


_WORD = re.compile(r"[A-Za-z]{1,12}\.?")
_ASIDE = re.compile(r"\(([^()]{1,40})\)")
_VALUE = re.compile(r"\{\w{1,10}\}")


def _cased(match: re.Match[str]) -> str:
    word = match[0]
    known = _known_words().get(word.lower())
    if known is not None:
        return known
    return word.upper() if word.islower() else word


@cache
def _known_words() -> dict[str, str]:
    dotted = [f"{word}." for word in components()["dotted"]]
    return {word.lower(): word for word in [*dotted, *components()["words"]]}


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf" ?- ?(?=(?:{'|'.join(prefixes())})/)", re.IGNORECASE)


@cache
def _first() -> re.Pattern[str]:
    series_names = "|".join(prefixes())
    return re.compile(rf"(?:{series_names})(?:\([A-Z0-9]{{1,6}}\)|\.[0-9]{{1,3}})?", re.IGNORECASE)


@cache
def _component() -> re.Pattern[str]:
    numbered = "|".join([DOTTED, *NUMBERED, "Corrigendum"])
    plain = "|".join([*PLAIN, *components()["words"]])
    inner = "|".join([aside_pattern(), *components()["ignored"]])
    return re.compile(
        rf"(?P<name>{numbered}|(?P<plain>{plain}))(?P<asides>(?: ?\((?:{inner})\)){{0,2}})",
        re.IGNORECASE | re.ASCII,
    )
