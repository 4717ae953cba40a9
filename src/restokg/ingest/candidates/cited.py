"""Documents that are cited, and neither curated nor read: what their symbols alone tell."""

from __future__ import annotations

from functools import lru_cache

from restokg import symbols
from restokg.ingest.candidates.identity import CLASSES
from restokg.ingest.candidates.turtle import iri, literal

_REMEMBERED = 1 << 17


@lru_cache(_REMEMBERED)
def description(document: str) -> str | None:
    """Return the graph of a document by its IRI: class, symbol, names; None if it has no symbol."""
    symbol = symbols.from_iri(document)
    if symbol is None:
        return None
    english, chinese = literal(symbol.label("en"), "en"), literal(symbol.label("zh"), "zh")
    return (
        f"GRAPH {iri(document)} {{\n"
        f"  {iri(document)} a rkg:{CLASSES[symbol.kind]} ; adms:status status:candidate ; "
        f"rkg:symbol {literal(symbol.normal)} ;\n"
        f"    rdfs:label {english} , {chinese} .\n}}\n"
    )
