"""A run of ingest: all works, over all cores, taken up where an earlier run ended."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path

from restokg import __version__, symbols
from restokg.errors import OutputExistsError, WriteError
from restokg.ingest import worker
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.identity import named
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Outcome, Report
from restokg.ingest.planning import Plan, Task
from restokg.ingest.worker import Options

LOG = "ingest.jsonl"
"""What was done, a work a line: by it a run is taken up, and a folder is known for one of ours."""

CITED = "cited-documents.trig"
"""The documents that are cited, and neither curated nor read."""

_FORMAT = 1
_AHEAD = 4
"""Works that wait for each process: more would only take memory."""

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
        known = {} if force else _logged(out)
        condition = _condition(options, knowledge, gazetteer)
        stamps = {task.key: _stamp(task, condition) for task in todo.tasks}
        waiting = []
        for task in todo.tasks:
            before = known.get(task.key)
            if before is not None and _still_there(before, stamps[task.key], out):
                report.done_before += 1
                report.add(before)
            else:
                waiting.append(task)
        begin = (gazetteer, knowledge, options, out)
        with (out / LOG).open("a", encoding="utf-8", newline="\n") as log:
            for outcome in _outcomes(waiting, stamps, begin, workers):
                log.write(outcome.line())
                log.flush()
                report.add(outcome)
                on_work(outcome)
        report.cited_only = _write_cited(out, _logged(out).values(), knowledge)
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
    (out / LOG).touch()
    for abandoned in out.glob(".*.trig.*"):
        abandoned.unlink()


def _logged(out: Path) -> dict[str, Outcome]:
    """Return the last outcome of each work; a line that was cut short is no outcome."""
    found = {}
    with (out / LOG).open(encoding="utf-8") as log:
        for line in log:
            try:
                outcome = Outcome.of(line)
            except (ValueError, TypeError):
                continue
            found[outcome.key] = outcome
    return found


def _condition(options: Options, knowledge: Knowledge, gazetteer: Gazetteer) -> str:
    """Return a digest of all that a result depends on beside its files."""
    digest = hashlib.sha256(f"{_FORMAT} {__version__}".encode())
    digest.update(json.dumps(asdict(options), sort_keys=True).encode())
    for part in (
        knowledge.documents,
        knowledge.provisions,
        knowledge.citable,
        knowledge.targets,
    ):
        digest.update("\n".join(sorted(part)).encode())
    for table in (knowledge.labels, knowledge.symbols):
        digest.update(json.dumps(sorted(table.items())).encode())
    digest.update(repr(gazetteer.table).encode())
    return digest.hexdigest()[:16]


def _stamp(task: Task, condition: str) -> list[list[object]]:
    stamp: list[list[object]] = [[condition]]
    for file in task.files:
        try:
            status = file.stat()
        except OSError:
            stamp.append([str(file)])
        else:
            stamp.append([str(file), status.st_size, status.st_mtime_ns])
    return stamp


def _still_there(before: Outcome, stamp: list[list[object]], out: Path) -> bool:
    return before.stamp == stamp and (before.output is None or (out / before.output).is_file())


def _outcomes(
    tasks: Sequence[Task],
    stamps: dict[str, list[list[object]]],
    begin: tuple[Gazetteer, Knowledge, Options, Path],
    workers: int | None,
) -> Iterator[Outcome]:
    if workers == 0:
        gazetteer, knowledge, options, folder = begin
        workshop = worker.Workshop(
            Extractor(gazetteer, knowledge.symbols), knowledge, options, folder
        )
        for task in tasks:
            yield worker.ingest_work(task, stamps[task.key], workshop)
        return
    count = min(workers or _cores(), len(tasks))
    if count == 0:
        return
    lost: list[Task] = []
    with _pool(count, begin) as pool:
        running: dict[Future[Outcome], Task] = {}
        coming = iter(tasks)
        broken = False
        while True:
            while not broken and len(running) < count * _AHEAD:
                following = next(coming, None)
                if following is None:
                    break
                try:
                    future = pool.submit(worker.work, following, stamps[following.key])
                except BrokenProcessPool:
                    broken = True
                    lost.append(following)
                else:
                    running[future] = following
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken = True
                    lost.append(task)
        lost += coming if broken else ()
    yield from _one_by_one(lost, stamps, begin)


def _one_by_one(
    tasks: Sequence[Task],
    stamps: dict[str, list[list[object]]],
    begin: tuple[Gazetteer, Knowledge, Options, Path],
) -> Iterator[Outcome]:
    """Do works after a process has ended unasked: the ones that end it again are at fault."""
    pool: ProcessPoolExecutor | None = None
    for task in tasks:
        pool = pool or _pool(1, begin)
        try:
            yield pool.submit(worker.work, task, stamps[task.key]).result()
        except BrokenProcessPool:
            pool.shutdown()
            pool = None
            outcome = Outcome(task.key, [])  # without a stamp: to be tried again
            message = "Reading it ended the process. It may be made to do so, or be damaged."
            outcome.failures = [[str(file), message] for file in task.files]
            yield outcome
    if pool is not None:
        pool.shutdown()


def _pool(count: int, begin: tuple[Gazetteer, Knowledge, Options, Path]) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, worker.begin, begin)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _write_cited(out: Path, outcomes: Iterable[Outcome], knowledge: Knowledge) -> int:
    """Describe the documents that are only cited; return how many there are."""
    read: set[str] = set()
    cited: set[str] = set()
    for outcome in outcomes:
        read.update(outcome.documents)
        cited.update(outcome.cited)
    pieces = [turtle.header()]
    for iri in sorted(cited - read - knowledge.documents):
        symbol = symbols.from_iri(iri)
        if symbol is None:
            continue
        identity = named(symbol, knowledge)
        english, chinese = identity.labels
        pieces.append(
            f"GRAPH {turtle.iri(iri)} {{\n  {turtle.iri(iri)} a rkg:{identity.class_} ; "
            f"adms:status status:candidate ; rkg:symbol {turtle.literal(symbol.normal)} ;\n"
            f"    rdfs:label {turtle.literal(english, 'en')} , "
            f"{turtle.literal(chinese, 'zh')} .\n}}\n"
        )
    path = out / CITED
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text("".join(pieces), encoding="utf-8", newline="\n")
    temporary.replace(path)
    return len(pieces) - 1
