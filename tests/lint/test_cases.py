"""Each rule of lint has a case that breaks exactly it; the valid cases break none.

``cases/RKG-<code>-invalid-<how>`` are linted one by one, as a user's own file would be.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from restokg.lint.linting import lint
from restokg.lint.rules import RULES, demands
from restokg.validation.findings import SEVERITIES

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def rule_of(case: Path) -> str | None:
    name, invalid, _ = case.stem.partition("-invalid-")
    return name if invalid else None


def test_every_rule_has_a_breaking_case_and_every_kind_of_file_a_valid_one() -> None:
    assert {rule_of(case) for case in CASES} - {None} == RULES.keys()
    assert len([case for case in CASES if case.stem.startswith("valid-")]) == 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_breaks_exactly_the_rule_of_its_name(case: Path) -> None:
    outcome = lint([case])
    assert not outcome.errors
    expected = rule_of(case)
    assert {finding.rule for finding in outcome.findings} == ({expected} if expected else set())
    for finding in outcome.findings:
        assert finding.severity == RULES[finding.rule].severity
        assert finding.place is not None
        assert finding.place.file == case
        line = case.read_text(encoding="utf-8").splitlines()[(finding.place.line or 0) - 1]
        assert 1 <= (finding.place.column or 0) <= len(line)


def test_every_rule_speaks_english_and_chinese() -> None:
    for code, rule in RULES.items():
        assert re.fullmatch(r"RKG-L\d\d", code)
        assert rule.severity in SEVERITIES
        assert not re.search(r"[\u4e00-\u9fff]", rule.en)
        assert re.search(r"[\u4e00-\u9fff]", rule.zh)
        # Either names the same facts, save that reasons are in words too.
        facts = [set(re.findall(r"\{(\w+?)(?:_zh)?\}", text)) for text in rule[1:]]
        assert facts[0] == facts[1], code
    assert demands()["RKG-L10"]["en"] == "… must have a label in English."
