"""The SHACL engines by name, and one way to run them.

``native`` finds offenders by sets, in the embedded store, and gives ``shifty`` the shapes that it
cannot; ``pyshacl`` is the reference that both are held against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Literal as Choice
from typing import get_args

from restokg.errors import BadShapesError, UsageError
from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.namespaces import BASE, DEFAULT_GRAPH, OWL, RDF, RDFS, SH, VOID, XSD
from restokg.validation.report_reading import results_of
from restokg.validation.results import Result
from restokg.validation.rules import Rules
from restokg.validation.sets.reading import UNREADABLE
from restokg.validation.sets.running import CompiledShapes

Engine = Choice["native", "shifty", "pyshacl"]
ENGINES: tuple[Engine, ...] = get_args(Engine)

_CLASSES = (f"<{RDFS}Class>", f"<{OWL}Class>")
_SIZES = NamedNode(f"{BASE}graph/sizes")


def run(
    rules: Rules,
    data: Store,
    *,
    engine: Engine = "native",
    focus: Collection[str] | None = None,
) -> list[Result]:
    """Validate the union of a dataset's graphs; return the results, in no particular order.

    With ``focus``, only those about the given nodes (IRIs, or blank nodes as ``_:b``).

    Raises:
        InputError: If a shape is ill-formed, refers to itself, or is beyond the engine.
        UsageError: If the engine is not installed.
    """
    with _graph_sizes(data, focus) if rules.named_graphs else _nothing():
        if engine == "native":
            compiled = CompiledShapes.of(rules.shapes)
            for shape, why in compiled.rest:
                if why.startswith(UNREADABLE):  # shifty would find fault with every value
                    raise BadShapesError(f"{why} Use --engine pyshacl.", shape=str(shape))
            results = compiled.results(data, focus=focus)
            if compiled.rest:
                left = _targeting(rules.shapes, {str(shape) for shape, _ in compiled.rest})
                results += _restricted(_report("shifty", data, left), focus)
            return results
        return _restricted(_report(engine, data, rules.shapes.triples()), focus)


def _report(engine: str, data: Store, shapes: bytes) -> list[Result]:
    module = {"shifty": "native", "pyshacl": "reference"}[engine]
    try:
        report = import_module(f"restokg.validation.{module}").report
    except ImportError as error:
        raise UsageError(
            f"The SHACL engine {engine} is not installed ({error}). "
            "Install it with: pip install 'restokg[shacl]'"
        ) from None
    written: bytes = report(data.triples(), shapes)
    return results_of(written)


def _targeting(shapes: Store, wanted: Collection[str]) -> bytes:
    """Return shapes as N-Triples of which only the wanted ones have targets."""
    left = Store()
    left.extend(
        quad
        for quad in shapes.quads()
        if str(quad.subject) in wanted
        or not (
            quad.predicate.value.startswith(f"{SH}target")
            # A shape that is a class targets its members.
            or (quad.predicate.value == f"{RDF}type" and str(quad.object) in _CLASSES)
        )
    )
    return left.triples()


def _restricted(results: list[Result], focus: Collection[str] | None) -> list[Result]:
    if focus is None:
        return results
    wanted = set(focus)
    return [
        result
        for result in results
        if (result.focus.value if isinstance(result.focus, NamedNode) else str(result.focus))
        in wanted
    ]


@contextmanager
def _graph_sizes(data: Store, focus: Collection[str] | None) -> Iterator[None]:
    """State of each named graph how many triples it holds (``void:triples``), for a while.

    So a shape can demand that the graph's name is a described provision, document or source. The
    graph without a name goes by ``graph:default``.
    """
    nodes = None if focus is None else {"", *(node for node in focus if node[:2] != "_:")}
    sizes = data.graph_sizes(nodes)
    sizes[DEFAULT_GRAPH] = sizes.pop("", 0)
    stated = [
        Quad(
            NamedNode(graph),
            NamedNode(f"{VOID}triples"),
            Literal(str(size), datatype=NamedNode(f"{XSD}integer")),
            _SIZES,
        )
        for graph, size in sizes.items()
        if size
    ]
    data.extend(stated)
    try:
        yield
    finally:
        data.remove(stated)


@contextmanager
def _nothing() -> Iterator[None]:
    yield
