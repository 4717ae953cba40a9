"""Find RDF files and read them into a dataset; what is wrong in them is said with its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from restokg.errors import EmptyInputError, MissingPathError, RdfSyntaxError, UnknownSyntaxError
from restokg.graph.store import Quad, Store, parse

EXTENSIONS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
}
"""File name extensions, and the syntax that each one stands for."""

STDIN = Path("-")
"""Stands for standard input, which is read as TriG (and so as Turtle too)."""


def files_in(folder: Path, extensions: Iterable[str] = EXTENSIONS) -> list[Path]:
    """Return the files of a folder, at any depth, that end in one of the extensions, sorted.

    Hidden files and folders are left out.

    Raises:
        MissingPathError: If a folder cannot be read.
    """

    def refuse(error: OSError) -> None:
        raise MissingPathError(
            error.filename, f"The folder cannot be read: {error.strerror}."
        ) from None

    endings = tuple(extensions)
    found: list[str] = []
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            f"{place}{os.sep}{name}"
            for name in names
            if name.endswith(endings) and not name.startswith(".")
        ]
    return [Path(path) for path in sorted(found)]


def rdf_files(paths: Iterable[Path]) -> list[Path]:
    """Return the RDF files that the given files and folders stand for, each once, in order.

    Raises:
        MissingPathError: If a path does not exist or a folder cannot be read.
        EmptyInputError: If a folder holds no RDF file.
        UnknownSyntaxError: If a file that is named has none of the known extensions.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path == STDIN:
            files[path] = None
        elif path.is_dir():
            inside = files_in(path)
            if not inside:
                raise EmptyInputError(path, list(EXTENSIONS))
            files.update(dict.fromkeys(inside))
        elif not path.exists():
            raise MissingPathError(path)
        else:
            syntax_of(path)
            files[path] = None
    return list(files)


def syntax_of(path: Path) -> str:
    """Return the name of the RDF syntax that a file's extension stands for."""
    if path == STDIN:
        return "trig"
    try:
        return EXTENSIONS[path.suffix.lower()]
    except KeyError:
        raise UnknownSyntaxError(path, list(EXTENSIONS)) from None


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, without the byte order mark that some editors put first.

    Raises:
        MissingPathError: If it is not there, cannot be read, or is not text in UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MissingPathError(path) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    except UnicodeDecodeError:
        raise MissingPathError(path, "The file is not text in UTF-8.") from None


def load(
    store: Store,
    files: Iterable[Path],
    *,
    graph: str | None = None,
    stdin: bytes = b"",
    on_file: Callable[[Path], None] = lambda _: None,
) -> None:
    """Load RDF files; blank nodes of different files stay different.

    Triples outside any graph go to ``graph``, or else to the default graph. ``on_file`` hears
    of each file before it is read.

    Raises:
        RdfSyntaxError: At the first file that does not follow its syntax.
    """
    for path in files:
        on_file(path)
        source = stdin if path == STDIN else path
        try:
            store.load(source, syntax_of(path), graph=graph)
        except SyntaxError as error:
            raise _syntax_error(path, error) from None
        except OSError as error:
            raise _unreadable(path, error) from None


def quads(path: Path) -> Iterator[Quad]:
    """Yield the quads of one RDF file, with blank nodes as the file names them.

    Raises:
        RdfSyntaxError: Where the file stops following its syntax.
    """
    try:
        yield from parse(path, syntax_of(path))
    except SyntaxError as error:
        raise _syntax_error(path, error) from None
    except OSError as error:
        raise _unreadable(path, error) from None


def _syntax_error(path: Path, error: SyntaxError) -> RdfSyntaxError:
    reason = re.sub(r"^Parser error at line .*?: ", "", str(error.msg))
    if "LoadDocumentCallback" in reason:
        reason = "A context on the web is not fetched; write the @context into the file."
    return RdfSyntaxError(
        "standard input" if path == STDIN else path,
        reason if reason.endswith(".") else f"{reason}.",
        line=error.lineno,
        column=error.offset,
    )


def _unreadable(path: Path, error: OSError) -> MissingPathError:
    return MissingPathError(path, f"The file cannot be read: {error.strerror or error}.")
