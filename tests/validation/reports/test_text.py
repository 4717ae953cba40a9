"""The report that people read in a terminal."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.excerpt import WIDTH, Excerpts
from restokg.validation.reports.formats import Report

Written = Callable[..., str]
FILE = Path("a.ttl")


def excerpt(
    text: str,
    line: int,
    column: int | None = None,
    end_line: int | None = None,
    end_column: int | None = None,
) -> tuple[str, str, str] | None:
    cut = Excerpts({FILE: text}.get).of(Place(FILE, line, column, end_line, end_column))
    return None if cut is None else cut[1:]


def test_a_finding_is_told_like_an_error_of_a_compiler(report: Report, written: Written) -> None:
    assert written(report, "text") == (
        "error: A dot is missing.\n"
        "  --> notes/broken.ttl:2:3\n"
        "   |\n"
        " 2 |   a:c\n"
        "   |   ^\n"
        "\n"
        "error: There is no such file or folder.\n"
        "  --> notes/gone.ttl\n"
        "\n"
        "info[RKG-G01]: Not described.\n"
        "   = node: source:x\n"
        "\n"
        "warning[rkgs:Memorandum-name]: It should have a name.\n"
        "  --> notes/draft 1.trig:2:13\n"
        "   |\n"
        ' 2 |     rdfs:label "谅解备忘录"@zh ; rkg:term "P0Y"^^xsd:duration ;\n'
        "   |                ^^^^^^^^^^^^^^^\n"
        "   = node: _:b7\n"
        "   = path: (rkg:party/(^rkg:name))\n"
        "   = shape: rkgs:Memorandum-name, minCount\n"
        "\n"
        "violation[RKG-M03]: A term must be positive, not P0Y.\n"
        "  --> notes/draft 1.trig:2:35\n"
        "   |\n"
        ' 2 |     rdfs:label "谅解备忘录"@zh ; rkg:term "P0Y"^^xsd:duration ;\n'
        "   |                                           ^^^^^^^^^^^^^^^^^^^\n"
        "   = node: memorandum:draft\n"
        "   = path: rkg:term\n"
        '   = value: "P0Y"^^xsd:duration\n'
        "   = shape: rkgs:Memorandum-term, pattern\n"
        "   = clause: X ¶1\n"
        "\n"
        "violation[RKG-M01]: Two parties at least.\n"
        "  --> notes/draft 1.trig:3:15\n"
        "   |\n"
        " 3 |     rkg:party [\n"
        "   |               ^\n"
        "   = node: memorandum:draft\n"
        "   = path: rkg:party\n"
        "   = shape: minCount\n"
        "\n"
        "2 violations, 1 warning, 1 info in 2 files; 1 suppressed; 2 files could not be read.\n"
    )


def test_the_report_speaks_chinese_too(report: Report, written: Written) -> None:
    text = written(report, "text", "zh")
    assert "违规[RKG-M03]：有效期须为正。\n  --> notes/draft 1.trig:2:35\n" in text
    assert "   = 节点：memorandum:draft\n   = 路径：rkg:term\n" in text


def test_a_caret_stands_under_each_cell_of_wide_characters() -> None:
    before, marked, _ = excerpt('a 恢复 "生态"@zh .', 1, 6, 1, 13) or ("", "", "")
    assert (before, marked) == ("a 恢复 ", '"生态"@zh')
    assert (cell_len(before), cell_len(marked)) == (7, 9)


def test_a_tab_is_shown_as_blanks_and_counts_as_one_column() -> None:
    assert excerpt("\ta:b\ta:c .", 1, 6, 1, 9) == ("    a:b    ", "a:c", " .")


def test_of_a_span_of_many_lines_the_first_is_shown() -> None:
    assert excerpt("a:b a:c [  \n a:d a:e ] .", 1, 9, 2, 11) == ("a:b a:c ", "[", "")


def test_without_an_end_one_character_is_marked_and_without_a_column_the_line() -> None:
    assert excerpt("  a:b .", 1, 3) == ("  ", "a", ":b .")
    assert excerpt("  a:b .", 1) == ("  ", "a:b .", "")


def test_a_line_ends_with_lf_with_or_without_cr_and_not_otherwise() -> None:
    assert excerpt("a:a .\r\na:b\u2028a:c .\r\n", 2, 5, 2, 8) == ("a:b�", "a:c", " .")


def test_a_place_that_the_file_does_not_have_gets_no_excerpt() -> None:
    assert excerpt("a:b .\n", 9, 1) is None
    assert excerpt("a:b .\n", 2, 1) is None
    assert Excerpts(lambda _: None).of(Place(FILE, 1, 1)) is None
    assert excerpt("a:b .", 1, 40, 1, 50) == ("a:b .", "", "")


def test_a_long_line_is_cut_on_both_sides_of_what_is_marked() -> None:
    line = "字" * 80 + " here " + "x" * 200
    before, marked, after = excerpt(line, 1, 82, 1, 86) or ("", "", "")
    assert marked == "here"
    assert (before[0], after[-1]) == ("…", "…")
    assert WIDTH - 2 <= cell_len(before + marked + after) <= WIDTH
    before, marked, after = excerpt("字" * 60 + "here", 1, 61, 1, 65) or ("", "", "")
    assert (before[0], marked, after) == ("…", "here", "")
    assert WIDTH - 1 <= cell_len(before + marked) <= WIDTH


def test_a_long_mark_is_cut_itself() -> None:
    before, marked, after = excerpt("a " + "字" * 200 + " b", 1, 3, 1, 203) or ("", "", "")
    assert marked.startswith("字")
    assert marked.endswith("…")
    assert (before, after) == ("a ", " b")


@given(st.text(), st.integers(-1, 300), st.integers(-1, 300))
def test_no_excerpt_is_too_wide_or_breaks_a_line_or_reaches_the_terminal(
    text: str, column: int, end: int
) -> None:
    parts = excerpt(text, 1, column, 1, end)
    if parts is None:
        assert not text.split("\n", maxsplit=1)[0].strip()
    else:
        shown = "".join(parts)
        assert cell_len(shown) <= WIDTH
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_what_a_terminal_would_obey_is_not_written(written: Written) -> None:
    finding = Finding(
        "violation",
        "RKG-M01\x1b[2J",
        "urn:\x9bx",
        value='"\x1b[31m\u202e"',
        messages={"en": "one\r\ntwo\x07"},
        place=Place(Path("a\x1b.ttl")),
    )
    text = written(Report([finding]), "text")
    assert not set(text) & set("\x1b\x9b\u202e\x07\r")
    assert "one two\ufffd" in text


def test_colours_come_only_when_asked_for_and_change_no_word(
    report: Report, written: Written
) -> None:
    plain, coloured = written(report, "text"), written(report, "text", colour=True)
    assert "\x1b[1;31mviolation[RKG-M03]\x1b[0m" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_line_numbers_move_the_frame(written: Written) -> None:
    finding = Finding("info", "RKG-M01", "urn:a", place=Place(FILE, 1000, 1, 1000, 4))
    report = Report([finding], sources={FILE: "\n" * 999 + "a:b ."}.get)
    assert (
        "    --> a.ttl:1000:1\n"
        "     |\n"
        "1000 | a:b .\n"
        "     | ^^^\n"
        "     = node: urn:a\n" in written(report, "text")
    )


def test_a_file_is_asked_for_once_as_long_as_findings_are_by_file() -> None:
    asked = []

    def source(path: Path) -> str:
        asked.append(path)
        return "a:b .\na:c ."

    excerpts = Excerpts(source)
    for line in (1, 2, 1):
        assert excerpts.of(Place(FILE, line, 1))
    assert asked == [FILE]


def test_a_json_pointer_is_told(written: Written) -> None:
    place = Place(Path("a.jsonld"), 3, 4, pointer="/@graph/0/name")
    report = Report([dataclasses.replace(Finding("info", "SHACL", "urn:a"), place=place)])
    assert "  --> a.jsonld:3:4\n   = node: urn:a\n   = pointer: /@graph/0/name\n" in written(
        report, "text"
    )


@pytest.mark.parametrize(
    ("format", "told"), [("text", "M."), ("markdown", "| M. |"), ("html", "<article")]
)
def test_several_results_of_a_rule_at_one_place_are_told_once(
    written: Written, format: str, told: str
) -> None:
    findings = [
        Finding(
            "violation",
            "R",
            "urn:a",
            "urn:p",
            '"x"',
            component=component,
            messages={"en": "M."},
            place=Place(FILE, 3, 1, 3, 5),
        )
        for component in ("urn:datatype", "urn:minInclusive")
    ]
    text = written(Report(findings), format)
    # Markdown says it once more where it counts the findings of each rule.
    assert text.count(told) == (2 if format == "markdown" else 1)
    assert "2 violations" in text


def test_an_excerpt_is_as_wide_as_the_terminal_allows() -> None:
    place = Place(FILE, 1, 1, 1, 2)
    for width in (20, 73):
        cut = Excerpts({FILE: "恢复" * 90}.get, width).of(place)
        assert cut
        assert width - 1 <= cell_len(cut.before + cut.marked + cut.after) <= width


def test_a_line_break_in_the_name_of_a_file_breaks_no_line(written: Written) -> None:
    finding = Finding("violation", "R", "urn:a", place=Place(Path("a\nb  c.ttl"), 1))
    assert "  --> a\ufffdb  c.ttl:1\n" in written(Report([finding]), "text")
