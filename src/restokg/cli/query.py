"""`restokg query`: any SPARQL query, under limits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.cli.printing import FORMATS, check_format, print_answer
from restokg.errors import InputError, UsageError
from restokg.graph.reading import read_text

EXAMPLE = (
    "Example: `restokg query -e 'SELECT ?b ?l WHERE { ?b a rkg:GoverningBody ; rdfs:label ?l }'`"
)
LONGEST = 86_400
"""Seconds that a query may be given: a day."""


def query(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            help="A file with the query; - is standard input.", metavar="FILE", show_default=False
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", "-e", metavar="TEXT", help="The query itself.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="Stop the query after so long.")
    ] = 60,
) -> int:
    """Run a SPARQL 1.1 query; the prefixes are declared, the default graph is all graphs."""
    check_format(format)
    if (file is None) == (text is None):
        raise UsageError("Give the query as a FILE, or as text with -e, and not both.")
    if not 0 < timeout <= LONGEST:
        raise UsageError(
            f"--timeout is {timeout:g}; it must be more than 0 seconds and at most {LONGEST}."
        )
    sparql = _read(file) if file is not None else text or ""
    snapshot = open_graph(context.obj)
    from restokg.questions import execution

    answer = execution.run(snapshot.path / "store", sparql, timeout=timeout)
    print_answer(answer, format, "en", snapshot.store, sys.stdout)
    return 0


def _read(file: str) -> str:
    if file != "-":
        return read_text(Path(file))
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("standard input: This is not text in UTF-8.") from None
