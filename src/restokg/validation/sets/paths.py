"""SHACL property paths, as property paths of SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from restokg.graph.store import BlankNode, NamedNode, Term
from restokg.namespaces import SH
from restokg.validation.sets.triples import FIRST, Triples, wrong

_SUFFIXES = {
    SH + "zeroOrMorePath": "*",
    SH + "oneOrMorePath": "+",
    SH + "zeroOrOnePath": "?",
}


@dataclass(frozen=True, slots=True)
class Path:
    """A path: its node in the shapes graph, and its text in SPARQL.

    A path is ``bounded`` if its pairs are found without a start: without going on and on, and
    without the nodes that each lead to themselves. It is ``optional`` if it may have no length.
    """

    node: Term
    text: str
    bounded: bool
    optional: bool

    def from_start(self, start: str, end: str) -> str:
        """Return the pattern from a variable that is bound to one that is not yet."""
        return self._or_stay(f"{start} {self.text} {end}", start, end)

    def from_end(self, start: str, end: str) -> str:
        """Return the pattern to a variable that is bound from one that is not yet."""
        return self._or_stay(f"{start} {self.text} {end}", end, start)

    def _or_stay(self, pattern: str, bound: str, new: str) -> str:
        if not self.optional:
            return pattern
        # To the store, a node that the data does not have is at the end of no path at all.
        return f"LATERAL {{ {{ {pattern} }} UNION {{ BIND({bound} AS {new}) }} }}"


def read_path(triples: Triples, shape: Term, node: Term, above: tuple[Term, ...] = ()) -> Path:
    """Return the path that a node of the shapes graph stands for, within those above.

    Raises:
        BadShapesError: If it is not well-formed.
    """
    if isinstance(node, NamedNode):
        return Path(node, f"<{node.value}>", bounded=True, optional=False)
    if not isinstance(node, BlankNode) or node in above:
        raise wrong(shape, f"has the path {node}, which is not a well-formed path.")

    def inner(part: Term) -> Path:
        return read_path(triples, shape, part, (*above, node))

    def joined(sign: str, parts: list[Path], *, optional: Callable[[Iterable[bool]], bool]) -> Path:
        text = f"({sign.join(part.text for part in parts)})"
        bounded = all(part.bounded for part in parts)
        return Path(node, text, bounded, optional(part.optional for part in parts))

    # A node may say more than the path that it is; what makes a list of it comes first.
    if triples.values(node, FIRST):
        return joined("/", [inner(p) for p in _parts(triples, shape, node)], optional=all)
    if (head := triples.one(node, SH + "alternativePath")) is not None:
        return joined("|", [inner(p) for p in _parts(triples, shape, head)], optional=any)
    if (inverse := triples.one(node, SH + "inversePath")) is not None:
        part = inner(inverse)
        return Path(node, f"(^{part.text})", part.bounded, part.optional)
    for predicate, suffix in _SUFFIXES.items():
        if (repeated := triples.one(node, predicate)) is not None:
            part = inner(repeated)
            return Path(node, f"({part.text}{suffix})", False, suffix != "+" or part.optional)
    raise wrong(shape, f"has the path {node}, which is not a well-formed path.")


def _parts(triples: Triples, shape: Term, head: Term) -> list[Term]:
    parts = triples.members(shape, head)
    if len(parts) < 2:
        raise wrong(shape, "has a path of fewer than two parts, which is not well-formed.")
    return parts
