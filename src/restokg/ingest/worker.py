"""One work, from its files to a file of candidates; what every process of a run does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from restokg.errors import RestokgError
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.identity import Identity, identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.candidates.work import Version, assemble
from restokg.ingest.candidates.writing import Writer
from restokg.ingest.document import Document
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Outcome
from restokg.ingest.planning import Task
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.reading import read

MOST_MEMORY = 3 << 30
"""Bytes of address space that a process may take beyond what it begins with."""

_UNSAFE = re.compile(r"[^A-Za-z0-9.()]+")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for; a result is the same only for the same options."""

    with_text: bool = True
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
    _limit_memory()
    _workshop = Workshop(Extractor(gazetteer, knowledge.symbols), knowledge, options, folder)


def work(task: Task, stamp: list[list[object]]) -> Outcome:
    """Ingest a work in a process that has begun."""
    if _workshop is None:
        raise RuntimeError("This process has not begun.")
    return ingest_work(task, stamp, _workshop)


def ingest_work(task: Task, stamp: list[list[object]], workshop: Workshop) -> Outcome:
    """Read the files of a work, find what they mention, and write the candidates to a file.

    What cannot be read is told in the outcome; the rest goes on.
    """
    outcome = Outcome(task.key, stamp)
    versions: dict[str, list[Version]] = {}
    identities: dict[str, Identity] = {}
    for file in task.files:
        for document in _documents(file, workshop, outcome):
            identity = identify(document, workshop.knowledge, given=workshop.options.given)
            identities[identity.iri] = identity
            mentions = workshop.extractor.mentions(document, figures=False)
            versions.setdefault(identity.iri, []).append(Version(document, mentions))
    if not identities:
        return outcome
    outcome.output = _name(next(iter(identities.values())))
    path = workshop.folder / outcome.output
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8", newline="\n") as written:
        written.write(turtle.header())
        for iri, identity in identities.items():
            written.writelines(_written(versions[iri], identity, workshop, outcome))
    temporary.replace(path)
    return outcome


def _documents(file: Path, workshop: Workshop, outcome: Outcome) -> list[Document]:
    try:
        documents = read(file, limits=workshop.options.limits)
    except RestokgError as error:
        outcome.failures.append([str(file), _without_path(str(error), file)])
        return []
    except MemoryError:
        outcome.failures.append([str(file), "Reading it takes more memory than is allowed."])
        return []
    outcome.files += 1
    return documents


def _written(
    versions: list[Version], identity: Identity, workshop: Workshop, outcome: Outcome
) -> Iterator[str]:
    work = assemble(versions)
    options = workshop.options
    writer = Writer(
        work,
        identity,
        workshop.knowledge,
        with_text=options.with_text,
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


def _name(identity: Identity) -> str:
    name = identity.symbol or identity.iri.rpartition("/doc/")[2]
    return f"{_UNSAFE.sub('-', name).strip('-')}.trig"


def _without_path(message: str, file: Path) -> str:
    return message.removeprefix(f"{file}: ")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft > wanted:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
