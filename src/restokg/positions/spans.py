"""Where something is written: extents in a text, and the lines and columns that they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from restokg.graph.store import BlankNode, DefaultGraph, Literal, NamedNode, Triple

Extent = tuple[int, int]
"""Where a piece of a text begins, and where it ends: offsets in code points."""


class Span(NamedTuple):
    """Lines and columns count from 1, columns in code points; the end lies just behind."""

    line: int
    column: int
    end_line: int
    end_column: int


class PlacedQuad(NamedTuple):
    """A quad, and where its terms are written; :class:`Lines` turns extents into lines and columns.

    A blank node without a label stands at the mark that opens it: a bracket, ``<<``, ``~`` or
    ``{|``. In a collection, the cell of the first member stands at the opening bracket, that of
    a later one at the member, and the end of the list at the closing bracket. Predicates that
    marks imply stand at what implies them.
    """

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: NamedNode | BlankNode | Literal | Triple
    graph_name: NamedNode | BlankNode | DefaultGraph
    subject_at: Extent
    predicate_at: Extent
    object_at: Extent


class Lines:
    """The lines of a text. They end in LF, CR LF or CR, as in editors and for the engine."""

    def __init__(self, source: str | bytes) -> None:
        self._text = decoded(source)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", self._text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, extent: Extent) -> Span:
        """Return lines and columns of an extent."""
        start, end = extent
        return Span(*self.place(start), *self.place(end))


def decoded(source: str | bytes) -> str:
    """Return the text of a source in UTF-8.

    The engine takes any bytes in comments, so those that are not UTF-8 count as a character each.
    """
    return source if isinstance(source, str) else source.decode("utf-8", "replace")
