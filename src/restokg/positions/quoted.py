"""Triples in pointed brackets: triple terms, and reified triples, which stand for their reifier."""

from __future__ import annotations

from typing import NamedTuple

from restokg.graph.store import BlankNode, NamedNode, Triple
from restokg.namespaces import RDF
from restokg.positions.spans import Extent, PlacedQuad
from restokg.positions.terms import AnyTerm, Terms
from restokg.positions.tokens import MARK, PLAIN, TAGGED, TOKEN, TYPED, WORD, unexpected

REIFIES = NamedNode(RDF + "reifies")

Placed = tuple[AnyTerm, Extent]


class _Opened(NamedTuple):
    """A bracket and what has been read since: subject, predicate, object, maybe a reifier."""

    mark: str
    at: Extent
    parts: list[Placed]


def quoted(
    text: str,
    position: int,
    terms: Terms,
    out: list[PlacedQuad],
    graph: AnyTerm,
) -> tuple[AnyTerm, Extent, int]:
    """Read what begins with ``<<`` or ``<<(``; what it reifies goes to ``out``, in ``graph``.

    Returns the term that it is, where it stands (a reifier without a name at the bracket that
    opens), and where the text goes on.
    """
    opened: list[_Opened] = []
    for match in TOKEN.finditer(text, position):
        kind = match.lastindex
        if kind == WORD:
            opened[-1].parts.append((terms[match[WORD]], match.span(WORD)))
        elif kind in (PLAIN, TAGGED, TYPED):
            literal = terms.literal(match[PLAIN], match[TAGGED], match[TYPED])
            opened[-1].parts.append((literal, (match.start(PLAIN), match.end())))
        elif kind == MARK:
            mark, at = match[MARK], match.span(MARK)
            if mark[0] == "<":
                opened.append(_Opened(mark, at, []))
            elif mark == "[":
                opened[-1].parts.append((BlankNode(), at))
            elif mark[-1] == ">":
                term, at = _closed(opened.pop(), at, out, graph)
                if not opened:
                    return term, at, match.end()
                opened[-1].parts.append((term, at))
    raise unexpected(text, position)


def _closed(
    opened: _Opened,
    closing: Extent,
    out: list[PlacedQuad],
    graph: AnyTerm,
) -> Placed:
    (subject, subject_at), (predicate, _), (object_, object_at), *reifiers = opened.parts
    triple = Triple(subject, predicate, object_)
    if opened.mark == "<<(":
        return triple, (opened.at[0], closing[1])
    node, at = reifiers[0] if reifiers else (BlankNode(), opened.at)
    out.append(
        PlacedQuad(node, REIFIES, triple, graph, at, opened.at, (subject_at[0], object_at[1]))
    )
    return node, at
