"""What a document is called: its IRI, class, names, and the body that it comes from."""

from __future__ import annotations

import hashlib
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

LONGEST_SLUG = 80
"""Characters of the name of a file that stand in an IRI."""

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
        symbol = symbols.from_iri(given)
        return named(symbol, knowledge) if symbol else _unnamed(given, given.removeprefix(DOC))
    text = given if given is not None else document.symbol
    symbol = symbols.unambiguous(text) if text else None
    if symbol is not None:
        return named(symbol, knowledge)
    return _unnamed(file_iri(document.path), text or Path(document.path).stem)


def file_iri(path: str) -> str:
    """Return the IRI of a document of which only the file is known, from the name of that.

    A name that is not in Latin letters alone, or long, is told from others by a digest.

    >>> file_iri("reports/Sand and dust.pdf").rpartition("/doc/")[2]
    'file-sand-and-dust'
    """
    stem = Path(path).stem
    plain = unicodedata.normalize("NFKD", stem).casefold()
    slug = _UNSAFE.sub("-", plain)[:LONGEST_SLUG].strip("-")
    if len(plain) > LONGEST_SLUG or any(sign.isalnum() and not sign.isascii() for sign in plain):
        exact = unicodedata.normalize("NFC", stem).encode("utf-8", "surrogateescape")
        slug = f"{slug}-{hashlib.sha256(exact).hexdigest()[:8]}".strip("-")
    return f"{DOC}file-{slug or 'document'}"


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
