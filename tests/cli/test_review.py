"""`restokg review`: candidates shown, verdicts kept, and acted on."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg.ingest.resuming import LOG

Run = Callable[..., tuple[int, str, str]]
Rows = list[dict[str, str]]
EXAMPLE = Path(__file__).parent.parent / "ingest" / "example-candidates.trig"
ALL = 15
"""Candidates in the example."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "candidates"
    folder.mkdir()
    (folder / LOG).touch()
    shutil.copy(EXAMPLE, folder / "X-RES-1-1.trig")
    return folder


def rows(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fill_in(run: Run, folder: Path, path: Path, judge: Callable[[dict[str, str]], str]) -> None:
    """Print a sheet and fill in its verdicts, as an editor would in a spreadsheet."""
    code, out, err = run("review", str(folder), "--format", "csv")
    assert (code, err) == (0, "")
    sheet = rows(out)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(sheet[0]))
        writer.writeheader()
        writer.writerows(row | {"verdict": judge(row)} for row in sheet)


def test_a_sheet_shows_each_candidate_beside_the_words_of_its_passage(
    run: Run, folder: Path
) -> None:
    sheet = rows(run("review", str(folder), "--format", "csv", "--text", "zh")[1])
    assert len(sheet) == ALL
    cited = next(row for row in sheet if "X/RES/1/9" in row["statement"])
    assert cited["source"] == "X/RES/1/1 preamble 1"
    assert cited["words"] == "第1/9号决议"
    assert cited["text"] == "回顾第1/9号决议和《巴黎协定》，"
    assert (cited["verdict"], cited["remark"]) == ("", "")
    assert cited["statement"].endswith(f"<{cited['passage']}> .")


def test_a_table_for_reading_has_the_words_of_a_passage_once(run: Run, folder: Path) -> None:
    code, out, err = run("review", str(folder), "--lang", "zh")
    assert (code, err) == (0, "")
    assert out.split()[:5] == ["出处", "属性", "值", "措辞", "原文"]
    assert "".join(out.split()).count("回顾第1/9号决议和《巴黎协定》，") == 1
    assert f"共{ALL}行。" in out
    assert (
        len(run("review", str(folder), "--limit", "2", "--format", "ndjson")[1].splitlines()) == 2
    )


def test_verdicts_are_kept_and_the_next_run_goes_on_with_what_is_left(
    run: Run, folder: Path, tmp_path: Path, typed: Callable[..., list[str]]
) -> None:
    path = tmp_path / "mine.csv"
    prompts = typed("a", "x", "r", "s", "p", "q")
    code, out, err = run("review", str(folder), "--verdicts", str(path))
    assert (code, err) == (0, "")
    assert len(prompts) == 6
    assert "Type one of: a, r, s, p, q." in out
    assert "Recalling resolution 1/9 and the Paris Agreement," in out
    first = rows(path.read_text(encoding="utf-8"))
    assert [row["verdict"] for row in first] == ["accepted", "rejected", *["accepted"] * 5]
    assert f"7 verdicts recorded in {path}." in " ".join(out.split())

    typed("r")
    out = run("review", str(folder), "--verdicts", str(path))[1]
    assert "X/RES/1/1 masthead · statements: 1" in out  # the one that was skipped
    assert len(rows(path.read_text(encoding="utf-8"))) == 8

    typed(*"ppppp")
    run("review", str(folder), "--verdicts", str(path))
    assert run("review", str(folder), "--verdicts", str(path))[1] == (
        "No statement is left to judge.\n"
    )
    assert len(rows(path.read_text(encoding="utf-8"))) == ALL


def test_a_filled_in_sheet_is_acted_on_and_reported(run: Run, folder: Path, tmp_path: Path) -> None:
    sheet, place = tmp_path / "sheet.csv", tmp_path / "accepted"
    fill_in(
        run, folder, sheet, lambda row: "已采纳" if "preamble" in row["passage"] else "rejected"
    )
    verdicts = ("--verdicts", str(sheet))
    act = (*verdicts, "--apply", "--accept-into", str(place))
    code, out, err = run("review", str(folder), *act)
    assert (code, err) == (0, "")
    assert "accepted statements and requests 3, passages 1." in out
    assert "rejected statements and requests 12." in out
    assert (place / "X-RES-1-1.trig").exists()
    assert rows(run("review", str(folder), "--format", "csv")[1]) == []

    report = [
        json.loads(line)
        for line in run("review", str(folder), *verdicts, "--report", "--format", "ndjson")[
            1
        ].splitlines()
    ]
    totals = {name: sum(row[name] for row in report) for name in ("accepted", "rejected", "left")}
    assert totals == {"accepted": 3, "rejected": 12, "left": 0}
    assert all(row["gone"] == row["accepted"] + row["rejected"] for row in report)
    cites = next(row for row in report if "rkg:cites" in row["statement"])
    assert cites["accepted_per_100"] == "100.0"

    shutil.copy(EXAMPLE, folder / "X-RES-1-1.trig")  # as if ingested anew
    out = run("review", str(folder), *act)[1]
    assert f"There is nothing to move into {place} that is not there already." in out
    assert "rejected statements and requests 12." in out
    assert rows(run("review", str(folder), "--format", "csv")[1]) == []


def test_a_document_is_reviewed_by_its_symbol_or_iri(run: Run, folder: Path) -> None:
    iri = "https://w3id.org/restokg/doc/X/RES/1/1"
    for name in ("X/RES/1/1", iri):
        out = run("review", str(folder), "--document", name, "--format", "csv")[1]
        assert len(rows(out)) == ALL
    code, _, err = run("review", str(folder), "--document", "A/RES/1/1")
    assert code == 3
    assert "There is no candidate of a document 'A/RES/1/1' here." in err


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("statement,verdict\n,perhaps\n", 2, "There is no verdict 'perhaps'."),
        ("statement,verdict\nx,accepted\n", 2, "The statement is not one line of N-Quads."),
        ("a,b\n", 1, "The first line names no column statement and no verdict."),
        ("statement,verdict\n,right\n", 2, "Use one of: accepted, rejected."),
    ],
)
def test_a_file_of_verdicts_that_does_not_fit_is_refused_with_its_line(
    run: Run, folder: Path, tmp_path: Path, content: str, line: int, reason: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    code, out, err = run("review", str(folder), "--verdicts", str(path), "--apply")
    assert (code, out) == (3, "")
    assert f"{path}:{line}: " in err
    assert reason in err


def test_what_cannot_be_reviewed_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    code, _, err = run("review", str(tmp_path / "none"))
    assert (code, "There is no such folder." in err) == (3, True)
    code, _, err = run("review", str(tmp_path))
    assert (code, "`restokg ingest` has not written this folder" in err) == (3, True)
    path = folder / "X-RES-1-1.trig"
    path.write_text("\n  <x", encoding="utf-8")
    code, _, err = run("review", str(folder))
    assert (code, f"{path}:2:" in err) == (3, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--report",),
        ("--apply",),
        ("--accept-into", "x.trig"),
        ("--verdicts", "v.txt"),
        ("--verdicts", "v.csv", "--report", "--apply"),
        ("--text", "de"),
        ("--format", "xlsx"),
        ("--limit", "0"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    run: Run, folder: Path, options: tuple[str, ...]
) -> None:
    code, out, err = run("review", str(folder), *options)
    assert (code, out) == (2, "")
    assert err.startswith("restokg: ")
