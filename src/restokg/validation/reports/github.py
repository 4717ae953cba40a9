"""Workflow commands of GitHub Actions, which become annotations beside the lines they name."""

from __future__ import annotations

from collections.abc import Iterator

from restokg.validation.findings import Place
from restokg.validation.reports.report import (
    STDIN,
    Report,
    entries,
    error_place,
    error_reason,
    shown,
)
from restokg.validation.reports.wording import facts, labels, printable, summary

_COMMANDS = {"violation": "error", "warning": "warning", "info": "notice"}


def render(report: Report, language: str) -> Iterator[str]:
    words = labels(language)
    for error in report.errors:
        title = type(error).__name__
        yield _command("error", error_place(error), title, error_reason(error))
    # Of each kind, GitHub shows ten annotations a step.
    for entry in entries(report.findings, language):
        finding = entry[0]
        lines = [finding.message(language)]
        lines += [f"{words[key]}{words['colon']}{text}" for key, text in facts(entry, report)]
        command = _COMMANDS[finding.severity]
        yield _command(command, finding.place, finding.rule, "\n".join(lines))
    yield summary(report, language) + "\n"


def _command(name: str, place: Place | None, title: str, message: str) -> str:
    properties: dict[str, object] = {}
    if place is not None and place.file != STDIN:
        properties["file"] = shown(place.file)
        properties["line"] = place.line
        if place.end_line in (None, place.line):
            # GitHub takes columns only for what stands on one line.
            properties |= {"col": place.column, "endColumn": place.end_column}
        properties["endLine"] = place.end_line
    properties["title"] = title
    stated = ",".join(
        f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None
    )
    return f"::{name} {stated}::{_data(message)}\n"


def _data(text: str) -> str:
    text = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
