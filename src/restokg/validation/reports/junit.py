"""JUnit XML, in the dialect that Jenkins and GitLab read.

A file is a test suite, and a node that breaks a rule a test case that failed. Neither service
knows warnings: a case with one passes, and `skipped` is the one note on a case that does not fail
which both of them show.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from restokg.errors import RestokgError
from restokg.validation.findings import Finding
from restokg.validation.reports.report import (
    Report,
    error_place,
    error_reason,
    position,
    shown,
)
from restokg.validation.reports.wording import facts, labels, one_line, printable, term


def render(report: Report, language: str) -> Iterator[str]:
    suites: dict[str, list[ET.Element]] = {}
    words = labels(language)
    for error in report.errors:
        place = error_place(error)
        name = words["no file"] if place is None else printable(shown(place.file))
        suites.setdefault(name, []).append(_unread(error, name, language))
    hidden = set(report.suppressed)
    everything = sorted((*report.findings, *report.suppressed), key=_case)
    for (name, _, _, _), found in itertools.groupby(everything, key=_case):
        suite = name or words["no file"]
        case = _broken(list(found), suite, hidden, report, language)
        suites.setdefault(suite, []).append(case)
    for file in report.files:
        name = printable(shown(file))
        suites.setdefault(name, [ET.Element("testcase", classname=name, name=words["conforms"])])
    root = ET.Element("testsuites", name="restokg")
    for name, cases in sorted(suites.items()):
        suite_element = ET.SubElement(root, "testsuite", name=name)
        suite_element.extend(cases)
    for element in (root, *root):
        for outcome, plural in (("failure", "failures"), ("error", "errors"), ("skipped",) * 2):
            element.set(plural, str(len(list(element.iter(outcome)))))
        element.set("tests", str(len(list(element.iter("testcase")))))
    ET.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(root, encoding="unicode") + "\n"


def _case(finding: Finding) -> tuple[str, str, str, str]:
    """Findings of one rule about one node are one test case, or services would count it twice."""
    file = "" if finding.file is None else printable(shown(finding.file))
    return file, finding.focus, finding.rule, finding.severity


def _broken(
    found: list[Finding], suite: str, hidden: set[Finding], report: Report, language: str
) -> ET.Element:
    first = found[0]
    rule = one_line(first.rule)
    case = ET.Element("testcase", classname=suite, name=f"{rule} {term(first.focus)}")
    if first.file is not None:
        case.set("file", suite)
        if first.place is not None and first.place.line is not None:
            case.set("line", str(first.place.line))
    failed = first.severity == "violation" and any(finding not in hidden for finding in found)
    texts = [_text(finding, finding in hidden, report, language) for finding in found]
    outcome = ET.SubElement(
        case,
        "failure" if failed else "skipped",
        type=rule,
        message=one_line(f"{_label(first, hidden, report, language)}{first.message(language)}"),
    )
    outcome.text = "\n\n".join(texts)
    return case


def _text(finding: Finding, hidden: bool, report: Report, language: str) -> str:
    words = labels(language)
    marked = {finding} if hidden else set()
    lines = [_label(finding, marked, report, language) + one_line(finding.message(language))]
    if finding.place is not None:
        lines.append(printable(position(finding.place)))
    lines += [f"{words[key]}{words['colon']}{text}" for key, text in facts([finding], report)]
    return "\n".join(lines)


def _label(finding: Finding, hidden: set[Finding], report: Report, language: str) -> str:
    words = labels(language)
    label = words[finding.severity]
    if finding in hidden:
        reason = report.reasons.get(finding)
        note = words["hidden"] + (f"{words['colon']}{one_line(reason)}" if reason else "")
        label = f"{label} ({note})"
    return label + words["colon"]


def _unread(error: RestokgError, name: str, language: str) -> ET.Element:
    case = ET.Element("testcase", classname=name, name=labels(language)["readable"])
    place = error_place(error)
    reason = printable(error_reason(error))
    outcome = ET.SubElement(case, "error", type=type(error).__name__, message=one_line(reason))
    outcome.text = reason if place is None else f"{printable(position(place))}\n{reason}"
    return case
