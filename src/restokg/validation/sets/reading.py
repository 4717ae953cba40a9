"""Read shapes from a shapes graph; what is ill-formed is an error that names the shape."""

from __future__ import annotations

from collections.abc import Iterator

from restokg.graph.store import BlankNode, Literal, NamedNode, Store, Term
from restokg.namespaces import OWL, RDFS, SH, XSD
from restokg.validation.sets.model import Constraint, Shape, Target
from restokg.validation.sets.parameters import read_constraints
from restokg.validation.sets.paths import read_path
from restokg.validation.sets.regexes import is_read_by_store
from restokg.validation.sets.triples import Triples, name, short, wrong

_TARGETS = {
    SH + "targetClass": "class",
    SH + "targetNode": "node",
    SH + "targetSubjectsOf": "subjectsOf",
    SH + "targetObjectsOf": "objectsOf",
}
_KNOWN = {
    SH + term
    for term in (
        *("path", "severity", "message", "deactivated", "name", "description", "order", "group"),
        *("defaultValue", "declare", "class", "datatype", "nodeKind", "minCount", "maxCount"),
        *("minExclusive", "minInclusive", "maxExclusive", "maxInclusive", "minLength"),
        *("maxLength", "pattern", "flags", "languageIn", "uniqueLang", "equals", "disjoint"),
        *("lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "property"),
        *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
        *("qualifiedValueShapesDisjoint", "closed", "ignoredProperties", "hasValue", "in"),
        *("sparql", "prefixes", "select"),
    )
} | set(_TARGETS)
"""The terms of SHACL that a shape may have here; one with another is not compiled."""

_VIOLATION = NamedNode(SH + "Violation")


def read_shapes(store: Store) -> dict[Term, Shape]:
    """Return the shapes of a graph by their nodes.

    These are the shapes that are declared or have a target, and all that they refer to.

    Raises:
        BadShapesError: If a shape is ill-formed, or refers to itself.
    """
    reader = _Reader(Triples(store))
    waiting = list(reader.roots())
    shapes: dict[Term, Shape] = {}
    for node in waiting:
        if node not in shapes:
            shapes[node] = reader.shape(node)
            waiting += shapes[node].references()
    for shape in shapes.values():
        _check_references(shapes, shape)
    _refuse_cycles(shapes)
    return shapes


UNREADABLE = "The store does not understand its sh:pattern"
"""How the reason begins that no native engine can take a shape."""


class _Reader:
    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self.declared = dict.fromkeys(triples.instances(SH + "NodeShape", SH + "PropertyShape"))
        # A class that is also a shape is its own target. SHACL 1.0 wants an instance of
        # rdfs:Class; that an owl:Class is one follows from OWL, and few files repeat it.
        classes = set(triples.instances(RDFS + "Class", OWL + "Class"))
        self.classes = classes.intersection(self.declared)
        self.custom = list(self._components())

    def roots(self) -> Iterator[Term]:
        """Yield the nodes that are shapes without another shape's word."""
        yield from self.declared
        targeting = {*_TARGETS, SH + "target"}
        for node in self.triples.subjects():
            if not targeting.isdisjoint(self.triples.predicates(node)):
                yield node

    def shape(self, node: Term) -> Shape:
        triples = self.triples
        if not any(True for _ in triples.predicates(node)):
            raise wrong(node, "is referred to, but the shapes graph says nothing about it.")
        path_node = triples.one(node, SH + "path")
        path = None if path_node is None else read_path(triples, node, path_node)
        severity = triples.one(node, SH + "severity") or _VIOLATION
        if not isinstance(severity, NamedNode):
            raise wrong(node, f"has the severity {severity}, which must be an IRI.")
        constraints = tuple(read_constraints(triples, node, path))
        targets = tuple(self._targets(node))
        return Shape(
            node=node,
            path=path,
            targets=targets,
            constraints=constraints,
            severity=severity,
            messages=tuple(self._messages(node)),
            deactivated=triples.flag(node, SH + "deactivated"),
            obstacle=self._obstacle(node, constraints, targets),
        )

    def _messages(self, node: Term) -> Iterator[Literal]:
        for term in self.triples.values(node, SH + "message"):
            if not isinstance(term, Literal) or (
                term.language is None and term.datatype.value != XSD + "string"
            ):
                raise wrong(node, f"has the message {term}, which must be a text.")
            yield term

    def _targets(self, node: Term) -> Iterator[Target]:
        for predicate, kind in _TARGETS.items():
            for term in self.triples.values(node, predicate):
                if kind != "node" and not isinstance(term, NamedNode):
                    raise wrong(node, f"has {short(predicate)} {term}, which must be an IRI.")
                yield Target(kind, term)
        if node in self.classes:
            yield Target("class", node)
        for term in self.triples.values(node, SH + "target"):
            yield Target("other", term)

    def _components(self) -> Iterator[tuple[Term, set[str]]]:
        """Yield the constraint components that the graph declares, with what they require."""
        triples = self.triples
        for component in triples.instances(SH + "ConstraintComponent"):
            if name(component).startswith(SH):
                continue
            required: set[str] = set()
            for parameter in triples.values(component, SH + "parameter"):
                path = triples.one(parameter, SH + "path")
                if not isinstance(path, NamedNode):
                    raise wrong(component, "declares a parameter without sh:path.")
                if not triples.flag(parameter, SH + "optional"):
                    required.add(path.value)
            if required:
                yield component, required

    def _obstacle(
        self, node: Term, constraints: tuple[Constraint, ...], targets: tuple[Target, ...]
    ) -> str | None:
        predicates = set(self.triples.predicates(node))
        unknown = sorted(p for p in predicates if p.startswith(SH) and p not in _KNOWN)
        if unknown:
            return f"It has {short(unknown[0])}."
        for component, required in self.custom:
            if required <= predicates:
                return f"It uses the constraint component {name(component)}."
        for constraint in constraints:
            if constraint.query is not None and constraint.query.obstacle is not None:
                return f"Its query {constraint.query.obstacle}."
            if any(isinstance(term, BlankNode) for term in constraint.terms):
                return f"Its sh:{constraint.name} refers to a blank node."
            if constraint.name == "pattern":
                (pattern,) = constraint.terms
                if not is_read_by_store(pattern.value, constraint.flags):
                    return f"{UNREADABLE} {pattern}."
        if any(isinstance(target.term, BlankNode) for target in targets):
            return "Its target is a blank node."
        return None


def _check_references(shapes: dict[Term, Shape], shape: Shape) -> None:
    for constraint in shape.constraints:
        for node in constraint.shapes:
            if constraint.name == "property" and shapes[node].path is None:
                raise wrong(shape.node, f"has sh:property {name(node)}, which has no sh:path.")


def _refuse_cycles(shapes: dict[Term, Shape]) -> None:
    """Raise an error that names a way from a shape back to itself, which SHACL leaves undefined."""
    done: set[Term] = set()

    def visit(node: Term, above: tuple[Term, ...]) -> None:
        if node in above:
            way = " → ".join(name(each) for each in (*above[above.index(node) :], node))
            raise wrong(node, f"refers to itself, which SHACL leaves undefined: {way}.")
        if node not in done:
            for reference in shapes[node].references():
                visit(reference, (*above, node))
            done.add(node)

    for node in shapes:
        visit(node, ())
