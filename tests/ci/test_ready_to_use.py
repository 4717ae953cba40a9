"""What others put into their CI, run as it is run there, in a scratch repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

PREFIXES = """@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix p: <https://w3id.org/restokg/doc/scratch/p/> .
@prefix actor: <https://w3id.org/restokg/id/actor/> .
@prefix memorandum: <https://w3id.org/restokg/id/memorandum/> .
@prefix modality: <https://w3id.org/restokg/id/modality/> .
@prefix status: <https://w3id.org/restokg/id/status/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

FAULTY = (
    PREFIXES
    + """
GRAPH doc:scratch {
  doc:scratch a rkg:Document ; rdfs:label "Scratch"@en , "草稿"@zh .
  p:1 a rkg:Paragraph ; rkg:parent doc:scratch ; rkg:order 1 ;
    dcterms:abstract "It asks for a report."@en .                      # FAULT RKG-P01
  p:2 a rkg:Paragraph ; rkg:parent doc:scratch ; rkg:order 0 ;         # FAULT RKG-P03
    dcterms:abstract "It asks again."@en , "再次要求。"@zh .
  p:3 a rkg:Paragraph ; rkg:order 3 ;                                  # FAULT RKG-P02
    dcterms:abstract "It has no parent."@en , "没有上级。"@zh .
}
GRAPH p:1 {
  actor:fao org:linkedTo actor:unep .
  p:1 rkg:modality modality:requests ; rkg:addressee actor:fao , doc:scratch .  # FAULT RKG-P07
}
GRAPH p:2 {
  actor:fao org:linkedTo actor:unep .
  p:2 rkg:modality modality:requests ; rkg:cites actor:nowhere .        # FAULT RKG-P08 RKG-Z01
}
GRAPH p:3 {
  p:3 rkg:modality status:signed .                                     # FAULT RKG-P06
  memorandum:scratch a rkg:Memorandum ; rdfs:label "Scratch memorandum"@en , "草稿备忘录"@zh ;
    rkg:party actor:fao , actor:unep ;
    rkg:lifecycleStatus modality:requests ;                            # FAULT RKG-M02
    rkg:term "P0Y"^^xsd:duration .                                     # FAULT RKG-M03
}
"""
)

LOOSE = (
    PREFIXES
    + """
actor:fao rdfs:comment "Outside any graph." .                          # FAULT RKG-G02
"""
)
"""Ten faults in all, each on the line of its mark."""

MARK = re.compile(r"# FAULT ((?:RKG-\w+ ?)+)")


