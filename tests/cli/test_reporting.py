"""How `validate` and `lint` report: formats, files, colours, width, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from restokg.cli import reporting
from restokg.validation.reports.formats import FORMATS

Run = Callable[..., tuple[int, str, str]]

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
ex:name a sh:PropertyShape ; sh:targetClass ex:Site ; sh:path ex:name ; sh:minCount 1 ;
    sh:severity sh:SEVERITY ; sh:message "A site needs a name."@en , "地点须有名称。"@zh .
"""
SITES = '@prefix ex: <http://example.org/> .\nex:a a ex:Site ; ex:note "恢复" .\n'

BEGINNINGS = {
    "text": "violation[http://example.org/name]: A site needs a name.\n  --> sites.ttl:2:1\n",
    "json": '{\n  "version": 1,',
    "sarif": '{\n  "$schema": ',
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="restokg" failures="1"',
    "github": "::error file=sites.ttl,line=2,col=1,",
    "gitlab": '[\n  {\n    "description": "http://example.org/name: A site needs a name. (',
    "markdown": "## Validation report\n\n1 violation in 1 file.\n",
    "html": "<!DOCTYPE html>\n",
    "graph": "@prefix",
}
OWN = ("sites.ttl", "--shapes", "shapes.ttl")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shapes("Violation")
    Path("sites.ttl").write_text(SITES, encoding="utf-8")
    return tmp_path


def shapes(severity: str) -> None:
    Path("shapes.ttl").write_text(SHAPES.replace("SEVERITY", severity), encoding="utf-8")


def test_every_format_has_its_name_in_the_help() -> None:
    assert reporting.FORMAT_NAMES.replace(" or ", ", ").split(", ") == list(FORMATS)
    assert BEGINNINGS.keys() == FORMATS.keys()


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_goes_to_standard_output_or_to_a_file(validate: Run, format: str) -> None:
    code, out, err = validate(*OWN, "--format", format)
    assert (code, err) == (1, "")
    assert out.startswith(BEGINNINGS[format])
    assert validate(*OWN, "--format", format, "--output", "report") == (1, "", "")
    assert Path("report").read_bytes().decode() == out


def test_one_run_writes_several_reports(validate: Run) -> None:
    also = [part for name in FORMATS for part in ("--also", f"{name}=found {name}")]
    assert validate(*OWN, *also, "--format", "json", "-o", "report") == (1, "", "")
    for name, beginning in BEGINNINGS.items():
        assert Path(f"found {name}").read_text(encoding="utf-8").startswith(beginning)
    assert Path("report").read_bytes() == Path("found json").read_bytes()


@pytest.mark.parametrize("also", ["sarif", "sarif=", "pdf=x", "=x", "sarif=a=b=./report"])
def test_where_else_to_write_is_checked_before_anything_is_read(
    validate: Run, also: str, folder: Path
) -> None:
    ok = also.count("=") > 2
    code, _, err = validate("none.ttl", "--shapes", "none.ttl", "--also", also)
    assert (code, err.count("\n")) == ((3, 1) if ok else (2, 1))
    assert ok == ("No such file or directory" in err)
    assert len(list(folder.iterdir())) == 2


def test_two_reports_never_go_to_one_file(validate: Run) -> None:
    for options in (
        ["--also", "json=found", "--also", "sarif=./found"],
        ["--also", "json=found", "--output", "../" + Path.cwd().name + "/found"],
    ):
        code, out, err = validate(*OWN, *options)
        assert (code, out) == (2, "")
        assert "Two reports would go to" in err
    assert not Path("found").exists()


def test_what_was_checked_is_never_written_over(validate: Run) -> None:
    Path("broken.ttl").write_text("a b c", encoding="utf-8")
    for options in (["--output", "sites.ttl"], ["--also", "json=./broken.ttl"]):
        code, out, err = validate(*OWN, "broken.ttl", *options)
        assert (code, out) == (2, "")
        assert "Write to another file." in err
    assert Path("sites.ttl").read_text(encoding="utf-8") == SITES
    assert Path("broken.ttl").read_text(encoding="utf-8") == "a b c"


