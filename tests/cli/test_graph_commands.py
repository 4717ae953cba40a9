"""`restokg build`, `validate` and `export`, and the build on first use."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg.cli.main import main
from restokg.cli.opening import open_graph

Run = Callable[..., tuple[int, str, str]]

VIOLATION = """
GRAPH <https://w3id.org/restokg/doc/report> {
  <https://w3id.org/restokg/doc/report/p/3> a <https://w3id.org/restokg/ontology#Provision> .
}"""

MORE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
GRAPH <https://w3id.org/restokg/graph/sources> {
  <https://w3id.org/restokg/source/mine> a <https://w3id.org/restokg/ontology#Source> ;
    rdfs:label "Mine"@en , "我的"@zh .
}"""


@pytest.fixture
def call(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line on a small package of its own, with an empty cache."""
    assert small.is_dir()
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, str, str]:
        open_graph.cache_clear()
        code = main(arguments)
        return (code, *capsys.readouterr())

    return run


def test_a_build_says_what_it_does_and_what_it_made(call: Run, tmp_path: Path) -> None:
    code, out, err = call("build", "--out", str(tmp_path / "made"))
    assert code == 0
    assert [line.split("  ")[0] for line in err.splitlines()] == [
        "reading the files",
        "reasoning",
        "validating",
        "counting",
        "writing",
        "putting in place",
    ]
    quads = json.loads((tmp_path / "made" / "manifest.json").read_text())["quads"]
    assert f"Built {tmp_path / 'made'}\n{quads:,} statements in" in out
    assert ["provision", "条款", "2"] in [line.split() for line in out.splitlines()]
    stages = [line.split() for line in out.splitlines() if line.startswith(("reasoning", "in all"))]
    assert [line[-1] for line in stages][-1] == f"{quads:,}"


def test_standard_input_is_no_further_data(call: Run) -> None:
    code, out, err = call("build", "--data", "-")
    assert (code, out) == (2, "")
    assert err == "restokg: --data takes files and folders, not standard input.\n"


def test_an_interrupted_build_says_that_nothing_has_changed(
    call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("restokg.build.pipeline.infer", interrupt)
    code, out, err = call("build")
    assert (code, out) == (130, "")
    assert err.splitlines()[-1] == "Interrupted; what was there before is as it was."


def test_a_second_build_finds_the_first(call: Run) -> None:
    assert call("build")[0] == 0
    code, out, err = call("build")
    assert (code, err) == (0, "")
    assert "Already there, nothing to build:" in out
    assert "in all" not in out
    assert "in all" in call("build", "--force")[1]


def test_further_data_is_built_in_and_asked_by_snapshot(call: Run, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "a.trig").write_text(MORE, encoding="utf-8")
    made = str(tmp_path / "made")
    code, _, err = call("build", "--data", str(more), "--out", made, "--no-reasoning")
    assert code == 0, err
    assert "reasoning" not in err
    assert call("--snapshot", made, "show", "mine")[1].startswith("Mine · 我的\nsource:mine · ")
    call("build")
    assert call("show", "mine")[0] == 3


def test_violations_stop_a_build_and_are_listed(call: Run, small: Path) -> None:
    target = next(small.rglob("*.trig"))
    target.write_text(target.read_text(encoding="utf-8") + VIOLATION, encoding="utf-8")
    code, out, err = call("build")
    assert (code, out) == (1, "")
    assert "doc:report/p/3" in err
    assert "Traceback" not in err
    last = err.splitlines()[-1]
    assert last.startswith("restokg: The build stopped")


def test_the_first_use_builds_the_graph_and_says_so(call: Run) -> None:
    code, out, err = call("query", "-e", "ASK {}", "-f", "csv")
    assert (code, out) == (0, "answer\r\ntrue\r\n")
    assert err.startswith("Building the graph for its first use, into ")
    assert call("query", "-e", "ASK {}", "-f", "csv") == (0, "answer\r\ntrue\r\n", "")


def test_a_snapshot_that_is_named_and_missing_is_not_built(call: Run, tmp_path: Path) -> None:
    code, out, err = call("--snapshot", str(tmp_path / "none"), "show", "x")
    assert (code, out) == (3, "")
    assert err.startswith(f"restokg: {tmp_path / 'none'}: There is no snapshot here. Build one")


def test_an_export_goes_to_a_file_whole_or_not_at_all(call: Run, tmp_path: Path) -> None:
    call("build")
    target = tmp_path / "graph.nq"
    assert call("export", "--format", "nquads", "-o", str(target)) == (0, "", "")
    first = target.read_bytes()
    assert first.count(b"\n") > 10
    assert call("export", "-f", "nquads", "-o", str(target), "--kind", "None-such")[0] == 3
    assert target.read_bytes() == first
    assert [path.name for path in tmp_path.glob("*.nq*")] == ["graph.nq"]
    code, _, err = call("export", "-o", str(tmp_path / "none" / "graph.trig"))
    assert code == 3
    assert "This cannot be written: No such file or directory." in err
    for folder in (tmp_path, Path(), Path("/")):
        code, _, err = call("export", "-o", str(folder))
        assert (code, err.count("\n")) == (3, 1)
        assert "This cannot be written: Is a directory." in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_an_export_leaves_a_link_and_a_pipe_what_they_are(call: Run, tmp_path: Path) -> None:
    call("build")
    target, link, pipe = (tmp_path / name for name in ("graph.nq", "link.nq", "pipe.nq"))
    link.symlink_to(target)
    assert call("export", "-f", "nquads", "-o", str(link))[0] == 0
    assert link.is_symlink()
    assert target.stat().st_size > 0
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    read: list[bytes] = []
    reader.start()
    assert call("export", "-f", "nquads", "-o", str(pipe))[0] == 0
    assert pipe.is_fifo()
    reader.join(timeout=20)
    assert read == [target.read_bytes()]


def test_an_unknown_format_is_told_before_anything_is_opened(call: Run) -> None:
    code, out, err = call("export", "-f", "xml")
    assert (code, out) == (2, "")
    assert err.startswith("restokg: There is no format 'xml'. Use one of: turtle, trig")
