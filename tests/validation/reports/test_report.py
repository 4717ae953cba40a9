"""What several formats say alike."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from restokg.errors import (
    BadQueryFileError,
    BadShapesError,
    MissingPathError,
    QuerySyntaxError,
    RdfSyntaxError,
    UnknownRevisionError,
)
from restokg.namespaces import SH
from restokg.validation.findings import Finding, Place
from restokg.validation.reports.broken_rules import rules
from restokg.validation.reports.report import (
    STDIN,
    Report,
    entries,
    error_place,
    error_reason,
    fingerprints,
    position,
    relative,
    shown,
)
from restokg.validation.reports.wording import LABELS, facts, path, summary, term

FINDING = Finding("violation", "RKG-M01", "urn:a", "urn:p", '"1"', place=Place(Path("a.ttl"), 1, 2))


def test_every_label_is_there_in_both_languages() -> None:
    assert LABELS["en"].keys() == LABELS["zh"].keys()


def test_what_one_rule_says_twice_of_one_value_is_one_entry() -> None:
    said = dataclasses.replace(FINDING, messages={"en": "A number, one at least."})
    typed = dataclasses.replace(said, component=SH + "DatatypeConstraintComponent")
    least = dataclasses.replace(said, component=SH + "MinInclusiveConstraintComponent")
    many = dataclasses.replace(said, component=SH + "MaxCountConstraintComponent", value=None)
    (entry,) = entries([many, typed, least], "en")
    assert entry == [many, typed, least]
    assert dict(facts(entry, Report())) == {
        "node": "urn:a",
        "path": "urn:p",
        "value": '"1"',
        "shape": "maxCount, datatype, minInclusive",
    }


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "RKG-M02"},
        {"severity": "warning"},
        {"focus": "urn:b"},
        {"path": "urn:q"},
        {"place": Place(Path("a.ttl"), 1, 3)},
        {"messages": {"en": "Another."}},
    ],
)
def test_findings_that_differ_in_what_is_told_are_entries_of_their_own(
    other: dict[str, object],
) -> None:
    changed = dataclasses.replace(FINDING, **other)  # type: ignore[arg-type]
    assert entries([FINDING, changed], "en") == [[FINDING], [changed]]


def test_where_no_line_is_known_each_value_is_an_entry() -> None:
    for place in (None, Place(Path("a.rdf"))):
        first = dataclasses.replace(FINDING, place=place)
        second = dataclasses.replace(first, value='"2"')
        assert len(entries([first, second], "en")) == 2


def test_a_value_that_is_the_node_itself_is_told_once() -> None:
    for focus, value, told in (
        ("urn:a", "<urn:a>", []),
        ("_:a", "_:a", []),
        ("_:a", "_:b", ["_:b"]),
        (f"_:{'a' * 32}", f"_:{'b' * 32}", ["[]"]),
        ('"urn:a"', "<urn:a>", ["urn:a"]),
    ):
        finding = dataclasses.replace(FINDING, focus=focus, value=value)
        assert [text for key, text in facts([finding], Report()) if key == "value"] == told


def test_each_shape_of_an_entry_is_told_with_its_constraints() -> None:
    first = dataclasses.replace(FINDING, shape="urn:s", component=SH + "InConstraintComponent")
    second = dataclasses.replace(first, shape="urn:t")
    told = facts([first, second, dataclasses.replace(first, shape="_:b")], Report())
    assert told[3:] == [("shape", "urn:s, in"), ("shape", "urn:t, in"), ("shape", "in")]


def test_an_iri_in_a_path_keeps_its_brackets_unless_a_prefix_is_known() -> None:
    assert path("(<urn:p>/(^<http://purl.org/dc/terms/source>))") == "(<urn:p>/(^dcterms:source))"
    assert path("urn:p") == "urn:p"


def test_a_fingerprint_stays_when_lines_move_and_files_are_renamed() -> None:
    moved = dataclasses.replace(FINDING, place=Place(Path("b.ttl"), 7, 1))
    assert fingerprints([FINDING]) == fingerprints([moved])


@pytest.mark.parametrize(
    "other", [{"rule": "RKG-M02"}, {"focus": "urn:b"}, {"path": None}, {"value": '"2"'}]
)
def test_a_fingerprint_tells_findings_apart(other: dict[str, str]) -> None:
    changed = dataclasses.replace(FINDING, **other)  # type: ignore[arg-type]
    assert fingerprints([FINDING]) != fingerprints([changed])


def test_fingerprints_take_no_account_of_blank_node_labels_and_are_never_equal() -> None:
    first, second = (dataclasses.replace(FINDING, focus=label) for label in ("_:a", "_:b"))
    one, two = fingerprints([first, second])
    assert one != two
    assert fingerprints([second, first]) == [one, two]


def test_a_path_is_shown_from_the_working_directory_where_it_lies_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(tmp_path / "a" / ".." / "b.ttl") == "b.ttl"
    assert relative(Path("../b.ttl")) is None
    assert shown(Path("../b.ttl")) == "../b.ttl"
    assert (relative(STDIN), shown(STDIN)) == (None, "<stdin>")
    assert position(Place(STDIN, 3, 4)) == "<stdin>:3:4"
    assert shown(Path("caf\udce9.ttl")) == "caf?.ttl"


@pytest.mark.parametrize(
    ("error", "place", "reason"),
    [
        (RdfSyntaxError("a.ttl", "No.", line=1, column=2), Place(Path("a.ttl"), 1, 2), "No."),
        (MissingPathError("a.ttl", "It is gone."), Place(Path("a.ttl")), "It is gone."),
        (BadQueryFileError("a.rq", "No.", line=3), Place(Path("a.rq"), 3), "No."),
        (
            QuerySyntaxError("No.", line=3, column=1),
            None,
            "The query is not valid SPARQL at line 3, column 1: No.",
        ),
        (BadShapesError("No.", shape="urn:s"), None, "urn:s: No."),
        (BadShapesError("No.", shape="_:" + "0a" * 16), None, "No."),
        (RdfSyntaxError("standard input", "No.", line=1), Place(STDIN, 1), "No."),
    ],
)
def test_the_place_of_an_error_is_told_once(
    error: RdfSyntaxError, place: Place | None, reason: str
) -> None:
    assert error_place(error) == place
    assert error_reason(error) == reason


def test_the_summary_counts_findings_and_files_in_both_languages(report: Report) -> None:
    assert summary(report) == (
        "2 violations, 1 warning, 1 info in 2 files; 1 suppressed; 2 files could not be read."
    )
    assert summary(report, "zh") == (
        "检查 2 个文件：2 项违规，1 项警告，1 项提示；另有 1 项已抑制；2 个文件无法读取。"
    )
    assert summary(Report(files=[Path("a.ttl")])) == "No violations in 1 file."
    assert (summary(Report()), summary(Report(), "zh")) == ("No violations.", "无违规。")
    unread = Report(errors=[MissingPathError("a.ttl")])
    assert summary(unread) == "1 file could not be read."
    assert summary(unread, "zh") == "1 个文件无法读取。"
    other = Report(errors=[UnknownRevisionError("x", "None."), MissingPathError("a.ttl")])
    assert summary(other) == "1 file could not be read; 1 error."
    assert summary(other, "zh") == "1 个文件无法读取；1 个错误。"


def test_a_term_is_shown_on_one_line_and_not_at_any_length() -> None:
    assert term("<http://www.w3.org/ns/org#Role>") == "org:Role"
    assert term('"a\tb"@en') == '"a b"@en'
    assert (term("_:b1"), term("_:e4b6c889f868b282434007bfdb01466b")) == ("_:b1", "[]")
    assert len(term(f'"{"x" * 10_000}"')) < 250


def test_a_rule_is_described_by_its_shape_before_its_findings(report: Report) -> None:
    described = {rule.id: rule for rule in rules(report)}
    assert list(described) == ["RKG-G01", "RKG-M01", "RKG-M03", "RKG-P20", "rkgs:Memorandum-name"]
    assert described["RKG-M03"].message("en") == "A term must be positive, not {?value}."
    assert described["rkgs:Memorandum-name"].message("zh") == "It should have a name."
    assert described["RKG-M01"].message("zh") == "至少须有两方。"
    assert (described["RKG-M01"].findings, described["RKG-P20"].findings) == (1, 0)


def test_a_rule_is_not_described_by_one_of_findings_that_differ() -> None:
    findings = [dataclasses.replace(FINDING, messages={"en": text}) for text in ("A.", "B.")]
    assert rules(Report(findings))[0].message("en") == "See the findings of this rule."
    described = Report(findings, demands={"RKG-M01": {"en": "Name all parties."}})
    assert rules(described)[0].message("en") == "Name all parties."
