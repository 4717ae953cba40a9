"""The frameworks whose goals, targets and indicators the graph names, and which of these exist."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from restokg.namespaces import PREFIXES

_LETTERS = {"а": "a", "б": "b", "с": "c", "أ": "a", "ب": "b", "ج": "c", "د": "d"}
"""The letters of targets about means, as other scripts write them."""

_SDG_TARGETS = (
    "5ab 5ac 9ad 7ac 6ac 6ab 3ab 10ab 5ac 7ac 7ac 8ac 3ab 7ac 9ac 10ab 19"  # goals 1 to 17
)
"""For each Sustainable Development Goal its last numbered target, and the first and last lettered
one: resolution A/RES/70/1."""

_INDICATORS = Path(__file__).parent / "words" / "sdg-indicators.toml"

_LAST = {"aichi": 20, "gbf": 23, "gspc": 16}
_GOALS = {"aichi": "ABCDE", "gbf": "ABCD"}
_NAMES = {"aichi": "Aichi Biodiversity Target", "gbf": "GBF Target", "gspc": "GSPC Target"}
_GOAL_NAMES = {"aichi": "Aichi Strategic Goal", "gbf": "GBF Goal"}
_PART = re.compile(r"[.-]")


class Named(NamedTuple):
    """What a number names in a framework; ``iri`` is None where there is no such thing."""

    normal: str
    iri: str | None


def parts(number: str) -> list[str]:
    """Return the parts of a number, letters in Latin script.

    >>> parts("15.3.1"), parts("7-أ")
    (['15', '3', '1'], ['7', 'a'])
    """
    return [_LETTERS.get(part, part) for part in _PART.split(number)]


def suits(framework: str, kind: str, number: list[str]) -> bool:
    """Tell whether a framework numbers what a word calls it in this way."""
    if framework == "sdg":
        if number[0].isalpha():
            return False
        return len(number) == (3 if kind == "indicator" else 1 if kind == "goal" else 2) or (
            kind == "any" and len(number) < 4
        )
    if len(number) > 1 or kind == "indicator":
        return False
    if number[0].isalpha():
        return kind != "target" and framework in _GOALS
    return kind != "goal"


def named(framework: str, kind: str, number: list[str]) -> Named:
    """Return what a number names.

    >>> named("sdg", "target", ["15", "3"])
    Named(normal='SDG target 15.3', iri='http://metadata.un.org/sdg/15.3')
    >>> named("aichi", "target", ["25"])
    Named(normal='Aichi Biodiversity Target 25', iri=None)
    """
    if framework == "sdg":
        return _sdg(kind, number)
    notation = number[0]
    if notation.isalpha():
        known = notation in _GOALS[framework]
        iri = f"{PREFIXES['goal']}{framework}-{notation.lower()}" if known else None
        return Named(f"{_GOAL_NAMES[framework]} {notation}", iri)
    known = 1 <= int(notation) <= _LAST[framework]
    iri = f"{PREFIXES['target']}{framework}-{int(notation)}" if known else None
    return Named(f"{_NAMES[framework]} {notation}", iri)


def _sdg(kind: str, number: list[str]) -> Named:
    notation = ".".join(number)
    if len(number) == 3:
        code = _indicator_codes().get(notation)
        return Named(f"SDG indicator {notation}", code and PREFIXES["sdg"] + code)
    if len(number) == 2:
        return Named(f"SDG target {notation}", _link(notation, exists(number)))
    if kind == "target":
        return Named(f"SDG target {notation}", None)
    return Named(f"SDG {notation}", _link(notation, 1 <= int(notation) <= 17))


@cache
def _indicator_codes() -> dict[str, str]:
    """Return the codes of the United Nations for indicators, by their numbers."""
    table = tomllib.loads(_INDICATORS.read_text(encoding="utf-8"))
    codes: dict[str, str] = dict(table["others"])
    for notation in table["coded"]:
        codes[notation] = "C" + "".join(part.zfill(2) for part in notation.split("."))
    return codes


def _link(notation: str, known: bool) -> str | None:
    return PREFIXES["sdg"] + notation if known else None


def exists(number: list[str]) -> bool:
    """Tell whether there is such a target of the Sustainable Development Goals.

    >>> exists(["15", "9"]), exists(["15", "10"]), exists(["15", "c"])
    (True, False, True)
    """
    goal, target = number
    if not goal.isdigit() or goal.startswith("0") or not 1 <= int(goal) <= 17:
        return False
    shape = _SDG_TARGETS.split()[int(goal) - 1]
    last = shape.rstrip("abcd")
    if target.isdigit():
        return not target.startswith("0") and 1 <= int(target) <= int(last)
    letters = shape[len(last) :]
    return bool(letters) and letters[0] <= target <= letters[-1]
