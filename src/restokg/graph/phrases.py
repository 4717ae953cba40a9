"""Statements in the words of one language: names of things, and fact nodes as one line each.

A fact node (a membership, a figure, a request) is a fragment of the passage that states it. A
reader sees what it says, not its IRI: "more than 60 country, organization · as of 2024-08".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from restokg.graph.lookup import OTHER_NAMES, label
from restokg.graph.store import BlankNode, Literal, NamedNode, Quad, Store, Term, Triple
from restokg.graph.wording import cite, document_of, said, symbols
from restokg.namespaces import (
    DCTERMS,
    DOC,
    INFERRED_GRAPH,
    PREFIXES,
    RDF,
    RDFS,
    RKG,
    SKOS,
    compact,
)

TYPE = RDF + "type"
LABELS = frozenset({RDFS + "label", SKOS + "prefLabel"})
TEXTS = frozenset({SKOS + "definition", DCTERMS + "abstract", DCTERMS + "description"})
_VALUE = PREFIXES["qudt"] + "numericValue"
_UNITS = (PREFIXES["qudt"] + "unit", PREFIXES["schema"] + "currency", RKG + "counts")
_COMPARATOR = RKG + "comparator"
_EXACTLY = "comparator/exactly"


Names = dict[str, tuple[str, bool]]
"""What things are called in one language, and whether that is a label or made of the IRI."""


class Statement(NamedTuple):
    """A triple and its graph; the empty string is the graph without a name."""

    subject: Term
    predicate: str
    object: Term
    graph: str

    def is_fact(self) -> bool:
        """Tell whether it says more than what a thing is called, is, or means."""
        named = self.predicate in LABELS or self.predicate in OTHER_NAMES
        return self.predicate != TYPE and not named and self.predicate not in TEXTS


def statements(
    store: Store,
    subject: NamedNode | None = None,
    object: NamedNode | None = None,
    graph: NamedNode | None = None,
) -> list[Statement]:
    """Return the statements that match, as :func:`of_quads` has them."""
    return of_quads(store.quads(subject, None, object, graph))


def of_quads(quads: Iterable[Quad]) -> list[Statement]:
    """Return quads as statements, but for those about blank nodes.

    Those are parts of axioms, which say nothing to a reader.
    """
    return [
        Statement(
            quad.subject,
            quad.predicate.value,
            quad.object,
            quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else "",
        )
        for quad in quads
        if not isinstance(quad.subject, Triple | BlankNode)
        and not isinstance(quad.object, Triple | BlankNode)
    ]


def language(term: Term) -> str | None:
    return term.language if isinstance(term, Literal) else None


def in_language(terms: Iterable[Term], lang: str) -> list[Term]:
    """Leave out texts in another language where there is one in the language asked for."""
    terms = list(terms)
    translated = any(language(term) == lang for term in terms)
    return [term for term in terms if not translated or language(term) in (None, lang)]


def ours_first(predicate: str) -> tuple[bool, str]:
    return (not predicate.startswith(RKG), predicate)


class Phrases:
    """Words for terms, in one language; what is the same for many is looked up once."""

    def __init__(
        self, store: Store, lang: str, *, about: NamedNode, names: Names | None = None
    ) -> None:
        self.store = store
        self.lang = lang
        self.about = about  # fact nodes do not repeat the thing that they are shown with
        self._names: Names = {} if names is None else names
        self._parts: dict[str, tuple[str, str]] = {}
        self._symbols: dict[str, str] = {}
        self._asked: set[str] = set()

    def citation(self, iri: str) -> str:
        document = document_of(iri)
        if document is not None and document not in self._asked:
            self._asked.add(document)
            self._symbols.update(symbols(self.store, {document}, self.lang))
        return cite(iri, self._symbols, self.lang)

    def name(self, iri: str) -> str:
        """Return a label, or words made of the IRI's last part."""
        return self._named(iri)[0]

    def _named(self, iri: str) -> tuple[str, bool]:
        if iri not in self._names:
            found = label(self.store, iri, self.lang)
            if found is not None:
                self._names[iri] = found, True
            else:
                self._names[iri] = self.citation(iri) if iri.startswith(DOC) else _words(iri), False
        return self._names[iri]

    def line(self, term: Term) -> str:
        """Say a term on one line: a fact node with what it says, a thing with its short IRI."""
        if not isinstance(term, NamedNode):
            return self._short(term)
        name, details = self.parts(term)
        if details:
            return f"{name}: {details}"
        short = self.citation(term.value)
        known = name != short and self._named(term.value)[1]
        return f"{name} ({short})" if known else short

    def parts(self, term: Term) -> tuple[str, str]:
        """Return what a thing is called and, for a fact node, what is stated of it."""
        if not isinstance(term, NamedNode):
            return "", ""
        iri = term.value
        if iri not in self._parts:
            fact = iri.startswith(DOC) and "#" in iri
            passage = not fact and iri.startswith(DOC) and document_of(iri) != iri
            name = self.citation(iri) if passage else self.name(iri)
            self._parts[iri] = name, self.facts(iri) if fact else ""
        return self._parts[iri]

    def facts(self, iri: str, graph: NamedNode | None = None) -> str:
        """Say in one line what is stated of a thing, anywhere or in one graph."""
        values: dict[str, list[Term]] = {}
        for statement in statements(self.store, NamedNode(iri), graph=graph):
            stated = statement.graph != INFERRED_GRAPH
            if stated and statement.is_fact() and statement.object != self.about:
                terms = values.setdefault(statement.predicate, [])
                if statement.object not in terms:
                    terms.append(statement.object)
        colon = "：" if self.lang == "zh" else ": "
        parts = [quantity] if (quantity := self._quantity(values)) else []
        for predicate, terms in sorted(values.items(), key=lambda item: ours_first(item[0])):
            listed = self._list(in_language(terms, self.lang))
            parts.append(f"{self.name(predicate)}{colon}{listed}")
        return " · ".join(parts)

    def _quantity(self, values: dict[str, list[Term]]) -> str:
        """Take the number, its comparator and its unit out of ``values`` and say them at once."""
        if _VALUE not in values:
            return ""
        comparator = values.pop(_COMPARATOR, [])
        words = [self._short(term) for term in comparator if not term.value.endswith(_EXACTLY)]
        words += [self._short(term) for term in values.pop(_VALUE)]
        for unit in _UNITS:
            if terms := values.pop(unit, []):
                words.append(self._list(terms))
        return " ".join(words)

    def _list(self, terms: Iterable[Term]) -> str:
        comma = "、" if self.lang == "zh" else ", "
        return comma.join(sorted(self._short(term) for term in terms))

    def _short(self, term: Term) -> str:
        if isinstance(term, Literal):
            return said(term)
        return self.name(term.value) if isinstance(term, NamedNode) else str(term)


def _words(iri: str) -> str:
    """Make words of a name: ``schema:startDate`` gives "start date".

    An IRI outside our prefixes stays as it is.
    """
    short = compact(iri)
    if short == iri:
        return iri
    local = short.partition(":")[2].rpartition("/")[2].replace("-", " ")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower() if local[:1].islower() else local
