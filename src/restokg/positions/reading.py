"""Read RDF with the place of every term.

The engine reads first and says what is wrong; what it has read is read once more for the places.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from restokg.graph.store import parse
from restokg.positions.lines import read_lines
from restokg.positions.spans import Lines, PlacedQuad, decoded
from restokg.positions.turtle import read_turtle

SYNTAXES = ("turtle", "trig", "ntriples", "nquads")


def read(source: str | bytes, syntax: str, *, base: str | None = None) -> Iterator[PlacedQuad]:
    """Yield the quads of a document in one of :data:`SYNTAXES`, and where their terms are written.

    They are those of :func:`restokg.graph.store.parse`, in an order of their own. Blank nodes
    keep their labels; those without one get labels of chance.

    Raises:
        SyntaxError: Before the first quad, with ``lineno`` and ``offset`` as the engine has them.
    """
    text = decoded(source)
    data = source if isinstance(source, bytes) else _encoded(text)
    deque(parse(data, syntax, base=base), maxlen=0)
    return read_turtle(text, base) if syntax in ("turtle", "trig") else read_lines(text)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line, column = Lines(text).place(error.start)
        place = (None, line, column, None)
        raise SyntaxError("Half a surrogate pair is not a character", place) from None
