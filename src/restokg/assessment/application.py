"""Read an application: which it is, who applies, and whether its words are known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from restokg import resources
from restokg.assessment.shapes import breaches
from restokg.errors import BadApplicationError, UnknownThingError
from restokg.graph.lookup import label
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import BlankNode, Literal, NamedNode, Quad, Store
from restokg.namespaces import BASE, DOC, GRAPH, PREFIXES, RDF, RKG, compact

GENID = f"{BASE}.well-known/genid/"
"""Where blank nodes get their names for the time of an assessment: queries cannot name them."""

APPLICATION_GRAPH = f"{GRAPH}application"
"""Where the statements of the application are, apart from what others state."""

SHAPES = ("_values.ttl", "Application.ttl", "Evidence.ttl")
ONTOLOGY = "assessment.ttl"
ALL_BUT = 0.9
"""How like a property of a standard vocabulary another must be to be taken for a mistyped one."""

_THINGS = (f"{BASE}id/", DOC)
_DERIVED = frozenset(
    RKG + name
    for name in (
        "standing", "holdsCategory", "heldSince",
        "fits", "unfitFor", "unfitBecause", "doubtfulBecause",
    )
)  # fmt: skip
_OTHERS = """rkg:PartnerCategory rkg:PartnershipTerm rkg:Phase rkg:Threshold rkg:StatedCount
rkg:Provision rkg:Document rkg:ActorGroup skos:Collection rkg:AssessmentRule sh:NodeShape
sh:PropertyShape sh:SPARQLSelectExecutable sh:SPARQLConstructExecutable"""
"""What an application is held against, and so may not describe."""


@dataclass(frozen=True, slots=True)
class Application:
    """An application in a file: IRIs of the application, of who applies and of what for."""

    iri: str
    applicant: str
    category: str | None


def read(paths: Iterable[Path], *, stdin: bytes = b"") -> list[Quad]:
    """Return what RDF files state.

    Raises:
        InputError: If a file cannot be read or does not follow its syntax.
    """
    store = Store()
    load(store, rdf_files(paths), stdin=stdin)
    return list(store.quads())


def named(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads with names in place of blank nodes, so that queries can say them."""
    found = []
    for quad in quads:
        subject, object_, graph = quad.subject, quad.object, quad.graph_name
        if isinstance(subject, BlankNode):
            subject = NamedNode(GENID + subject.value)
        if isinstance(object_, BlankNode):
            object_ = NamedNode(GENID + object_.value)
        if isinstance(graph, BlankNode):
            graph = NamedNode(GENID + graph.value)
        found.append(Quad(subject, quad.predicate, object_, graph))
    return found


def find(
    given: Iterable[Quad], path: Path, wanted: str | None = None, *, more: Iterable[Quad] = ()
) -> Application:
    """Return the application that a file holds, or the one of several that is wanted.

    ``more`` is what else is given, where further kinds of evidence may be declared.

    Raises:
        BadApplicationError: If there is none, or several and none is wanted, or it breaks a rule.
    """
    store = Store()
    store.extend(given)
    rows = store.select("SELECT DISTINCT ?a WHERE { ?a a rkg:Application } ORDER BY ?a")
    found = [iri.value for (iri,) in rows]
    if wanted is not None:
        chosen = [iri for iri in found if wanted in (iri, compact(iri))]
        if found and not chosen:
            shown = ", ".join(found[:5])
            raise BadApplicationError(
                path, f"There is no application {wanted} in it. Give one of: {shown}"
            )
        found = chosen
    if not found:
        raise BadApplicationError(
            path, "There is no application in it: nothing is an rkg:Application."
        )
    if len(found) > 1:
        shown = ", ".join(found[:5])
        raise BadApplicationError(
            path, f"There are {len(found)} applications in it. Name one with --application: {shown}"
        )
    store.extend(more)
    load(store, [resources.ontology() / ONTOLOGY])
    broken = breaches(store, [resources.shapes() / name for name in SHAPES])
    if broken:
        shown = " ".join(f"{message} ({compact(focus)})" for focus, message in broken[:5])
        rest = f" And {len(broken) - 5} more." if len(broken) > 5 else ""
        raise BadApplicationError(path, shown + rest)
    return Application(
        found[0],
        _object(store, found[0], "applicant") or "",
        _object(store, found[0], "appliesFor"),
    )


def check_words(store: Store, given: Sequence[Quad]) -> None:
    """Refuse what is mistyped, which would be passed over as if it were not stated.

    That is a thing or term under our names that the graph does not know, or a property of a
    standard vocabulary that is all but one that the graph knows.

    Raises:
        UnknownThingError: At the first; it carries near misses.
    """
    described = {quad.subject for quad in given}
    properties = {quad.predicate for quad in given}
    objects = {quad.object for quad in given if isinstance(quad.object, NamedNode)}
    for term in sorted(properties | objects - described, key=str):
        if next(store.quads(term), None) is not None:
            continue
        if term.value.startswith((*_THINGS, RKG)):
            raise UnknownThingError(compact(term.value), suggestions=_near(store, term, 0.6))
        if term in properties and compact(term.value) != term.value:
            near = _near(store, term, ALL_BUT)
            if near:
                raise UnknownThingError(compact(term.value), suggestions=near)


def check_authority(store: Store, given: Iterable[Quad], path: Path) -> None:
    """Refuse an application that describes what it is held against: clauses, figures, rules.

    ``store`` holds everything, the application in ``APPLICATION_GRAPH``.

    Raises:
        BadApplicationError: At the first such statement.
    """
    for quad in given:
        if quad.predicate.value in _DERIVED:
            term = compact(quad.predicate.value)
            raise BadApplicationError(path, f"It states {term}, which an assessment derives.")
    rows = store.select(
        f"""SELECT DISTINCT ?subject WHERE {{
          GRAPH <{APPLICATION_GRAPH}> {{ ?subject ?property ?value }}
          ?subject a/rdfs:subClassOf* ?class VALUES ?class {{ {_OTHERS} }} }} ORDER BY ?subject"""
    )
    for (subject,) in rows:
        raise BadApplicationError(
            path,
            f"It describes {compact(subject.value)}, which is not for an application to say. "
            "Put that into a file of its own, and give it with --data.",
        )


def _near(store: Store, term: NamedNode, cutoff: float) -> list[str]:
    space = term.value[: max(term.value.rfind("/"), term.value.rfind("#")) + 1]
    known = {
        compact(quad.subject.value)
        for quad in store.quads(None, NamedNode(RDF + "type"))
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(space)
    }
    return difflib.get_close_matches(compact(term.value), sorted(known), n=3, cutoff=cutoff)


def name(store: Store, iri: str, lang: str) -> str:
    """Return what something is called, in a language if possible, else a short IRI."""
    if (text := label(store, iri, lang)) is not None:
        return text
    for quad in store.quads(NamedNode(iri), NamedNode(PREFIXES["schema"] + "name")):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return "…" if iri.startswith(GENID) else compact(iri)


def _object(store: Store, iri: str, property: str) -> str | None:
    for quad in store.quads(NamedNode(iri), NamedNode(RKG + property)):
        if isinstance(quad.object, NamedNode):
            return quad.object.value
    return None
