"""From an address back to the symbol: IRIs of ours, and links to official sites."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from restokg.namespaces import DOC
from restokg.symbols.documents import LONGEST
from restokg.symbols.parsing import document, numbered
from restokg.symbols.readers import iri_readers
from restokg.symbols.symbol import Symbol

_UNDOCS = re.compile(
    r"https?://(?:www\.)?undocs\.org/{1,2}(?:(?:ar|ch|zh|en|fr|ru|es|sp)/)?(.{1,300})",
    re.IGNORECASE,
)
_CBD = re.compile(r"https?://(?:www\.)?cbd\.int/decisions?/cop/([0-9]{1,2}/[0-9]{1,2})")


@lru_cache(1 << 14)
def from_iri(iri: str) -> Symbol | None:
    """Return the symbol that an IRI of ours is made of, or None: not all documents have one.

    >>> from_iri("https://w3id.org/restokg/doc/unea-resolution-4-10").normal
    'UNEP/EA.4/Res.10'
    """
    name = iri.removeprefix(DOC)
    if name == iri or len(name) > LONGEST:
        return None
    found = [reader.read(name) for reader in iri_readers()]
    for symbol in (*found, document(name)):
        if symbol is not None and symbol.iri == iri:
            return symbol
    return None


@lru_cache(1 << 14)
def from_link(address: str) -> Symbol | None:
    """Return the symbol of a document on an official site, or None.

    Sites are lenient about capitals and spaces, and so is this.

    >>> from_link("https://undocs.org/en/A/hrc/RES/49/1").normal
    'A/HRC/RES/49/1'
    """
    address = address.strip()
    if (match := _UNDOCS.fullmatch(address)) is not None:
        return document(unquote(match[1]))
    if (match := _CBD.fullmatch(address)) is not None:
        return numbered("cbd-cop", "decision", match[1])
    return None
