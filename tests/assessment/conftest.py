"""The graph with the framework and its rules, and a way to assess many applications on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from restokg import resources
from restokg.assessment import application as applications
from restokg.assessment.categories import find
from restokg.assessment.judging import FACTS_GRAPH, assess
from restokg.assessment.loading import DATA_GRAPH, RULES, add
from restokg.assessment.verdicts import Assessment
from restokg.cli.main import main
from restokg.cli.opening import open_graph
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import ONTOLOGY_GRAPH
from tests.snapshots import made

Assess = Callable[..., Assessment]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def graph() -> Store:
    """The framework with what it refers to, nothing inferred, and the rules."""
    store = Store()
    load(store, rdf_files([resources.ontology()]), graph=ONTOLOGY_GRAPH)
    framework = resources.data() / "documents" / "un-decade-partnership-framework.trig"
    load(store, [framework, *rdf_files([resources.data() / "reference"])])
    load(store, rdf_files([resources.shapes() / RULES]))
    return store


@pytest.fixture
def assessed(graph: Store) -> Iterator[Assess]:
    """Assess a file as a category on a day; the graph is as before when the test is over."""

    def call(path: Path, category: str, day: str, data: Sequence[Path] = ()) -> Assessment:
        given = applications.named(applications.read([path]))
        more = applications.read(data)
        found = applications.find(given, path, more=more)
        named = {quad.graph_name.value for quad in more if isinstance(quad.graph_name, NamedNode)}
        added.update(named - set(graph.graphs()))
        add(graph, given, more)
        applications.check_words(graph, given)
        applications.check_authority(graph, given, path)
        return assess(graph, found, find(graph, category), day)

    added = {applications.APPLICATION_GRAPH, DATA_GRAPH, FACTS_GRAPH}
    yield call
    for name in added:
        graph.remove_graph(name)


@pytest.fixture(scope="session")
def snapshot(graph: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("assessment"), graph)


@pytest.fixture
def run(snapshot: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `restokg assess` in this process; gives exit code, standard output, standard error."""
    monkeypatch.setenv("RESTOKG_SNAPSHOT", str(snapshot))
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        open_graph.cache_clear()
        code = main(["assess", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return call
