"""The terms of the ontology and the rules of the shapes, as pages show them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from restokg import resources
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import DCTERMS, ONTOLOGY_GRAPH, OWL, RDF, RDFS, RKG, RKGS, SH, SKOS

CLASS, OBJECT, DATATYPE = (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty")
_ABOVE = (RDFS + "subClassOf", RDFS + "subPropertyOf")
_CODE = re.compile(r"(RKG-\w+)\s+(.*)", re.DOTALL)


@dataclass
class Term:
    """A term of the ontology; ``above`` are what it is a kind of, ``labels`` by language."""

    iri: str
    kind: str
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    inverse: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.iri.removeprefix(RKG)


def terms(store: Store) -> dict[str, list[Term]]:
    """Return the terms of the ontology by their kind, in the order of their names."""
    found: dict[str, Term] = {}
    graph = NamedNode(ONTOLOGY_GRAPH)
    for kind in (CLASS, OBJECT, DATATYPE):
        for quad in store.quads(None, NamedNode(RDF + "type"), NamedNode(kind), graph):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(RKG):
                found.setdefault(quad.subject.value, Term(quad.subject.value, kind))
    for term in found.values():
        _read(term, store, graph)
    return {
        kind: sorted(
            (term for term in found.values() if term.kind == kind), key=lambda term: term.name
        )
        for kind in (CLASS, OBJECT, DATATYPE)
    }


def _read(term: Term, store: Store, graph: NamedNode) -> None:
    for quad in store.quads(NamedNode(term.iri), None, None, graph):
        predicate, value = quad.predicate.value, quad.object
        if isinstance(value, Literal):
            if predicate == RDFS + "label":
                term.labels[value.language or "en"] = value.value
            elif predicate == SKOS + "definition":
                term.definitions[value.language or "en"] = value.value
        elif isinstance(value, NamedNode):
            if predicate in _ABOVE:
                term.above.append(value.value)
            elif predicate == OWL + "inverseOf":
                term.inverse.append(value.value)


@dataclass
class Rule:
    """A shape that says what must hold; ``messages`` by language, without the code."""

    iri: str
    code: str
    messages: dict[str, str]
    severity: str
    sources: list[str]

    @property
    def anchor(self) -> str:
        return self.iri.removeprefix(RKGS)


def rules() -> dict[str, list[Rule]]:
    """Return the rules of the package's shapes by the class that they are about.

    Those that are about several classes, or about none directly, go by the empty name.
    """
    store = Store()
    load(store, rdf_files([resources.shapes()]), graph=RKGS)
    classes = _classes(store)
    found: dict[str, list[Rule]] = {}
    for rule in _messages(store).values():
        about = classes.get(rule.iri, set())
        found.setdefault(next(iter(about)) if len(about) == 1 else "", []).append(rule)
    for group in found.values():
        group.sort(key=lambda rule: (rule.code, rule.iri))
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0])))


def _messages(store: Store) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for quad in store.quads(None, NamedNode(SH + "message")):
        shape, message = quad.subject, quad.object
        if not isinstance(shape, NamedNode) or not isinstance(message, Literal):
            continue
        match = _CODE.fullmatch(message.value)
        code, text = (match[1], match[2]) if match else ("", message.value)
        if shape.value not in found:
            severity = _values(store, shape, SH + "severity") or [SH + "Violation"]
            sources = sorted(_values(store, shape, DCTERMS + "source"))
            found[shape.value] = Rule(shape.value, code, {}, severity[0], sources)
        found[shape.value].messages[message.language or "en"] = text
    return found


def _classes(store: Store) -> dict[str, set[str]]:
    """Return the classes that each shape is about, itself or as a part of one that is."""
    found: dict[str, set[str]] = {}
    for quad in store.quads(None, NamedNode(SH + "targetClass")):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            class_ = quad.object.value
            parts = _values(store, quad.subject, SH + "property")
            for shape in (quad.subject.value, *parts):
                found.setdefault(shape, set()).add(class_)
    return found


def _values(store: Store, subject: NamedNode, predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in store.quads(subject, NamedNode(predicate))
        if isinstance(quad.object, NamedNode)
    ]
