"""Mentions as records, one each, for other programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from restokg.graph.store import Store
from restokg.ingest.candidates.identity import identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.document import Document, Provision
from restokg.ingest.mentions.mention import Mention

FIELDS = ("file", "start", "end", "text", "kind", "normal", "iri", "status")
"""What each record begins with, in this order."""


def records(
    document: Document, mentions: Sequence[Mention], *, named: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield a record for each mention.

    Offsets are those of the mentions. With ``named``, a record tells which document of its file
    it is from.
    """
    provisions = _Provisions(document)
    name = called(document) if named else None
    for mention in mentions:
        values = (
            document.path,
            mention.start,
            mention.end,
            document.text[mention.start : mention.end],
            mention.kind,
            mention.normal,
            mention.iri,
            mention.status,
        )
        record: dict[str, Any] = dict(zip(FIELDS, values, strict=True))
        if mention.candidates:
            record["candidates"] = mention.candidates
        if mention.details:
            record["details"] = _details(mention)
        if (provision := provisions.around(mention)) is not None:
            record["provision"] = provision.path
        if name is not None:
            record["document"] = name
        if document.language is not None:
            record["language"] = document.language
        yield record


def called(document: Document) -> str:
    """Return the symbol of a document, or else the IRI that its file gives it."""
    return document.symbol or identify(document, _nothing_known()).iri


@cache
def _nothing_known() -> Knowledge:
    return Knowledge.of(Store())


def _details(mention: Mention) -> dict[str, str | list[str]]:
    """Return what a kind has of its own; what is given more than once becomes a list."""
    found: dict[str, str | list[str]] = {}
    for name, value in mention.details:
        known = found.get(name)
        if known is None:
            found[name] = value
        elif isinstance(known, list):
            known.append(value)
        else:
            found[name] = [known, value]
    return found


class _Provisions:
    """The provisions of a document by their place; none of their spans lies in another."""

    def __init__(self, document: Document) -> None:
        self._ordered = sorted(document.provisions, key=lambda provision: provision.start)
        self._starts = [provision.start for provision in self._ordered]

    def around(self, mention: Mention) -> Provision | None:
        index = bisect_right(self._starts, mention.start) - 1
        if index < 0 or mention.end > self._ordered[index].end:
            return None
        return self._ordered[index]
