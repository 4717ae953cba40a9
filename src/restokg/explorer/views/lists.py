"""Things by kind: all kinds, or the members of one, page by page."""

from __future__ import annotations

from restokg.errors import UnknownThingError
from restokg.explorer import catalogue
from restokg.explorer.labels import other_label
from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.graph.phrases import LABELS
from restokg.graph.store import Literal, NamedNode
from restokg.namespaces import SKOS, compact, expand
from restokg.representation.exchange import Response

PER_PAGE = 100


def page(visit: Visit) -> Response:
    named = visit.request.first("class")
    kinds = visit.library.snapshot.manifest.get("kinds", ())
    if not named:
        return rendered(visit, "kinds.html", kinds=kinds)
    class_ = expand(named) or named
    try:
        NamedNode(class_)
    except ValueError:
        raise UnknownThingError(named) from None
    members = visit.library.kept(
        ("members", class_, visit.lang),
        lambda: catalogue.members(visit.store, class_, visit.lang),
    )
    number = visit.number("page", 1)
    shown = members[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not shown:
        raise UnknownThingError(f"{named} {number}" if members else named)
    phrases = visit.phrases(class_)
    return rendered(
        visit,
        "things.html",
        class_=class_,
        name=phrases.name(class_),
        definition=_definition(visit, class_),
        members=[
            (iri, phrases.name(iri), other_label(_labels(visit, iri), visit.lang)) for iri in shown
        ],
        count=len(members),
        number=number,
        pages=-(-len(members) // PER_PAGE),
        parameters={"class_": compact(class_)},
    )


def _labels(visit: Visit, iri: str) -> dict[str, str]:
    return {
        quad.object.language or "": quad.object.value
        for name in LABELS
        for quad in visit.store.quads(NamedNode(iri), NamedNode(name))
        if isinstance(quad.object, Literal)
    }


def _definition(visit: Visit, class_: str) -> str:
    texts = {
        quad.object.language: quad.object.value
        for quad in visit.store.quads(NamedNode(class_), NamedNode(SKOS + "definition"))
        if isinstance(quad.object, Literal)
    }
    return texts.get(visit.lang) or texts.get("en") or ""
