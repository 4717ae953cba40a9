"""The application in docs/assessing.md gives the answer that stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from restokg import resources
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import BASE, RKG
from tests.assessment.conftest import Run

PLACE = Path("docs") / "assessing.md"
TURTLE = re.compile(r"```turtle\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ restokg assess ([^\n]+)\n(.*?)```", re.DOTALL)


def test_the_answer_in_the_guide_is_that_of_the_program(
    run: Run, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (checkout / PLACE).read_text(encoding="utf-8")
    (application,) = TURTLE.findall(text)
    ((arguments, answer),) = CONSOLE.findall(text)
    (tmp_path / "application.ttl").write_text(application, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    code, output, errors = run(*arguments.split())
    assert (code, errors) == (1, "")
    assert output == answer


def test_the_guide_lists_every_kind_of_evidence(checkout: Path) -> None:
    store = Store()
    store.load(resources.ontology() / "assessment.ttl", "turtle")
    rows = store.select("SELECT ?kind { ?kind rdfs:subClassOf rkg:Evidence }")
    kinds = {kind.value.removeprefix(RKG) for (kind,) in rows}
    text = (checkout / PLACE).read_text(encoding="utf-8")
    assert kinds
    assert kinds == set(re.findall(r"^\| `rkg:(\w+)`", text, re.MULTILINE))


def test_the_guide_names_things_that_are_in_the_graph(checkout: Path) -> None:
    graph = Store()
    load(graph, rdf_files([resources.data(), resources.ontology()]))
    text = (checkout / PLACE).read_text(encoding="utf-8")
    kinds = "actor|category|fund|group|plan|system|level|status"
    found = re.findall(rf"`({kinds})[/:]([a-z0-9-]+)`", text)
    (row,) = re.findall(r"`org:classification` \| (.*?) …;", text)
    found += [("actor", one.removeprefix("actor:")) for one in re.findall(r"`([^`]+)`", row)]
    assert len(found) > 25
    for kind, name in found:
        assert next(graph.quads(NamedNode(f"{BASE}id/{kind}/{name}")), None) is not None, name


def test_kinds_that_stand_apart_or_belong_to_another_are_in_the_graph() -> None:
    rules, graph = Store(), Store()
    rules.load(resources.shapes() / "assessment" / "un-decade.ttl", "turtle")
    load(graph, rdf_files([resources.data()]))
    rows = rules.select(
        "SELECT DISTINCT ?kind { { ?x skos:member ?kind } UNION { ?kind skos:broader ?y } }"
    )
    kinds = [kind for (kind,) in rows]
    assert len(kinds) > 20
    for kind in kinds:
        assert next(graph.quads(kind), None) is not None, kind
