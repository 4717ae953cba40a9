"""Read what is linted: Turtle and TriG with the places of terms, queries with their tokens."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from restokg.errors import (
    EmptyInputError,
    MissingPathError,
    RestokgError,
    UnknownSyntaxError,
)
from restokg.graph.reading import files_in, quads, read_text
from restokg.graph.store import BlankNode, NamedNode, Term
from restokg.lint.tokens import Token, tokens
from restokg.positions.reading import read
from restokg.positions.spans import Extent, Lines
from restokg.validation.findings import Place

QUERY = ".rq"
SYNTAXES = {".ttl": "turtle", ".trig": "trig"}
EXTENSIONS = (*SYNTAXES, QUERY)


class Statement(NamedTuple):
    """A triple; of a file that is linted, with the extents of its three terms.

    Blank nodes have labels that no other file has: ``n.label``, n being the number of the file.
    """

    subject: Term
    predicate: NamedNode
    object: Term
    sheet: Sheet | None = None
    extents: tuple[Extent, Extent, Extent] = ((0, 0), (0, 0), (0, 0))

    def place(self, term: int = 0) -> Place:
        """Return the place of the subject (0), the predicate (1) or the object (2)."""
        assert self.sheet is not None  # noqa: S101  context is not reported on
        return self.sheet.place(self.extents[term])


class Sheet:
    """A file that is linted."""

    def __init__(self, path: Path, text: str, number: int) -> None:
        """Read the statements of a file; a query has none.

        Raises:
            RdfSyntaxError: Where the file stops following its syntax.
        """
        self.path = path
        self.text = text
        self.is_query = path.suffix == QUERY
        self.statements = [] if self.is_query else list(self._statements(number))

    def _statements(self, number: int) -> Iterator[Statement]:
        anonymous: dict[str, str] = {}

        def named(term: Any, at: Extent) -> Any:
            """Give a blank node without a label one that is the same in every run."""
            if not isinstance(term, BlankNode) or self.text.startswith("_:", at[0]):
                return _apart(term, number)
            name = anonymous.setdefault(term.value, f"anonymous-{len(anonymous) + 1}")
            return BlankNode(f"{number}.{name}")

        deque(quads(self.path), maxlen=0)  # which raises what is to be said of a broken file
        for quad in read(self.text, SYNTAXES[self.path.suffix]):
            subject = named(quad.subject, quad.subject_at)
            value = named(quad.object, quad.object_at)
            extents = (quad.subject_at, quad.predicate_at, quad.object_at)
            yield Statement(subject, quad.predicate, value, self, extents)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, extent: Extent) -> Place:
        return Place(self.path, *self._lines.span(extent))


def context(files: Iterable[Path]) -> Iterator[Statement]:
    """Yield the statements of files that are known but not linted.

    Raises:
        RestokgError: If one of them cannot be read.
    """
    for number, path in enumerate(files):
        for quad in quads(path):
            yield Statement(
                _apart(quad.subject, f"context-{number}"),
                quad.predicate,
                _apart(quad.object, f"context-{number}"),
            )


def _apart(term: Any, number: object) -> Any:
    return BlankNode(f"{number}.{term.value}") if isinstance(term, BlankNode) else term


def files(paths: Iterable[Path], errors: list[RestokgError]) -> list[Path]:
    """Return the files to lint that the given files and folders stand for, each once, in order.

    What is not there, or is no Turtle, TriG or query, is told to ``errors``.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            if path.is_dir():
                inside = files_in(path, EXTENSIONS)
                if not inside:
                    raise EmptyInputError(path, EXTENSIONS)
                found.update(dict.fromkeys(inside))
            elif not path.exists():
                raise MissingPathError(path)
            elif path.suffix not in EXTENSIONS:
                raise UnknownSyntaxError(path, EXTENSIONS)
            else:
                found[path] = None
        except RestokgError as error:
            errors.append(error)
    return list(found)


def sheets(paths: Iterable[Path], errors: list[RestokgError]) -> list[Sheet]:
    """Return the files, read; those that cannot be read are told to ``errors``."""
    found = []
    for number, path in enumerate(paths):
        try:
            found.append(Sheet(path, read_text(path), number))
        except RestokgError as error:
            errors.append(error)
    return found
