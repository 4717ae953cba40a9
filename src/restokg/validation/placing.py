"""The place of a finding within one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from restokg.graph.reading import STDIN, syntax_of
from restokg.graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Term,
    notation,
)
from restokg.namespaces import DEFAULT_GRAPH, RDF, SH
from restokg.positions.pointers import Pointers
from restokg.positions.reading import read
from restokg.positions.spans import Extent, Lines, PlacedQuad, decoded
from restokg.validation.excerpts import excerpt
from restokg.validation.findings import Finding, Place

_TYPE = RDF + "type"
_MAX_COUNT = SH + "MaxCountConstraintComponent"


class Source(NamedTuple):
    """A file that was checked, with its syntax; ``content`` reads it."""

    path: Path
    syntax: str
    content: Callable[[], bytes]

    @classmethod
    def of(cls, path: Path, *, stdin: bytes = b"", stdin_syntax: str = "trig") -> Source:
        if path == STDIN:
            return cls(path, stdin_syntax, lambda: stdin)
        return cls(path, syntax_of(path), path.read_bytes)


class Reading(Protocol):
    """A file, read for places."""

    @property
    def quads(self) -> Iterable[Quad]:
        """What it states, with the blank nodes that :meth:`place` understands."""

    def place(self, finding: Finding, focus: Term) -> Place | None:
        """Return where a finding stands whose node is called so in this file."""

    def value_place(self, literal: str) -> Place | None:
        """Return where a literal, in N-Triples notation as stored, is first a value."""


def reading(source: Source, wanted: Collection[str] | None) -> Reading | None:
    """Read a file for places, or return None if its syntax has none (RDF/XML).

    With ``wanted``, only what is about these IRIs needs to be there.
    """
    if source.syntax == "jsonld":
        return _JsonReading(source)
    if source.syntax == "rdfxml":
        return None
    return _TextReading(source, wanted)


class _JsonReading:
    def __init__(self, source: Source) -> None:
        self._file = source.path
        self._pointers = Pointers(decoded(source.content()))
        self.quads = self._pointers.quads

    def place(self, finding: Finding, focus: Term) -> Place | None:
        rows = [quad for quad in self.quads if quad.subject == focus]
        row = _offending(finding, rows)
        if row is None:
            found = self._pointers.subject(focus)
        else:
            found = self._pointers.triple(row.subject, row.predicate, row.object)  # type: ignore[arg-type]
        return None if found is None else Place(self._file, *found.span, found.pointer)

    def value_place(self, literal: str) -> Place | None:
        for row in self.quads:
            if as_stored(row.object) == literal:
                found = self._pointers.triple(row.subject, row.predicate, row.object)  # type: ignore[arg-type]
                return None if found is None else Place(self._file, *found.span, found.pointer)
        return None


class _TextReading:
    def __init__(self, source: Source, wanted: Collection[str] | None) -> None:
        self._file = source.path
        content = source.content()
        self._numbers: Sequence[int] | None = None
        if wanted is not None and source.syntax in ("ntriples", "nquads"):
            text, self._numbers = excerpt(content, source.syntax, wanted)
        else:
            text = decoded(content)
        self._lines = Lines(text)
        rows = read(text, source.syntax)
        self._rows: list[PlacedQuad] = []
        self._about: dict[Term, list[PlacedQuad]] = defaultdict(list)
        self._to: dict[Term, list[PlacedQuad]] = defaultdict(list)
        self._in: dict[Term | DefaultGraph, PlacedQuad] = {}
        for row in rows:
            if wanted is None:
                self._rows.append(row)
            if wanted is None or row.subject.value in wanted:
                self._about[row.subject].append(row)
            if isinstance(row.object, NamedNode | BlankNode) and (
                wanted is None or row.object.value in wanted
            ):
                self._to[row.object].append(row)
            self._in.setdefault(row.graph_name, row)

    @property
    def quads(self) -> Iterator[Quad]:
        for row in self._rows:
            yield Quad(row.subject, row.predicate, row.object, row.graph_name)

    def place(self, finding: Finding, focus: Term) -> Place | None:
        return self._place(self._extent(finding, focus))

    def value_place(self, literal: str) -> Place | None:
        values = (row.object_at for row in self._rows if as_stored(row.object) == literal)
        return self._place(min(values, default=None))

    def _place(self, extent: Extent | None) -> Place | None:
        if extent is None:
            return None
        span = self._lines.span(extent)
        if self._numbers is not None:  # lines of an excerpt, counted from one as in the file
            number = self._numbers[span.line - 1]
            span = span._replace(line=number, end_line=number)
        return Place(self._file, *span)

    def _extent(self, finding: Finding, focus: Term) -> Extent | None:
        rows = self._about.get(focus, [])
        if (row := _offending(finding, rows)) is not None:
            return row.object_at
        for row in self._to.get(focus, ()):  # an inverse path: the value is the other's subject
            if finding.value is not None and str(row.subject) == finding.value:
                return row.subject_at
        for row in rows:
            if row.predicate.value == finding.path:
                return row.predicate_at
        for row in rows:
            if row.predicate.value == _TYPE:
                return row.subject_at
        if rows:
            return rows[0].subject_at
        loose = focus == NamedNode(DEFAULT_GRAPH)
        graph = self._in.get(DefaultGraph() if loose else focus)
        if graph is not None:
            return graph.subject_at
        return self._to[focus][0].object_at if self._to.get(focus) else None


class _Row(Protocol):
    @property
    def predicate(self) -> NamedNode: ...
    @property
    def object(self) -> object: ...


_AnyRow = TypeVar("_AnyRow", bound=_Row)


def _offending(finding: Finding, rows: Sequence[_AnyRow]) -> _AnyRow | None:
    """Return the statement about the node that is wrong, if a single one is."""
    on_path = [row for row in rows if row.predicate.value == finding.path]
    about_itself = finding.path is None and finding.value == _written(finding.focus)
    if finding.value is not None and not about_itself:
        for candidates in (on_path, rows):
            for row in candidates:
                if as_stored(row.object) == finding.value:
                    return row
    if finding.component == _MAX_COUNT and len(on_path) > 1:
        return on_path[-1]
    return None


def _written(node: str) -> str:
    return node if node.startswith(("_:", '"')) else f"<{node}>"


def as_stored(term: object) -> str:
    """Return a term in N-Triples notation as the store gives it back."""
    return _literal_as_stored(term) if isinstance(term, Literal) else notation(term)


@lru_cache(maxsize=4096)
def _literal_as_stored(literal: Literal) -> str:
    """Return a literal as the store gives it back: numbers and times lose their spelling."""
    store = Store()
    node = NamedNode("urn:x")
    store.extend([Quad(node, node, literal)])
    return str(next(store.quads()).object)
