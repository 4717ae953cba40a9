"""Shapes and data for tests, as Turtle without its prefixes."""

from __future__ import annotations

from collections.abc import Collection

from restokg.graph.store import NamedNode, Store, Term
from restokg.namespaces import PREFIXES
from restokg.validation.results import Result
from restokg.validation.sets.running import CompiledShapes

_DECLARED = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
_PREFIXES = f"{_DECLARED}@prefix ex: <http://example.org/> .\n"


def store(text: str) -> Store:
    made = Store()
    made.load(f"{_PREFIXES}{text}".encode(), "trig")
    return made


def results(shapes: str, data: str, focus: Collection[str] | None = None) -> list[Result]:
    compiled = CompiledShapes.of(store(shapes))
    assert compiled.rest == ()
    return compiled.results(store(data), focus=focus)


def found(shapes: str, data: str) -> list[str]:
    """Return the focus node, the component and the value of each result, one text for each."""
    return sorted(
        f"{_short(result.focus)} {component(result)} {_short(result.value)}".rstrip()
        for result in results(shapes, data)
    )


def component(result: Result) -> str:
    name = result.component.value.partition("#")[2].removesuffix("ConstraintComponent")
    return name if name.isupper() else name[0].lower() + name[1:]


def _short(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        return term.value.replace("http://example.org/", "ex:")
    return "" if term is None else str(term).partition("^^")[0]
