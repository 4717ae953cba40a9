"""One work, from its files to a file of candidates; what every process of a run does."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from restokg.errors import RestokgError, UnreadableDocumentError
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.identity import Identity, file_iri, identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.candidates.work import Version, assemble, preference
from restokg.ingest.candidates.writing import Writer
from restokg.ingest.document import Document
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.outcome import Outcome
from restokg.ingest.planning import Task
from restokg.ingest.processes import limit_memory
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.reading import read
from restokg.namespaces import DOC

Stamp = list[list[Any]]
"""Path, size and time of each file of a work, and what else its result depends on."""

Batch = Sequence[tuple[Task, Stamp]]
"""Works that are done together."""

_NO_LANGUAGE = (
    "It cannot be told in which of the six official languages it is: Arabic, Chinese, English, "
    "French, Russian or Spanish."
)
_CLASH = (
    "No symbol is found in it, and {} has the same name. Give each its own: its symbol by --as, "
    "or another name of the file."
)

_Work = dict[str, tuple[Identity, list[Version]]]
"""The documents of a work by their IRIs, each with its versions."""

_UNSAFE = re.compile(r"[^A-Za-z0-9.()]+")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for; a result is the same only for the same options."""

    with_mentions: bool = True
    given: str | None = None
    """The symbol or IRI that the only document has."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a process needs for all works."""

    extractor: Extractor
    knowledge: Knowledge
    options: Options
    folder: Path


_workshop: Workshop | None = None


def begin(gazetteer: Gazetteer, knowledge: Knowledge, options: Options, folder: Path) -> None:
    """Prepare this process for works."""
    global _workshop  # noqa: PLW0603 (the state of a process of a pool)
    limit_memory()
    # What is built here stays, and what works make is freed without the collector's help.
    gc.disable()
    _workshop = Workshop(
        Extractor(gazetteer, knowledge.symbols, knowledge.documents), knowledge, options, folder
    )


def work(batch: Batch) -> list[Outcome]:
    """Ingest works in a process that has begun."""
    if _workshop is None:
        raise RuntimeError("This process has not begun.")
    outcomes = ingest_works(batch, _workshop)
    if any(file.suffix.lower() != ".xml" for task, _ in batch for file in task.files):
        gc.collect()  # the readers of other formats leave circles behind
    return outcomes


def ingest_works(batch: Batch, workshop: Workshop) -> list[Outcome]:
    """Read the files of works, find what they mention, and write the candidates to a file each.

    All are read, then searched language by language, then written: that is faster than one after
    the other, for the tables of each step stay near the processor. What cannot be read is told in
    the outcome; the rest goes on.
    """
    outcomes = [Outcome(task.key, stamp) for task, stamp in batch]
    works: list[_Work] = [{} for _ in batch]
    for (task, _), outcome, work in zip(batch, outcomes, works, strict=True):
        for document in _documents(task, workshop, outcome):
            identity = identify(document, workshop.knowledge, given=workshop.options.given)
            work.setdefault(identity.iri, (identity, []))[1].append(Version(document, []))
    _search(works, outcomes, workshop)
    for outcome, work in zip(outcomes, works, strict=True):
        if work:
            _write(work, workshop, outcome)
    return outcomes


def _search(works: Sequence[_Work], outcomes: Sequence[Outcome], workshop: Workshop) -> None:
    """Find what all versions mention; leave out those in which that fails.

    How passages speak, and to whom, is told by one language; the others are not asked.
    """
    versions = [
        (version, version is min(group, key=preference), group, outcome)
        for work, outcome in zip(works, outcomes, strict=True)
        for _, group in work.values()
        for version in group
    ]
    for version, speech, group, outcome in sorted(versions, key=lambda one: one[0].language):
        found: list[list[Mention]] = []
        with _told(version.document.path, outcome):
            document = version.document
            found.append(workshop.extractor.mentions(document, details=False, speech=speech))
        if found:
            version.mentions = found[0]
        else:
            group.remove(version)
    for work in works:
        for iri, (_, group) in list(work.items()):
            if not group:
                del work[iri]


def _write(documents: _Work, workshop: Workshop, outcome: Outcome) -> None:
    first, _ = next(iter(documents.values()))
    outcome.output = _name(first)
    path = workshop.folder / outcome.output
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    pieces = [turtle.header()]
    for identity, versions in documents.values():
        pieces += _written(versions, identity, workshop, outcome)
    temporary.write_bytes("".join(pieces).encode())
    temporary.replace(path)


def _documents(task: Task, workshop: Workshop, outcome: Outcome) -> Iterator[Document]:
    if task.clash is not None:
        outcome.stamp = []  # to be tried again
        outcome.failures = [[str(file), _CLASH.format(task.clash)] for file in task.files]
        return
    for file in task.files:
        with _told(str(file), outcome):
            documents = read(file, limits=workshop.options.limits)
            if any(document.language is None for document in documents):
                raise UnreadableDocumentError(file, _NO_LANGUAGE)
            outcome.files += 1
            yield from documents


@contextmanager
def _told(file: str, outcome: Outcome) -> Iterator[None]:
    """Tell in the outcome why a file could not be worked through, and go on."""
    try:
        yield
    except RestokgError as error:
        outcome.failures.append([file, str(error).removeprefix(f"{file}:").lstrip()])
    except MemoryError:
        outcome.failures.append([file, "Reading it takes more memory than is allowed."])
    except Exception as error:  # noqa: BLE001 (a fault of ours must not end the run of all others)
        fault = f"{type(error).__name__}: {error}"
        outcome.failures.append([file, f"A fault of restokg, which please report: {fault}"])


def _written(
    versions: list[Version], identity: Identity, workshop: Workshop, outcome: Outcome
) -> Iterator[str]:
    work = assemble(versions)
    options = workshop.options
    writer = Writer(
        work,
        identity,
        workshop.knowledge,
        with_mentions=options.with_mentions,
    )
    yield turtle.base(identity.iri)
    yield from writer.lines()
    counts = writer.counts
    outcome.documents.append(identity.iri)
    outcome.languages += [version.language for version in work.versions]
    outcome.provisions += counts.provisions
    for total, part in (
        (outcome.statements, counts.statements),
        (outcome.mentions, counts.mentions),
        (outcome.unresolved, counts.unresolved),
    ):
        for name, count in part.items():
            total[name] = total.get(name, 0) + count
    outcome.cited = sorted({*outcome.cited, *counts.cited})
    outcome.notices += work.notices
    for version in work.versions:
        path = version.document.path
        outcome.notices += [f"{path}: {notice}" for notice in version.document.notices]


def output_of(file: Path) -> str:
    """Return what is written for a file that prints no symbol."""
    return _output(file_iri(str(file)))


def _name(identity: Identity) -> str:
    return _output(identity.symbol or identity.iri)


def _output(name: str) -> str:
    return f"{_UNSAFE.sub('-', name.removeprefix(DOC)).strip('-')}.trig"
