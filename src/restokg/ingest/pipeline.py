"""A run of ingest: all works, over all cores, taken up where an earlier run ended."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from restokg.errors import OutputExistsError, WriteError
from restokg.ingest import worker
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.cited import description
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Outcome, Report
from restokg.ingest.planning import Plan, Task
from restokg.ingest.processes import cores, over_processes
from restokg.ingest.resuming import (
    LOG,
    condition,
    holder,
    logged,
    open_log,
    replaced,
    stamp_of,
    still_holds,
)
from restokg.ingest.worker import Batch, Options, Stamp, output_of

CITED = "cited-documents.trig"
"""The documents that are cited, and neither curated nor read."""

_TOGETHER = 16
_MOST_TOGETHER = 16 << 20
"""Works, and bytes of their files, that a process takes at once."""

_ROUNDS = 4
"""How many batches each process gets at least, where there are works enough."""

_DIED = "Reading it ended the process. It may be made to do so, or be damaged."

Begin = tuple[Gazetteer, Knowledge, Options, Path]
"""What a process needs before its first work."""

OnWork = Callable[[Outcome], None]


def ingest(
    todo: Plan,
    out: Path,
    gazetteer: Gazetteer,
    knowledge: Knowledge,
    *,
    options: Options | None = None,
    workers: int | None = None,
    force: bool = False,
    on_work: OnWork = lambda _outcome: None,
) -> Report:
    """Ingest what is planned into a folder; return what was found, unresolved and failed.

    Works that an earlier run has done from the same files, with the same options and the same
    graph, are not done again unless ``force`` is set. With ``workers`` of 0, all is done in this
    process. ``on_work`` is told of each work that is done.

    Raises:
        OutputExistsError: If the folder holds anything that ingest has not written.
        WriteError: If it cannot be written to.
    """
    begun = time.perf_counter()
    options = options or Options()
    report = Report(out, passed_over=todo.passed_over)
    try:
        _prepare(out)
        before = logged(out)
        digest = condition(options, knowledge, gazetteer)
        stamps = {task.key: stamp_of(task, digest) for task in todo.tasks}
        waiting = []
        for task in todo.tasks:
            known = before.get(task.key)
            if not force and known is not None and still_holds(known, stamps[task.key], out):
                report.done_before += 1
                report.add(known)
            else:
                waiting.append(_checked(task, options, before))
        done = []
        begin = (gazetteer, knowledge, options, out)
        with (out / LOG).open("a", encoding="utf-8", newline="\n") as log:
            for outcome in _outcomes(waiting, stamps, begin, workers):
                log.write(outcome.line())
                log.flush()
                report.add(outcome)
                on_work(outcome)
                done.append(outcome)
                for iri in outcome.cited:
                    description(iri)  # now, while the other processes work, and not at the end
            for outcome in replaced(before, done):
                log.write(Outcome(outcome.key, []).line())
        after = logged(out)
        _remove_replaced(out, before, after)
        report.cited_only = _write_cited(out, after.values(), knowledge)
    except OSError as error:
        raise WriteError(error.filename or out, error.strerror or str(error)) from None
    report.seconds = time.perf_counter() - begun
    return report


def outputs(out: Path) -> list[Path]:
    """Return the files that ingest has written into a folder, in order."""
    return sorted(path for path in out.glob("*.trig") if not path.name.startswith("."))


def _prepare(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutputExistsError(out, "There is a file here. Choose a folder, or another name.")
    if out.is_dir() and any(out.iterdir()) and not (out / LOG).exists():
        raise OutputExistsError(
            out, "The folder holds something that ingest has not written. Choose another."
        )
    out.mkdir(parents=True, exist_ok=True)
    open_log(out)
    for abandoned in out.glob(".*.trig.*"):
        abandoned.unlink()


def _checked(task: Task, options: Options, before: dict[str, Outcome]) -> Task:
    """Return a work, with the other file if one has its name in the folder already."""
    if task.clash is None and options.given is None and task.is_file:
        other = holder(output_of(task.files[0]), task.key, before.values())
        if other is not None:
            return task.clashing(Path(other))
    return task


def _outcomes(
    tasks: Sequence[Task], stamps: dict[str, Stamp], begin: Begin, workers: int | None
) -> Iterator[Outcome]:
    count = workers or cores()
    batches = _batches(tasks, stamps, count)
    if workers == 0:
        gazetteer, knowledge, options, folder = begin
        extractor = Extractor(gazetteer, knowledge.symbols, knowledge.documents)
        workshop = worker.Workshop(extractor, knowledge, options, folder)
        for batch in batches:
            yield from worker.ingest_works(batch, workshop)
        return
    for batch, outcomes in over_processes(
        worker.work,
        batches,
        count=count,
        begin=worker.begin,
        arguments=begin,
        parted=lambda whole: [[one] for one in whole],
    ):
        yield from outcomes if outcomes is not None else map(_died, batch)


def _batches(tasks: Sequence[Task], stamps: dict[str, Stamp], count: int) -> Iterator[Batch]:
    """Yield works in batches that are neither too large nor too few for the processes."""
    most = max(1, min(_TOGETHER, len(tasks) // (count * _ROUNDS)))
    batch: list[tuple[Task, Stamp]] = []
    size = 0
    for task in tasks:
        stamp = stamps[task.key]
        weight = sum(entry[1] for entry in stamp[1:] if len(entry) > 1)
        if batch and (len(batch) >= most or size + weight > _MOST_TOGETHER):
            yield batch
            batch, size = [], 0
        batch.append((task, stamp))
        size += weight
    if batch:
        yield batch


def _died(one: tuple[Task, Stamp]) -> Outcome:
    task, _ = one
    outcome = Outcome(task.key, [])  # without a stamp: to be tried again
    outcome.failures = [[str(file), _DIED] for file in task.files]
    return outcome


def _remove_replaced(out: Path, before: dict[str, Outcome], after: dict[str, Outcome]) -> None:
    """Remove what was written for works that are now read otherwise, or cannot be read."""
    kept = {outcome.output for outcome in after.values()}
    for outcome in before.values():
        if outcome.output is not None and outcome.output not in kept:
            (out / outcome.output).unlink(missing_ok=True)


def _write_cited(out: Path, outcomes: Iterable[Outcome], knowledge: Knowledge) -> int:
    """Describe the documents that are only cited; return how many there are."""
    read: set[str] = set()
    cited: set[str] = set()
    for outcome in outcomes:
        read.update(outcome.documents)
        cited.update(outcome.cited)
    pieces = [turtle.header()]
    described = map(description, sorted(cited - read - knowledge.documents))
    pieces = [turtle.header(), *(text for text in described if text is not None)]
    path = out / CITED
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text("".join(pieces), encoding="utf-8", newline="\n")
    temporary.replace(path)
    return len(pieces) - 1
