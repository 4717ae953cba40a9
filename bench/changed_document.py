"""Checking one changed document of a large graph beside checking all of it, in process."""

from __future__ import annotations

import dataclasses
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
from restokg.validation.locating import locate
from restokg.validation.placing import Source
from restokg.validation.rules import Rules
from restokg.validation.validator import validate, validate_files

TRIPLES = 1_000_000
DOCUMENTS = 11
RUNS = 3
LIMIT = 0.05


def measure() -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "graph.nq"
        manifest = generated.write(TRIPLES, file, folder / "documents")
        shapes = Store()
        load(shapes, sorted(resources.shapes().glob("*.ttl")))
        rules = Rules(shapes)
        plain = partial(validate_files, rules=rules, context=False, reasoning=False)
        whole, findings = _timed(RUNS, lambda: plain([file]).findings)
        graph = Store()
        load(graph, [file])
        one = []
        step = manifest.documents // DOCUMENTS
        for number in range(step, step * DOCUMENTS + 1, step):
            document = folder / "documents" / f"generated-{number - 1}.trig"
            times, found = _timed(1, partial(_changed, graph, rules, document))
            one += times
            _compare(found, findings, document)
    ratio = statistics.median(one) / statistics.median(whole)
    return Result(
        "One changed document of a large graph",
        f"Reading one document anew, checking what it describes and finding the lines, in a graph "
        f"that is loaded, over doing so with all {manifest.triples:,} triples from their file, at "
        f"most {LIMIT}",
        ratio,
        ratio <= LIMIT,
        ("what", "min ms", "median ms", "max ms"),
        [("everything", *spread(whole)), ("one document", *spread(one))],
        f"In process; {RUNS} runs of the whole, one for each of {DOCUMENTS} of the "
        f"{manifest.documents} documents. Of a document's nodes both find the same.",
    )


def _changed(graph: Store, rules: Rules, file: Path) -> list[Finding]:
    """Put a document's file in the place of what the graph holds of it; check its nodes."""
    document = Store()
    load(document, [file])
    for name in document.graphs():
        graph.remove_graph(name)
    load(graph, [file])
    found = validate(graph, rules, nodes=_nodes(document))
    return locate(found, [Source.of(file)], graph)


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
    expected = [one for one in findings if one.focus in nodes]
    if sorted(map(_without_place, found)) != sorted(map(_without_place, expected)):
        raise AssertionError(f"{file.name}: not the findings of the full run.")


def _without_place(finding: Finding) -> str:
    return repr(dataclasses.replace(finding, place=None))


def _timed(runs: int, call: Callable[[], list[Finding]]) -> tuple[list[float], list[Finding]]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = call()
        times.append(time.perf_counter() - start)
    return times, found
