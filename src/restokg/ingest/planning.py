"""Which files there are to ingest, and which of them are one document in several languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from restokg import symbols
from restokg.errors import MissingPathError, UsageError
from restokg.ingest.candidates.identity import file_iri
from restokg.ingest.processes import cores, limit_memory, over_processes

SUFFIXES = (".xml", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".txt")
"""The files of a folder that are read. A file that is named is read whatever it is called."""

_AKN_SYMBOL = re.compile(rb'<docNumber[^<>]{0,80}refersTo="#symbol"[^<>]{0,80}>([^<]{1,80})<')
_TEXT = (".html", ".htm", ".xhtml", ".txt")
_LITTLE = 1 << 16
_FEW = 20
"""Bytes of a text, and number of texts, that are read sooner than a process is begun."""

_HEAD = (1 << 14, 1 << 18)
"""Bytes at the start of a file in which its symbol stands: mostly, and at the utmost."""
_COLLECTION = re.compile(r" [A-Z](?:[-–][A-Z])?$")


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are one work: a document, in one or more languages."""

    key: str
    """The symbol of the work, or the path of its only file."""
    files: tuple[Path, ...]
    clash: Path | None = None
    """Another file that would be called the same, where neither tells its symbol."""

    @property
    def is_file(self) -> bool:
        """Whether no more is known of it than the name of its file."""
        return self.key == str(self.files[0])

    def clashing(self, other: Path) -> Task:
        return Task(self.key, self.files, other)


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
    for file, key in zip(files, _keys(list(files)), strict=True):
        works.setdefault(key, []).append(file)
    return Plan(_apart([Task(key, tuple(works[key])) for key in sorted(works)]), passed_over)


def _apart(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return works, of which each that is called as one before tells the other's file."""
    names: dict[str, Path] = {}
    checked = []
    for task in tasks:
        first = task.files[0]
        other = names.setdefault(file_iri(task.key), first) if task.is_file else first
        checked.append(task if other == first else task.clashing(other))
    return tuple(checked)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, in order; hidden ones are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [f"{parent}{os.sep}{name}" for name in files if not name.startswith(".")]
    yield from map(Path, sorted(found))


def _keys(files: Sequence[Path]) -> list[str]:
    """Return for each file the symbol of its work, found as cheaply as can be, or else its path.

    All but XML must be read for it. That is done in processes of their own, which a file may end,
    unless all is text and so little that they would take longer to start. A file that is alone
    needs no symbol to be told from others.
    """
    printed: dict[Path, str | None] = {}
    others = []
    for file in files:
        if file.suffix.lower() == ".xml":
            printed[file] = _symbol_in_xml(file)
        else:
            others.append(file)
    if len(files) > 1 and _is_little(others):
        printed.update((file, _symbol_in(file)) for file in others)
    elif len(files) > 1:
        printed.update(over_processes(_symbol_in, others, count=cores(), begin=limit_memory))
    keys = []
    for file in files:
        text = printed.get(file)
        symbol = symbols.unambiguous(_COLLECTION.sub("", text)) if text else None
        keys.append(str(file) if symbol is None else symbol.normal)
    return keys


def _is_little(files: Sequence[Path]) -> bool:
    return (
        all(
            file.suffix.lower() in _TEXT and file.is_file() and file.stat().st_size <= _LITTLE
            for file in files
        )
        and len(files) <= _FEW
    )


def _symbol_in_xml(file: Path) -> str | None:
    if not file.is_file():
        return None
    try:
        with file.open("rb") as stream:
            head = b""
            for size in _HEAD:
                head += stream.read(size - len(head))
                if match := _AKN_SYMBOL.search(head):
                    break
    except OSError:
        return None  # told when the file is read
    return match[1].decode("utf-8", "replace").strip() if match else None


def _symbol_in(file: Path) -> str | None:
    from restokg.ingest.readers.reading import read

    try:
        return next((document.symbol for document in read(file)), None)
    except Exception:  # noqa: BLE001 (told when the file is read in earnest)
        return None
