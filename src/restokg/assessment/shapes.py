"""What SHACL shapes have to say: on an application, and as conditions of rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from restokg.graph.reading import load
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import SH
from restokg.validation import native

_ASKED = "urn:asked:"
_RESULTS = """
SELECT ?focus ?shape ?message WHERE {
  ?report sh:result ?result . ?result sh:focusNode ?focus ; sh:sourceShape ?shape .
  OPTIONAL { ?result sh:resultMessage ?message }
} ORDER BY ?focus ?shape"""


def breaches(data: Store, shapes: Sequence[Path]) -> list[tuple[str, str]]:
    """Return the nodes that break shape files, each with the English message of the shape."""
    rules = Store()
    load(rules, shapes)
    found: dict[tuple[str, str], None] = {}
    for focus, shape, _ in _results(data.triples(), rules.triples()):
        texts = rules.select(
            f"SELECT ?text WHERE {{ {shape} sh:message ?text FILTER(LANG(?text) = 'en') }}"
            if isinstance(shape, NamedNode)
            else "SELECT ?text WHERE { FILTER(false) }"
        )
        for (text,) in texts:
            found[str(getattr(focus, "value", focus)), str(text.value)] = None
    return sorted(found)


def conforming(data: Store, shapes: Collection[str], node: str) -> set[str]:
    """Return those node shapes of a dataset to which a node of it conforms.

    Raises:
        InputError: If a shape cannot be used.
    """
    if not shapes:
        return set()
    asked = {f"{_ASKED}{number}": shape for number, shape in enumerate(sorted(shapes))}
    wrappers = "".join(
        f"<{name}> a <{SH}NodeShape> ; <{SH}targetNode> {NamedNode(node)} ; "
        f"<{SH}node> {NamedNode(shape)} .\n"
        for name, shape in asked.items()
    )
    rows = _results(data.triples(), data.triples() + wrappers.encode())
    broken = {asked.get(str(getattr(shape, "value", shape))) for _, shape, _ in rows}
    return {shape for shape in shapes if shape not in broken}


def _results(data: bytes, shapes: bytes) -> list[tuple[object, object, object]]:
    report = Store()
    report.load(native.report(data, shapes), "turtle")
    return [tuple(row) for row in report.select(_RESULTS)]
