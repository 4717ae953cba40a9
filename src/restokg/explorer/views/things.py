"""The page of a thing: its names, its facts with their paragraphs, and what points to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from restokg.errors import UnknownThingError
from restokg.explorer.labels import other_label
from restokg.explorer.linking import address, is_ours
from restokg.explorer.refusals import RefusedParameterError
from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.graph.contents import spoken_of
from restokg.graph.describe import Description, Property, Value, describe, values
from restokg.graph.store import NamedNode
from restokg.namespaces import RKG, compact, expand
from restokg.representation.exchange import Response

MOST = 10
"""Values of a property shown at once; the rest have a page of their own."""
PER_PAGE = 100
STATES = "states"
"""Stands in ``all=`` for what a named graph states, where else a property stands."""
MOST_NEIGHBOURS = 16
DOWNLOADS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))


def page(visit: Visit, iri: str) -> Response:
    """Return the page of a thing, or the list of its values of one property.

    Raises:
        UnknownThingError: If the graph holds nothing about it.
    """
    try:
        NamedNode(iri)
    except ValueError:
        raise UnknownThingError(iri) from None
    if visit.request.first("all"):
        return _values(visit, iri)
    description = describe(
        visit.store,
        iri,
        visit.lang,
        most=MOST,
        predicates=lambda: visit.library.predicates,
        states=False,
        names=visit.library.names(visit.lang),
    )
    spoken = _spoken_of(visit, iri, 0, MOST)
    known = (description.labels, description.classes, description.facts, description.incoming)
    if not any(known) and not spoken.values:
        raise UnknownThingError(iri)
    return rendered(
        visit,
        "thing.html",
        iri=iri,
        ours=is_ours(iri),
        thing=description,
        other=other_label(description.labels, visit.lang),
        classes=classes(description),
        stated=[p for p in description.facts if not p.inferred],
        inferred=[p for p in description.facts if p.inferred],
        incoming=[p for p in description.incoming if not p.inferred],
        incoming_inferred=[p for p in description.incoming if p.inferred],
        spoken=spoken,
        graph=neighbours(visit, description),
        downloads=downloads(visit, iri),
    )


def classes(thing: Description) -> list[Value]:
    """Return what a thing is: the classes that are stated, and of ours what follows from them."""
    return [
        value
        for group in thing.classes
        for value in group.values
        if not value.inferred or value.term.startswith(RKG)
    ]


def _values(visit: Visit, iri: str) -> Response:
    """Return the page of all values of ``all=`` or, with ``by=1``, of all that point here so."""
    named = visit.request.first("all") or ""
    if named == STATES:
        return _all_spoken_of(visit, iri)
    predicate = expand(named) or named
    incoming = visit.request.first("by") == "1"
    number = visit.number("page", 1)
    try:
        found = values(
            visit.store,
            iri,
            predicate,
            visit.lang,
            incoming=incoming,
            start=(number - 1) * PER_PAGE,
            most=PER_PAGE,
        )
    except ValueError:
        raise RefusedParameterError("all", "iri", value=named[:80]) from None
    if not found.values:
        raise UnknownThingError(f"{compact(iri)} {named} {number}")
    return rendered(
        visit,
        "values.html",
        iri=iri,
        name=visit.phrases(iri).name(iri),
        property=found,
        incoming=incoming,
        number=number,
        pages=-(-found.total // PER_PAGE),
        path=address(iri) if is_ours(iri) else "/thing",
        parameters={
            "all": compact(predicate),
            "by": "1" if incoming else "",
            "iri": "" if is_ours(iri) else iri,
        },
    )


def _spoken_of(visit: Visit, iri: str, start: int, most: int) -> Property:
    names = visit.library.names(visit.lang)
    return spoken_of(visit.store, iri, visit.lang, start=start, most=most, names=names)


def _all_spoken_of(visit: Visit, iri: str) -> Response:
    """Return the page of all things that a named graph states facts of."""
    number = visit.number("page", 1)
    found = _spoken_of(visit, iri, (number - 1) * PER_PAGE, PER_PAGE)
    if not found.values:
        raise UnknownThingError(f"{compact(iri)} {number}")
    return rendered(
        visit,
        "spoken.html",
        iri=iri,
        found=found,
        number=number,
        pages=-(-found.total // PER_PAGE),
        path=address(iri) if is_ours(iri) else "/thing",
        parameters={"all": STATES, "iri": "" if is_ours(iri) else iri},
    )


def downloads(visit: Visit, iri: str) -> list[tuple[str, str]]:
    """Return the name and address of each RDF format of a thing."""
    if is_ours(iri):
        path = address(iri).partition("#")[0]
        return [(name, f"{path}.{suffix}") for suffix, name in DOWNLOADS]
    return [(name, visit.link(f"/thing.{suffix}", iri=iri)) for suffix, name in DOWNLOADS]


def neighbours(visit: Visit, thing: Description) -> dict[str, list[dict[str, object]]]:
    """Return the nodes and edges of a small graph: the thing and what it is joined to."""
    nodes: dict[str, dict[str, object]] = {
        thing.iri: {
            "id": thing.iri,
            "label": thing.name,
            "kind": _kind(thing),
            "address": visit.page_of(thing.iri),
            "root": True,
        }
    }
    edges: list[dict[str, object]] = []
    joined: set[tuple[str, str]] = set()
    for property_, iri, name, outgoing in _joined(thing):
        if len(nodes) > MOST_NEIGHBOURS:
            break
        if iri == thing.iri or (iri, property_.label) in joined:
            continue
        joined.add((iri, property_.label))
        nodes.setdefault(
            iri,
            {"id": iri, "label": name, "kind": "", "address": visit.page_of(iri), "root": False},
        )
        ends = (thing.iri, iri) if outgoing else (iri, thing.iri)
        edges.append({"source": ends[0], "target": ends[1], "label": property_.label})
    return {"nodes": list(nodes.values()), "edges": edges}


def _kind(thing: Description) -> str:
    return next((value.name for group in thing.classes for value in group.values), "")


def _joined(thing: Description) -> Iterator[tuple[Property, str, str, bool]]:
    """Yield neighbours in turn from each property, so that none crowds out the others."""
    rows = [(p, list(_things(p)), True) for p in thing.facts]
    rows += [(p, list(_things(p)), False) for p in thing.incoming]
    for place in range(MOST):
        for property_, found, outgoing in rows:
            if place < len(found):
                yield property_, *found[place], outgoing


def _things(property_: Property) -> Iterable[tuple[str, str]]:
    return (
        (value.term, value.name)
        for value in property_.values
        if not value.literal and not value.inferred
    )
