"""Statements gathered by property and value, and put into words for a description."""

from __future__ import annotations

from collections.abc import Iterable

from restokg.graph.descriptions import Property, Source, Value
from restokg.graph.phrases import Names, Phrases, in_language, ours_first
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.graph.wording import natural
from restokg.namespaces import INFERRED_GRAPH, OWL, RDFS, SOURCE

TOP = frozenset({OWL + "Thing", OWL + "NamedIndividual", RDFS + "Resource"})
"""Classes of everything, which tell nothing."""

_SUB_PROPERTY = NamedNode(RDFS + "subPropertyOf")

Groups = dict[str, dict[Term, set[str]]]
"""By property and by value, the graphs that hold the statement."""


def grouped(entries: Iterable[tuple[str, Term, str]]) -> Groups:
    groups: Groups = {}
    for predicate, term, graph in entries:
        groups.setdefault(predicate, {}).setdefault(term, set()).add(graph)
    return groups


class Wording:
    """Words for the statements about one thing, or in one graph.

    ``most`` limits the values of each property that are put into words; ``unread`` are the
    properties of which not all statements were read.
    """

    def __init__(
        self, store: Store, iri: str, lang: str, most: int | None, names: Names | None = None
    ) -> None:
        self.store = store
        self.iri = iri
        self.lang = lang
        self.most = most
        self.node = NamedNode(iri)
        self.unread: set[str] = set()
        self.phrases = Phrases(store, lang, about=self.node, names=names)

    def properties(self, entries: Iterable[tuple[str, Term, str]]) -> tuple[Property, ...]:
        """Group by property, and by value within it; join the sources of equal statements."""
        groups = self._telling(grouped(entries))
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

    def _telling(self, groups: Groups) -> Groups:
        """Leave out an inferred value where a sub-property has it too, which says more."""
        stated = {
            predicate: {term for term, graphs in terms.items() if graphs != {INFERRED_GRAPH}}
            for predicate, terms in groups.items()
        }
        telling: Groups = {}
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


def _all_inferred(terms: dict[Term, set[str]]) -> bool:
    return all(graphs == {INFERRED_GRAPH} for graphs in terms.values())
