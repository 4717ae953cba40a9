"""docs/validating.md tells of every option, format and profile, and its examples work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
import yaml

from restokg.cli.app import app
from restokg.validation.engines import ENGINES
from restokg.validation.reports.formats import FORMATS
from restokg.validation.rules import profiles
from restokg.validation.suppressions import read_suppressions


@pytest.fixture(scope="module")
def guide(checkout: Path) -> str:
    return (checkout / "docs" / "validating.md").read_text(encoding="utf-8")


def block(guide: str, language: str, number: int = 0) -> str:
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    return blocks[number]


def test_every_option_of_the_command_is_told(guide: str) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    options = {
        option.opts[0]
        for name in ("validate", "lint")
        for option in commands[name].params
        if option.param_type_name == "option" and option.name != "help"
    }
    assert {"--changed-since", "--fail-on", "--colour"} < options
    assert {option for option in options if f"`{option}" not in guide} == set()


def test_every_format_profile_and_engine_is_told(guide: str) -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \|", guide, re.MULTILINE))
    assert {*FORMATS, *profiles()} <= rows
    assert {engine for engine in ENGINES if f"`--engine {engine}`" not in guide} == set()


def test_the_suppression_that_is_shown_can_be_read(guide: str, tmp_path: Path) -> None:
    path = tmp_path / "known.toml"
    path.write_text(block(guide, "toml"), encoding="utf-8")
    (entry,) = read_suppressions(path).entries
    assert entry.node == "https://w3id.org/restokg/id/memorandum/ipbes-unep"


def test_the_workflow_gives_the_action_inputs_that_it_has(guide: str, checkout: Path) -> None:
    action = yaml.safe_load((checkout / "action.yml").read_text(encoding="utf-8"))
    workflow = yaml.safe_load(block(guide, "yaml"))
    (step,) = (step for step in workflow["steps"] if step.get("id") == "restokg")
    assert step["with"].keys() <= action["inputs"].keys()
    used = set(re.findall(r"steps\.restokg\.outputs\.(\w+)", str(workflow)))
    assert used == action["outputs"].keys()
    rows = guide.partition("<!-- table: inputs -->")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)`", rows, re.MULTILINE) == list(action["inputs"])


def test_the_hooks_that_are_shown_exist(guide: str, checkout: Path) -> None:
    hooks = yaml.safe_load((checkout / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = yaml.safe_load(block(guide, "yaml", 1))["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in hooks}


def test_the_example_in_python_prints_the_findings(
    guide: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(checkout)
    exec(block(guide, "python"), {})
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("violation RKG-P01 https://w3id.org/restokg/doc/draft/p/1 Place(")
    assert second.endswith("A memorandum must state at most one term, a positive duration.")


def test_every_link_leads_somewhere(guide: str, checkout: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", guide)
    assert len(links) > 5
    assert [link for link in links if not (checkout / "docs" / link).exists()] == []
