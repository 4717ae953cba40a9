"""What the graph says about a thing: its facts, what points to it, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from restokg.graph.descriptions import Description, Property, Source, Stated, Value
from restokg.graph.lookup import OTHER_NAMES, label
from restokg.graph.phrases import (
    LABELS,
    TEXTS,
    TYPE,
    Names,
    Phrases,
    Statement,
    in_language,
    language,
    of_quads,
    ours_first,
)
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.graph.wording import document_of, natural
from restokg.namespaces import INFERRED_GRAPH, OA, OWL, RDFS, SOURCE

__all__ = [
    "Description",
    "Property",
    "Source",
    "Stated",
    "Value",
    "describe",
    "stated",
    "values",
]

_SUB_PROPERTY = NamedNode(RDFS + "subPropertyOf")
_TOP = frozenset({OWL + "Thing", OWL + "NamedIndividual", RDFS + "Resource"})
MOST_STATED = 200
"""Values of one property of one thing that a passage is shown to state."""
MOST_READ = 1500
"""Statements about a thing that are read at once, where a description is to be short."""
MOST_OF_EACH = 500
"""Statements of one property that are read of a thing that more point to."""

_Groups = dict[str, dict[Term, set[str]]]
"""By property and by value, the graphs that hold the statement."""


def describe(
    store: Store,
    iri: str,
    lang: str = "en",
    *,
    most: int | None = None,
    predicates: Callable[[], Sequence[str]] = tuple,
    states: bool = True,
    names: Names | None = None,
) -> Description:
    """Return what the graph says about the thing with this IRI.

    ``states`` can be left out: :func:`stated` tells them otherwise. ``most`` limits the values
    that are put into words, of each property. Then, of a thing that very many point to, no more
    than some thousand statements of each property are read; ``predicates`` must give the
    properties to look for. ``names`` are those found before in this graph and language.
    """
    return _Describer(store, iri, lang, most, predicates, names).description(states=states)


def stated(
    store: Store, passage: str, lang: str = "en", *, names: Names | None = None
) -> tuple[Stated, ...]:
    """Return what a passage says of anything but itself, thing by thing, fact nodes last."""
    return _Describer(store, passage, lang, MOST_STATED, names=names).stated()


def values(
    store: Store,
    iri: str,
    predicate: str,
    lang: str,
    *,
    incoming: bool,
    start: int,
    most: int,
) -> Property:
    """Return some of the values of a property, or of the things that it leads here from.

    They are in the order of :func:`describe`. ``total`` counts all, or those that are read where
    there are very many.
    """
    describer = _Describer(store, iri, lang, most)
    node, property_ = describer.node, NamedNode(predicate)
    quads = store.quads(None, property_, node) if incoming else store.quads(node, property_)
    found = of_quads(islice(quads, 40 * MOST_READ))
    groups = _grouped(
        (predicate, s.subject if incoming else s.object, s.graph)
        for s in found
        if not incoming or s.subject != node
    )
    return describer.worded(predicate, groups.get(predicate, {}), start)


class _Describer:
    def __init__(
        self,
        store: Store,
        iri: str,
        lang: str,
        most: int | None,
        predicates: Callable[[], Sequence[str]] = tuple,
        names: Names | None = None,
    ) -> None:
        self.store = store
        self.iri = iri
        self.lang = lang
        self.most = most
        self.predicates = predicates
        self.node = NamedNode(iri)
        self.unread: set[str] = set()  # properties of which not all statements were read
        self.phrases = Phrases(store, lang, about=self.node, names=names)

    def description(self, *, states: bool) -> Description:
        own = of_quads(islice(self.store.quads(self.node), self._limit()))
        return Description(
            iri=self.iri,
            name=label(self.store, self.iri, self.lang) or self.phrases.citation(self.iri),
            citation=self.phrases.citation(self.iri),
            labels={language(s.object) or "": s.object.value for s in own if s.predicate in LABELS},
            other_names=tuple(sorted({s.object.value for s in own if s.predicate in OTHER_NAMES})),
            classes=self._properties(
                (TYPE, s.object, s.graph)
                for s in own
                if s.predicate == TYPE and s.object.value not in _TOP
            ),
            texts=self._texts(own),
            facts=self._properties((s.predicate, s.object, s.graph) for s in own if s.is_fact()),
            states=self.states() if states else (),
            incoming=self._properties(
                (s.predicate, s.subject, s.graph)
                for s in self._pointing()
                if s.subject != self.node and not s.predicate.startswith(OA)
            ),
        )

    def _limit(self) -> int | None:
        return None if self.most is None else MOST_READ

    def _pointing(self) -> list[Statement]:
        found = of_quads(islice(self.store.quads(None, None, self.node), self._limit()))
        if self.most is None or len(found) < MOST_READ:
            return found
        # What comes first is of one kind or another by chance: take some of each.
        found = []
        for predicate in self.predicates():
            quads = self.store.quads(None, NamedNode(predicate), self.node)
            some = of_quads(islice(quads, MOST_OF_EACH))
            if next(quads, None) is not None:
                self.unread.add(predicate)
            found += some
        return found

    def _texts(self, own: list[Statement]) -> tuple[str, ...]:
        """Keep the texts in the language asked for; failing that, English; failing that, all."""
        texts = [s.object for s in own if s.predicate in TEXTS]
        for lang in (self.lang, "en"):
            if chosen := [term.value for term in texts if language(term) == lang]:
                return tuple(dict.fromkeys(chosen))
        return tuple(dict.fromkeys(term.value for term in texts))

    def states(self) -> tuple[Property, ...]:
        if document_of(self.iri) == self.iri:
            return ()  # its graph holds the structure, which `incoming` shows
        source = (Source(self.iri, self.phrases.citation(self.iri)),)
        said = of_quads(islice(self.store.quads(None, None, None, self.node), self._limit()))
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
                1,
            )
            for subject in sorted(subjects, key=natural)[: self.most]
        )

    def stated(self) -> tuple[Stated, ...]:
        said = of_quads(islice(self.store.quads(None, None, None, self.node), MOST_READ))
        mentions = {s.subject for s in said if s.predicate.startswith(OA)}
        subjects: dict[str, list[Statement]] = {}
        for statement in said:
            if statement.subject != self.node and statement.subject not in mentions:
                subjects.setdefault(statement.subject.value, []).append(statement)
        return tuple(
            Stated(
                subject,
                self.phrases.name(subject),
                ", ".join(
                    sorted(
                        self.phrases.name(s.object.value)
                        for s in subjects[subject]
                        if s.predicate == TYPE and s.object.value not in _TOP
                    )
                ),
                self._properties(
                    (s.predicate, s.object, s.graph) for s in subjects[subject] if s.is_fact()
                ),
            )
            for subject in sorted(subjects, key=lambda iri: ("#" in iri, natural(iri)))
        )

    def _properties(self, entries: Iterable[tuple[str, Term, str]]) -> tuple[Property, ...]:
        """Group by property, and by value within it; join the sources of equal statements."""
        groups = self._telling(_grouped(entries))
        order = sorted(groups, key=lambda p: (_all_inferred(groups[p]), ours_first(p)))
        return tuple(self.worded(predicate, groups[predicate]) for predicate in order)

    def worded(self, predicate: str, terms: dict[Term, set[str]], start: int = 0) -> Property:
        chosen = sorted(
            in_language(terms, self.lang),
            key=lambda term: (terms[term] == {INFERRED_GRAPH}, natural(term.value)),
        )
        shown = chosen[start : None if self.most is None else start + self.most]
        values = tuple(self._value(term, terms[term]) for term in shown)
        more = predicate in self.unread
        return Property(predicate, self.phrases.name(predicate), values, len(chosen), more)

    def _telling(self, groups: _Groups) -> _Groups:
        """Leave out an inferred value where a sub-property has it too, which says more."""
        stated = {
            predicate: {term for term, graphs in terms.items() if graphs != {INFERRED_GRAPH}}
            for predicate, terms in groups.items()
        }
        telling: _Groups = {}
        for predicate, terms in groups.items():
            below = [one for one in groups if one != predicate and self._is_below(one, predicate)]
            # Of two properties that are each below the other, a stated one counts.
            said = [
                stated[one] if self._is_below(predicate, one) else groups[one].keys()
                for one in below
            ]
            kept = {
                term: graphs
                for term, graphs in terms.items()
                if term in stated[predicate] or not any(term in others for others in said)
            }
            if kept:
                telling[predicate] = kept
        return telling

    def _is_below(self, one: str, other: str) -> bool:
        found = self.store.quads(NamedNode(one), _SUB_PROPERTY, NamedNode(other))
        return next(found, None) is not None

    def _value(self, term: Term, graphs: set[str]) -> Value:
        stated = sorted(
            (graph for graph in graphs if graph not in ("", INFERRED_GRAPH)), key=natural
        )
        name, details = self.phrases.parts(term)
        return Value(
            term.value,
            self.phrases.line(term),
            tuple(self._source(graph) for graph in stated),
            graphs == {INFERRED_GRAPH},
            isinstance(term, Literal),
            name,
            details,
        )

    def _source(self, graph: str) -> Source:
        name = self.phrases.name(graph) if graph.startswith(SOURCE) else ""
        return Source(graph, self.phrases.citation(graph), name)


def _grouped(entries: Iterable[tuple[str, Term, str]]) -> _Groups:
    groups: _Groups = {}
    for predicate, term, graph in entries:
        groups.setdefault(predicate, {}).setdefault(term, set()).add(graph)
    return groups


def _all_inferred(terms: dict[Term, set[str]]) -> bool:
    return all(graphs == {INFERRED_GRAPH} for graphs in terms.values())
