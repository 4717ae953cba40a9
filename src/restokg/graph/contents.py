"""What one graph states: of a passage, of a source, or what was inferred."""

from __future__ import annotations

from itertools import islice

from restokg.graph.descriptions import Property, Source, Stated, Value
from restokg.graph.grouping import TOP, Wording
from restokg.graph.phrases import TYPE, Names, Statement, of_quads
from restokg.graph.store import Store
from restokg.graph.wording import document_of, natural
from restokg.namespaces import INFERRED_GRAPH, OA

MOST_STATED = 200
"""Values of one property of one thing that a passage is shown to state."""
MOST_READ = 20_000
"""Statements of a graph that are read to tell what it speaks of."""


def states(wording: Wording) -> tuple[Property, ...]:
    """Return what else the graph of a passage says, by the thing that it is said of."""
    graph = wording.iri
    if document_of(graph) == graph:
        return ()  # it holds the structure, which is told as what points to the document
    source = (Source(graph, wording.phrases.citation(graph)),)
    return tuple(
        Property(
            subject,
            wording.phrases.name(subject),
            (Value(subject, wording.phrases.facts(subject, wording.node), source, False),),
            1,
        )
        for subject in _subjects(wording)
    )


def stated(
    store: Store, passage: str, lang: str = "en", *, names: Names | None = None
) -> tuple[Stated, ...]:
    """Return what a passage says of anything but itself, thing by thing, fact nodes last."""
    wording = Wording(store, passage, lang, MOST_STATED, names)
    subjects: dict[str, list[Statement]] = {}
    for statement in _said(wording, MOST_READ):
        subjects.setdefault(statement.subject.value, []).append(statement)
    return tuple(
        Stated(
            subject,
            wording.phrases.name(subject),
            _kind(subjects[subject], wording),
            wording.properties(
                (s.predicate, s.object, s.graph) for s in subjects[subject] if s.is_fact()
            ),
        )
        for subject in sorted(subjects, key=lambda iri: ("#" in iri, natural(iri)))
    )


def spoken_of(
    store: Store, graph: str, lang: str, *, start: int, most: int, names: Names | None = None
) -> Property:
    """Return some of the things that a graph states facts of, each with these as its details."""
    wording = Wording(store, graph, lang, most, names)
    subjects = _subjects(wording, MOST_READ)
    values = tuple(
        Value(
            subject,
            "",
            (),
            graph == INFERRED_GRAPH,
            name=wording.phrases.name(subject),
            details=wording.phrases.facts(subject, wording.node),
        )
        for subject in subjects[start : start + most]
    )
    return Property(graph, wording.phrases.name(graph), values, len(subjects))


def _said(wording: Wording, limit: int | None) -> list[Statement]:
    """Return what a graph says of anything but what it is named after.

    Where a thing is named is no fact about it: mentions are for machines.
    """
    said = of_quads(islice(wording.store.quads(None, None, None, wording.node), limit))
    mentions = {s.subject for s in said if s.predicate.startswith(OA)}
    return [s for s in said if s.subject != wording.node and s.subject not in mentions]


def _subjects(wording: Wording, limit: int | None = None) -> list[str]:
    return sorted({s.subject.value for s in _said(wording, limit) if s.is_fact()}, key=natural)


def _kind(statements: list[Statement], wording: Wording) -> str:
    classes = {s.object.value for s in statements if s.predicate == TYPE}
    return ", ".join(sorted(wording.phrases.name(iri) for iri in classes - TOP))
