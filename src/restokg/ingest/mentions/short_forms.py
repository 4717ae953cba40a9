"""Short forms: "the said resolution", which means the one that was cited last.

Only forms that can mean nothing else are read: "the resolution" is none of them, and "the present
resolution" is the text at hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from restokg import symbols
from restokg.ingest.mentions.citing import KINDS
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.wordlists import words, writing
from restokg.symbols.patterns import compile_pattern, finditer

SHORT = ("short", "yes")
"""The detail by which a short form is known."""


class Sayings(NamedTuple):
    """The short forms of one language."""

    pattern: Any
    """Each kind is a group, in the order of KINDS."""
    one_of_all: tuple[str, ...]
    """How forms begin that may as well mean several."""
    compounds: tuple[str, ...]
    before: tuple[str, ...]
    spaced: bool
    """Whether the language parts its words."""


def short_forms(text: str, language: str | None, cited: Sequence[Mention]) -> list[Mention]:
    """Return the short forms in a cleaned text, in order.

    Each means the last of ``cited`` that is of its kind and stands in the same paragraph or in the
    one before; where there is none, the form is left out. ``cited`` is in the order of the text.
    """
    sayings = _sayings(writing(text, language))
    places: list[int] = []
    found: list[Mention] = []
    for (start, end), *groups in finditer(sayings.pattern, text):
        if not _stands_alone(text, start, end, sayings):
            continue
        kind = next(kind for kind, span in zip(KINDS, groups, strict=True) if span[0] >= 0)
        floor = _paragraph_before(text, start)
        places = places or [mention.start for mention in cited]
        nearest = (
            cited[index]
            for index in range(bisect_left(places, start) - 1, -1, -1)
            if places[index] >= floor and _kind(cited[index]) == kind
        )
        meant = next(nearest, None)
        if meant is None:
            continue
        if text.startswith(sayings.one_of_all, start) and any(
            other.normal != meant.normal for other in nearest
        ):
            continue
        found.append(
            Mention(
                start,
                end,
                "document",
                meant.normal,
                meant.iri,
                meant.status,
                meant.candidates,
                (SHORT,),
            )
        )
    return found


def _stands_alone(text: str, start: int, end: int, sayings: Sayings) -> bool:
    """Whether this is a form of its own: not part of other words, and no number follows it."""
    after = text[end : end + 12]
    if after.startswith(sayings.compounds) or text.endswith(sayings.before, 0, start):
        return False
    if not sayings.spaced:
        return True
    if after[:1].isalnum() or text[max(0, start - 1) : start].isalnum():
        return False
    word = after.lstrip().split(" ", 1)[0]
    return not any(sign.isdigit() for sign in word)


def _paragraph_before(text: str, place: int) -> int:
    """Return where the paragraph before the one at a place begins."""
    start = text.rfind("\n", 0, place) + 1
    end = len(text[max(0, start - 1000) : start].rstrip()) + max(0, start - 1000)
    return text.rfind("\n", 0, end) + 1


def _kind(mention: Mention) -> str:
    if mention.iri is None:
        return mention.normal.partition(" ")[0]
    symbol = symbols.from_iri(mention.iri)
    return "" if symbol is None else symbol.kind


@cache
def _sayings(language: str) -> Sayings:
    table = words("citations")[language]["said"]
    pattern = "|".join(f"({'|'.join(table[kind])})" for kind in KINDS)
    return Sayings(
        compile_pattern(pattern, ignore_case=True),
        tuple(table["one_of_all"]),
        tuple(table["compounds"]),
        tuple(table["before_said"]),
        language != "zh",
    )
