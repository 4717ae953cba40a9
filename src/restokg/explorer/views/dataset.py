"""The page about the dataset: what it is made from, how large it is, where to get it."""

from __future__ import annotations

from restokg.errors import UnknownThingError
from restokg.explorer.linking import address
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views import things
from restokg.explorer.visiting import Visit
from restokg.graph.describe import describe
from restokg.graph.wording import natural
from restokg.namespaces import DATASET, DCAT, DCTERMS, PROV, VOID
from restokg.representation.exchange import Response

MOST = 100
"""Sources that are listed; all of them are on a page of their own."""
NAMES = {
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "trig": "TriG",
    "nq": "N-Quads",
}
COUNTS = ("triples", "distinctSubjects", "distinctObjects", "properties", "classes")


def page(visit: Visit, iri: str) -> Response:
    """Return the page of the dataset, or of a part of it as of any thing."""
    if iri != DATASET or visit.request.first("all"):
        return things.page(visit, iri)
    description = describe(visit.store, iri, visit.lang, most=MOST)
    if not description.facts:
        raise UnknownThingError(iri)
    facts = {property_.iri: property_.values for property_ in description.facts}
    totals = {property_.iri: property_.total for property_ in description.facts}
    titles = facts.get(DCTERMS + "title", ())
    manifest = visit.library.snapshot.manifest
    return rendered(
        visit,
        "dataset.html",
        iri=iri,
        title=titles[0].text if titles else description.name,
        texts=description.texts,
        counts=[(name, int(facts[VOID + name][0].term)) for name in COUNTS if VOID + name in facts],
        sources=facts.get(PROV + "wasDerivedFrom", ()),
        every=totals.get(PROV + "wasDerivedFrom", 0),
        derived=PROV + "wasDerivedFrom",
        dumps=[
            (NAMES.get(ending := value.term.rpartition(".")[2], ending), address(value.term))
            for value in sorted(
                facts.get(DCAT + "distribution", ()), key=lambda value: natural(value.term)
            )
        ],
        kinds=manifest.get("kinds", ()),
        downloads=things.downloads(visit, iri),
    )
