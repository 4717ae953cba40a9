"""The build: what it makes, what stops it, and what it leaves when it stops."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from restokg.build.pipeline import STAGES, BuildReport, build
from restokg.errors import (
    FindingsError,
    InconsistentGraphError,
    OutputExistsError,
    RdfSyntaxError,
)
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.namespaces import DATASET_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH

EMPTY_PROVISION = """
GRAPH <https://w3id.org/restokg/doc/report> {
  <https://w3id.org/restokg/doc/report/p/3> a <https://w3id.org/restokg/ontology#Provision> .
}"""


def members(report: BuildReport) -> dict[str, int]:
    return {kind.label_en: kind.members for kind in report.kinds}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_build_makes_a_snapshot_in_the_cache_under_its_key(small: Path, tmp_path: Path) -> None:
    report = build()
    assert report.path == tmp_path / "cache" / "restokg" / report.key
    assert members(report) == {
        "provision": 2, "document": 1, "source": 1, "target": 1, "body": 2, "actor": 2,
    }  # fmt: skip
    manifest = open_snapshot(report.path).manifest
    assert manifest["key"] == report.key
    assert manifest["quads"] == report.quads == len(open_snapshot(report.path).store)
    assert small.exists()


def test_stages_are_told_as_they_begin_and_end(small: Path) -> None:
    told: list[tuple[str, bool]] = []
    report = build(on_stage=lambda name, seconds: told.append((name, seconds is not None)))
    assert told == [(name, over) for name in STAGES for over in (False, True)]
    assert [stage.name for stage in report.stages] == list(STAGES)
    quads = [stage.quads for stage in report.stages]
    assert quads == sorted(quads)
    assert quads[0] < quads[1]
    assert small.exists()


@pytest.mark.usefixtures("small")
def test_the_snapshot_holds_what_is_stated_inferred_and_described_each_in_its_graph() -> None:
    store = open_snapshot(build().path).store
    assert {ONTOLOGY_GRAPH, INFERRED_GRAPH, DATASET_GRAPH} < set(store.graphs())
    rows = store.select("""SELECT ?g WHERE { GRAPH ?g { doc:report rkg:pursues target:two } }""")
    assert [g.value for (g,) in rows] == [INFERRED_GRAPH]
    rows = store.select(
        """SELECT ?n WHERE { <https://w3id.org/restokg/dataset> void:triples ?n }"""
    )
    ((stated,),) = [[int(n.value) for (n,) in rows]]
    assert stated == int(
        next(iter(store.select(f"""SELECT (COUNT(*) AS ?n) WHERE {{
          GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{DATASET_GRAPH}>) }}""")))[0].value
    )  # fmt: skip


@pytest.mark.usefixtures("small")
def test_the_dump_is_the_store_as_sorted_n_quads() -> None:
    report = build()
    dump = open_snapshot(report.path).nquads.read_bytes()
    lines = dump.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == report.quads
    assert b"\r" not in dump
    store = Store()
    store.load(dump, "nquads")
    assert store.triples().count(b"\n") == open_snapshot(report.path).store.triples().count(b"\n")


@pytest.mark.usefixtures("small")
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, checkout: Path) -> None:
    report = build()
    code = (
        "import sys; from pathlib import Path; from restokg import resources\n"
        "from restokg.build.pipeline import build\n"
        "resources.PLACES = (Path(sys.argv[1]),)\n"
        "build(out=Path(sys.argv[2]))\n"
    )
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "package"), str(out)],
            check=True,
            cwd=checkout / "src",
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for name in ("graph.nq", "manifest.json"):
            assert (out / name).read_bytes() == (report.path / name).read_bytes()


def test_without_reasoning_nothing_is_inferred(small: Path) -> None:
    report = build(reasoning=False)
    assert [stage.name for stage in report.stages] == [n for n in STAGES if n != "reason"]
    assert INFERRED_GRAPH not in open_snapshot(report.path).store.graphs()
    assert report.path != build().path
    assert small.exists()


@pytest.mark.usefixtures("small")
def test_a_second_build_of_the_same_content_is_skipped_unless_forced() -> None:
    first = build()
    second = build()
    assert second.stages == ()
    assert (second.quads, second.graphs, second.kinds) == (first.quads, first.graphs, first.kinds)
    assert build(force=True).stages != ()


@pytest.mark.usefixtures("small")
def test_a_damaged_snapshot_is_built_again() -> None:
    report = build()
    (report.path / "store" / "CURRENT").unlink()
    assert build().stages != ()
    assert len(open_snapshot(report.path).store) == report.quads


def test_further_data_is_added_and_the_snapshot_put_where_it_is_asked_for(
    small: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more" / "forum.trig"
    more.parent.mkdir()
    more.write_text(
        """@prefix rkg: <https://w3id.org/restokg/ontology#> .
        GRAPH <https://w3id.org/restokg/source/site> {
          <https://w3id.org/restokg/id/body/new> a rkg:Body ; rkg:note "new" .
        }""",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    report = build([more.parent], out)
    assert report.path == out
    assert members(report)["body"] == 3
    edit(more, '"new"', '"newer"')
    assert build([more.parent], out).stages != ()
    assert build([more], out).stages != ()
    assert small.exists()


def test_a_violation_stops_the_build_with_its_findings_and_files(small: Path) -> None:
    old = build()
    add(small / "data" / "documents" / "report.trig", EMPTY_PROVISION)
    with pytest.raises(FindingsError, match=r"1 violation.*Nothing was written") as caught:
        build()
    assert caught.value.exit_code == 1
    (finding,) = caught.value.findings
    assert "RKG-P01" in str(finding)
    assert "report.trig" in str(finding)
    assert os.listdir(old.path.parent) == [old.key]  # noqa: PTH208


def test_a_check_stops_the_build_too(small: Path) -> None:
    edit(small / "data" / "documents" / "report.trig", "target:two", "target:twoo")
    with pytest.raises(FindingsError) as caught:
        build()
    assert "RKG-Z01" in str(caught.value.findings)
    assert "target/twoo" in str(caught.value.findings)


def test_a_warning_does_not_stop_the_build_and_is_reported(small: Path) -> None:
    edit(small / "data" / "documents" / "report.trig", 'number "2"', 'number "ii"')
    report = build()
    assert [(f.severity, f.rule) for f in report.findings] == [("warning", "RKG-P02")]
    assert report.findings[0].file is not None


def test_a_contradiction_stops_the_build(small: Path) -> None:
    edit(
        small / "data" / "reference" / "bodies.trig", "body:forum a", "body:forum a rkg:Document ,"
    )
    with pytest.raises(InconsistentGraphError, match="body:forum is both"):
        build()


def test_a_syntax_error_stops_the_build_and_leaves_the_old_snapshot(
    small: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    old = build(out=out)
    add(small / "data" / "reference" / "bodies.trig", "oops")
    with pytest.raises(RdfSyntaxError, match=r"bodies\.trig:\d+:\d+"):
        build(out=out)
    assert len(open_snapshot(out).store) == old.quads


@pytest.mark.usefixtures("small")
def test_a_folder_that_is_no_snapshot_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").touch()
    told: list[str] = []
    with pytest.raises(OutputExistsError):
        build(out=out, force=True, on_stage=lambda name, _: told.append(name))
    assert told == []


@pytest.mark.usefixtures("small")
def test_the_manifest_holds_no_times() -> None:
    manifest = json.loads((build().path / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"format", "key", "version", "quads", "graphs", "kinds"}
