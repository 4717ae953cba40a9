"""SARIF 2.1.0 (OASIS), which code scanning services and editors read.

Rules are described in English, and their messages given in both languages; the message of a
result is in the language asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import restokg
from restokg.errors import RestokgError
from restokg.validation.findings import Finding, Place
from restokg.validation.reports.broken_rules import Rule, rules
from restokg.validation.reports.report import (
    STDIN,
    Report,
    error_place,
    error_reason,
    relative,
)
from restokg.validation.reports.wording import term

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_WORD = re.compile(r"[A-Za-z0-9]+")
_ROOT = "%SRCROOT%"

Json = dict[str, object]


def render(report: Report, language: str) -> Iterator[str]:
    broken = rules(report)
    index = {rule.id: number for number, rule in enumerate(broken)}
    results = [
        _result(finding, name, index[finding.rule], language)
        | _suppression(finding, report, number >= len(report.findings))
        for number, (finding, name) in enumerate(report.everything())
    ]
    run = {
        "tool": {
            "driver": {
                "name": "restokg",
                "version": restokg.__version__,
                "rules": [_rule(rule, report) for rule in broken],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _message("The working directory.")}},
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [_notification(error) for error in report.errors],
            }
        ],
        "results": results,
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, report: Report) -> Json:
    text = rule.message("en")
    clauses = "; ".join(report.title(clause) for clause in rule.clauses)
    described: Json = {"id": rule.id}
    if name := _name(rule.shape or ""):
        described["name"] = name
    return described | {
        "shortDescription": _message(text),
        "fullDescription": _message(f"{text} ({clauses})" if clauses else text),
        "messageStrings": {key: _message(said) for key, said in sorted(rule.messages.items())},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"clauses": list(rule.clauses)},
    }


def _name(shape: str) -> str:
    """Return the local name of a shape in Pascal case, as SARIF has it: MemorandumStatus."""
    words: list[str] = _WORD.findall(re.split(r"[#/]", shape)[-1])
    return "".join(word[0].upper() + word[1:] for word in words)


def _result(finding: Finding, name: str, rule_index: int, language: str) -> Json:
    location: Json = {
        "logicalLocations": [
            {"name": term(finding.focus), "fullyQualifiedName": finding.focus, "kind": "resource"}
        ]
    }
    if finding.place is not None:
        location = {"physicalLocation": _physical(finding.place)} | location
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message(language)),
        "locations": [location],
        "partialFingerprints": {"restokgFinding/v1": name},
        "properties": {
            "path": finding.path,
            "value": finding.value,
            "shape": finding.shape,
            "component": finding.component,
            "pointer": None if finding.place is None else finding.place.pointer,
        },
    }


def _suppression(finding: Finding, report: Report, suppressed: bool) -> Json:
    if not suppressed:
        # One result with suppressions obliges all others to say that they have none.
        return {"suppressions": []} if report.suppressed else {}
    reason = report.reasons.get(finding)
    return {"suppressions": [{"kind": "external"} | ({"justification": reason} if reason else {})]}


def _notification(error: RestokgError) -> Json:
    notification: Json = {
        "descriptor": {"id": type(error).__name__},
        "level": "error",
        "message": _message(error_reason(error)),
    }
    place = error_place(error)
    if place is not None:
        notification["locations"] = [{"physicalLocation": _physical(place)}]
    return notification


def _physical(place: Place) -> Json:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    known = {key: number for key, number in region.items() if number is not None}
    return {"artifactLocation": _artifact(place.file)} | ({"region": known} if known else {})


def _artifact(file: Path) -> Json:
    if file == STDIN:
        return {"description": {"text": "Standard input."}}
    below = relative(file)
    if below is None:
        return {"uri": file.absolute().as_uri()}
    return {"uri": quote(below), "uriBaseId": _ROOT}


def _message(text: str) -> Json:
    """Return a message with what SARIF would take for placeholders and links escaped."""
    return {"text": _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))}
