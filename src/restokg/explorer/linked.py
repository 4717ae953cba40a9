"""Linked data: the RDF document about whatever has an IRI of ours, in the syntax asked for.

JSON-LD, like Turtle, N-Triples and RDF/XML, holds the union of the graphs, for most that read it
look at the default graph only; TriG and N-Quads tell which paragraph states what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from restokg import resources
from restokg.build.access import is_dumped
from restokg.errors import RequestError, UnknownThingError
from restokg.explorer.library import Library
from restokg.explorer.linking import address
from restokg.explorer.neighbourhood import around
from restokg.explorer.representations import ENDINGS, Representations
from restokg.explorer.visiting import Visit
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import DefaultGraph, Literal, NamedNode, Quad, Store, Term, serialise
from restokg.namespaces import (
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    FOAF,
    LICENCE,
    RDF,
    RDFS,
    VOID,
    compact,
)
from restokg.representation.exchange import Response
from restokg.representation.media import GRAPHS

DUMP = f"{DATASET}/dump"
SHAPES = f"{BASE}shapes"

_NAMES = {type_: name for name, type_ in GRAPHS.items()}
_WITH_GRAPHS = frozenset({GRAPHS["trig"], GRAPHS["nquads"]})
_ADDRESSES = frozenset(
    {
        DCAT + "accessURL",
        DCAT + "downloadURL",
        DCAT + "endpointURL",
        VOID + "dataDump",
        VOID + "sparqlEndpoint",
    }
)


def document(visit: Visit, iri: str, type: str) -> Response:
    """Return the RDF document about a thing, or a dump of the whole dataset.

    Raises:
        UnknownThingError: If the graph holds nothing about it; with suggestions.
    """
    if iri == DUMP:
        return _dump(visit.library, type)
    links = Representations.of(iri)
    try:
        quads, omissions = _statements(visit, iri)
    except UnknownThingError:
        hits = visit.library.near(iri, visit.lang)
        suggestions = [f"{hit.label} ({compact(hit.iri)})" for hit in hits]
        raise UnknownThingError(iri, suggestions=suggestions) from None
    place = links.place(type)
    about = _document_facts(visit.request.root, place, iri, omissions)
    body = _written([*quads, *about], type)
    headers = (("Content-Location", place), ("Link", links.header(type)))
    return Response(200, type, body, headers)


def void(visit: Visit) -> Response:
    """Send whoever looks for a VoID description where RFC 8615 has it on to the dataset."""
    del visit
    return Response(302, "text/plain", b"", (("Location", "/dataset.ttl"),))


def _statements(visit: Visit, iri: str) -> tuple[Iterable[Quad], list[dict[str, str]]]:
    if iri == SHAPES:
        return visit.library.kept(("shapes",), _shapes), []
    found = around(visit.store, iri)
    if iri == DATASET:
        return _served(found.quads, visit.request.root), []
    return found.quads, found.omissions


def _served(quads: Iterable[Quad], root: str) -> Iterator[Quad]:
    """Put the addresses of this server in place of those under the base of the IRIs."""
    for quad in quads:
        value = quad.object
        if (
            quad.predicate.value in _ADDRESSES
            and isinstance(value, NamedNode)
            and value.value.startswith(BASE)
            and (served := _node(root + address(value.value))) is not None
        ):
            yield Quad(quad.subject, quad.predicate, served, quad.graph_name)
        else:
            yield quad


def _shapes() -> list[Quad]:
    store = Store()
    load(store, rdf_files([resources.shapes()]), graph=SHAPES)
    return list(store.quads())


def _document_facts(
    root: str, place: str, iri: str, omissions: list[dict[str, str]]
) -> Iterator[Quad]:
    """Say what the document itself is, as far as its address can be an IRI."""
    own = _node(root + place) or _node(BASE.rstrip("/") + place)
    if own is None:
        return
    facts: list[tuple[str, Term]] = [
        (RDF + "type", NamedNode(FOAF + "Document")),
        (FOAF + "primaryTopic", NamedNode(iri)),
        (DCTERMS + "license", NamedNode(LICENCE)),
        (VOID + "inDataset", NamedNode(DATASET)),
    ]
    notes: list[tuple[str, Term]] = [
        (RDFS + "comment", Literal(text, language=lang))
        for omission in omissions
        for lang, text in omission.items()
    ]
    for predicate, value in (*facts, *notes):
        yield Quad(own, NamedNode(predicate), value, DefaultGraph())


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _written(quads: Iterable[Quad], type_: str) -> bytes:
    if type_ not in _WITH_GRAPHS:
        quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    lines = "".join(f"{quad} .\n" for quad in dict.fromkeys(quads))
    output = BytesIO()
    serialise(lines.encode(), _NAMES[type_], output)
    return output.getvalue()


def _dump(library: Library, type_: str) -> Response:
    """Return the whole dataset; in JSON-LD and TriG with its graphs.

    Raises:
        RequestError: If it is too large for that.
    """
    suffix, quads = ENDINGS[type_], len(library.store)
    if not is_dumped(suffix, quads):
        nquads = is_dumped("nq", quads)
        other = f"Take {address(DUMP)}.nq instead" if nquads else "Copy it from the snapshot"
        raise RequestError(
            f"The dataset has {quads:,} statements, too many to be sent as {_NAMES[type_]}. "
            f"{other}, or run `restokg export --format {_NAMES[type_]}`."
        )
    name = f'attachment; filename="restokg-{library.snapshot.manifest["key"]}.{suffix}"'
    headers = (("Content-Disposition", name),)
    if type_ == GRAPHS["nquads"]:
        return Response(200, type_, library.snapshot.nquads.read_bytes(), headers)
    output = BytesIO()
    serialise(library.store.nquads(), _NAMES[type_], output)
    return Response(200, type_, output.getvalue(), headers)
