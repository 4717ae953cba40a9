"""Checking one changed document of a large graph beside checking all of it, in process."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import generated
from measuring import Result, spread

from restokg import resources
from restokg.graph.reading import load
from restokg.graph.store import Store
from restokg.validation.findings import Finding
from restokg.validation.rules import Rules
from restokg.validation.validator import validate

TRIPLES = 1_000_000
DOCUMENTS = 11
RUNS = 3
LIMIT = 0.05


def measure() -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest = generated.write(TRIPLES, folder / "graph.nq", folder / "documents")
        graph, shapes = Store(), Store()
        load(graph, [folder / "graph.nq"])
        load(shapes, sorted(resources.shapes().glob("*.ttl")))
        rules = Rules(shapes)
        whole, findings = _timed(RUNS, lambda: validate(graph, rules))
        one = []
        step = manifest.documents // DOCUMENTS
        for number in range(step, step * DOCUMENTS + 1, step):
            file = folder / "documents" / f"generated-{number - 1}.trig"
            times, found = _timed(1, partial(_changed, graph, rules, file))
            one += times
            _compare(found, findings, file)
    ratio = statistics.median(one) / statistics.median(whole)
    return Result(
        "One changed document of a large graph",
        f"Reading one document anew and checking what it describes, over checking all of "
        f"{manifest.triples:,} triples, at most {LIMIT}",
        ratio,
        ratio <= LIMIT,
        ("what", "min ms", "median ms", "max ms"),
        [("all nodes", *spread(whole)), ("the nodes of one document", *spread(one))],
        f"In process, on a loaded graph; {RUNS} runs of the whole, one for each of {DOCUMENTS} of "
        f"the {manifest.documents} documents. Of a document's nodes both find the same.",
    )


def _changed(graph: Store, rules: Rules, file: Path) -> list[Finding]:
    """Put a document's file in the place of what the graph holds of it; check its nodes."""
    document = Store()
    load(document, [file])
    for name in document.graphs():
        graph.remove_graph(name)
    load(graph, [file])
    return validate(graph, rules, nodes=_nodes(document))


def _nodes(document: Store) -> set[str]:
    rows = document.select("SELECT DISTINCT ?node { ?node ?p ?o }")
    return {node.value for (node,) in rows} | set(document.graphs())


def _compare(found: list[Finding], findings: list[Finding], file: Path) -> None:
    """Make sure that a check of some nodes finds what a full one does.

    Raises:
        AssertionError: If it does not.
    """
    document = Store()
    load(document, [file])
    nodes = _nodes(document)
    if sorted(map(repr, found)) != sorted(repr(one) for one in findings if one.focus in nodes):
        raise AssertionError(f"{file.name}: not the findings of the full run.")


def _timed(runs: int, call: Callable[[], list[Finding]]) -> tuple[list[float], list[Finding]]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = call()
        times.append(time.perf_counter() - start)
    return times, found
