"""Suppressions: what is borne for a time, and what outlived its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from restokg.errors import BadSuppressionError, MissingPathError
from restokg.validation.findings import Finding, Place
from restokg.validation.suppressions import OVER, STALE, apply, read_suppressions

ENTRY = """
[[suppress]]
rule = "RKG-M02"
node = "memorandum:one"
reason = "To come."
until = 2027-01-31
"""

ONE = "https://w3id.org/restokg/id/memorandum/one"
FINDING = Finding("violation", "RKG-M02", ONE)
OTHERS = [
    Finding("violation", "RKG-M01", ONE),
    Finding("violation", "RKG-M02", f"{ONE}-more"),
]


def entries(tmp_path: Path, text: str = ENTRY) -> Path:
    path = tmp_path / "suppressions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_suppresses_its_rule_at_its_node_until_its_last_day(tmp_path: Path) -> None:
    borne = read_suppressions(entries(tmp_path))
    standing, suppressed = apply([FINDING, *OTHERS], borne, on=date(2027, 1, 31))
    assert standing == OTHERS
    assert [(finding, entry.reason) for finding, entry in suppressed] == [(FINDING, "To come.")]


def test_an_entry_that_is_over_is_a_violation_beside_what_it_suppressed(tmp_path: Path) -> None:
    path = entries(tmp_path)
    standing, suppressed = apply([FINDING], read_suppressions(path), on=date(2027, 2, 1))
    assert suppressed == []
    assert [finding.rule for finding in standing] == ["RKG-M02", OVER]
    assert standing[1].place == Place(path, 2, 1)
    assert "2027-01-31" in standing[1].message("en")
    assert "2027-01-31" in standing[1].message("zh")


def test_an_entry_that_suppresses_nothing_is_a_violation_at_its_line(tmp_path: Path) -> None:
    path = entries(tmp_path, ENTRY + ENTRY.replace("one", "two"))
    borne = read_suppressions(path)
    standing, suppressed = apply([FINDING], borne, on=date(2027, 1, 1))
    assert [finding for finding, _ in suppressed] == [FINDING]
    (stale,) = standing
    assert (stale.rule, stale.severity, stale.place) == (STALE, "violation", Place(path, 8, 1))
    assert "memorandum:two has no finding of RKG-M02" in stale.message()
    assert apply([FINDING], borne, on=date(2027, 1, 1), judged=lambda node: node == ONE)[0] == []


def test_iris_and_the_many_findings_of_a_rule_at_a_node_are_meant_too(tmp_path: Path) -> None:
    path = entries(tmp_path, ENTRY.replace("memorandum:one", ONE))
    again = Finding("violation", "RKG-M02", ONE, value='"x"')
    standing, suppressed = apply([FINDING, again], read_suppressions(path), on=date(2026, 1, 1))
    assert (standing, len(suppressed)) == ([], 2)


def test_a_file_without_entries_suppresses_nothing(tmp_path: Path) -> None:
    assert read_suppressions(entries(tmp_path, "# none\n")).entries == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n[[suppress]\n", 2, "not TOML"),
        ("x = 1\n" + ENTRY, 1, r"under \[\[suppress\]\]; found: x"),
        (ENTRY.replace("rule =", "rules ="), 2, "unknown keys: rules"),
        (ENTRY.replace('reason = "To come."\n', ""), 2, "needs 'reason', a text"),
        (ENTRY.replace('"To come."', '""'), 2, "needs 'reason', a text"),
        (ENTRY.replace("2027-01-31", '"2027-01-31"'), 2, "needs 'until', a date"),
        (ENTRY.replace("2027-01-31", "2027-01-31T00:00:00Z"), 2, "needs 'until', a date"),
        (ENTRY.replace("memorandum:", "memo:"), 2, "'memo:one' is neither an IRI"),
        (ENTRY.replace("memorandum:one", "_:one"), 2, "'_:one' is neither an IRI"),
        (ENTRY.replace("memorandum:one", "http://a b"), 2, "'http://a b' is neither an IRI"),
        (ENTRY + ENTRY, 8, "Line 2 already suppresses"),
        ("suppress = 3\n", 1, "Each entry is a table"),
        ("suppress = [3]\n", 1, "Each entry is a table"),
    ],
)
def test_a_file_that_is_wrong_is_an_error_with_its_line(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSuppressionError, match=said) as caught:
        read_suppressions(entries(tmp_path, text))
    assert caught.value.line == line


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_suppressions(tmp_path / "none.toml")
