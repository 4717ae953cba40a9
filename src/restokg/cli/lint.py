"""`restokg lint`: what is wrong in an ontology, in shapes and in queries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from restokg.cli import reporting
from restokg.questions.parameters import check_language

EXAMPLE = "Example: `restokg lint my-shapes.ttl my-queries/`"


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            readable=False,  # what cannot be read is told as bad input, by who reads it
            help="Files that end in .ttl, .trig or .rq, or folders of them. Without any: the "
            "package's ontology, shapes and queries.",
            show_default=False,
        ),
    ] = None,
    format: reporting.FORMAT = "text",
    output: reporting.OUTPUT = None,
    also: reporting.ALSO = None,
    fail_on: reporting.FAIL = "violation",
    lang: reporting.LANG = "en",
    colour: reporting.COLOUR = "auto",
) -> int:
    """Check an ontology, shapes and queries for mistakes that would pass in silence.

    Exit code 0: nothing that fails; 1: findings; 3: something could not be read.
    """
    check_language(lang)
    reporting.check_options(format, output, also or (), fail_on, colour)
    from restokg.lint.linting import lint as lint_files
    from restokg.lint.rules import demands
    from restokg.validation.reports.report import Report

    outcome = lint_files(paths or None)
    report = Report(
        findings=outcome.findings,
        errors=outcome.errors,
        sources=outcome.texts.get,
        files=tuple(outcome.texts),
        demands=demands(),
    )
    return reporting.write_reports(
        report,
        format=format,
        output=output,
        also=also or (),
        lang=lang,
        fail_on=fail_on,
        colour=colour,
    )
