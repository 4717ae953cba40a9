"""Read symbols that are given by themselves.

``document`` reads full symbols, ``numbered`` the numbers of a body that is known, ``parse``
whatever a person may write, with all its readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from restokg.symbols.characters import latin, plain
from restokg.symbols.documents import LONGEST, standard_symbol
from restokg.symbols.forms import bodies, words
from restokg.symbols.readers import number_readers, symbol_readers
from restokg.symbols.symbol import DOCUMENT, Symbol
from restokg.symbols.templates import ARABIC

LONGEST_TEXT = 400
"""Characters of a text that may be one symbol with the words around it."""

_REMEMBERED = 1 << 15
_ARABIC_SIGN = re.compile("[\u0621-\u064a]")


@lru_cache(_REMEMBERED)
def document(text: str) -> Symbol | None:
    """Return the document of a full symbol, or None.

    >>> document("A/RES/75/123b").normal
    'A/RES/75/123 B'
    >>> document("A/75/6(Sect.9)").normal
    'A/75/6 (Sect. 9)'
    """
    text = latin(plain(text))
    if len(text) > LONGEST:
        return None
    upper = text.upper()
    claimed = False
    for prefix, readers in symbol_readers():
        if upper.startswith(prefix):
            claimed = claimed or prefix.endswith(("/RES/", "/DEC/", "/REC/"))
            for reader in readers:
                if (symbol := reader.read(text)) is not None:
                    return symbol
    if claimed and not _changed(text):
        return None
    halves = standard_symbol(text)
    if halves is None:
        return None
    if len(halves) == 1 and halves[0].text != text and " " in text:
        # A space after a full stop is none: UNEP/EA.5/Res. 14 is the resolution.
        return document(halves[0].text)
    return Symbol(DOCUMENT, (("symbol", "-".join(half.text for half in halves)),))


@lru_cache(_REMEMBERED)
def numbered(body: str, kind: str, number: str) -> Symbol | None:
    """Return what a body adopted under this number, as printed, or None if it cannot be.

    >>> numbered("un-ga", "resolution", "217 A (III)").normal
    'A/RES/217 (III) A'
    >>> numbered("un-ga", "resolution", "5/1") is None
    True
    """
    text = latin(plain(number))
    return _numbered(body, kind, text, in_arabic=True)


def _numbered(body: str, kind: str, text: str, *, in_arabic: bool) -> Symbol | None:
    if len(text) > LONGEST:
        return None
    for reader in number_readers().get((body, kind), ()):
        if in_arabic or reader.template.script != ARABIC:
            symbol = reader.read(text)
            if symbol is not None:
                return symbol
    return None


@lru_cache(_REMEMBERED)
def parse(text: str, *, body: str | None = None) -> tuple[Symbol, ...]:
    """Return all readings of a text that is one symbol, with or without words around it.

    With ``body``, only readings of that body, which need not be named.

    >>> [symbol.body for symbol in parse("resolution 4/10")]
    ['un-hrc', 'unea']
    >>> [symbol.iri for symbol in parse("第4/10号决议", body="unea")]
    ['https://w3id.org/restokg/doc/unea-resolution-4-10']
    """
    text = plain(text)
    if len(text) > LONGEST_TEXT:
        return ()
    return tuple(dict.fromkeys(_readings(text, body)))


def unambiguous(text: str) -> Symbol | None:
    """Return the one reading of a text, or None if it has none or several.

    >>> unambiguous("A/RES/70/1").printed
    '70/1'
    >>> unambiguous("4/10") is None
    True
    """
    symbol = document(text)
    if symbol is not None:
        return symbol
    readings = parse(text)
    return readings[0] if len(readings) == 1 else None


def _readings(text: str, body: str | None) -> Iterator[Symbol]:
    rest, kinds, named = without_words(text)
    for candidate in dict.fromkeys((text, rest)):
        symbol = document(candidate)
        if symbol is not None and _agrees(symbol, body, kinds if candidate == rest else set()):
            yield symbol
    # Figures stand for roman numerals in Arabic only: 4/10 is no decision IV/10 otherwise, unless
    # it is known whose number it is.
    in_arabic = bool(body or named) or _ARABIC_SIGN.search(text) is not None
    for owner, kind in number_readers():
        wanted = owner == body if body else (not named or owner in named)
        if wanted and (not kinds or kind in kinds):
            for number in dict.fromkeys((latin(text), latin(rest))):
                if (found := _numbered(owner, kind, number, in_arabic=in_arabic)) is not None:
                    yield found


def _agrees(symbol: Symbol, body: str | None, kinds: set[str]) -> bool:
    bodies_of = {single.body for single in symbol.joined}
    return (body is None or body in bodies_of) and (
        not kinds or symbol.kind in kinds or DOCUMENT in kinds
    )


def without_words(text: str) -> tuple[str, set[str], set[str]]:
    """Return what is left beside words, the kinds they tell, and the bodies they name."""
    kinds: set[str] = set()
    named: set[str] = set()

    def note(match: re.Match[str]) -> str:
        word = match[0].casefold()
        kinds.update(_vocabulary().kinds.get(word, ()))
        named.update(_vocabulary().bodies.get(word, ()))
        return " "

    rest = " ".join(_vocabulary().pattern.sub(note, text).split())
    return rest.strip(" ,،，"), kinds, named


class _Vocabulary(NamedTuple):
    pattern: re.Pattern[str]
    kinds: dict[str, set[str]]
    bodies: dict[str, set[str]]


@cache
def _vocabulary() -> _Vocabulary:
    kinds: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    joining: set[str] = set()
    for group, by_language in words().items():
        for word in (word.casefold() for entries in by_language.values() for word in entries):
            if group == "joining":
                joining.add(word)
            else:
                kinds.setdefault(word, set()).add(group)
    for body in bodies().values():
        for name in (name.casefold() for names in body.names.values() for name in names):
            owners.setdefault(name, set()).add(body.id)
    known = sorted({*kinds, *owners, *joining}, key=lambda word: (-len(word), word))
    return _Vocabulary(re.compile("|".join(map(_bounded, known)), re.IGNORECASE), kinds, owners)


def _bounded(word: str) -> str:
    """Return the pattern of a word that is not part of a longer one, nor of a symbol."""
    pattern = re.escape(word).replace("'", "['’]")
    if word[0].isalpha() and not _is_chinese(word[0]):
        pattern = r"(?<![\w/])" + pattern
    if word[-1].isalpha() and not _is_chinese(word[-1]):
        pattern += r"(?![\w/-]|\.\d)"
    return pattern


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


_CHANGES = re.compile(r"(?:/(?:Add|Amend|Corr|Rev)\. ?[0-9]{1,3}){1,3}\Z", re.IGNORECASE)


def _changed(text: str) -> bool:
    """Tell whether this is a correction or the like of a resolution that is well-formed."""
    base = _CHANGES.sub("", text)
    return base != text and document(base) is not None
