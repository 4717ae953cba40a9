"""JUnit XML as Jenkins and GitLab read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report

Written = Callable[..., str]


def suites(text: str) -> dict[str, ET.Element]:
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    assert {child.tag for child in root} <= {"testsuite"}
    return {suite.attrib["name"]: suite for suite in root}


def outcomes(suite: ET.Element) -> list[tuple[str, str]]:
    """Return the name of each case, with what came of it."""
    return [
        (case.attrib["name"], case[0].tag if len(case) else "passed")
        for case in suite.iter("testcase")
    ]


def test_each_file_is_a_suite_and_each_broken_rule_of_a_node_a_case(
    report: Report, written: Written
) -> None:
    found = suites(written(report, "junit"))
    assert {name: outcomes(suite) for name, suite in found.items()} == {
        "no file": [("RKG-G01 source:x", "skipped")],
        "notes/broken.ttl": [("can be read", "error")],
        "notes/draft 1.trig": [
            ("rkgs:Memorandum-name _:b7", "skipped"),
            ("RKG-P20 doc:x/p/1", "skipped"),
            ("RKG-M01 memorandum:draft", "failure"),
            ("RKG-M03 memorandum:draft", "failure"),
        ],
        "notes/gone.ttl": [("can be read", "error")],
        "notes/good.ttl": [("keeps to the rules", "passed")],
    }


def test_the_counts_are_those_of_the_cases(report: Report, written: Written) -> None:
    root = ET.fromstring(written(report, "junit"))
    for element in (root, *root):
        for tag, name in (("testcase", "tests"), ("failure", "failures"), ("error", "errors")):
            assert int(element.attrib[name]) == len(list(element.iter(tag)))
    assert root.attrib["tests"] == "8"
    assert (root.attrib["failures"], root.attrib["errors"], root.attrib["skipped"]) == (
        "2",
        "2",
        "3",
    )


def test_a_failure_tells_where_it_is(report: Report, written: Written) -> None:
    suite = suites(written(report, "junit"))["notes/draft 1.trig"]
    (case,) = [each for each in suite if each.attrib["name"] == "RKG-M03 memorandum:draft"]
    assert (case.attrib["classname"], case.attrib["line"]) == ("notes/draft 1.trig", "2")
    assert case[0].attrib["message"] == "violation: A term must be positive, not P0Y."
    assert "notes/draft 1.trig:2:35\nnode: memorandum:draft\n" in (case[0].text or "")
    hidden = suite[1][0].attrib["message"]
    assert hidden.startswith("violation (suppressed: Numbered in the next edition.): ")


def test_findings_of_one_rule_about_one_node_are_one_case(report: Report, written: Written) -> None:
    first = report.findings[2]
    both = [first, dataclasses.replace(first, value='"P1Z"')]
    suite = suites(written(Report(both), "junit"))["notes/draft 1.trig"]
    assert outcomes(suite) == [("RKG-M03 memorandum:draft", "failure")]
    assert '"P1Z"' in (suite[0][0].text or "")


def test_what_xml_cannot_hold_does_not_spoil_the_file(written: Written) -> None:
    finding = Finding(
        "violation",
        "R\x00",
        "urn:\x1b",
        value='"\ufffe"',
        messages={"en": "a\x08 <b> & ]]> \ud800"},
        place=Place(Path("a\x01.ttl")),
    )
    (suite,) = suites(written(Report([finding]), "junit")).values()
    assert suite[0][0].attrib["message"] == "violation: a\ufffd <b> & ]]> \ufffd"
