"""A mention: a span of a text that names something, and what it names."""

from __future__ import annotations

from typing import NamedTuple

KINDS = (
    "document",
    "instrument",
    "target",
    "body",
    "organization",
    "addressee",
    "modality",
    "date",
    "quantity",
    "theme",
    "ecosystem",
)
"""Documents are cited by symbol or number; instruments are conventions, agreements and plans cited
by name; bodies adopt texts; all other named actors are organizations. Themes and types of
ecosystems are those of the graph's vocabularies, told by words that say what a passage is about."""

TOPICS = ("theme", "ecosystem")
"""The kinds that name what a passage is about."""

RESOLVED = "resolved"
AMBIGUOUS = "ambiguous"
UNKNOWN = "unknown"


class Mention(NamedTuple):
    """``start`` and ``end`` are code points of the text that was searched; ``end`` is exclusive.

    ``normal`` is what is named, in its one standard form: a symbol (``A/RES/70/1``), a label in
    English, a day in ISO form, a figure with its unit.
    """

    start: int
    end: int
    kind: str
    normal: str
    iri: str | None = None
    status: str = RESOLVED
    candidates: tuple[str, ...] = ()
    """IRIs, where ``status`` is ambiguous."""
    details: tuple[tuple[str, str], ...] = ()
    """What a kind has of its own: the value and unit of a quantity, the pinpoint of a citation,
    the strength of a modality."""
