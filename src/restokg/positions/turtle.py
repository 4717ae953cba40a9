"""Turtle and TriG with the place of every term.

The text is one that the engine has read, so what is read here is known to be well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from restokg.graph.store import BlankNode, DefaultGraph, NamedNode, Triple
from restokg.namespaces import RDF
from restokg.positions.quoted import REIFIES, Placed, quoted
from restokg.positions.spans import Extent, PlacedQuad
from restokg.positions.terms import AnyTerm, Terms
from restokg.positions.tokens import (
    BASE,
    DIRECTIVE,
    END,
    MARK,
    PLAIN,
    PREFIX,
    TAGGED,
    TOKEN,
    TYPED,
    UNEXPECTED,
    VERSION,
    WORD,
    matched,
    unexpected,
)

FIRST, REST, NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))

# What comes next. Behind an object come marks, or more about the triple: its reifiers.
SUBJECT, PREDICATE, OBJECT, MORE, MORE_REIFIED, REIFIER = range(6)


class _Collection:
    """A collection that is being read: its opening bracket, its first cell and its last one."""

    __slots__ = ("head", "last", "opening")

    def __init__(self, opening: Extent) -> None:
        self.opening = opening
        self.head: NamedNode | BlankNode = NIL
        self.last: Placed | None = None


class _Context(NamedTuple):
    """What is put aside while something in brackets is read."""

    state: int
    subject: Placed
    predicate: Placed
    object: Placed
    collection: _Collection | None


def read_turtle(text: str, base: str | None = None) -> Iterator[PlacedQuad]:
    """Yield the quads of a document in Turtle or TriG that the engine has read."""
    return _Reader(text, base).quads()


class _Reader:
    """A reading of one document. What it knows of the triple at hand, :class:`_Context` names."""

    state: int
    subject: Placed
    predicate: Placed
    object: Placed
    collection: _Collection | None

    def __init__(self, text: str, base: str | None) -> None:
        self.text = text
        self.terms = Terms(base)
        self.out: list[PlacedQuad] = []
        self.graph: AnyTerm = DefaultGraph()
        self.contexts: list[_Context] = []
        self.reifiers: list[Placed] = []
        self.tilde: Extent = (0, 0)
        nothing = (NIL, self.tilde)
        self.resume(_Context(SUBJECT, nothing, nothing, nothing, None))
        self.marks = {
            ".": self.end_of_statement,
            ";": self.semicolon,
            ",": self.comma,
            "[": self.open_list,
            "]": self.close_list,
            "(": self.open_collection,
            ")": self.close_collection,
            "{": self.open_graph,
            "}": self.close_graph,
            "~": self.reifier,
            "{|": self.open_annotation,
            "|}": self.close_annotation,
        }

    def quads(self) -> Iterator[PlacedQuad]:
        terms, out = self.terms, self.out
        position, end = 0, len(self.text)
        while position < end:
            yield from out
            out.clear()
            # Directives and quoted triples are read apart, and tokens again from behind them.
            for match in TOKEN.finditer(self.text, position):
                kind = match.lastindex or UNEXPECTED
                if kind == MARK:
                    mark = match[MARK]
                    if mark[0] == "<":
                        position = self.quoted(match.start(MARK))
                        break
                    if self.state > MORE:
                        self.end_of_reifiers(mark)
                    self.marks[mark](match.span(MARK))
                elif kind == WORD:
                    try:
                        term = terms[match[WORD]]
                    except KeyError:  # a keyword
                        position = self.directive(match[WORD], match.end())
                        break
                    self.take((term, match.span(WORD)))
                elif kind < DIRECTIVE:
                    literal = terms.literal(match[PLAIN], match[TAGGED], match[TYPED])
                    self.take((literal, (match.start(PLAIN), match.end())))
                else:
                    position = self.other(kind, match)
                    break
                if out:
                    yield from out
                    out.clear()

    def other(self, kind: int, match: re.Match[str]) -> int:
        """Return where to go on behind what is not part of a triple."""
        if kind == DIRECTIVE:
            return self.directive(match[DIRECTIVE][1:], match.end())
        if kind == END:
            return len(self.text)
        raise unexpected(self.text, match.start(UNEXPECTED))

    def directive(self, keyword: str, position: int) -> int:
        """Follow a directive; return where it ends, save its dot. GRAPH may as well be left out."""
        keyword = keyword.lower()
        if keyword == "prefix":
            match = matched(PREFIX, self.text, position)
            self.terms.declare(match[1], match[2])
        elif keyword == "base":
            match = matched(BASE, self.text, position)
            self.terms.rebase(match[1])
        elif keyword == "version":
            match = matched(VERSION, self.text, position)
        else:
            return position
        return match.end()

    def take(self, term: Placed) -> None:
        """Take a term for what comes next."""
        if self.state == OBJECT:
            self.take_object(term)
        elif self.state == PREDICATE:
            self.predicate = term
            self.state = OBJECT
        elif self.state == SUBJECT:
            self.subject = term
            self.state = PREDICATE
        else:
            self.reify(term)

    def take_object(self, term: Placed) -> None:
        collection = self.collection
        if collection is None:
            self.object = term
            self.state = MORE
            self.emit(self.subject, self.predicate, term)
            return
        at = term[1]
        if collection.last is None:
            collection.head = BlankNode()
            cell = (collection.head, collection.opening)
        else:
            cell = (BlankNode(), at)
            self.emit(collection.last, (REST, at), cell)
        collection.last = cell
        self.emit(cell, (FIRST, at), term)

    def emit(self, subject: Placed, predicate: Placed, object_: Placed) -> None:
        (s, s_at), (p, p_at), (o, o_at) = subject, predicate, object_
        self.out.append(PlacedQuad(s, p, o, self.graph, s_at, p_at, o_at))

    def end_of_statement(self, _: Extent) -> None:
        self.state = SUBJECT

    def semicolon(self, _: Extent) -> None:
        self.state = PREDICATE

    def comma(self, _: Extent) -> None:
        self.state = OBJECT

    def open_graph(self, _: Extent) -> None:
        if self.state == PREDICATE:  # what looked like a subject is its name
            self.graph = self.subject[0]
        self.state = SUBJECT

    def close_graph(self, _: Extent) -> None:
        self.graph = DefaultGraph()
        self.state = SUBJECT

    def open_list(self, at: Extent) -> None:
        self.put_aside()
        self.subject = (BlankNode(), at)
        self.state = PREDICATE

    def close_list(self, _: Extent) -> None:
        node = self.subject
        self.resume(self.contexts.pop())
        self.take(node)

    def open_collection(self, at: Extent) -> None:
        self.put_aside()
        self.collection = _Collection(at)
        self.state = OBJECT

    def close_collection(self, at: Extent) -> None:
        collection = self.collection
        self.resume(self.contexts.pop())
        if collection is not None:  # as always, says the grammar
            if collection.last is not None:
                self.emit(collection.last, (REST, at), (NIL, at))
            self.take((collection.head, collection.opening))

    def put_aside(self) -> None:
        self.contexts.append(
            _Context(self.state, self.subject, self.predicate, self.object, self.collection)
        )
        self.collection = None

    def resume(self, context: _Context) -> None:
        self.state, self.subject, self.predicate, self.object, self.collection = context

    def quoted(self, position: int) -> int:
        term, at, position = quoted(self.text, position, self.terms, self.out, self.graph)
        self.take((term, at))
        return position

    # The engine keeps all reifiers on one stack and takes off one for each object, however many it
    # has; an annotation is of the last on the stack. So it is done here.

    def reifier(self, at: Extent) -> None:
        self.tilde = at
        self.state = REIFIER

    def end_of_reifiers(self, mark: str) -> None:
        """Do what is due before a mark that follows a reifier."""
        if self.state == REIFIER:  # one without a name
            self.reify((BlankNode(), self.tilde))
        if mark not in ("~", "{|"):
            self.reifiers.pop()

    def reify(self, node: Placed) -> None:
        self.emit(node, (REIFIES, self.tilde), self.triple())
        self.reifiers.append(node)
        self.state = MORE_REIFIED

    def open_annotation(self, at: Extent) -> None:
        if self.state == MORE_REIFIED:
            node = self.reifiers[-1]
        else:
            node = (BlankNode(), at)
            self.emit(node, (REIFIES, at), self.triple())
        self.put_aside()
        self.subject = node
        self.state = PREDICATE

    def close_annotation(self, _: Extent) -> None:
        self.resume(self.contexts.pop())

    def triple(self) -> Placed:
        """Return the triple that was read last; it stands where its object does."""
        (subject, _), (predicate, _), (object_, at) = self.subject, self.predicate, self.object
        return Triple(subject, predicate, object_), at
