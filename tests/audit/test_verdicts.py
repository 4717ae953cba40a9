"""Files of verdicts: what is recorded is read again, and what is wrong in them is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.audit.verdicts import COLUMNS, Verdict, VerdictFile
from restokg.errors import BadVerdictError, MissingPathError, UsageError, WriteError

ONE = '<x:s> <x:p> "a, \\"b\\"\\n土"@zh <x:g> .'
TWO = "<x:s> <x:p> <x:o> <x:g> ."
SUFFIXES = ["csv", "ndjson", "jsonl"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_appended_is_read_again_and_the_last_verdict_counts(
    tmp_path: Path, suffix: str
) -> None:
    file = VerdictFile(tmp_path / f"v.{suffix}")
    first = Verdict(ONE, "x:g", "wrong", 'said "otherwise",\nthrice', "2025-01-31")
    second = Verdict(TWO, "x:g", "right")
    file.append(first)
    file.append(second)
    assert file.read() == {ONE: first, TWO: second}
    changed = Verdict(ONE, "x:g", "doubtful", "", "2025-02-01")
    file.append(changed)
    assert list(file.read().values()) == [changed, second]


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(remark=st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
def test_a_remark_may_hold_any_text(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, remark: str
) -> None:
    file = VerdictFile(tmp_path_factory.mktemp("v") / f"v.{suffix}")
    file.append(Verdict(TWO, "x:g", "wrong", remark))
    file.append(Verdict(ONE, "x:g", "right"))
    assert [verdict.remark for verdict in file.read().values()] == [remark.strip(), ""]


def test_a_filled_in_sample_is_a_file_of_verdicts_and_keeps_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    # As a spreadsheet leaves it: a byte order mark, no line end after the last line
    rows = [["statement", "verdict", "kind"], [ONE, "", "role"], [TWO, "存疑", "role"]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    verdicts = VerdictFile(path)
    assert verdicts.read() == {TWO: Verdict(TWO, "", "doubtful")}
    verdicts.append(Verdict(ONE, "x:g", "right", "lost, for want of a column"))
    assert verdicts.read()[ONE] == Verdict(ONE, "", "right")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [*rows, [ONE, "right", ""]]


def test_a_statement_is_known_however_it_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "v.ndjson"
    path.write_text(json.dumps({"statement": ONE.replace("土", "\\u571F"), "verdict": "Right"}))
    assert list(VerdictFile(path).read()) == [ONE]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("v.csv", "statement;verdict\n", "v.csv:1: The first line names no column statement and"),
        ("v.csv", f"statement,verdict\n{TWO},right\n{TWO},maybe\n", "v.csv:3: There is no verdict"),
        ("v.csv", "statement,verdict\nx,right\n", "v.csv:2: The statement is not one line of"),
        ("v.csv", 'statement,verdict\n"x,right\n', "v.csv:2: This is not CSV"),
        ("v.ndjson", "\n[1]\n", "v.ndjson:2: The line is not one JSON object"),
        ("v.ndjson", "{", "v.ndjson:1: The line is not one JSON object"),
        ("v.ndjson", '{"verdict": "right"}', "v.ndjson:1: The statement is not one line"),
        (
            "v.jsonl",
            json.dumps({"statement": f"{TWO}\n{ONE}", "verdict": "right"}),
            "v.jsonl:1: The statement is not one line",
        ),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(BadVerdictError) as raised:
        VerdictFile(tmp_path / name).read()
    assert str(raised.value).startswith(f"{tmp_path}/{message}")


def test_nothing_is_added_to_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadVerdictError, match="names no column statement and no verdict"):
        VerdictFile(path).append(Verdict(TWO, "", "right"))
    assert path.read_text() == "a,b\n1,2\n"


def test_files_that_cannot_be_read_or_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"must end in one of: \.csv, \.ndjson, \.jsonl\.$"):
        VerdictFile(tmp_path / "v.xlsx")
    with pytest.raises(MissingPathError, match="no such file"):
        VerdictFile(tmp_path / "v.csv").read()
    (tmp_path / "b.csv").write_bytes(b"\xff")
    with pytest.raises(MissingPathError, match="not text in UTF-8"):
        VerdictFile(tmp_path / "b.csv").read()
    with pytest.raises(WriteError, match="cannot be written"):
        VerdictFile(tmp_path / "none" / "v.csv").append(Verdict(TWO, "", "right"))


def test_an_empty_file_holds_no_verdicts_and_gets_a_head(tmp_path: Path) -> None:
    file = VerdictFile(tmp_path / "v.csv")
    file.path.touch()
    assert file.read() == {}
    file.append(Verdict(TWO, "x:g", "right"))
    assert file.path.read_text().splitlines()[0] == ",".join(COLUMNS)
