"""`restokg ingest`: from documents to candidates, with progress and a summary."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from restokg.cli.limits import LIMIT, limits
from restokg.cli.opening import open_graph
from restokg.cli.printing import terminal_width
from restokg.cli.table import render
from restokg.errors import BAD_INPUT, OK, UsageError

if TYPE_CHECKING:
    from restokg.ingest.outcome import Report
    from restokg.ingest.pipeline import OnWork

EXAMPLE = "Example: `restokg ingest resolutions/ --out ingested && restokg build --data ingested`"
SHOWN = 10
"""Kinds, unresolved names and failures that the summary lists; the rest are counted."""

_EVERY = 200
"""Works after which progress is told where there is no terminal."""

_STATEMENTS = {
    "rkg:cites": "citations",
    "rkg:addressee": "addressees",
    "rkg:modality": "modalities",
    "rkg:supportsTarget": "targets supported",
    "rkg:theme": "themes",
    "rkg:ecosystem": "types of ecosystems",
    "rkg:mentions": "other actors named",
}


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            readable=False,  # what cannot be read is told by who reads it, and the rest goes on
            help="Files or folders of documents: AKN4UN XML, HTML, DOCX, PDF with text, plain "
            "text. The versions of one document in several languages become one.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE|DIR",
            help="Where the candidates go: a folder with a file for each document, or one file "
            "that ends in .trig (a paragraph is a named graph) or .ttl (all in one graph).",
            show_default=False,
        ),
    ],
    mentions: Annotated[
        bool,
        typer.Option(
            "--mentions/--no-mentions",
            help="Keep where each thing is named, as Web Annotations. Without them, the graph has "
            "less than a third of the statements.",
        ),
    ] = True,
    named: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="SYMBOL",
            help="What the document is, where it does not print its symbol: a symbol, or an IRI "
            "of this graph. For one document at a time.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; else one for each core."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Do again what an earlier run has done.")
    ] = False,
    limit: LIMIT = None,
) -> int:
    """Turn documents into candidates: provisions, citations, addressees, targets, themes.

    A run that was broken off goes on where it ended. Exit code 0: all was read; 3: something
    could not be read, which is named; the rest is there.
    """
    from restokg.ingest.processes import start_early

    start_early()
    gc.disable()  # what is made here is needed to the end
    context.call_on_close(gc.enable)
    from restokg.ingest import files
    from restokg.ingest.candidates.knowledge import Knowledge
    from restokg.ingest.mentions.gazetteer import Gazetteer
    from restokg.ingest.planning import plan
    from restokg.ingest.worker import Options

    files.check_place(out)
    allowed = limits(limit)
    todo = plan(paths)
    if named is not None and len(todo.tasks) > 1:
        raise UsageError("--as names one document, and there are several. Give them one by one.")
    if named is not None:
        _check_name(named)
    store = open_graph(context.obj).store
    options = Options(with_mentions=mentions, given=named, limits=allowed)
    with _progress(len(todo.tasks)) as on_work:
        report = files.ingest_to(
            todo,
            out,
            Gazetteer.of(store),
            Knowledge.of(store),
            options=options,
            workers=jobs,
            force=force,
            on_work=on_work,
        )
    sys.stdout.write(summary(report))
    return BAD_INPUT if report.failures else OK


def _check_name(name: str) -> None:
    """Refuse a name that is not that of just one document."""
    from restokg import symbols
    from restokg.namespaces import DOC

    readings = symbols.parse(name)
    if len(readings) == 1 or name.startswith(DOC):
        return
    if readings:
        meant = ", ".join(reading.normal for reading in readings)
        raise UsageError(f"--as {name}: this may be {meant}. Give the symbol in full.")
    raise UsageError(f"--as {name}: this is no symbol of a document, nor an IRI that begins {DOC}.")


def summary(report: Report) -> str:
    """Return what was found, what is unresolved, and what could not be read."""
    rows = [
        ["documents", f"{report.documents:,}"],
        ["files read", f"{report.files:,}"],
        ["provisions", f"{report.provisions:,}"],
        *(
            [_STATEMENTS.get(name, name), f"{count:,}"]
            for name, count in report.statements.most_common()
        ),
        ["documents only cited", f"{report.cited_only:,}"],
    ]
    parts = [render(["candidates", "number"], rows, terminal_width())]
    total = report.mentions.total()
    open_ones = report.unresolved.total()
    if total:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.mentions.most_common())
        parts.append(f"{total:,} mentions: {kinds}.")
    if open_ones:
        rows = [[name, f"{count:,}"] for name, count in report.unresolved.most_common(SHOWN)]
        more = len(report.unresolved) - SHOWN
        table = render(["unresolved or ambiguous", "mentions"], rows, terminal_width())
        parts.append(
            f"{table}\n{open_ones:,} mentions in all are kept as they are, without a guess"
            + (f"; {more:,} more names." if more > 0 else ".")
        )
    if report.notices:
        parts.append(
            f"{len(report.notices):,} notices of what readers had to guess are in the log."
        )
    if report.failures:
        shown = [f"{path}: {message}" for path, message in report.failures[:SHOWN]]
        rest = len(report.failures) - SHOWN
        if rest > 0:
            shown.append(f"… and {rest:,} more")
        parts.append("Could not be read:\n" + "\n".join(shown))
    if report.passed_over:
        several = f"{report.passed_over:,} files of other kinds were passed over."
        one = "1 file of another kind was passed over."
        parts.append(one if report.passed_over == 1 else several)
    languages = ", ".join(f"{code} {count:,}" for code, count in sorted(report.languages.items()))
    done = f"{report.out}: done in {report.seconds:.1f} s"
    if report.done_before:
        done += f"; {report.done_before:,} of {report.works:,} were there from an earlier run"
    parts.append(f"{done}. Versions by language: {languages}." if languages else f"{done}.")
    return "\n\n".join(parts) + "\n"


@contextmanager
def _progress(works: int) -> Iterator[OnWork]:
    """Show a bar on a terminal, else a line now and then, on standard error."""
    if not sys.stderr.isatty():
        done = 0

        def count(_outcome: object) -> None:
            nonlocal done
            done += 1
            if done % _EVERY == 0:
                sys.stderr.write(f"{done:,} of {works:,} documents\n")
                sys.stderr.flush()

        yield count
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("documents"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=works)
        yield lambda _outcome: progress.advance(task)
