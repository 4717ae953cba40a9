"""Find RDF files and read them into a dataset; what is wrong in them is said with its place."""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
"""Stands for standard input, which is read as TriG (and so as Turtle too) unless told otherwise."""

MAX_DEPTH = 500
"""Things inside each other in JSON-LD, triple terms elsewhere; the engine stands some thousands."""

_JSON_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[][{}]', re.DOTALL)
_ESCAPED_AT_END = re.compile(rb"\\\S*\Z")
_TRIPLE_TERM = re.compile(rb"<<\(|\)>>")

_NOT_TEXT = {
    b"\xef\xbb\xbf": "The file begins with a byte order mark. Save it as UTF-8 without one.",
    b"\xff\xfe": "The file is in UTF-16. Save it as UTF-8.",
    b"\xfe\xff": "The file is in UTF-16. Save it as UTF-8.",
    b"\x1f\x8b": "The file is compressed (gzip). Unpack it first.",
    b"PK\x03\x04": "The file is compressed (zip). Unpack it first.",
}
"""What the first bytes of a file tell about why it is no RDF."""


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
    stdin_syntax: str = "trig",
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
        syntax = stdin_syntax if path == STDIN else syntax_of(path)
        with _told(path, source, syntax):
            store.load(_safe(source, syntax), syntax, graph=graph)


def quads(path: Path, *, stdin: bytes = b"", stdin_syntax: str = "trig") -> Iterator[Quad]:
    """Yield the quads of one RDF file, with blank nodes as the file names them.

    Raises:
        RdfSyntaxError: Where the file stops following its syntax.
    """
    source = stdin if path == STDIN else path
    syntax = stdin_syntax if path == STDIN else syntax_of(path)
    with _told(path, source, syntax):
        yield from parse(_safe(source, syntax), syntax)


def _safe(source: bytes | Path, syntax: str) -> bytes | Path:
    """Return what the engine may read of a source without harm.

    Deep nesting ends the stack of the engine, and with it the process; in Turtle it drops the end
    of a name with a backslash if the text ends right behind it.
    """
    if syntax == "rdfxml":
        return source
    if isinstance(source, bytes):
        return _checked(source, syntax, source)
    with source.open("rb") as file:
        if not source.stat().st_size:
            return source
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _checked(content, syntax, source)


def _checked(content: bytes | mmap.mmap, syntax: str, source: bytes | Path) -> bytes | Path:
    if syntax == "jsonld":
        _refuse_depth(content, _JSON_TOKEN, "Objects and arrays")
    elif content.find(b"<<(") >= 0:
        _refuse_depth(content, _TRIPLE_TERM, "Triple terms")
    if syntax in ("turtle", "trig") and _ESCAPED_AT_END.search(content[-1000:]):
        return content[:] + b"\n"
    return source


def _refuse_depth(content: bytes | mmap.mmap, token: re.Pattern[bytes], what: str) -> None:
    depth = 0
    for found in token.finditer(content):
        if found[0] in (b"{", b"[", b"<<("):
            depth += 1
        elif found[0] in (b"}", b"]", b")>>"):
            depth -= 1
        if depth > MAX_DEPTH:
            before = content[: found.start()].decode("utf-8", "replace")
            line = before.count("\n") + 1
            place = (None, line, len(before) - before.rfind("\n"), None)
            raise SyntaxError(f"{what} are nested more than {MAX_DEPTH} deep", place)


@contextmanager
def _told(path: Path, source: bytes | Path, syntax: str) -> Iterator[None]:
    """Turn what the engine says of a file into an error that names place and remedy."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(path, source, syntax, error) from None
    except OSError as error:
        raise _unreadable(path, error) from None


def _syntax_error(
    path: Path, source: bytes | Path, syntax: str, error: SyntaxError
) -> RdfSyntaxError:
    name = "standard input" if path == STDIN else path
    if isinstance(source, Path):
        with source.open("rb") as file:
            head = file.read(4)
    else:
        head = source[:4]
    for start, reason in _NOT_TEXT.items():
        if head.startswith(start):
            return RdfSyntaxError(name, reason, line=1, column=1)
    reason = re.sub(r"^Parser error at line .*?: ", "", str(error.msg))
    if "LoadDocumentCallback" in reason:
        reason = "A context on the web is not fetched; write the @context into the file."
    elif "Only UTF-8 is supported" in reason:
        reason = "The file declares another encoding. Save it as UTF-8 and say so."
    elif "nvalid UTF-8" in reason:
        reason = "This is not UTF-8. Save the file as UTF-8."
    line, column = error.lineno, error.offset
    if line is None and syntax == "rdfxml":
        line, column = _xml_error(source)
    return RdfSyntaxError(
        name, reason if reason.endswith(".") else f"{reason}.", line=line, column=column
    )


def _xml_error(source: bytes | Path) -> tuple[int | None, int | None]:
    """Return line and column where a text stops being well-formed XML, which the engine omits."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(
            source.read_bytes() if isinstance(source, Path) else source, True
        )
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def _unreadable(path: Path, error: OSError) -> MissingPathError:
    return MissingPathError(path, f"The file cannot be read: {error.strerror or error}.")
