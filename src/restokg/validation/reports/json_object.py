"""JSON for programs of one's own; docs/validation-report.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import restokg
from restokg.errors import RestokgError
from restokg.validation.findings import Finding, Place
from restokg.validation.reports.report import (
    STDIN,
    Report,
    count,
    error_place,
    error_reason,
    shown,
)

VERSION = 1
"""Changes where a reader of the old form would go wrong; new members do not change it."""

Json = dict[str, object]


def render(report: Report, language: str) -> Iterator[str]:
    counts = count(report.findings)
    listed = [_finding(finding, name, report, language) for finding, name in report.everything()]
    document = {
        "version": VERSION,
        "tool": {"name": "restokg", "version": restokg.__version__},
        "summary": {
            "violations": counts["violation"],
            "warnings": counts["warning"],
            "infos": counts["info"],
            "suppressed": len(report.suppressed),
            "errors": len(report.errors),
            "files": report.checked,
        },
        "findings": listed[: len(report.findings)],
        "suppressed": [
            entry | {"reason": report.reasons.get(finding)}
            for entry, finding in zip(
                listed[len(report.findings) :], report.suppressed, strict=True
            )
        ],
        "errors": [_error(error) for error in report.errors],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, name: str, report: Report, language: str) -> Json:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message(language),
        "messages": dict(finding.messages),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "shape": finding.shape,
        "component": finding.component,
        "clauses": [{"iri": iri, "title": report.title(iri)} for iri in finding.clauses],
        "place": _place(finding.place),
        "fingerprint": name,
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "file": "-" if place.file == STDIN else shown(place.file),
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "pointer": place.pointer,
    }


def _error(error: RestokgError) -> Json:
    return {
        "type": type(error).__name__,
        "message": error_reason(error),
        "place": _place(error_place(error)),
    }
