"""Validate a dataset, or files in their context; findings name rule, node and place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from restokg import resources
from restokg.errors import InconsistentGraphError, InputError
from restokg.graph.reading import STDIN, load, rdf_files
from restokg.graph.reasoning import infer
from restokg.graph.store import DefaultGraph, NamedNode, Quad, Store
from restokg.namespaces import (
    ADMS,
    DATASET_GRAPH,
    DEFAULT_GRAPH,
    DOC,
    INFERRED_GRAPH,
    OA,
    ONTOLOGY_GRAPH,
    RDF,
)
from restokg.validation.changes import changed_nodes
from restokg.validation.checks import run_checks
from restokg.validation.engines import Engine, run
from restokg.validation.explaining import findings_of
from restokg.validation.findings import Finding, in_order
from restokg.validation.locating import locate
from restokg.validation.placing import Source
from restokg.validation.rules import Rules, package_rules

CONTRADICTION = "RKG-V01"
DEMANDS = {
    CONTRADICTION: {
        "en": "Facts must not contradict the ontology.",
        "zh": "事实不得与本体相矛盾。",
    }
}
"""What the rule on contradictions asks for, by language."""


class Outcome(NamedTuple):
    """What came of validating files.

    ``findings`` are in order; ``errors`` say what could not be read or used; ``files`` are those
    that were judged. ``given`` holds what they state, and ``store`` all that was known beside.
    """

    findings: list[Finding]
    errors: list[InputError]
    files: list[Path]
    given: Store
    store: Store

    def describes(self, node: str) -> bool:
        """Tell whether a node, or a named graph, is one that the files say something of."""
        if node == DEFAULT_GRAPH:
            return _any(self.given.quads(graph=DefaultGraph()))
        term = NamedNode(node)
        return _any(self.given.quads(subject=term)) or _any(self.given.quads(graph=term))


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
    alone; graphs with candidates or mentions add to what is curated. With ``reasoning``, what
    follows is known too. With ``since``, only nodes are judged whose statements changed since that
    revision of git.

    Rules that cannot be used are an error beside those of the files.

    Raises:
        InputError: If the revision is not there.
    """
    if rules is None:
        rules = package_rules()
    given = Store()
    files, errors = read_files(given, paths, stdin=stdin, stdin_syntax=stdin_syntax)
    if not files:
        return Outcome([], errors, [], given, given)
    sources = [Source.of(path, stdin=stdin, stdin_syntax=stdin_syntax) for path in files]
    store = _in_context(given, sources) if context else given
    if reasoning:
        try:
            store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
        except InconsistentGraphError as error:
            findings = locate(_contradictions(error), sources, store)
            return Outcome(findings, errors, files, given, store)
    nodes = None if since is None else changed_nodes(paths, sources, since, store)
    outcome = Outcome([], errors, files, given, store)
    try:
        findings = validate(store, rules, engine=engine, nodes=nodes)
    except InputError as error:  # of the rules: what is wrong in the files is told all the same
        return outcome._replace(errors=[*errors, error], files=[])
    if context:
        findings = [finding for finding in findings if _concerns(outcome, finding)]
    return outcome._replace(findings=locate(findings, sources, store))


def _concerns(outcome: Outcome, finding: Finding) -> bool:
    """Tell whether a finding is about what the given files describe, or what they refer to."""
    node = finding.focus
    if node.startswith(("_:", '"')) or outcome.describes(node):
        return True
    return finding.component is None and _any(outcome.given.quads(object=NamedNode(node)))


def validate_dataset(
    store: Store, rules: Rules | None = None, *, engine: Engine = "native"
) -> Outcome:
    """Validate a dataset that may only be read, such as a snapshot."""
    copy = Store()
    copy.load(store.nquads(), "nquads")
    # The dataset's description of itself was made after validation, by the program.
    copy.remove_graph(DATASET_GRAPH)
    findings = validate(copy, rules, engine=engine)
    return Outcome(findings, [], [], copy, store)


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
        if graph.startswith(DOC) and not _adds(given, NamedNode(graph)):
            store.remove_graph(graph)
    store.extend(given.quads())
    return store


def _adds(given: Store, graph: NamedNode) -> bool:
    """Tell whether a graph holds candidates or mentions, which stand beside what is curated."""
    annotation = NamedNode(OA + "Annotation")
    return _any(given.quads(predicate=NamedNode(ADMS + "status"), graph=graph)) or _any(
        given.quads(predicate=NamedNode(RDF + "type"), object=annotation, graph=graph)
    )


def _any(quads: Iterator[Quad]) -> bool:
    return next(quads, None) is not None


def _contradictions(error: InconsistentGraphError) -> list[Finding]:
    """Return what makes a graph inconsistent as findings: nothing else can be told of it."""
    return [
        Finding(
            severity="violation",
            rule=CONTRADICTION,
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
