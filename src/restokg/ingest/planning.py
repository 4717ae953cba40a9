"""Which files there are to ingest, and which of them are one document in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from restokg import symbols
from restokg.errors import MissingPathError, RestokgError, UsageError

SUFFIXES = (".xml", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".txt")
"""The files of a folder that are read. A file that is named is read whatever it is called."""

_AKN_SYMBOL = re.compile(rb'<docNumber[^<>]{0,80}refersTo="#symbol"[^<>]{0,80}>([^<]{1,80})<')
_COLLECTION = re.compile(r" [A-Z](?:[-–][A-Z])?$")


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are one work: a document, in one or more languages."""

    key: str
    """The symbol of the work, or the path of its only file."""
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    tasks: tuple[Task, ...]
    passed_over: int
    """Files of folders that are of no kind that can be read."""


def plan(paths: Sequence[Path]) -> Plan:
    """Return what is to be done for files and folders, in the order of the works.

    Raises:
        MissingPathError: If a path is not there.
        UsageError: If there is nothing to read.
    """
    files: dict[Path, None] = {}
    passed_over = 0
    for path in paths:
        if path.is_dir():
            for found in files_below(path):
                if found.suffix.lower() in SUFFIXES:
                    files[found] = None
                else:
                    passed_over += 1
        elif path.exists():
            files[path] = None
        else:
            raise MissingPathError(path)
    if not files:
        raise UsageError(f"There is nothing to ingest: files end in one of {', '.join(SUFFIXES)}.")
    works: dict[str, list[Path]] = {}
    for file in files:
        works.setdefault(_key(file), []).append(file)
    return Plan(tuple(Task(key, tuple(works[key])) for key in sorted(works)), passed_over)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, in order; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _key(file: Path) -> str:
    """Return the symbol of a file's work, found as cheaply as can be, or else its path."""
    try:
        text = _printed_symbol(file)
    except (OSError, RestokgError):
        text = None  # told when the file is read
    readings = symbols.parse(_COLLECTION.sub("", text)) if text else ()
    return readings[0].normal if len(readings) == 1 else str(file)


def _printed_symbol(file: Path) -> str | None:
    if not file.is_file():
        return None
    if file.suffix.lower() == ".xml":
        match = _AKN_SYMBOL.search(file.read_bytes())
        return match[1].decode("utf-8", "replace").strip() if match else None
    from restokg.ingest.readers.reading import read

    return _first(document.symbol for document in read(file))


def _first(found: Iterable[str | None]) -> str | None:
    return next(iter(found), None)
