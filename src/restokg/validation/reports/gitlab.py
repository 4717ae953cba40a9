"""The Code Quality report of GitLab, a list of issues that a merge request shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.report import Report, error_place, error_reason, shown
from restokg.validation.reports.wording import path, term

_SEVERITIES = {"violation": "major", "warning": "minor", "info": "info"}


def render(report: Report, language: str) -> Iterator[str]:
    issues = []
    for error in report.errors:
        kind, place = type(error).__name__, error_place(error)
        text = f"{kind}\n{'' if place is None else shown(place.file)}\n{error_reason(error)}"
        issues.append(
            {
                "description": error_reason(error),
                "check_name": kind,
                "fingerprint": hashlib.sha256(text.encode()).hexdigest()[:32],
                "severity": "blocker",
                "location": _location(place),
            }
        )
    # The suppressed findings come after the others, so they change no fingerprint before them.
    for finding, name in report.everything()[: len(report.findings)]:
        issues.append(
            {
                "description": f"{finding.rule}: {finding.message(language)} ({_about(finding)})",
                "check_name": finding.rule,
                "fingerprint": name,
                "severity": _SEVERITIES[finding.severity],
                "location": _location(finding.place),
            }
        )
    yield json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _about(finding: Finding) -> str:
    """Return node and path: a merge request shows no more than the description and the line."""
    return f"{term(finding.focus)} {path(finding.path)}" if finding.path else term(finding.focus)


def _location(place: Place | None) -> dict[str, object]:
    """Return the path and first line; GitLab drops an issue that lacks either."""
    if place is None:
        return {"path": ".", "lines": {"begin": 1}}
    return {"path": shown(place.file), "lines": {"begin": place.line or 1}}
