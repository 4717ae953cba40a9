"""Patterns for RE2 that find symbols and numbers in running text, made from the grammar's data.

They expect plain characters, as ``characters.SINGLE`` makes them, but take no-break spaces,
non-breaking hyphens, and a line break within a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from restokg.symbols.documents import (
    DOTTED,
    MOST_COMPONENTS,
    NUMBERED,
    PLAIN,
    aside_pattern,
    prefixes,
)
from restokg.symbols.forms import components
from restokg.symbols.parsing import document
from restokg.symbols.patterns import compile_pattern, finditer
from restokg.symbols.symbol import Symbol, shapes
from restokg.symbols.templates import Template

_FIRST_WIDE = "\u2e80"
_SPACE = r"[ \x{a0}\x{202f}]?"
_CHANGES = rf"(?:/(?:Add|Amend|Corr|Rev)\.{_SPACE}[0-9]{{1,3}}\b){{0,2}}"


@cache
def symbol_pattern() -> str:
    """Return the pattern of full symbols, without groups.

    What it finds has exactly the symbol's span; but as RE2 does not look back, a match may begin
    within a longer word or address: ``find_symbols`` leaves those out.
    """
    return rf"\b(?:(?:{'|'.join(_formed())}){_CHANGES}|{_generic()}(?:[-‑–]{_generic()}){{0,2}})"


@cache
def number_pattern() -> str:
    """Return the pattern of the numbers of resolutions and decisions, without groups.

    It finds what may be such a number after the word for it; by itself 4/10 is a fraction as well.
    """
    numbers = (template for _, _, shape in shapes() for template in shape.numbers)
    return f"(?:{'|'.join(_longest_first(numbers))})"


def find_symbols(text: str) -> Iterator[tuple[int, int, Symbol]]:
    """Yield start, end and meaning of each full symbol in a text, in order."""
    for ((start, end),) in finditer(_compiled(), text):
        if start and _within(text[start - 1]):
            continue
        symbol = document(text[start:end])
        if symbol is not None:
            yield start, end, symbol


def _within(before: str) -> bool:
    """Tell whether a symbol cannot begin after this character, which Chinese ones allow."""
    return before in "/._-‑" or (before.isalnum() and before < _FIRST_WIDE)


@cache
def _compiled() -> Any:
    return compile_pattern(symbol_pattern())


def _formed() -> list[str]:
    """Return the patterns of symbols with spaces, which the general one does not find."""
    templates = (template for _, _, shape in shapes() for template in shape.symbols)
    return _longest_first(template for template in templates if " " in template.text)


def _longest_first(templates: Iterable[Template]) -> list[str]:
    """Return the patterns in order: RE2 takes the first alternative that fits."""
    found: dict[str, int] = {}
    for template in templates:
        found |= template.running()
    return sorted(found, key=lambda pattern: (-found[pattern], pattern))


@cache
def _generic() -> str:
    series = "|".join(re.escape(prefix) for prefix in prefixes())
    dotted = DOTTED.replace(" ?", _SPACE)
    dashed = [pattern.replace("-(", "[-‑–](").replace("-[0", "[-‑–][0") for pattern in NUMBERED]
    dotted = dotted.replace(":-[", ":[-‑–][")
    numbered = "|".join([dotted, *dashed, "Corrigendum"])
    plain = "|".join([*PLAIN, *components()["words"]])
    inner = aside_pattern().replace(" ?", _SPACE)
    aside = rf"(?i:{_SPACE}\((?:{inner})\))"
    first = rf"(?:{series})(?:\([A-Z0-9]{{1,6}}\)|\.[0-9]{{1,3}})?"
    middle = rf"(?:/(?:(?:{numbered}){aside}{{0,2}}|{plain}))"
    last = rf"/(?:(?:{numbered})\b|[A-Z]{{1,6}}\([0-9]{{1,3}}\)){aside}{{0,2}}"
    return rf"{first}{middle}{{0,{MOST_COMPONENTS - 1}}}{last}"
