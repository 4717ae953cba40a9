"""The build: stages that each must succeed before a snapshot is put in place."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from restokg import __version__, resources
from restokg.build.description import describe
from restokg.build.partitions import Kind, count_kinds
from restokg.errors import FindingsError, SnapshotError
from restokg.graph.reading import load, rdf_files
from restokg.graph.reasoning import infer
from restokg.graph.snapshot import (
    FORMAT,
    cache_folder,
    content_key,
    open_snapshot,
    placing,
    refuse_foreign,
)
from restokg.graph.store import Store, canonical_lines
from restokg.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH
from restokg.questions.catalogue import questions
from restokg.validation.findings import Finding, violations
from restokg.validation.locating import locate
from restokg.validation.placing import Source
from restokg.validation.validator import validate

STAGES = ("read", "reason", "validate", "describe", "write", "place")
"""The stages of a build, in order; without reasoning, the second is left out."""


class Stage(NamedTuple):
    """A stage that is over: how long it took, and how many quads the graph holds after it."""

    name: str
    seconds: float
    quads: int


class BuildReport(NamedTuple):
    """What a build did. ``stages`` is empty if the snapshot was there already.

    ``kinds`` counts things by class, most first; ``findings`` are the ones that do not stop a
    build, in order.
    """

    path: Path
    key: str
    quads: int
    graphs: int
    kinds: tuple[Kind, ...]
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()


OnStage = Callable[[str, float | None], None]


def build(
    data: Sequence[Path] = (),
    out: Path | None = None,
    *,
    reasoning: bool = True,
    force: bool = False,
    on_stage: OnStage = lambda _name, _seconds: None,
) -> BuildReport:
    """Build a snapshot of the package's data and of further files or folders; return a report.

    It is put at ``out``, or else in the cache folder under its key. A snapshot of the same key
    that is there already stays, unless ``force`` is set. ``on_stage`` is called with a stage's
    name and None when it begins, and with its seconds when it is over.

    Raises:
        OutputExistsError: If ``out`` is there and is not a snapshot.
        InputError: If a file cannot be read or does not follow its syntax.
        InconsistentGraphError: If the facts contradict the ontology.
        FindingsError: If shapes or checks find violations.
    """
    data_files = rdf_files([resources.data(), *data])
    key = content_key(data, reasoning=reasoning)
    target = cache_folder() / key if out is None else out
    refuse_foreign(target)
    if not force and (present := _present(target, key)) is not None:
        return present
    stages: list[Stage] = []
    store = Store()

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        on_stage(name, None)
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        stages.append(Stage(name, seconds, len(store)))
        on_stage(name, seconds)

    with stage("read"):
        load(store, rdf_files([resources.ontology()]), graph=ONTOLOGY_GRAPH)
        load(store, data_files)
    if reasoning:
        with stage("reason"):
            store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
    with stage("validate"):
        findings = locate(validate(store), [Source.of(path) for path in data_files], store)
    if count := violations(findings):
        raise FindingsError(findings, count)
    with stage("describe"):
        kinds = count_kinds(store)
        # As a list: a store must not change while it is asked.
        store.extend(list(describe(store, kinds, questions(resources.queries()))))
    with placing(target, replace=force or out is not None or target.exists()) as folder:
        graphs = len(store.graphs())
        with stage("write"):
            nquads = b"".join(canonical_lines(store.nquads()))
            (folder / "graph.nq").write_bytes(nquads)
            Store.write(folder / "store", nquads)
            manifest = _manifest(key, len(store), graphs, kinds)
            (folder / "manifest.json").write_text(manifest, encoding="utf-8", newline="\n")
        on_stage("place", None)
        start = time.perf_counter()
    seconds = time.perf_counter() - start
    stages.append(Stage("place", seconds, len(store)))
    on_stage("place", seconds)
    return BuildReport(
        target, key, len(store), graphs, tuple(kinds), tuple(stages), tuple(findings)
    )


def _present(target: Path, key: str) -> BuildReport | None:
    """Return a report on the snapshot at the target if it is sound and has this key."""
    try:
        snapshot = open_snapshot(target)
        manifest = snapshot.manifest
        if manifest.get("key") != key or len(snapshot.store) != manifest["quads"]:
            return None
        kinds = [Kind(**kind) for kind in manifest["kinds"]]
    except (SnapshotError, KeyError, TypeError):
        return None
    return BuildReport(target, key, manifest["quads"], manifest["graphs"], tuple(kinds))


def _manifest(key: str, quads: int, graphs: int, kinds: Sequence[Kind]) -> str:
    content: dict[str, Any] = {
        "format": FORMAT,
        "key": key,
        "version": __version__,
        "quads": quads,
        "graphs": graphs,
        "kinds": [kind._asdict() for kind in kinds],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
