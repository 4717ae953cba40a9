"""The report that people read."""

from __future__ import annotations

import io
from pathlib import Path

from restokg.validation.findings import Finding, in_order
from restokg.validation.report import summary, write_report

PARAGRAPH = "https://w3id.org/restokg/doc/UNEP/EA.5/10/p/13"

FINDINGS = in_order(
    [
        Finding(
            "warning",
            "RKG-P02",
            PARAGRAPH,
            path="https://w3id.org/restokg/ontology#number",
            value='"ii"',
            component="http://www.w3.org/ns/shacl#PatternConstraintComponent",
            messages={"en": "A number should be digits.", "zh": "编号应为数字。"},
            file=Path("data/a.trig"),
        ),
        Finding(
            "violation",
            "RKG-P01",
            PARAGRAPH,
            messages={"en": "A summary is missing.", "zh": "缺少摘要。"},
            file=Path("data/a.trig"),
        ),
        Finding(
            "violation",
            "RKG-G01",
            "https://w3id.org/restokg/source/x",
            value="<https://w3id.org/restokg/source/x>",
            messages={"en": "Not described.", "zh": "未说明。"},
        ),
    ]
)


def report(language: str) -> str:
    output = io.StringIO()
    write_report(FINDINGS, output, language=language)
    return output.getvalue()


def test_findings_are_grouped_by_file_and_node_the_worst_first() -> None:
    assert report("en") == (
        "  source:x\n"
        "    violation RKG-G01: Not described.\n"
        "data/a.trig\n"
        "  doc:UNEP/EA.5/10/p/13\n"
        "    violation RKG-P01: A summary is missing.\n"
        '    warning RKG-P02 (rkg:number, pattern): A number should be digits. ["ii"]\n'
        "2 violations, 1 warning.\n"
    )


def test_the_report_speaks_chinese_too() -> None:
    assert "    警告 RKG-P02 (rkg:number, pattern): 编号应为数字。" in report("zh")
    assert report("zh").endswith("2 项违规，1 项警告。\n")


def test_the_summary_counts_and_says_when_there_is_nothing() -> None:
    assert summary([]) == "No violations."
    assert summary([], language="zh") == "无违规。"
    assert summary(FINDINGS[-1:]) == "No violations, 1 warning."
    assert summary(FINDINGS[:1] * 40) == "40 violations."


def test_a_terminal_gets_the_same_words_in_colour() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    write_report(FINDINGS, terminal)
    assert "violation RKG-P01: A summary is missing." in terminal.getvalue()
    assert 'A number should be digits. ["ii"]' in terminal.getvalue()
