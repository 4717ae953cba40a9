"""What a document is called: its IRI, class, names, and the body that it comes from."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from restokg import symbols
from restokg.ingest.candidates.knowledge import Knowledge, Labels
from restokg.ingest.document import Document
from restokg.namespaces import DOC
from restokg.symbols import Symbol

CLASSES = {
    "resolution": "Resolution",
    "decision": "Decision",
    "recommendation": "BodyRecommendation",
    "document": "Document",
}
"""Classes of the ontology by the kind that a symbol tells."""

_UNSAFE = re.compile(r"[^a-z0-9]+")


class Identity(NamedTuple):
    """``symbol`` is None for a document whose symbol is not printed or not known."""

    iri: str
    symbol: str | None
    class_: str
    labels: Labels
    body: str | None
    """The IRI of the body, if the graph describes it."""
    adopted: bool
    """Whether it is a text that a body adopts, by its kind."""


def identify(document: Document, knowledge: Knowledge, *, given: str | None = None) -> Identity:
    """Return the identity of a document, from its symbol or else from the name of its file.

    ``given`` is a symbol, or an IRI of ours, that the user says it has.
    """
    if given is not None and given.startswith(DOC):
        return _unnamed(given, given.removeprefix(DOC))
    text = given if given is not None else document.symbol
    readings = symbols.parse(text) if text else ()
    if len(readings) == 1:
        return named(readings[0], knowledge)
    stem = Path(document.path).stem
    slug = _UNSAFE.sub("-", unicodedata.normalize("NFKD", stem).casefold()).strip("-")
    return _unnamed(f"{DOC}file/{slug or 'document'}", text or stem)


def named(symbol: Symbol, knowledge: Knowledge) -> Identity:
    """Return the identity that a symbol gives."""
    body = symbol.body_iri
    return Identity(
        symbol.iri,
        symbol.normal,
        CLASSES[symbol.kind],
        (symbol.label("en"), symbol.label("zh")),
        body if body in knowledge.labels else None,
        symbol.kind != "document",
    )


def _unnamed(iri: str, name: str) -> Identity:
    return Identity(iri, None, "Document", (f"Document {name}", f"文件 {name}"), None, False)
