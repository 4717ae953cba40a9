"""Shapes as values: what stands in a shapes graph, checked and in order."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.graph.store import Literal, NamedNode, Term
from restokg.namespaces import SH
from restokg.validation.sets.paths import Path


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint in SPARQL.

    ``openings`` are where the groups of its SELECTs begin in the text, the outermost first.
    ``instances`` are the places in the outermost group that ask for the instances of a class over
    rdfs:subClassOf: from where to where, and the IRI of the class. ``obstacle`` says why the
    answer for all focus nodes at once need not be the sum of the answers for each, or is None.
    """

    node: Term
    text: str
    openings: tuple[int, ...]
    instances: tuple[tuple[int, int, str], ...]
    messages: tuple[Literal, ...]
    obstacle: str | None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape, by the local name of its (first) parameter.

    ``terms`` is the parameter's value or the members of its list; ``shapes`` are the nodes of the
    shapes that it refers to; ``siblings`` those whose values do not count (qualified, disjoint).
    """

    name: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Term, ...] = ()
    siblings: tuple[Term, ...] = ()
    flags: str = ""
    query: Query | None = None

    @property
    def component(self) -> NamedNode:
        name = "SPARQL" if self.name == "sparql" else self.name[0].upper() + self.name[1:]
        return NamedNode(f"{SH}{name}ConstraintComponent")

    @property
    def number(self) -> int:
        """The value of a parameter that counts."""
        (term,) = self.terms
        return int(term.value)


@dataclass(frozen=True, slots=True)
class Target:
    """One target: ``kind`` is class, node, subjectsOf or objectsOf; other is not compiled."""

    kind: str
    term: Term


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; with a path it is a property shape, else a node shape.

    ``obstacle`` says what it has that is not compiled, or else is None.
    """

    node: Term
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: NamedNode
    messages: tuple[Literal, ...]
    deactivated: bool
    obstacle: str | None

    def references(self) -> tuple[Term, ...]:
        """Return the nodes of the shapes that must be known to judge by this one."""
        return tuple(node for constraint in self.constraints for node in constraint.shapes) + tuple(
            node for constraint in self.constraints for node in constraint.siblings
        )
