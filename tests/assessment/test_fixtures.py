"""Each application in ``fixtures`` gets the verdicts that its header tells, clause by clause.

The applications are fictional. A header line is ``#+ key: value``; the keys are ``as``, ``on``
and the four verdicts, and their values clauses by their path in the framework's IRI. What others
state (who holds what, how many there are) is in a ``.register.ttl`` of the same name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from restokg.assessment.verdicts import MET, NOT_MET, OPEN, VERDICTS
from restokg.namespaces import DOC
from tests.assessment.conftest import Assess

FOLDER = Path(__file__).parent / "fixtures"
FIXTURES = sorted(path for path in FOLDER.rglob("*.ttl") if path.suffixes == [".ttl"])
CATEGORIES = (
    "global-partner",
    "supporting-partner",
    "implementing-partner",
    "actor",
    "funding-partner",
)
FRAMEWORK = f"{DOC}un-decade-partnership-framework/"
LINE = re.compile(r"#\+ ([a-z-]+): (\S+)")


def header(path: Path) -> dict[str, list[str]]:
    found = defaultdict(list)
    for key, value in LINE.findall(path.read_text(encoding="utf-8")):
        found[key].append(value)
    return found


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_application_gets_the_verdicts_that_its_header_tells(
    path: Path, assessed: Assess
) -> None:
    told = header(path)
    register = path.with_suffix(".register.ttl")
    done = assessed(path, told["as"][0], told["on"][0], [register] if register.exists() else [])
    found = {one.clause.iri.removeprefix(FRAMEWORK): one.verdict for one in done.judgements}
    assert found == {clause: verdict for verdict in VERDICTS for clause in told[verdict]}
    for one in done.judgements:
        assert one.clause.labels["en"] != one.clause.labels["zh"]
        if one.verdict == OPEN:
            assert one.to_submit["en"]
            assert one.to_submit["zh"]
        else:
            assert one.reasons["en"]
            assert one.reasons["zh"]
        assert "{?" not in "".join([*one.reasons.values(), *one.to_submit.values()])
    assert done.fails == path.stem.startswith("failing-")


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_passing_failing_and_open_applications(category: str) -> None:
    names = [path.stem for path in FIXTURES if path.parent.name == category]
    assert sum(name.startswith("passing-") for name in names) >= 2
    assert sum(name.startswith("failing-") for name in names) >= 5
    assert any(name.startswith("open-") for name in names)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_criterion_is_met_by_one_application_and_failed_by_another(category: str) -> None:
    """What no figure or fact decides may lack a failing one: it fails by a ruling alone."""
    seen = defaultdict(set)
    for path in FIXTURES:
        if path.parent.name == category:
            told = header(path)
            for verdict in VERDICTS:
                for clause in told[verdict]:
                    seen[clause].add(verdict)
    asked = {clause for clause in seen if "/expectation/" not in clause}
    assert asked
    assert [clause for clause in sorted(asked) if MET not in seen[clause]] == []
    never_failed = {clause for clause in asked if NOT_MET not in seen[clause]}
    assert never_failed <= BY_RULING_ALONE


BY_RULING_ALONE = {
    "framework/p/1",
    "framework/p/2",
    "implementing-partner/criterion/3#rule",
    "implementing-partner/criterion/5#disclosure",
    "implementing-partner/criterion/5#sector",
    "supporting-partner/criterion/3#rule",
    "supporting-partner/criterion/5#rule",
    "supporting-partner/criterion/6#rule",
}


def test_every_fixture_says_that_it_is_fictional() -> None:
    for path in FOLDER.rglob("*.ttl"):
        head = path.read_text(encoding="utf-8").splitlines()[:2]
        assert "fictional" in " ".join(head), path.name
