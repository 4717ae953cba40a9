"""`restokg validate`: what the shapes have to say about the graph or about files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from restokg import resources
from restokg.cli.opening import is_named, open_graph
from restokg.errors import FINDINGS, OK
from restokg.questions.parameters import check_language

EXAMPLE = "Example: `restokg validate my-notes/draft.trig`"


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            readable=False,  # what cannot be read is told as bad input, by who reads it
            help="Files or folders of RDF; - is TriG on standard input. Without any: the graph.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of messages.")
    ] = "en",
) -> int:
    """Validate the graph, or files in its context; exit code 1 tells of violations."""
    check_language(lang)
    from restokg.graph.reading import STDIN
    from restokg.validation import validator
    from restokg.validation.findings import violations
    from restokg.validation.report import write_report

    if paths:
        stdin = sys.stdin.buffer.read() if STDIN in paths else b""
        findings = validator.validate_files(paths, stdin=stdin)
    elif is_named(context.obj):
        findings = validator.validate(open_graph(context.obj).store)
    else:
        # The files themselves: what is wrong with them may be why there is no snapshot.
        findings = validator.validate_files([resources.data()])
    write_report(findings, sys.stdout, language=lang)
    return FINDINGS if violations(findings) else OK
