"""What the graph says about a thing: its facts, what points to it, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from restokg.graph import contents
from restokg.graph.descriptions import Description, Property, Source, Value
from restokg.graph.grouping import TOP, Wording, grouped
from restokg.graph.lookup import OTHER_NAMES, label
from restokg.graph.phrases import (
    LABELS,
    TEXTS,
    TYPE,
    Names,
    Statement,
    language,
    of_quads,
)
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import OA

__all__ = [
    "Description",
    "Property",
    "Source",
    "Value",
    "describe",
    "values",
]

MOST_READ = 1500
"""Statements about a thing that are read at once, where a description is to be short."""
MOST_OF_EACH = 500
"""Statements of one property that are read of a thing that more point to."""


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

    ``states`` can be left out: :func:`restokg.graph.contents.stated` tells them otherwise.
    ``most`` limits the values that are put into words, of each property. Then, of a thing that
    very many point to, no more than some hundred statements of each property are read;
    ``predicates`` must give the properties to look for. ``names`` are those found before in this
    graph and language.
    """
    return _Describer(store, iri, lang, most, predicates, names).description(states=states)


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
    wording = Wording(store, iri, lang, most)
    node, property_ = wording.node, NamedNode(predicate)
    quads = store.quads(None, property_, node) if incoming else store.quads(node, property_)
    found = of_quads(islice(quads, 40 * MOST_READ))
    groups = grouped(
        (predicate, s.subject if incoming else s.object, s.graph)
        for s in found
        if not incoming or s.subject != node
    )
    return wording.worded(predicate, groups.get(predicate, {}), start)


class _Describer(Wording):
    def __init__(
        self,
        store: Store,
        iri: str,
        lang: str,
        most: int | None,
        predicates: Callable[[], Sequence[str]],
        names: Names | None,
    ) -> None:
        super().__init__(store, iri, lang, most, names)
        self.predicates = predicates

    def description(self, *, states: bool) -> Description:
        own = of_quads(islice(self.store.quads(self.node), self._limit()))
        return Description(
            iri=self.iri,
            name=label(self.store, self.iri, self.lang) or self.phrases.citation(self.iri),
            citation=self.phrases.citation(self.iri),
            labels={language(s.object) or "": s.object.value for s in own if s.predicate in LABELS},
            other_names=tuple(sorted({s.object.value for s in own if s.predicate in OTHER_NAMES})),
            classes=self.properties(
                (TYPE, s.object, s.graph)
                for s in own
                if s.predicate == TYPE and s.object.value not in TOP
            ),
            texts=self._texts(own),
            facts=self.properties((s.predicate, s.object, s.graph) for s in own if s.is_fact()),
            states=contents.states(self) if states else (),
            incoming=self.properties(
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
