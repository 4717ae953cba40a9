"""Nodes of the data in queries, blank ones too: SPARQL itself has no name for one."""

from __future__ import annotations

from collections.abc import Iterable

from restokg.graph.store import BlankNode, Term
from restokg.validation.sets.writing import Writing

_NODE = "urn:restokg:blank-node"
FUNCTIONS = {_NODE: lambda label: BlankNode(label.value)}
"""The function that makes a blank node of its label; a query that names one needs it."""


def written(node: Term) -> str:
    """Return the expression that is a node."""
    return f'<{_NODE}>("{node.value}")' if isinstance(node, BlankNode) else str(node)


def bound_to(writing: Writing, variable: str, nodes: Iterable[str]) -> str:
    """Return the pattern that binds a variable to each of some nodes in N-Triples notation."""
    nodes = list(nodes)
    named = [node for node in nodes if not node.startswith("_:")]
    labels = [f'"{node[2:]}"' for node in nodes if node.startswith("_:")]
    parts = [f"VALUES {variable} {{ {' '.join(named)} }}"] if named else []
    if labels:
        label = writing.fresh()
        made = f"BIND(<{_NODE}>({label}) AS {variable})"
        parts.append(f"VALUES {label} {{ {' '.join(labels)} }} {made}")
    return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)
