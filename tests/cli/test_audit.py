"""`restokg audit`: a sample to judge, verdicts kept, rates reported."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
Rows = list[dict[str, str]]

POPULATION = 49
"""Statements in the graphs of the one document of small.trig and of its passages."""


def rows(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fill_in(sample: Rows, path: Path, **verdicts: int) -> None:
    """Write the sample with so many right, wrong, doubtful verdicts, in this order."""
    given = [verdict for verdict, count in verdicts.items() for _ in range(count)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(sample[0]))
        writer.writeheader()
        for row, verdict in zip(sample, given, strict=False):
            writer.writerow(row | {"verdict": verdict})


def test_without_a_terminal_the_sample_is_printed_in_words(run: Run) -> None:
    code, out, err = run("audit", "--sample", "1000", "--lang", "zh")
    assert (code, err) == (0, "")
    assert f"共{POPULATION}行。抽自{POPULATION}条陈述。" in out
    row = next(block for block in out.split("\n\n") if "rkg:launchedBy" in block)
    assert out.split()[:4] == ["出处", "类别", "陈述", "摘要"]
    words = "".join(row.split())
    assert "TEST/COP(1)/2¶44角色国际抗旱联盟(initiative:idra)·联盟由谁发起。" in words
    assert "发起者(rkg:launchedBy)·" in words
    assert "塞内加尔(actor:senegal)" in words


def test_the_same_seed_draws_the_same_sample_and_another_another(run: Run) -> None:
    first = run("audit", "-n", "8", "--seed", "x", "--format", "ndjson")
    assert first == run("audit", "--list", "-n", "8", "--seed", "x", "--format", "ndjson")
    assert first != run("audit", "-n", "8", "--seed", "y", "--format", "ndjson")
    statements = [json.loads(line)["statement"] for line in first[1].splitlines()]
    assert len(set(statements)) == 8
    assert all(line.endswith("> .") for line in statements)


def test_a_sample_that_was_filled_in_is_reported_with_exit_code_1_if_some_is_wrong(
    run: Run, tmp_path: Path
) -> None:
    sample = rows(run("audit", "-n", "10", "--format", "csv")[1])
    path = tmp_path / "v.csv"
    fill_in(sample, path, right=6, wrong=1, doubtful=1)
    code, out, err = run("audit", "--verdicts", str(path), "--report", "--format", "csv")
    assert (code, err) == (1, "")
    total = rows(out)[-1]
    assert (total["document"], total["kind"]) == ("all", "all")
    assert (total["statements"], total["looked_at"]) == (str(POPULATION), "8")
    assert (total["wrong"], total["doubtful"]) == ("1", "1")
    assert 0 < float(total["from"]) < float(total["wrong_per_100"]) < float(total["to"]) < 100
    fill_in(sample, path, right=9)
    code, out, _ = run("audit", "--verdicts", str(path), "--report")
    assert code == 0
    assert f"9 of {POPULATION} statements were looked at." in out
    assert run("audit", "--verdicts", str(path), "-n", "10")[1].count("  right\n") == 9


def test_report_and_missing_speak_chinese(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    fill_in(rows(run("audit", "-n", "1", "--format", "csv")[1]), path, right=1)
    out = run("audit", "--verdicts", str(path), "--report", "--lang", "zh")[1]
    assert out.split()[:3] == ["文件", "类别", "陈述数"]
    assert f"共{POPULATION}条陈述，已核对1条。" in out
    out = run("audit", "--verdicts", str(path), "--missing", "--lang", "zh", "-f", "markdown")[1]
    assert out.startswith("| 段落 | 摘要 |\n")


def test_stale_verdicts_are_named_and_not_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "v.ndjson"
    gone = "<x:s> <x:p> <x:o> <https://w3id.org/restokg/doc/TEST/COP.1/2/p/44> ."
    path.write_text(json.dumps({"statement": gone, "verdict": "wrong"}))
    code, out, err = run("audit", "--verdicts", str(path), "--report")
    assert (code, err) == (0, "")
    assert f"0 of {POPULATION} statements were looked at." in out
    assert "not counted, are 1 verdicts" in out
    assert f"  wrong: {gone}\n" in out
    code, out, err = run("audit", "--verdicts", str(path), "--report", "--format", "csv")
    assert rows(out)[-1]["looked_at"] == "0"
    assert gone in err


def test_passages_without_a_verdict_are_listed(run: Run, tmp_path: Path) -> None:
    sample = rows(run("audit", "-n", "1000", "--format", "csv")[1])
    passages = list(dict.fromkeys(row["passage"] for row in sample))
    path = tmp_path / "v.csv"
    fill_in([row for row in sample if row["passage"].endswith("/p/44")], path, right=1)
    out = run("audit", "--verdicts", str(path), "--missing", "--format", "csv")[1]
    assert len(passages) == 4
    assert [row["passage"] for row in rows(out)] == [p for p in passages if p[-5:] != "/p/44"]
    out = run("audit", "--verdicts", str(path), "--missing")[1]
    assert "3 of 4 passages have no verdict" in out


def test_at_a_terminal_verdicts_are_recorded_at_once_and_a_later_call_goes_on(
    run: Run, typed: Callable[..., list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "v.csv"
    before = datetime.now().astimezone().date().isoformat()
    call = ("audit", "-n", "4", "--verdicts", str(path))
    prompts = typed("r", "", "?", "W", " not so ", "s", "q")
    code, out, _ = run(*call)
    assert code == 0
    assert "[1/4] TEST/COP(1)/2" in out
    assert "Type one of: r, w, d, s, q." in out
    assert out.endswith(f"2 verdicts recorded in {path}; 2 statements of the sample are left.\n")
    assert len(prompts) == 7
    recorded = rows(path.read_text(encoding="utf-8"))
    assert [(row["verdict"], row["remark"]) for row in recorded] == [
        ("right", ""),
        ("wrong", "not so"),
    ]
    assert {row["date"] for row in recorded} <= {
        before,
        datetime.now().astimezone().date().isoformat(),
    }

    typed("d")  # and then the end of input, in the middle of a remark
    code, out, _ = run(*call, "--lang", "zh")
    assert code == 0
    assert "[1/2]" in out
    assert [row["verdict"] for row in rows(path.read_text())] == ["right", "wrong", "doubtful"]
    typed("d", "")
    assert "[1/1]" in run(*call)[1]
    typed()
    assert run(*call)[1] == "No statement of this sample is left to judge.\n"
    statements = [row["statement"] for row in rows(path.read_text())]
    assert len(statements) == 4
    drawn = [row["statement"] for row in rows(run("audit", "-n", "4", "--format", "csv")[1])]
    assert set(statements) == set(drawn)


def test_the_reader_s_own_text_is_shown_beside_the_statement(
    run: Run, typed: Callable[..., list[str]], tmp_path: Path
) -> None:
    text = tmp_path / "own.txt"
    text.write_text("43. Before.\n44. The alliance was\nlaunched.\n47. Large.\n", encoding="utf-8")
    options = ("--document", "TEST/COP(1)/2", "--text", str(text), "-n", "1000")
    sample = rows(run("audit", *options, "--format", "csv")[1])
    shown = {row["passage"].rpartition("/p/")[2]: row["text"] for row in sample}
    assert shown["44"] == "44. The alliance was\nlaunched."
    assert shown["47"] == "47. Large."
    assert shown["47/a"] == ""
    typed("q")
    out = run("audit", *options, "--verdicts", str(tmp_path / "v.csv"))[1]
    assert "text      " not in out  # the first statement is the document's own
    typed(*["s"] * 100)
    out = run("audit", *options, "--verdicts", str(tmp_path / "v.csv"))[1]
    assert "  text      44. The alliance was\n            launched.\n" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--list", "--report"], 2, "Give only one of --list, --report and --missing."),
        (["--report"], 2, "Which verdicts? Name their file with --verdicts."),
        (["--missing"], 2, "Which verdicts? Name their file with --verdicts."),
        (["--sample", "0"], 2, "--sample is 0; it must be at least 1."),
        (["--text", "x"], 2, "Of which document is the text? Name it with --document."),
        (["--verdicts", "v.xml"], 2, "v.xml: The name does not tell the format"),
        (["--verdicts", "none.csv", "--report"], 3, "none.csv: There is no such file"),
        (["--verdicts", "none.csv", "--list"], 3, "none.csv: There is no such file"),
        (["--document", "IDRA"], 3, "initiative:idra is not a document whose passages"),
        (["--document", "none such"], 3, "The graph holds nothing called 'none such'."),
        (["--document", "TEST/COP(1)/2", "--text", "none.txt"], 3, "none.txt: There is no such"),
        (["--format", "xml"], 2, "There is no format 'xml'."),
        (["--lang", "fr"], 2, "Parameter 'lang': 'fr' is not one of: en, zh."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    got, out, err = run("audit", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith(f"restokg: {message}")
    assert err.count("\n") == 1


def test_at_a_terminal_a_file_for_the_verdicts_must_be_named(
    run: Run, typed: Callable[..., list[str]]
) -> None:
    typed()
    code, out, err = run("audit")
    assert (code, out) == (2, "")
    assert err == "restokg: Name a file for your verdicts with --verdicts, or give --list.\n"
    assert run("audit", "--list", "-n", "1")[0] == 0
    assert run("audit", "--format", "csv", "-n", "1")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_a_real_terminal_is_asked(environment: dict[str, str], tmp_path: Path) -> None:
    import pty

    path = tmp_path / "v.ndjson"
    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "restokg", "audit", "-n", "3", "--verdicts", str(path)]
    with subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as run:
        os.close(theirs)
        os.write(ours, b"w\nbecause\nq\n")
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # how Linux says that the other side is closed
            pass
        assert run.wait(30) == 0
    os.close(ours)
    assert b"1 verdicts recorded" in shown
    (verdict,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (verdict["verdict"], verdict["remark"]) == ("wrong", "because")
