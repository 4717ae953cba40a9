"""What earlier runs have done in a folder, and whether it still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from restokg import __version__
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Outcome
from restokg.ingest.planning import Task
from restokg.ingest.worker import Options, Stamp

LOG = "ingest.jsonl"
"""What was done, a work a line: by it a run is taken up, and a folder is known for one of ours."""

_FORMAT = 1


def logged(out: Path) -> dict[str, Outcome]:
    """Return the last outcome of each work; a line that was cut short is no outcome."""
    found = {}
    with (out / LOG).open(encoding="utf-8", errors="replace") as log:
        for line in log:
            try:
                outcome = Outcome.of(line)
            except (ValueError, TypeError):
                continue
            found[outcome.key] = outcome
    return found


def open_log(out: Path) -> None:
    """Make sure that there is a log, and that its last line is whole or ended."""
    with (out / LOG).open("ab+") as log:
        if log.tell() > 0:
            log.seek(-1, 2)
            if log.read(1) != b"\n":
                log.write(b"\n")


def condition(options: Options, knowledge: Knowledge, gazetteer: Gazetteer) -> str:
    """Return a digest of all that a result depends on beside its files."""
    digest = hashlib.sha256(f"{_FORMAT} {__version__}".encode())
    digest.update(json.dumps(asdict(options), sort_keys=True).encode())
    for part in fields(knowledge):
        content = getattr(knowledge, part.name)
        ordered = sorted(content.items()) if isinstance(content, dict) else sorted(content)
        digest.update(json.dumps([part.name, ordered]).encode())
    digest.update(repr(gazetteer.table).encode())
    return digest.hexdigest()[:16]


def stamp_of(task: Task, digest: str) -> Stamp:
    """Return what the result of a work depends on."""
    stamp: Stamp = [[digest]]
    for file in task.files:
        try:
            status = file.stat()
        except OSError:
            stamp.append([str(file)])
        else:
            stamp.append([str(file), status.st_size, status.st_mtime_ns])
    return stamp


def still_holds(before: Outcome, stamp: Stamp, out: Path) -> bool:
    """Whether an outcome is from just these files, and what was written is there."""
    return before.stamp == stamp and (before.output is None or (out / before.output).is_file())


def replaced(before: Mapping[str, Outcome], done: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what earlier runs made of files that now belong to works of another name.

    So it is where a file was given its symbol, or a version in another language came to it.
    """
    now = {path: outcome.key for outcome in done for path in _paths(outcome)}
    for key, outcome in before.items():
        paths = _paths(outcome)
        if paths and all(now.get(path, key) != key for path in paths):
            yield outcome


def holder(name: str, key: str, before: Iterable[Outcome]) -> str | None:
    """Return the file of another work that has been written under this name, if it still exists."""
    for outcome in before:
        if outcome.output == name and outcome.key != key:
            return next((path for path in _paths(outcome) if Path(path).exists()), None)
    return None


def _paths(outcome: Outcome) -> list[str]:
    return [entry[0] for entry in outcome.stamp[1:]]
