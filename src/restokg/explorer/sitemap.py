"""For crawlers: which pages there are, in both languages, and which to leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from restokg.errors import UnknownThingError
from restokg.explorer.library import Library
from restokg.explorer.linking import address, join
from restokg.explorer.visiting import Visit
from restokg.explorer.words import LANGUAGES, load
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import BASE, DATASET, DATASET_GRAPH, INFERRED_GRAPH
from restokg.representation.exchange import Response
from restokg.representation.media import TEXT

XML = "application/xml"
MOST_ADDRESSES = 50_000
"""Addresses in one part, as the protocol of sitemaps allows."""

PAGES = (
    "/",
    "/questions",
    "/synergies",
    "/synergies/network",
    "/synergies/timeline",
    "/synergies/figures",
    "/documents",
    "/sparql",
    "/ontology",
    "/shapes",
    "/dataset",
)
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_THINGS = tuple(f"{BASE}{place}" for place in ("id/", "doc/", "source/", "graph/"))
# Written by the program about the program's own work; too long to be read as pages.
_NOT_FOR_READERS = frozenset({INFERRED_GRAPH, DATASET_GRAPH, DATASET})


def sitemap(visit: Visit) -> Response:
    """Return the index of the parts."""
    root = visit.request.root
    entries = "".join(
        f"<sitemap><loc>{escape(f'{root}/sitemap-{number}.xml')}</loc></sitemap>\n"
        for number in range(1, len(_parts(visit.library)) + 1)
    )
    return _xml(f'<sitemapindex xmlns="{_PROTOCOL}">\n{entries}</sitemapindex>\n')


def part(visit: Visit, number: str) -> Response:
    """Return one part: each address with its alternates in the other languages.

    Raises:
        UnknownThingError: If there is no part of this number.
    """
    parts = _parts(visit.library)
    if not 1 <= int(number) <= len(parts):
        raise UnknownThingError(visit.request.path)
    root = visit.request.root
    entries = "".join(_entries(root, path) for path in parts[int(number) - 1])
    return _xml(f'<urlset xmlns="{_PROTOCOL}" xmlns:xhtml="{_XHTML}">\n{entries}</urlset>\n')


def robots(visit: Visit) -> Response:
    lines = [
        "User-agent: *",
        "Disallow: /sparql?query=",
        "Disallow: /sparql?default-graph-uri=",
        "Disallow: /search?q=",
        "Disallow: /api/",
        f"Disallow: {address(DATASET)}/dump.",
        "Disallow: /questions/*.*?",
        "Disallow: /synergies/cell?from=",
        "",
        f"Sitemap: {visit.request.root}/sitemap.xml",
        "",
    ]
    return Response(200, TEXT, "\n".join(lines).encode())


def _parts(library: Library) -> Sequence[Sequence[str]]:
    return library.kept(("sitemap",), lambda: _divided(library))


def _divided(library: Library) -> list[list[str]]:
    questions = [f"/questions/{question.id}" for question in library.questions]
    paths = [*PAGES, *questions, *_things(library.store)]
    most = MOST_ADDRESSES // len(LANGUAGES)
    return [paths[start : start + most] for start in range(0, len(paths), most)]


def _things(store: Store) -> list[str]:
    rows = store.select("SELECT DISTINCT ?thing WHERE { ?thing ?property ?value }")
    iris = (thing.value for (thing,) in rows if isinstance(thing, NamedNode))
    return sorted(
        address(iri)
        for iri in iris
        if iri.startswith(_THINGS) and "#" not in iri and iri not in _NOT_FOR_READERS
    )


def _entries(root: str, path: str) -> str:
    """Return the entries of a page, one for each language, each naming all."""
    places = {lang: escape(root + join(path, [("lang", lang)])) for lang in LANGUAGES}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{_code(lang)}" href="{place}"/>'
        for lang, place in places.items()
    )
    return "".join(f"<url><loc>{place}</loc>{alternates}</url>\n" for place in places.values())


def _code(lang: str) -> str:
    return load(lang)["common"][f"hreflang_{lang}"]


def _xml(content: str) -> Response:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Response(200, XML, (head + content).encode())
