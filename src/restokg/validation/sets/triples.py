"""The triples of a shapes graph, for reading shapes from them."""

from __future__ import annotations

from collections.abc import Iterator

from restokg.errors import BadShapesError
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.namespaces import RDF, RDFS, SH, XSD

FIRST = RDF + "first"
REST = RDF + "rest"
NIL = NamedNode(RDF + "nil")


_ALL = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }"


class Triples:
    """A graph in memory; what is not as it must be is an error that names the shape."""

    def __init__(self, store: Store) -> None:
        self._of: dict[Term, dict[str, list[Term]]] = {}
        for subject, predicate, value in store.select(_ALL):
            self._of.setdefault(subject, {}).setdefault(predicate.value, []).append(value)

    def subjects(self) -> Iterator[Term]:
        yield from self._of

    def predicates(self, node: Term) -> Iterator[str]:
        yield from self._of.get(node, ())

    def values(self, node: Term, predicate: str) -> list[Term]:
        return self._of.get(node, {}).get(predicate, [])

    def one(self, node: Term, predicate: str) -> Term | None:
        """Return the only value, or None if there is none."""
        values = self.values(node, predicate)
        if len(values) > 1:
            raise wrong(node, f"has {len(values)} values of {short(predicate)}, where one may be.")
        return values[0] if values else None

    def flag(self, node: Term, predicate: str) -> bool:
        """Return the only value as a truth value; none means false."""
        value = self.one(node, predicate)
        if value is None:
            return False
        if isinstance(value, Literal) and value.datatype.value == XSD + "boolean":
            if value.value in ("true", "1"):
                return True
            if value.value in ("false", "0"):
                return False
        raise wrong(node, f"has {short(predicate)} {value}, which must be true or false.")

    def members(self, node: Term, head: Term) -> list[Term]:
        """Return the members of a list; ``node`` is the shape that an error names."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.values(head, FIRST), self.values(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise wrong(node, f"refers to {head}, which is not a well-formed list.")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def instances(self, *classes: str) -> Iterator[Term]:
        """Yield the nodes that have one of the classes or of their subclasses as a type."""
        wanted = {NamedNode(iri) for iri in self.subclasses(classes)}
        for node, facts in self._of.items():
            if not wanted.isdisjoint(facts.get(RDF + "type", ())):
                yield node

    def subclasses(self, classes: tuple[str, ...]) -> list[str]:
        """Return the IRIs of classes and of all classes below them in this graph."""
        found = list(classes)
        for iri in found:
            found += [
                node.value
                for node, facts in self._of.items()
                if isinstance(node, NamedNode)
                and node.value not in found
                and NamedNode(iri) in facts.get(RDFS + "subClassOf", ())
            ]
        return found


def wrong(shape: Term, reason: str) -> BadShapesError:
    """Return the error that a shape is not as it must be; the reason follows its name."""
    return BadShapesError(f"The shape {reason}", shape=name(shape))


def name(node: Term) -> str:
    """Return a node as people refer to it: an IRI, ``_:b``, or a literal in N-Triples."""
    return node.value if isinstance(node, NamedNode) else str(node)


def short(predicate: str) -> str:
    return f"sh:{predicate.removeprefix(SH)}" if predicate.startswith(SH) else f"<{predicate}>"
