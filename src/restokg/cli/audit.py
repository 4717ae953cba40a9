"""`restokg audit`: a sample of statements to judge, the verdicts, and the rates they give."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from restokg.audit.paragraphs import Paragraphs
from restokg.audit.sampling import draw
from restokg.audit.statements import curated, of_document
from restokg.audit.verdicts import VerdictFile
from restokg.audit.wording import Wording
from restokg.cli import sheets
from restokg.cli.judging import judge
from restokg.cli.opening import open_graph
from restokg.cli.printing import FORMATS, check_format
from restokg.errors import FINDINGS, OK, UsageError
from restokg.graph.lookup import resolve
from restokg.graph.reading import read_text
from restokg.questions.parameters import check_language

EXAMPLE = (
    "Examples: `restokg audit --verdicts mine.csv`, once more to go on where you stopped, and "
    "`restokg audit --verdicts mine.csv --report` · `restokg audit -n 30 --format csv`"
)


def audit(
    context: typer.Context,
    sample: Annotated[
        int, typer.Option("--sample", "-n", metavar="N", help="How many statements to draw.")
    ] = 100,
    seed: Annotated[
        str, typer.Option(metavar="S", help="The same seed draws the same sample again.")
    ] = "1",
    document: Annotated[
        str | None,
        typer.Option(metavar="THING", help="Only this document: its symbol, title or IRI."),
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep verdicts here: .csv, .ndjson or .jsonl."),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Print the sample; do not ask for verdicts.")
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Print the rates that the verdicts give.")
    ] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Print the passages that no verdict touches.")
    ] = False,
    text: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Your own plain text of the document: show its paragraphs too."
        ),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of labels.")
    ] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> int:
    """Draw a random sample of statements to judge by their documents, and report error rates.

    The sample is stratified by document and kind of statement. On a terminal, each statement is
    shown and a verdict asked for, which goes into the file at once. Elsewhere, or with --list or
    a --format, the sample is printed; as CSV or NDJSON it can be filled in and used as the file
    of verdicts. A --report ends with exit code 1 if statements judged wrong are in the graph.
    """
    check_format(format)
    check_language(lang)
    printed = listed or report or missing or format != "table" or not is_terminal()
    if listed + report + missing > 1:
        raise UsageError("Give only one of --list, --report and --missing.")
    if sample < 1:
        raise UsageError(f"--sample is {sample}; it must be at least 1.")
    if text is not None and document is None:
        raise UsageError("Of which document is the text? Name it with --document.")
    if verdicts is None and (report or missing):
        raise UsageError("Which verdicts? Name their file with --verdicts.")
    if verdicts is None and not printed:
        raise UsageError("Name a file for your verdicts with --verdicts, or give --list.")

    file = None if verdicts is None else VerdictFile(verdicts)
    # Who sits at a terminal may begin a file; whoever prints one must have it.
    begins = file is not None and not printed and not file.path.exists()
    known = {} if file is None or begins else file.read()
    store = open_graph(context.obj).store
    everything = population = curated(store)
    if document is not None:
        population = of_document(everything, resolve(store, document))
    wording = Wording(store, lang)
    if report:
        found = sheets.print_report(population, everything, known, wording, format)
        return FINDINGS if found else OK
    if missing:
        sheets.print_missing(population, known, wording, format)
        return OK
    paragraphs = None
    if text is not None:
        paragraphs = Paragraphs(read_text(text), store, population[0].document)
    drawn = draw(population, sample, seed)
    if printed or file is None:
        sheets.print_sample(drawn, len(population), known, wording, paragraphs, format)
        return OK
    judge([item for item in drawn if item.nquads not in known], file, wording, paragraphs)
    return OK


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
