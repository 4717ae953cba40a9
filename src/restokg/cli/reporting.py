"""What `validate` and `lint` have in common: options for reports, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from restokg.cli.printing import terminal_width
from restokg.errors import (
    BAD_INPUT,
    FINDINGS,
    OK,
    OutputExistsError,
    UnknownFormatError,
    UsageError,
    WriteError,
)

if TYPE_CHECKING:
    from restokg.validation.reports.report import Report

FORMAT_NAMES = "text, json, sarif, junit, github, gitlab, markdown, html or graph"
FAIL_ON = ("violation", "warning", "info", "never")

LANG = Annotated[
    str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of messages.")
]
FORMAT = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help=f"How to write the findings: {FORMAT_NAMES}."
    ),
]
OUTPUT = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
]
ALSO = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORMAT=FILE",
        help="Write the same findings in another format to a file; may be given again.",
    ),
]
FAIL = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="The mildest finding that gives exit code 1: violation, warning, info, or never.",
    ),
]
COLOUR = Annotated[
    str,
    typer.Option(
        "--colour",
        metavar="auto|always|never",
        help="Whether text has colours.",
        show_default=False,
    ),
]


def check_options(
    format: str, output: Path | None, also: Sequence[str], fail_on: str, colour: str
) -> None:
    """Raise what is wrong with options before anything is read."""
    from restokg.validation.reports.formats import FORMATS

    for name in (format, *(entry.partition("=")[0] for entry in also)):
        if name not in FORMATS:
            raise UnknownFormatError(name, tuple(FORMATS))
    for entry in also:
        if not entry.partition("=")[2]:
            raise UsageError(
                f"--also takes FORMAT=FILE, such as sarif=findings.sarif, not {entry!r}."
            )
    files = [path.resolve() for _, path in _targets(format, output, also)]
    for path in files:
        if files.count(path) > 1:
            raise UsageError(f"Two reports would go to {path}: give each a file of its own.")
    if fail_on not in FAIL_ON:
        raise UsageError(f"--fail-on takes one of {', '.join(FAIL_ON)}, not {fail_on!r}.")
    if colour not in ("auto", "always", "never"):
        raise UsageError(f"--colour takes auto, always or never, not {colour!r}.")


def write_reports(
    report: Report,
    *,
    format: str,
    output: Path | None,
    also: Sequence[str],
    lang: str,
    fail_on: str,
    colour: str,
) -> int:
    """Write a report in one format or several, and return the exit code that it gives.

    What cannot be written keeps back none of the others.

    Raises:
        OutputExistsError: If a file to write to is one of those that were checked.
        WriteError: If a file cannot be written.
    """
    from restokg.validation.reports.formats import write

    targets = _targets(format, output, also)
    _spare_checked(report, [path for _, path in targets])
    unwritten: list[WriteError] = []
    for name, path in targets:
        try:
            with path.open("wb") as file:
                write(report, name, file, language=lang, colour=colour == "always")
        except OSError as error:
            unwritten.append(WriteError(path, error.strerror or str(error)))
    if output is None:
        width = terminal_width()
        write(report, format, sys.stdout, language=lang, colour=_coloured(colour), width=width)
    if unwritten:
        raise unwritten[0]
    if report.errors:
        return BAD_INPUT
    grave = () if fail_on == "never" else FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return FINDINGS if any(found.severity in grave for found in report.findings) else OK


def _targets(format: str, output: Path | None, also: Sequence[str]) -> list[tuple[str, Path]]:
    """Return the files to write to, each with its format."""
    targets = [(name, Path(path)) for name, path in (entry.split("=", 1) for entry in also)]
    return targets if output is None else [(format, output), *targets]


def _spare_checked(report: Report, paths: Iterable[Path]) -> None:
    from restokg.validation.reports.report import error_place

    unread = [place.file for error in report.errors if (place := error_place(error)) is not None]
    checked = {path.resolve() for path in (*report.files, *unread)}
    for path in paths:
        if path.resolve() in checked:
            raise OutputExistsError(path, "This is among what was checked. Write to another file.")


def _coloured(wanted: str) -> bool:
    if wanted != "auto":
        return wanted == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
