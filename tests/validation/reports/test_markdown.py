"""Markdown, read back as services render it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report
from restokg.validation.reports.markdown import LONGEST
from restokg.validation.reports.wording import one_line

Written = Callable[..., str]


def tables(text: str) -> list[list[list[str]]]:
    """Return the cells of each table as a reader sees them, with the heading row."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and token.level > 3:
            pieces = token.children or []
            assert {piece.type for piece in pieces} <= {
                "text",
                "code_inline",
                "html_inline",
                "text_special",
            }
            assert all(p.content == "<!-- -->" for p in pieces if p.type == "html_inline")
            seen = (p.content for p in pieces if p.type != "html_inline")
            found[-1][-1].append("".join(seen))
    return found


def test_there_are_tables_by_rule_and_by_file_and_of_the_findings(
    report: Report, written: Written
) -> None:
    text = written(report, "markdown")
    assert text.startswith("## Validation report\n\n2 violations, 1 warning, 1 info in 2 files;")
    errors, by_rule, by_file, findings = tables(text)
    assert errors[1] == ["notes/broken.ttl:2:3", "A dot is missing."]
    assert by_rule[1:] == [
        ["RKG-M01", "violation", "1", "Two parties at least."],
        ["RKG-M03", "violation", "1", "A term must be positive, not {?value}."],
        ["rkgs:Memorandum-name", "warning", "1", "It should have a name."],
        ["RKG-G01", "info", "1", "Not described."],
    ]
    assert by_file[1:] == [["no file", "0", "0", "1"], ["notes/draft 1.trig", "2", "1", "0"]]
    assert findings[1][:3] == ["violation", "RKG-M03", "notes/draft 1.trig:2:35"]
    assert len(findings) == 5


def test_a_long_list_is_cut_and_the_rest_counted(report: Report, written: Written) -> None:
    many = [dataclasses.replace(report.findings[0], focus=f"urn:{n}") for n in range(LONGEST + 7)]
    text = written(Report(many), "markdown")
    assert len(tables(text)[-1]) == LONGEST + 1
    assert text.endswith("\n… and 7 more\n")
    assert written(Report(many), "markdown", "zh").endswith("\n… 另有 7 行未列出\n")


def test_nobody_is_called_by_name(written: Written) -> None:
    finding = Finding("info", "R", "urn:a", messages={"en": "Ask @all."})
    assert "@all" not in written(Report([finding]), "markdown")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    message=st.text("ab|`*_[]()<>!#&~$\\\n-.1:/", min_size=1), name=st.text("ab|`\\*<", min_size=1)
)
def test_any_text_is_seen_as_it_is(message: str, name: str, written: Written) -> None:
    place = Place(Path(name))
    finding = Finding("violation", "R", "urn:a", messages={"en": message}, place=place)
    *_, findings = tables(written(Report([finding]), "markdown"))
    assert findings[1][4] == one_line(message)
    assert findings[1][2] == name