def planted(folder: Path) -> set[tuple[str, int, str]]:
    """File, line and rule of each mark."""
    return {
        (path.name, number, rule)
        for path in folder.glob("*.trig")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (mark := MARK.search(line))
        for rule in mark[1].split()
    }


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    (folder / "faulty.trig").write_text(FAULTY, encoding="utf-8")
    (folder / "loose.trig").write_text(LOOSE, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Plant ten faults")
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        # What a runner starts a step of `shell: bash` with.
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**known, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class Runner:
    """A runner that does what an action's steps say."""

    def __init__(self, checkout: Path, temporary: Path) -> None:
        self.action = loaded(checkout / "action.yml")
        temporary.mkdir(exist_ok=True)
        self.files = {
            "RUNNER_TEMP": str(temporary),
            "GITHUB_ACTION_PATH": str(checkout),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
            "GITHUB_OUTPUT": str(temporary / "output"),
        }

    def step(self, number: int, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        step = self.action["runs"]["steps"][number]
        assert step["shell"] == "bash"
        values = {
            name: inputs.pop(name.replace("-", "_"), spec["default"])
            for name, spec in self.action["inputs"].items()
        }
        assert not inputs
        expression = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
        environment = {
            name: expression.sub(lambda match: values[match[1]], text)
            for name, text in step["env"].items()
        }
        return bash(step["run"], folder, **environment, **self.files)


@pytest.fixture(scope="module")
def runner(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the action's first step has installed restokg."""
    runner = Runner(checkout, tmp_path_factory.mktemp("runner"))
    done = runner.step(0, checkout, python=sys.executable)
    assert done.returncode == 0, done.stdout + done.stderr
    return runner


COMMAND = re.compile(r"::(error|warning|notice) file=([^,]+),line=(\d+),.*title=[^:]*?(RKG-\w+)")


def annotated(output: str) -> set[tuple[str, int, str]]:
    return {(match[2], int(match[3]), match[4]) for match in COMMAND.finditer(output)}


def test_ten_planted_faults_get_ten_annotations_at_their_lines(
    runner: Runner, scratch: Path
) -> None:
    done = runner.step(1, scratch)
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(planted(scratch)) == 10
    assert annotated(done.stdout) == planted(scratch)
    assert len(COMMAND.findall(done.stdout)) == 10
    summary = Path(runner.files["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert all(rule in summary for _, _, rule in planted(scratch))
    sarif = re.fullmatch(r"sarif=(.*)\n", Path(runner.files["GITHUB_OUTPUT"]).read_text())
    assert sarif
    results = json.loads(Path(sarif[1]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == 10


def test_the_action_passes_every_input_on(runner: Runner, scratch: Path) -> None:
    (scratch / "loose.trig").write_text(LOOSE + "\n# and a line", encoding="utf-8")
    (scratch / "new one.trig").write_text(
        LOOSE.replace("fao", "unep").replace("FAULT RKG-G02", ""), encoding="utf-8"
    )
    (scratch / "borne.toml").write_text(
        '[[suppress]]\nrule = "RKG-G02"\nnode = "graph:default"\nreason = "x"\nuntil = 2999-01-01',
        encoding="utf-8",
    )
    some = runner.step(1, scratch, changed_since="HEAD", suppressions="borne.toml")
    assert (some.returncode, annotated(some.stdout)) == (0, set()), some.stdout + some.stderr
    draft = runner.step(1, scratch, paths="faulty.trig\nnew one.trig", profile="draft", lang="zh")
    assert draft.returncode == 1
    assert "::warning file=faulty.trig" in draft.stdout
    assert "草稿" not in draft.stderr
    (scratch / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:property <urn:p> ;"
        " sh:targetSubjectsOf <http://www.w3.org/2000/01/rdf-schema#comment> ."
        " <urn:p> sh:minCount 1 ;"
        " sh:path <urn:q> ; sh:severity sh:Info .",
        encoding="utf-8",
    )
    own = {"paths": "loose.trig", "shapes": "shapes.ttl"}
    assert runner.step(1, scratch, **own).returncode == 0
    assert runner.step(1, scratch, **own, fail_on="info").returncode == 1


def test_what_a_user_writes_into_an_input_is_never_run(runner: Runner, scratch: Path) -> None:
    done = runner.step(1, scratch, paths="$(touch ran)\n`touch ran`\n; touch ran")
    assert done.returncode == 3
    assert not (scratch / "ran").exists()


@pytest.mark.parametrize("hook", ["restokg-validate", "restokg-lint"])
def test_each_hook_runs_over_the_files_that_it_names(
    hook: str, checkout: Path, runner: Runner, scratch: Path
) -> None:
    (entry,) = (h for h in loaded(checkout / ".pre-commit-hooks.yaml") if h["id"] == hook)
    (scratch / "query.rq").write_text("SELECT ?never { ?s ?p ?o }", encoding="utf-8")
    (scratch / "notes.md").write_text("no RDF", encoding="utf-8")
    files = sorted(f.name for f in scratch.iterdir() if re.search(entry["files"], f.name))
    assert "notes.md" not in files
    assert entry["language"] == "python"
    command = f"{runner.files['RUNNER_TEMP']}/restokg/bin/{entry['entry']} {' '.join(files)}"
    done = bash(command, scratch)
    assert done.returncode == 1, done.stdout + done.stderr
    expected = "faulty.trig:" if hook == "restokg-validate" else "query.rq:1:"
    assert expected in done.stdout


def test_the_gitlab_job_writes_its_reports(checkout: Path, runner: Runner, scratch: Path) -> None:
    job = loaded(checkout / "docs" / "ci" / "gitlab.yml")["restokg"]
    # What the job installs is here already: a package index need not have this version yet.
    (scratch / ".restokg").symlink_to(Path(runner.files["RUNNER_TEMP"]) / "restokg")
    done = bash("\n".join(job["script"]), scratch, **job["variables"])
    assert done.returncode == 1, done.stdout + done.stderr
    reports = job["artifacts"]["reports"]
    quality = json.loads((scratch / reports["codequality"]).read_text(encoding="utf-8"))
    lines = {(entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in quality}
    assert lines == {(name, line) for name, line, _ in planted(scratch)}
    assert "<failure" in (scratch / reports["junit"]).read_text(encoding="utf-8")