def test_a_report_that_cannot_be_written_keeps_back_no_other(validate: Run) -> None:
    code, out, err = validate(
        *OWN, "--format", "json", "--also", "sarif=none/found", "--also", "gitlab=found"
    )
    assert (code, err) == (
        3,
        f"restokg: {Path('none', 'found')}: This cannot be written: No such file or directory.\n",
    )
    assert json.loads(out)["summary"]["violations"] == 1
    assert len(json.loads(Path("found").read_text(encoding="utf-8"))) == 1
    assert validate(*OWN, "--output", ".")[0] == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.ttl"],
        ["sites.ttl", "--shapes", "none.ttl"],
        ["sites.ttl", "--shapes", "sites.ttl"],
        ["sites.ttl", "--suppressions", "none.toml"],
        ["sites.ttl", "--profile", "sites.ttl"],
        ["sites.ttl", "--shapes", "shapes.ttl", "--changed-since", "none-such"],
    ],
)
@pytest.mark.parametrize("format", ["json", "sarif", "gitlab", "junit"])
@pytest.mark.usefixtures("small")
def test_a_program_that_reads_the_report_gets_one_whatever_could_not_be_read(
    validate: Run, format: str, arguments: list[str]
) -> None:
    code, out, err = validate(*arguments, "--format", format)
    assert (code, err) == (3, "")
    if format == "junit":
        assert ET.fromstring(out).get("errors") == "1"
    else:
        report = json.loads(out)
        told = {
            "json": lambda: report["errors"],
            "sarif": lambda: report["runs"][0]["invocations"][0]["toolExecutionNotifications"],
            "gitlab": lambda: report,
        }
        assert len(told[format]()) == 1


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("Violation", "violation", 1),
        ("Violation", "info", 1),
        ("Violation", "never", 0),
        ("Warning", "violation", 0),
        ("Warning", "warning", 1),
        ("Info", "warning", 0),
        ("Info", "info", 1),
        ("Info", "never", 0),
    ],
)
def test_the_exit_code_follows_the_gravest_finding(
    validate: Run, severity: str, fail_on: str, code: int
) -> None:
    shapes(severity)
    assert validate(*OWN, "--fail-on", fail_on)[0] == code


def test_messages_are_in_the_language_asked_for(validate: Run) -> None:
    _, out, _ = validate(*OWN, "--lang", "zh")
    assert out.startswith("违规[http://example.org/name]：地点须有名称。\n")
    assert out.endswith("检查 1 个文件：1 项违规。\n")


ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("terminal", "options", "environment", "coloured"),
    [
        (True, [], {}, True),
        (False, [], {}, False),
        (True, [], {"NO_COLOR": "1"}, False),
        (True, [], {"NO_COLOR": ""}, True),
        (True, [], {"TERM": "dumb"}, False),
        (True, ["--colour", "never"], {}, False),
        (False, ["--colour", "always"], {"NO_COLOR": "1"}, True),
        (True, ["--format", "markdown", "--colour", "always"], {}, False),
    ],
)
def test_a_terminal_gets_colours_unless_it_wants_none(
    validate: Run,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    options: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in validate(*OWN, *options)[1]) == coloured


def test_a_file_gets_colours_only_if_they_are_always_wanted(
    validate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    validate(*OWN, "--output", "plain")
    validate(*OWN, "--output", "coloured", "--colour", "always")
    assert ESCAPE not in Path("plain").read_text(encoding="utf-8")
    assert ESCAPE in Path("coloured").read_text(encoding="utf-8")


def test_the_excerpt_keeps_to_the_width_of_the_terminal(
    validate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("sites.ttl").write_text(SITES.replace("恢复", "恢复" * 50), encoding="utf-8")
    for columns, expected in (("80", 78), ("200", 105)):
        monkeypatch.setenv("COLUMNS", columns)
        lines = validate(*OWN)[1].splitlines()
        (shown,) = (line for line in lines if line.startswith(" 2 | "))
        assert expected - 1 <= sum(2 if ord(char) > 0x2E80 else 1 for char in shown) <= expected


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "restokg", "validate", *OWN]
    for options, place in (([], "the output: "), (["-o", "/dev/full"], "/dev/full: ")):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*command, *options], stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert done.returncode == 3
        assert done.stderr.startswith(f"restokg: {place}")
        assert "No space left on device" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="folders of another kind")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(validate: Run, folder: Path) -> None:
    folder.chmod(0o500)
    try:
        code, _, err = validate(*OWN, "--output", "report")
    finally:
        folder.chmod(0o700)
    assert (code, err) == (3, "restokg: report: This cannot be written: Permission denied.\n")
