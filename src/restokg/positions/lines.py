"""N-Triples and N-Quads with the place of every term.

The text is one that the engine has read, so what is read here is known to be well-formed.
"""

from __future__ import annotations

from collections.abc import Iterator

from restokg.graph.store import DefaultGraph
from restokg.positions.quoted import quoted
from restokg.positions.spans import PlacedQuad
from restokg.positions.terms import Terms
from restokg.positions.tokens import REST_OF_STATEMENT, STATEMENT, matched, unexpected

(SUBJECT, PREDICATE, NODE, LITERAL, STRING, LANGUAGE, DATATYPE, GRAPH, QUOTED, END, UNEXPECTED) = (
    range(1, 12)
)
"""The groups of :data:`STATEMENT`."""


def read_lines(text: str) -> Iterator[PlacedQuad]:
    """Yield the quads of a document in N-Triples or N-Quads that the engine has read."""
    terms = Terms()
    default = DefaultGraph()
    position, end = 0, len(text)
    while position < end:
        for match in STATEMENT.finditer(text, position):
            if match[END] is not None:
                return
            if match[UNEXPECTED]:
                raise unexpected(text, match.start(UNEXPECTED))
            graph = match[GRAPH]
            if match[QUOTED]:
                start = match.start(QUOTED)
                object_, object_at, position = quoted(text, start, terms, [], default)
                rest = matched(REST_OF_STATEMENT, text, position)
                graph, position = rest[1], rest.end()
            elif match[NODE]:
                object_, object_at = terms[match[NODE]], match.span(NODE)
            else:
                object_ = terms.literal(match[STRING], match[LANGUAGE], match[DATATYPE])
                object_at = match.span(LITERAL)
            yield PlacedQuad(
                terms[match[SUBJECT]],
                terms[match[PREDICATE]],
                object_,
                terms[graph] if graph else default,
                match.span(SUBJECT),
                match.span(PREDICATE),
                object_at,
            )
            if match[QUOTED]:
                break
