"""The application in docs/assessing.md gives the answer that stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from restokg import resources
from restokg.graph.store import Store
from restokg.namespaces import RKG
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
