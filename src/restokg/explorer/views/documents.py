"""Documents: the list of them, one to read through, and one passage with its facts beside it."""

from __future__ import annotations

from restokg.errors import UnknownThingError
from restokg.explorer import catalogue as listing
from restokg.explorer import provisions
from restokg.explorer.labels import other_label
from restokg.explorer.provisions import STRUCTURE, Passage
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views import things
from restokg.explorer.visiting import Visit
from restokg.graph.contents import stated
from restokg.graph.describe import Description, Property, describe
from restokg.graph.phrases import Phrases
from restokg.graph.store import NamedNode
from restokg.graph.wording import document_of, natural
from restokg.namespaces import RKG, expand
from restokg.representation.exchange import Response

PER_PAGE = 250
"""Passages of a document on one page."""
MOST_CITING = 500
AROUND = 3
"""Passages shown before and after the one that is read."""
_SHOWN_APART = STRUCTURE | {RKG + "cites", RKG + "citedBy", RKG + "mentionedIn"}


def page(visit: Visit, iri: str) -> Response:
    """Return the page of a document or passage.

    Raises:
        UnknownThingError: If the graph holds nothing about it.
    """
    if visit.request.first("all"):
        return things.page(visit, iri)
    try:
        NamedNode(iri)
    except ValueError:
        raise UnknownThingError(iri) from None
    document = document_of(iri) or iri
    return _document(visit, iri) if document == iri else _passage(visit, iri, document)


def _document(visit: Visit, iri: str) -> Response:
    thing = _described(visit, iri)
    phrases = visit.phrases(iri)
    everything = provisions.passages(visit.store, iri, phrases)
    pages = max(1, -(-len(everything) // PER_PAGE))
    number = visit.number("page", 1)
    if number > pages:
        raise UnknownThingError(f"{iri} {number}")
    shown = everything[(number - 1) * PER_PAGE : number * PER_PAGE]
    provisions.mark(visit.store, shown, phrases)
    iris = [iri, *(passage.iri for passage in everything)]
    return rendered(
        visit,
        "document.html",
        iri=iri,
        thing=thing,
        other=other_label(thing.labels, visit.lang),
        facts=_without(thing.facts),
        incoming=_without(thing.incoming),
        passages=shown,
        count=len(everything),
        number=number,
        pages=pages,
        sections=[passage for passage in shown if passage.is_section and passage.depth < 2],
        cites=_by_document(provisions.cited(visit.store, iris), iri, phrases),
        cited_by=_cited_by(visit, iris, iri, phrases),
        downloads=things.downloads(visit, iri),
    )


def _passage(visit: Visit, iri: str, document: str) -> Response:
    thing = _described(visit, iri)
    phrases = visit.phrases(iri)
    everything = provisions.passages(visit.store, document, phrases)
    by_iri = {passage.iri: passage for passage in everything}
    chosen = by_iri.get(iri)
    around = _around(everything, chosen) if chosen is not None else []
    provisions.mark(visit.store, around, phrases)
    return rendered(
        visit,
        "passage.html",
        iri=iri,
        thing=thing,
        document=document,
        document_name=phrases.name(document),
        chosen=chosen,
        ancestors=_ancestors(chosen, by_iri),
        around=around,
        before=_beside(everything, chosen, -1),
        after=_beside(everything, chosen, 1),
        facts=_without(thing.facts),
        states=stated(visit.store, iri, visit.lang, names=visit.library.names(visit.lang)),
        incoming=_without(thing.incoming),
        cites=_by_document(provisions.cited(visit.store, [iri]), document, phrases),
        cited_by=_cited_by(visit, [iri], "", phrases),
        downloads=things.downloads(visit, iri),
    )


def _described(visit: Visit, iri: str) -> Description:
    thing = describe(
        visit.store,
        iri,
        visit.lang,
        most=things.MOST,
        predicates=lambda: visit.library.predicates,
        states=False,
        names=visit.library.names(visit.lang),
    )
    if not (thing.labels or thing.classes or thing.facts or thing.incoming):
        raise UnknownThingError(iri)
    return thing


def _without(properties: tuple[Property, ...]) -> list[Property]:
    return [p for p in properties if p.iri not in _SHOWN_APART and not p.inferred]


def _around(everything: list[Passage], chosen: Passage) -> list[Passage]:
    """Return a passage with all that is below it, and a few before and after."""
    start = everything.index(chosen)
    end = start + 1
    while end < len(everything) and everything[end].depth > chosen.depth:
        end += 1
    return everything[max(0, start - AROUND) : end + AROUND]


def _beside(everything: list[Passage], chosen: Passage | None, step: int) -> Passage | None:
    place = everything.index(chosen) + step if chosen is not None else -1
    return everything[place] if 0 <= place < len(everything) else None


def _ancestors(chosen: Passage | None, by_iri: dict[str, Passage]) -> list[Passage]:
    found: list[Passage] = []
    passage = by_iri.get(chosen.parent) if chosen is not None else None
    while passage is not None and passage not in found:
        found.insert(0, passage)
        passage = by_iri.get(passage.parent)
    return found


Citation = tuple[str, str, list[tuple[str, str]]]
"""A document's IRI and name, and IRI and citation of passages: those that cite, or that do so."""


def _by_document(cited: dict[str, set[str]], own: str, phrases: Phrases) -> list[Citation]:
    """Group what is cited by its document; list for each the passages of ours that cite it."""
    groups: dict[str, set[str]] = {}
    for iri, by in cited.items():
        groups.setdefault(document_of(iri) or iri, set()).update(by)
    return [
        (iri, phrases.name(iri), _citations(groups[iri], phrases))
        for iri in sorted(groups, key=natural)
        if iri != own
    ]


def _cited_by(visit: Visit, iris: list[str], own: str, phrases: Phrases) -> list[Citation]:
    groups: dict[str, set[str]] = {}
    for iri in provisions.citing(visit.store, iris, most=MOST_CITING):
        groups.setdefault(document_of(iri) or iri, set()).add(iri)
    return [
        (iri, phrases.name(iri), _citations(groups[iri], phrases))
        for iri in sorted(groups, key=natural)
        if iri != own
    ]


def _citations(iris: set[str], phrases: Phrases) -> list[tuple[str, str]]:
    return [(iri, phrases.citation(iri)) for iri in sorted(iris, key=natural)]


def catalogue(visit: Visit) -> Response:
    """Return the list of documents, all or those of one kind, of one body, or held in full."""
    documents = visit.library.kept(
        ("documents", visit.lang), lambda: listing.documents(visit.store, visit.lang)
    )
    kind, body = (_iri(visit.request.first(name)) for name in ("kind", "body"))
    full = visit.request.first("full") == "1"
    found = [
        one
        for one in documents
        if (not kind or one.kind[0] == kind)
        and (not body or body in (iri for iri, _ in one.bodies))
        and (not full or one.passages)
    ]
    number = visit.number("page", 1)
    pages = max(1, -(-len(found) // listing.PER_PAGE))
    if number > pages:
        raise UnknownThingError(f"/documents {number}")
    return rendered(
        visit,
        "documents.html",
        documents=found[(number - 1) * listing.PER_PAGE : number * listing.PER_PAGE],
        count=len(found),
        every=len(documents),
        kinds=listing.counted(one.kind for one in documents),
        bodies=listing.counted(body for one in documents for body in one.bodies),
        kind=kind,
        body=body,
        full=full,
        number=number,
        pages=pages,
    )


def _iri(text: str | None) -> str:
    return (expand(text) or text) if text else ""
