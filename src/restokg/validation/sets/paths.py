"""SHACL property paths, as property paths of SPARQL."""

from __future__ import annotations

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
    without the nodes that each lead to themselves.
    """

    node: Term
    text: str
    bounded: bool


def read_path(triples: Triples, shape: Term, node: Term) -> Path:
    """Return the path that a node of the shapes graph stands for.

    Raises:
        BadShapesError: If it is not well-formed.
    """
    text, bounded = _read(triples, shape, node, ())
    return Path(node, text, bounded)


def _read(triples: Triples, shape: Term, node: Term, above: tuple[Term, ...]) -> tuple[str, bool]:
    if isinstance(node, NamedNode):
        return f"<{node.value}>", True
    if not isinstance(node, BlankNode) or node in above:
        raise wrong(shape, f"has the path {node}, which is not a well-formed path.")

    def inner(part: Term) -> tuple[str, bool]:
        return _read(triples, shape, part, (*above, node))

    # A node may say more than the path that it is; what makes a list of it comes first.
    if triples.values(node, FIRST):
        return _joined("/", [inner(part) for part in _parts(triples, shape, node)])
    if (head := triples.one(node, SH + "alternativePath")) is not None:
        return _joined("|", [inner(part) for part in _parts(triples, shape, head)])
    if (inverse := triples.one(node, SH + "inversePath")) is not None:
        text, bounded = inner(inverse)
        return f"(^{text})", bounded
    for predicate, suffix in _SUFFIXES.items():
        if (repeated := triples.one(node, predicate)) is not None:
            return f"({inner(repeated)[0]}{suffix})", False
    raise wrong(shape, f"has the path {node}, which is not a well-formed path.")


def _parts(triples: Triples, shape: Term, head: Term) -> list[Term]:
    parts = triples.members(shape, head)
    if len(parts) < 2:
        raise wrong(shape, "has a path of fewer than two parts, which is not well-formed.")
    return parts


def _joined(sign: str, parts: list[tuple[str, bool]]) -> tuple[str, bool]:
    return f"({sign.join(text for text, _ in parts)})", all(bounded for _, bounded in parts)
