"""All that a document mentions: the extractors run over its cleaned text, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restokg import symbols
from restokg.ingest.cleaning import Cleaned, clean
from restokg.ingest.document import Document
from restokg.ingest.mentions.addressees import addressees
from restokg.ingest.mentions.citations import Speaker, citations
from restokg.ingest.mentions.dates import dates
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.modality import modalities
from restokg.ingest.mentions.quantities import quantities
from restokg.ingest.mentions.targets import targets
from restokg.ingest.mentions.wordlists import writing

if TYPE_CHECKING:
    from restokg.ingest.mentions.gazetteer import Gazetteer

_PLACES = frozenset(("verb", "head"))
"""Details of mentions that are places in the text."""

WRAPPED = frozenset(("text", "pdf"))
"""Formats whose lines are broken by width, not by sense."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds mentions in documents.

    ``gazetteer`` knows the names of the graph, ``documents`` the IRIs of the documents in it;
    ``symbols`` has the IRIs of those whose IRI is not made from their symbol.
    """

    gazetteer: Gazetteer
    symbols: Mapping[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    def mentions(
        self, document: Document, *, details: bool = True, speech: bool = True
    ) -> list[Mention]:
        """Return all mentions, by their place in the document's text.

        Without ``details``, what no statement is made of is not looked for: dates, quantities, and
        the places in documents that citations point to. Without ``speech``, verbs and addressees
        are not.
        """
        cleaned = clean(document.text, wrapped=document.format in WRAPPED)
        text, language = cleaned.text, document.language
        names = self.gazetteer.read(text, language or writing(text, None))
        found = [
            *self._known(citations(text, language, speaker(document), pinpoints=details)),
            *names.mentions,
            *targets(text, language),
        ]
        if speech:
            spans = [
                (cleaned.place(provision.start), cleaned.place(provision.end), provision.kind)
                for provision in document.provisions
            ]
            verbs = modalities(text, spans, language)
            found += verbs
            found += addressees(text, verbs, names, self.gazetteer, language)
        if details:
            found += dates(text, language)
            found += quantities(text, language)
        return sorted(_original(found, cleaned))

    def _known(self, citations: Sequence[Mention]) -> Iterator[Mention]:
        """Yield citations with the IRIs that the graph has for what they name.

        Where it has a decision as a whole, its lettered part is that decision.
        """
        for citation in citations:
            iri = self.symbols.get(citation.normal)
            details = dict(citation.details)
            if iri is None and "part" in details and citation.iri not in self.documents:
                part = symbols.from_iri(citation.iri) if citation.iri else None
                if part is not None and part.body is not None:
                    whole = symbols.numbered(part.body, part.kind, details["number"])
                    iri = whole.iri if whole and whole.iri in self.documents else None
            yield citation if iri is None else citation._replace(iri=iri)


def speaker(document: Document) -> Speaker:
    """Return who speaks in a document, by its symbol."""
    symbol = symbols.unambiguous(document.symbol) if document.symbol else None
    return Speaker(None if symbol is None else symbol.body)


def _original(mentions: Sequence[Mention], cleaned: Cleaned) -> list[Mention]:
    if not cleaned.places:
        return list(mentions)
    moved = []
    for mention in mentions:
        start, end = cleaned.span(mention.start, mention.end)
        details = tuple(
            (name, str(cleaned.original(int(value))) if name in _PLACES else value)
            for name, value in mention.details
        )
        moved.append(mention._replace(start=start, end=end, details=details))
    return moved
