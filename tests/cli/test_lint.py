"""`restokg lint`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg.cli.main import main

Call = Callable[..., tuple[int, str, str]]

WARNS = (
    "SELECT ?label { ?thing <urn:label> ?label ; <urn:name> ?laabel ; ?p [] FILTER(?p != ?thing) }"
)
FAILS = "SELECT ?x { ?x a ?y FILTER(?z = ?y) }"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["lint", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return run


def test_without_a_path_the_files_of_the_package_are_linted(call: Call, small: Path) -> None:
    code, out, err = call("--format", "json")
    assert (code, err) == (1, "")
    files = {finding["place"]["file"] for finding in json.loads(out)["findings"]}
    assert all(Path(file).is_relative_to(small) for file in files)
    assert {Path(file).relative_to(small).parts[0] for file in files} <= {
        "ontology",
        "shapes",
        "queries",
    }


def test_exit_codes_tell_of_findings_of_broken_files_and_of_wrong_options(
    call: Call, tmp_path: Path
) -> None:
    warns, fails, good = tmp_path / "warns.rq", tmp_path / "fails.rq", tmp_path / "good.rq"
    warns.write_text(WARNS)
    fails.write_text(FAILS)
    good.write_text("SELECT ?x { ?x a [] }")
    assert call(good)[0] == 0
    assert call(warns)[0] == 0
    assert call(warns, "--fail-on", "warning")[0] == 1
    assert call(warns, "--fail-on", "info")[0] == 1
    assert call(fails)[0] == 1
    assert call(fails, "--fail-on", "never")[0] == 0
    code, out, _ = call(fails, tmp_path / "missing.rq", "--fail-on", "never")
    assert code == 3
    assert "RKG-L43" in out
    assert "missing.rq" in out
    assert call(good, "--fail-on", "sometimes")[0] == 2
    assert call(good, "--format", "pdf")[0] == 2
    assert call(good, "--lang", "fr")[0] == 2


def test_findings_show_the_line_in_both_languages(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "fails.rq"
    file.write_text(FAILS)
    _, out, _ = call(file)
    assert "violation[RKG-L43]: Nothing binds ?z within the braces" in out
    assert f"{file}:1:28" in out
    assert "1 | SELECT ?x { ?x a ?y FILTER(?z = ?y) }" in out
    _, out, _ = call(file, "--lang", "zh")
    assert "违规[RKG-L43]：表达式所在的花括号内没有为 ?z 赋值" in out
