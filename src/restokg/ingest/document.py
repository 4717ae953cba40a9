"""The model of a document that every reader yields: one text, and provisions as spans of it."""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, as in the alphabetical order of English."""


@dataclass(slots=True)
class Provision:
    """A passage of a document. Spans count code points of the document's text.

    ``start`` and ``end`` bound the provision's own words: without its printed number, without the
    words of its children, and without footnotes, which are provisions of their own.
    """

    path: str
    """Its address below the document: ``p/12/b``, ``preamble/3``, ``annex-1/p/2``."""
    kind: str
    """The local name of its class in the ontology: ``OperativeParagraph``, ``Item`` …"""
    start: int
    end: int
    number: str | None = None
    """As printed, without a full stop: ``12``, ``(b)``; None where none is printed."""
    parent: int | None = None
    """The index of its parent among the provisions; None for the document itself."""
    note_at: int | None = None
    """For a footnote, where in the text its mark stands."""


@dataclass(slots=True)
class Document:
    """A document as read from one file, in one language."""

    path: str
    format: str
    """``akn``, ``html``, ``docx``, ``pdf`` or ``text``."""
    text: str
    """All the words, in reading order. For plain text, the very content of the file."""
    provisions: list[Provision]
    """In reading order: a parent stands before its children."""
    language: str | None = None
    """One of LANGUAGES; None if it cannot be told."""
    symbol: str | None = None
    """As printed in the masthead."""
    title: str | None = None
    date: str | None = None
    """The day of adoption, or else of issue, in ISO form."""
    date_adopted: bool = False
    """Whether ``date`` is the day of adoption."""
    session: str | None = None
    agenda_item: str | None = None
    subjects: list[str] = field(default_factory=list)
    """IRIs of the subjects that the document's own metadata gives."""
    notices: list[str] = field(default_factory=list)
    """What the reader had to leave out or to guess, a sentence each."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Spans of the text that are hyperlinks, with their addresses. Extraction never reads them:
    they are there to hold it against."""
