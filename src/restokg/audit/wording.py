"""Statements in words, beside our summary of the passage that states them."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.audit.statements import KINDS, Curated
from restokg.graph.lookup import label
from restokg.graph.phrases import Phrases, language
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.graph.wording import said
from restokg.namespaces import DCTERMS, compact


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement as a reader sees it, and where it is from; the texts are in one language.

    ``summary`` is empty where the graph has none, as for a document.
    """

    citation: str
    kind: str
    subject: str
    property: str
    value: str
    summary: str


class Wording:
    """Words for statements, in one language where the graph has the choice."""

    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang
        self._phrases = Phrases(store, lang, about=NamedNode(DCTERMS))

    def of(self, item: Curated) -> Worded:
        statement = item.statement
        if isinstance(statement.subject, NamedNode):
            self._phrases.about = statement.subject
        subject = statement.subject.value
        # What a passage states a fact by is a fragment of it: no need to say again of which.
        short = subject[len(item.passage) :] if subject.startswith(f"{item.passage}#") else ""
        return Worded(
            self.citation(item.passage),
            KINDS[item.kind][self.lang],
            self._named(subject, short or self.citation(subject)),
            self._named(statement.predicate, compact(statement.predicate)),
            self._value(statement.object),
            self.summary(item.passage),
        )

    def citation(self, iri: str) -> str:
        return self._phrases.citation(iri)

    def summary(self, passage: str) -> str:
        found = {
            quad.object.language or "": quad.object.value
            for quad in self.store.quads(NamedNode(passage), NamedNode(DCTERMS + "abstract"))
            if isinstance(quad.object, Literal)
        }
        return found.get(self.lang) or found.get("en") or ""

    def _named(self, iri: str, short: str) -> str:
        found = label(self.store, iri, self.lang)
        return f"{found} ({short})" if found and found != short else short

    def _value(self, term: Term) -> str:
        if not isinstance(term, Literal):
            return self._phrases.line(term)
        tag = language(term)
        return f"{said(term)} @{tag}" if tag else said(term)
