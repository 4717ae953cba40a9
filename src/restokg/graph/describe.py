"""What the graph says about a thing: its facts, what points to it, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from restokg.graph.lookup import OTHER_NAMES, label
from restokg.graph.phrases import (
    LABELS,
    TEXTS,
    TYPE,
    Phrases,
    Statement,
    in_language,
    language,
    ours_first,
    statements,
)
from restokg.graph.store import NamedNode, Store, Term
from restokg.graph.wording import document_of, natural
from restokg.namespaces import INFERRED_GRAPH, OA, OWL, RDFS

_SUB_PROPERTY = NamedNode(RDFS + "subPropertyOf")
_TOP = frozenset({OWL + "Thing", OWL + "NamedIndividual", RDFS + "Resource"})


@dataclass(frozen=True)
class Source:
    """A named graph that states something, and how it is cited."""

    iri: str
    citation: str


@dataclass(frozen=True)
class Value:
    """One value of a property, or one subject of an incoming one.

    ``sources`` are empty if the statement is inferred.
    """

    term: str
    text: str
    sources: tuple[Source, ...]
    inferred: bool


@dataclass(frozen=True)
class Property:
    iri: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Description:
    """All that the graph holds about a thing, in one language where it has the choice."""

    iri: str
    name: str
    citation: str
    labels: dict[str, str]
    other_names: tuple[str, ...]
    classes: tuple[Property, ...] = field(default=())
    texts: tuple[str, ...] = ()
    facts: tuple[Property, ...] = ()
    states: tuple[Property, ...] = ()
    """For a passage: what else its graph says, by the thing that it is said of."""
    incoming: tuple[Property, ...] = ()


def describe(store: Store, iri: str, lang: str = "en") -> Description:
    """Return what the graph says about the thing with this IRI."""
    return _Describer(store, iri, lang).description()


class _Describer:
    def __init__(self, store: Store, iri: str, lang: str) -> None:
        self.store = store
        self.iri = iri
        self.lang = lang
        self.node = NamedNode(iri)
        self.phrases = Phrases(store, lang, about=self.node)

    def description(self) -> Description:
        own = statements(self.store, subject=self.node)
        return Description(
            iri=self.iri,
            name=label(self.store, self.iri, self.lang) or self.phrases.citation(self.iri),
            citation=self.phrases.citation(self.iri),
            labels={language(s.object) or "": s.object.value for s in own if s.predicate in LABELS},
            other_names=tuple(sorted({s.object.value for s in own if s.predicate in OTHER_NAMES})),
            classes=self._grouped(
                (TYPE, s.object, s.graph)
                for s in own
                if s.predicate == TYPE and s.object.value not in _TOP
            ),
            texts=self._texts(own),
            facts=self._grouped((s.predicate, s.object, s.graph) for s in own if s.is_fact()),
            states=self._states(),
            incoming=self._grouped(
                (s.predicate, s.subject, s.graph)
                for s in statements(self.store, object=self.node)
                if s.subject != self.node and not s.predicate.startswith(OA)
            ),
        )

    def _texts(self, own: list[Statement]) -> tuple[str, ...]:
        """Keep the texts in the language asked for; failing that, English; failing that, all."""
        texts = [s.object for s in own if s.predicate in TEXTS]
        for lang in (self.lang, "en"):
            if chosen := [term.value for term in texts if language(term) == lang]:
                return tuple(dict.fromkeys(chosen))
        return tuple(dict.fromkeys(term.value for term in texts))

    def _states(self) -> tuple[Property, ...]:
        if document_of(self.iri) == self.iri:
            return ()  # its graph holds the structure, which `incoming` shows
        source = (Source(self.iri, self.phrases.citation(self.iri)),)
        said = list(statements(self.store, graph=self.node))
        # Where a thing is named is no fact about it: mentions are for machines.
        mentions = {s.subject for s in said if s.predicate.startswith(OA)}
        subjects = dict.fromkeys(
            s.subject.value
            for s in said
            if s.is_fact() and s.subject != self.node and s.subject not in mentions
        )
        return tuple(
            Property(
                subject,
                self.phrases.name(subject),
                (Value(subject, self.phrases.facts(subject, self.node), source, False),),
            )
            for subject in sorted(subjects, key=natural)
        )

    def _grouped(self, entries: Iterable[tuple[str, Term, str]]) -> tuple[Property, ...]:
        """Group by property, and by value within it; join the sources of equal statements."""
        groups: dict[str, dict[Term, set[str]]] = {}
        for predicate, term, graph in entries:
            groups.setdefault(predicate, {}).setdefault(term, set()).add(graph)
        properties = [
            Property(
                predicate,
                self.phrases.name(predicate),
                tuple(
                    sorted(
                        (self._value(term, terms[term]) for term in in_language(terms, self.lang)),
                        key=lambda value: (value.inferred, natural(value.term)),
                    )
                ),
            )
            for predicate, terms in groups.items()
        ]
        return tuple(
            sorted(self._telling(properties), key=lambda p: (_is_inferred(p), ours_first(p.iri)))
        )

    def _telling(self, properties: list[Property]) -> Iterator[Property]:
        """Leave out an inferred value where a sub-property has it too, which says more."""
        stated = {p.iri: {v.term for v in p.values if not v.inferred} for p in properties}
        every = {p.iri: {v.term for v in p.values} for p in properties}
        for p in properties:
            below = [iri for iri in every if iri != p.iri and self._is_below(iri, p.iri)]
            # Of two properties that are each below the other, a stated one counts.
            said = [stated[iri] if self._is_below(p.iri, iri) else every[iri] for iri in below]
            values = tuple(
                v for v in p.values if not v.inferred or not any(v.term in terms for terms in said)
            )
            if values:
                yield Property(p.iri, p.label, values)

    def _is_below(self, one: str, other: str) -> bool:
        found = self.store.quads(NamedNode(one), _SUB_PROPERTY, NamedNode(other))
        return next(found, None) is not None

    def _value(self, term: Term, graphs: set[str]) -> Value:
        stated = sorted(
            (graph for graph in graphs if graph not in ("", INFERRED_GRAPH)), key=natural
        )
        return Value(
            term.value,
            self.phrases.line(term),
            tuple(Source(graph, self.phrases.citation(graph)) for graph in stated),
            graphs == {INFERRED_GRAPH},
        )


def _is_inferred(property: Property) -> bool:
    return all(value.inferred for value in property.values)
