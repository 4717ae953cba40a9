"""What an engine has to say: validation results of W3C's SHACL, in RDF terms."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.graph.store import Literal, NamedNode, Term


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result, under the names that SHACL has for its parts.

    ``path`` is an IRI, or the node of a complex path in the shapes graph. ``constraint`` is set
    for constraints in SPARQL. ``messages`` are those of the shape in all its languages, or of the
    constraint, with the placeholders filled in.
    """

    focus: Term
    path: Term | None
    value: Term | None
    shape: Term
    component: NamedNode
    severity: NamedNode
    constraint: Term | None = None
    messages: tuple[Literal, ...] = ()
