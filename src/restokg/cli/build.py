"""`restokg build`: from files to a snapshot, with progress and a summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from restokg.cli.printing import terminal_width
from restokg.cli.table import render
from restokg.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from restokg.build.pipeline import BuildReport, OnStage

EXAMPLE = "Example: `restokg build --data my-notes/ --out my-graph`"
SHOWN = 15
"""Classes named in the summary; the rest are counted together."""

MOST_FINDINGS = 40

_STAGES = {
    "read": "reading the files",
    "reason": "reasoning",
    "validate": "validating",
    "describe": "counting",
    "write": "writing",
    "place": "putting in place",
}


def build(
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Put the snapshot here, not into the cache; use it with --snapshot.",
        ),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            readable=False,
            help="Add this folder or file of RDF; may be given again.",
        ),
    ] = None,
    reasoning: Annotated[
        bool, typer.Option("--reasoning/--no-reasoning", help="Infer what follows from the facts.")
    ] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Build even if the snapshot is there already.")
    ] = False,
) -> int:
    """Build the graph: read, reason, validate, and put a snapshot in place."""
    report = _build(tuple(data or ()), out, reasoning=reasoning, force=force)
    sys.stdout.write(summary(report))
    return 0


def build_first(path: Path) -> None:
    """Build the package's own graph, when something is asked of it for the first time."""
    sys.stderr.write(f"Building the graph for its first use, into {path}\n")
    _build((), None, reasoning=True, force=False)


def summary(report: BuildReport) -> str:
    """Return what a build made: time per stage, things by class, and where it is."""
    parts = []
    if report.stages:
        total = sum(stage.seconds for stage in report.stages)
        rows = [
            [_STAGES[stage.name], f"{stage.seconds:.2f}", f"{stage.quads:,}"]
            for stage in report.stages
        ]
        rows.append(["in all", f"{total:.2f}", f"{report.quads:,}"])
        parts.append(render(["stage", "seconds", "quads after it"], rows, terminal_width()))
    kinds = [[kind.label_en, kind.label_zh, f"{kind.members:,}"] for kind in report.kinds]
    rest = len(kinds) - SHOWN
    if kinds:
        text = render(["kind", "类", "things"], kinds[:SHOWN], terminal_width())
        parts.append(f"{text}\n… and {rest} more kinds" if rest > 0 else text)
    done = "Built" if report.stages else "Already there, nothing to build:"
    parts.append(
        f"{done} {report.path}\n{report.quads:,} statements in {report.graphs:,} named graphs."
    )
    if report.findings:
        from restokg.validation.reports.report import Report
        from restokg.validation.reports.wording import summary as findings_summary

        parts.append(findings_summary(Report(report.findings)) + " See `restokg validate`.")
    return "\n\n".join(parts) + "\n"


def _build(
    data: tuple[Path, ...], out: Path | None, *, reasoning: bool, force: bool
) -> BuildReport:
    from restokg.build import pipeline
    from restokg.graph.reading import STDIN

    if STDIN in data:
        raise UsageError("--data takes files and folders, not standard input.")
    count = len(pipeline.STAGES) - (0 if reasoning else 1)
    try:
        with _progress(count) as on_stage:
            return pipeline.build(data, out, reasoning=reasoning, force=force, on_stage=on_stage)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; what was there before is as it was.\n")
        raise
    except FindingsError as error:
        from restokg.validation.findings import Finding
        from restokg.validation.reports.formats import Report, write

        findings = [finding for finding in error.findings if isinstance(finding, Finding)]
        colour = sys.stderr.isatty()
        write(Report(findings[:MOST_FINDINGS]), "text", sys.stderr, colour=colour)
        if len(findings) > MOST_FINDINGS:
            rest = len(findings) - MOST_FINDINGS
            sys.stderr.write(f"… and {rest} more; `restokg validate` lists them all.\n")
        raise


@contextmanager
def _progress(stages: int) -> Iterator[OnStage]:
    """Show a bar on a terminal, else one line for each stage, on standard error."""
    if not sys.stderr.isatty():
        yield _say_stage
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=stages)

        def on_stage(name: str, seconds: float | None) -> None:
            progress.update(task, description=_STAGES[name], advance=0 if seconds is None else 1)

        yield on_stage


def _say_stage(name: str, seconds: float | None) -> None:
    if seconds is not None:
        sys.stderr.write(f"{_STAGES[name]:<18} {seconds:6.2f} s\n")
        sys.stderr.flush()
