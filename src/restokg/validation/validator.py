"""Validate a dataset, or files in their context; findings name rule, node and place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from restokg import resources
from restokg.errors import InconsistentGraphError, InputError
from restokg.graph.reading import STDIN, load, rdf_files
from restokg.graph.reasoning import infer
from restokg.graph.store import DefaultGraph, Store
from restokg.namespaces import DATASET_GRAPH, DEFAULT_GRAPH, DOC, INFERRED_GRAPH, ONTOLOGY_GRAPH
from restokg.validation.changes import changed_nodes
from restokg.validation.checks import run_checks
from restokg.validation.engines import Engine, run
from restokg.validation.explaining import findings_of
from restokg.validation.findings import Finding, in_order
from restokg.validation.locating import locate
from restokg.validation.placing import Source
from restokg.validation.rules import Rules, package_rules


class Outcome(NamedTuple):
    """What came of validating files.

    ``findings`` are in order; ``errors`` say what could not be read; ``files`` are those that
    could. ``described`` are the nodes that were judged: a finding can only be about these, or
    about a blank node. ``store`` is the dataset with all that was known.
    """

    findings: list[Finding]
    errors: list[InputError]
    files: list[Path]
    described: frozenset[str]
    store: Store


def validate(
    store: Store,
    rules: Rules | None = None,
    *,
    engine: Engine = "native",
    nodes: Collection[str] | None = None,
) -> list[Finding]:
    """Validate the union of a dataset's graphs by rules, or else by the package's.

    With ``nodes``, only these are judged (IRIs, or blank nodes of the store as ``_:b``), in a time
    that depends on their number; what is found of them is what a full run would find of them.

    Raises:
        InputError: If shapes or checks cannot be used.
    """
    if rules is None:
        rules = package_rules()
    findings = findings_of(run(rules, store, engine=engine, focus=nodes), rules.shapes)
    checked = run_checks(store, rules.checks, nodes=nodes)
    return in_order(findings + checked)


def validate_files(
    paths: Sequence[Path],
    *,
    rules: Rules | None = None,
    context: bool = True,
    reasoning: bool = True,
    engine: Engine = "native",
    since: str | None = None,
    stdin: bytes = b"",
    stdin_syntax: str = "trig",
) -> Outcome:
    """Validate RDF files by rules, or else by the package's; what cannot be read is left out.

    With ``context``, the package's ontology and data are known, so that references resolve, and
    findings are about what the files describe. A file of the package stands for itself, and a
    document's graphs replace those that the package holds of it, so that a corrected copy is judged
    alone. With ``reasoning``, what follows is known too. With ``since``, only nodes are judged
    whose statements changed since that revision of git.

    Raises:
        InputError: If shapes or checks cannot be used, or the revision is not there.
    """
    if rules is None:
        rules = package_rules()
    given = Store()
    files, errors = read_files(given, paths, stdin=stdin, stdin_syntax=stdin_syntax)
    if not files:
        return Outcome([], errors, [], frozenset(), given)
    sources = [Source.of(path, stdin=stdin, stdin_syntax=stdin_syntax) for path in files]
    store = _in_context(given, sources) if context else given
    if reasoning:
        try:
            store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
        except InconsistentGraphError as error:
            findings = locate(_contradictions(error), sources, store)
            return Outcome(findings, errors, files, frozenset(), store)
    nodes = None if since is None else changed_nodes(paths, sources, since, store)
    findings = validate(store, rules, engine=engine, nodes=nodes)
    described = _described(given)
    if context:
        mentioned = described | _nodes(given, "?s ?p ?node")
        findings = [
            finding
            for finding in findings
            if finding.focus in (described if finding.component else mentioned)
            or finding.focus.startswith("_:")
        ]
    return Outcome(
        locate(findings, sources, store),
        errors,
        files,
        frozenset(described if nodes is None else described & nodes),
        store,
    )


def validate_dataset(
    store: Store, rules: Rules | None = None, *, engine: Engine = "native"
) -> Outcome:
    """Validate a dataset that may only be read, such as a snapshot."""
    copy = Store()
    copy.load(store.nquads(), "nquads")
    # The dataset's description of itself was made after validation, by the program.
    copy.remove_graph(DATASET_GRAPH)
    findings = validate(copy, rules, engine=engine)
    return Outcome(findings, [], [], frozenset(_described(copy)), store)


def read_files(
    store: Store, paths: Iterable[Path], *, stdin: bytes = b"", stdin_syntax: str = "trig"
) -> tuple[list[Path], list[InputError]]:
    """Load what can be read of files and folders; return these files, and what kept out others."""
    errors: list[InputError] = []
    found: dict[Path, None] = {}
    for path in paths:
        try:
            found.update(dict.fromkeys(rdf_files([path])))
        except InputError as error:
            errors.append(error)
    files = []
    for path in found:
        try:
            load(store, [path], stdin=stdin, stdin_syntax=stdin_syntax)
            files.append(path)
        except InputError as error:
            errors.append(error)
    return files, errors


def _in_context(given: Store, sources: Sequence[Source]) -> Store:
    """Return the package's ontology and data with the given files in their place."""
    store = Store()
    ours = {source.path.resolve() for source in sources if source.path != STDIN}
    ontology = rdf_files([resources.ontology()])
    data = rdf_files([resources.data()])
    load(store, (path for path in ontology if path.resolve() not in ours), graph=ONTOLOGY_GRAPH)
    load(store, (path for path in data if path.resolve() not in ours))
    for graph in given.graphs():
        if graph.startswith(DOC):
            store.remove_graph(graph)
    store.extend(given.quads())
    return store


def _described(given: Store) -> set[str]:
    described = _nodes(given, "?node ?p ?o") | set(given.graphs())
    if any(True for _ in given.quads(graph=DefaultGraph())):
        described.add(DEFAULT_GRAPH)
    return described


def _nodes(store: Store, pattern: str) -> set[str]:
    rows = store.select(f"SELECT DISTINCT ?node WHERE {{ {pattern} FILTER (isIRI(?node)) }}")
    return {node.value for (node,) in rows}


def _contradictions(error: InconsistentGraphError) -> list[Finding]:
    """Return what makes a graph inconsistent as findings: nothing else can be told of it."""
    return [
        Finding(
            severity="violation",
            rule="RKG-X01",
            focus=conflict.node,
            path=conflict.path,
            value=conflict.value,
            messages={
                "en": f"The facts contradict the ontology: {conflict.english}.",
                "zh": f"事实与本体相矛盾：{conflict.chinese}。",
            },
        )
        for conflict in error.conflicts
    ]
