"""Validate a dataset, or single files in its context, by the package's shapes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal as Choice

from restokg import resources
from restokg.errors import UsageError
from restokg.graph.reading import STDIN, load, quads, rdf_files
from restokg.graph.reasoning import infer
from restokg.graph.store import DefaultGraph, NamedNode, Store
from restokg.namespaces import (
    DATASET_GRAPH,
    DEFAULT_GRAPH,
    DOC,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    VOID,
    XSD,
)
from restokg.validation.checks import run_checks
from restokg.validation.findings import Finding, from_report, in_order

Engine = Choice["native", "reference"]


def validate(
    store: Store, shapes: Sequence[Path] | None = None, *, engine: Engine = "native"
) -> list[Finding]:
    """Validate the union of a dataset's graphs by shape files, or else by the package's shapes.

    Each named graph is also a node with its number of triples (``void:triples``), so that a
    shape can demand that the graph's name is a described provision, document or source; the
    graph without a name goes by ``graph:default``.
    """
    rules = Store()
    load(rules, rdf_files([resources.shapes()] if shapes is None else shapes))
    # The dataset's description of itself is made after validation, by the program.
    data = store.triples(without=DATASET_GRAPH) + _graph_sizes(store)
    try:
        run: Callable[[bytes, bytes], bytes] = import_module(f"restokg.validation.{engine}").report
    except ImportError as error:
        raise UsageError(
            f"The {engine} SHACL engine is not installed ({error}). "
            "Install it with: pip install 'restokg[shacl]'"
        ) from None
    return from_report(run(data, rules.triples()), rules)


def validate_files(
    paths: Iterable[Path],
    *,
    shapes: Sequence[Path] | None = None,
    context: bool = True,
    engine: Engine = "native",
    stdin: bytes = b"",
) -> list[Finding]:
    """Validate RDF files by shapes and checks; findings are about what the files describe.

    The ontology is always known, and with ``context`` also the package's data, so that
    references resolve. A file of the package stands for itself, and a document's graphs replace
    those that the package holds of it, so that a corrected copy is judged alone.

    Raises:
        InputError: If a file cannot be read.
        InconsistentGraphError: If the facts contradict the ontology.
    """
    files = rdf_files(paths)
    given = Store()
    load(given, files, stdin=stdin)
    store = Store()
    load(store, rdf_files([resources.ontology()]), graph=ONTOLOGY_GRAPH)
    if context:
        ours = {path.resolve() for path in files}
        load(store, (path for path in rdf_files([resources.data()]) if path.resolve() not in ours))
        for graph in given.graphs():
            if graph.startswith(DOC):
                store.remove_graph(graph)
    load(store, files, stdin=stdin)
    store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
    described = _nodes(given, "?node ?p ?o") | set(given.graphs())
    if any(True for _ in given.quads(graph=DefaultGraph())):
        described.add(DEFAULT_GRAPH)
    findings = [
        finding
        for finding in validate(store, shapes, engine=engine)
        if finding.focus in described or finding.focus.startswith("_:")
    ]
    if shapes is None:
        mentioned = described | _nodes(given, "?s ?p ?node")
        findings += [finding for finding in run_checks(store) if finding.focus in mentioned]
    return with_files(findings, files)


def with_files(findings: Iterable[Finding], files: Iterable[Path]) -> list[Finding]:
    """Return the findings, in order, each with the first file that describes its focus node.

    A node that is typed in a file is rather described there than where it is only mentioned.
    """
    findings = list(findings)
    wanted = {finding.focus for finding in findings}
    typed: dict[str, Path] = {}
    mentioned: dict[str, Path] = {}
    for path in files if wanted else ():
        if path == STDIN:
            continue
        for quad in quads(path):
            for node in (quad.subject, quad.graph_name, quad.object):
                if isinstance(node, NamedNode) and node.value in wanted:
                    mentioned.setdefault(node.value, path)
            if quad.predicate.value.endswith("#type") and isinstance(quad.subject, NamedNode):
                typed.setdefault(quad.subject.value, path)
            if isinstance(quad.graph_name, DefaultGraph):
                mentioned.setdefault(DEFAULT_GRAPH, path)
    return in_order(
        dataclasses.replace(finding, file=typed.get(finding.focus) or mentioned.get(finding.focus))
        for finding in findings
    )


def _nodes(store: Store, pattern: str) -> set[str]:
    rows = store.select(f"SELECT DISTINCT ?node WHERE {{ {pattern} FILTER (isIRI(?node)) }}")
    return {node.value for (node,) in rows}


def _graph_sizes(store: Store) -> bytes:
    return "".join(
        f'<{graph or DEFAULT_GRAPH}> <{VOID}triples> "{size}"^^<{XSD}integer> .\n'
        for graph, size in store.graph_sizes().items()
        if size and graph != DATASET_GRAPH
    ).encode()
