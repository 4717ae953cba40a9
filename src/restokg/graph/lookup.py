"""Find a thing by what people call it: IRI, compact IRI, document symbol, citation, label."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from restokg.errors import InputError, UnknownThingError
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import cite, document_of, symbols
from restokg.namespaces import DCTERMS, DOC, RDFS, RKG, SKOS, compact, expand

NAMES = (
    RDFS + "label",
    SKOS + "prefLabel",
    SKOS + "notation",
    DCTERMS + "identifier",
    RKG + "symbol",
)
OTHER_NAMES = (SKOS + "altLabel", DCTERMS + "alternative")

_Name = tuple[str, str, str, bool]
"""A name made alike, the name as written, the IRI that has it, and whether it is its own."""


def resolve(store: Store, text: str) -> str:
    """Return the IRI of the one thing that goes by this name.

    Case, width and blanks do not matter. A name that is a thing's own goes before one that is
    another name of something else; a thing goes before a term of the ontology or a passage.

    Raises:
        UnknownThingError: If there is none; it carries near misses.
        InputError: If several things go by this name.
    """
    wanted = text.strip()
    if (iri := _by_iri(store, wanted)) is not None:
        return iri
    names = list(_names(store))
    candidates = _by_name(names, wanted) or _by_citation(store, wanted)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        shown = "; ".join(compact(iri) for iri in candidates[:8])
        raise InputError(f"{wanted!r} is the name of {len(candidates)} things. Give one: {shown}.")
    raise UnknownThingError(wanted, suggestions=_near(names, wanted))


def label(store: Store, iri: str, lang: str) -> str | None:
    """Return the label in this language, else in English, else any."""
    found: dict[str, str] = {}
    for name in (RDFS + "label", SKOS + "prefLabel"):
        for quad in store.quads(NamedNode(iri), NamedNode(name)):
            if isinstance(quad.object, Literal):
                found.setdefault(quad.object.language or "", quad.object.value)
    return found.get(lang) or found.get("en") or next(iter(found.values()), None)


def normal(text: str) -> str:
    """Return the text with width, case and blanks made alike.

    >>> normal("ＩＤＲＡ  alliance")
    'idra alliance'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _by_iri(store: Store, text: str) -> str | None:
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    for iri in (bare if "://" in bare else None, expand(text), DOC + text):
        if iri is not None and _known(store, iri):
            return iri
    return None


def _known(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    places = (store.quads(node), store.quads(None, None, node), store.quads(None, None, None, node))
    return any(next(place, None) is not None for place in places)


def _names(store: Store) -> Iterator[_Name]:
    """Yield the names in the graph; a query for each predicate is the fastest way to them."""
    for predicates, own in ((NAMES, True), (OTHER_NAMES, False)):
        for predicate in predicates:
            query = f"SELECT ?thing ?name WHERE {{ ?thing <{predicate}> ?name }}"
            for thing, name in store.select(query):
                if isinstance(name, Literal) and isinstance(thing, NamedNode):
                    yield normal(name.value), name.value, thing.value, own


def _by_name(names: list[_Name], text: str) -> list[str]:
    wanted = normal(text)
    ranks: dict[str, tuple[bool, bool]] = {}
    for name, _, iri, own in names:
        if name == wanted:
            rank = (_secondary(iri), not own)
            ranks[iri] = min(rank, ranks.get(iri, rank))
    best = min(ranks.values(), default=None)
    return sorted(iri for iri, rank in ranks.items() if rank == best)


def _secondary(iri: str) -> bool:
    return iri.startswith(RKG) or (iri.startswith(DOC) and document_of(iri) != iri)


def _by_citation(store: Store, text: str) -> list[str]:
    wanted = normal(text)
    passages = {
        quad.subject.value
        for quad in store.quads(None, NamedNode(RKG + "parent"))
        if isinstance(quad.subject, NamedNode)
    }
    spoken = [(symbols(store, passages, lang), lang) for lang in ("en", "zh")]
    return sorted(
        iri
        for iri in passages
        if wanted in {normal(cite(iri, known, lang)) for known, lang in (*spoken, ({}, "en"))}
    )


def _near(names: list[_Name], text: str) -> list[str]:
    import difflib

    wanted = normal(text)
    owners: dict[str, tuple[str, str]] = {}
    for name, written, iri, _ in names:
        if not _secondary(iri):
            owners.setdefault(name, (written, iri))
    near = difflib.get_close_matches(wanted, owners, n=3, cutoff=0.6)
    within = sorted((name for name in owners if wanted and wanted in name), key=len)
    return [
        f"{owners[name][0]} ({compact(owners[name][1])})"
        for name in list(dict.fromkeys([*near, *within]))[:3]
    ]
