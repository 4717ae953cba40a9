"""Pages of the ontology and of the shapes: each term and rule at its anchor."""

from __future__ import annotations

from restokg.errors import UnknownThingError
from restokg.explorer import vocabulary
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views.things import downloads
from restokg.explorer.visiting import Visit
from restokg.graph.store import NamedNode
from restokg.namespaces import ONTOLOGY_GRAPH, RKGS, SH
from restokg.representation.exchange import Response


def ontology(visit: Visit, iri: str) -> Response:
    terms = visit.library.kept(("terms",), lambda: vocabulary.terms(visit.store))
    if not any(terms.values()):
        raise UnknownThingError(iri)
    kinds = visit.library.snapshot.manifest.get("kinds", ())
    phrases = visit.phrases(ONTOLOGY_GRAPH)
    return rendered(
        visit,
        "ontology.html",
        iri=iri,
        groups=[
            ("classes", terms[vocabulary.CLASS]),
            ("relations", terms[vocabulary.OBJECT]),
            ("attributes", terms[vocabulary.DATATYPE]),
        ],
        name=phrases.name,
        members={kind["iri"]: kind["members"] for kind in kinds},
        downloads=downloads(visit, iri),
    )


def shapes(visit: Visit, iri: str) -> Response:
    groups = visit.library.kept(("rules",), vocabulary.rules)
    phrases = visit.phrases(RKGS)
    return rendered(
        visit,
        "shapes.html",
        iri=iri,
        groups=groups,
        count=sum(map(len, groups.values())),
        name=phrases.name,
        citation=phrases.citation,
        # Rules rest on paragraphs of the package, which a graph of other data need not hold.
        held=lambda source: next(visit.store.quads(NamedNode(source)), None) is not None,
        severity=lambda rule: rule.severity.removeprefix(SH).lower(),
        downloads=downloads(visit, iri),
    )
