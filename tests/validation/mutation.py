"""Data that is nearly right: triples after a few changes of the kinds that slips of a pen make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args
from typing import Literal as Choice

from restokg.graph.store import BlankNode, Literal, NamedNode, Quad, Term
from restokg.namespaces import RDF, SH, XSD

Kind = Choice["drop", "add", "replace", "rewrite", "move", "rename", "classify", "link", "unname"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Change(NamedTuple):
    """One change; the numbers choose a triple and what becomes of it, both modulo what there is."""

    kind: Kind
    triple: int
    choice: int


FORMS = [
    ("", ("", "12", "ii", " a ", "text")),
    ("date", ("2021-02-28", "2021-02-30", "2021-03", "soon")),
    ("gYearMonth", ("2021-02", "2021-13", "2021-02-01")),
    ("gYear", ("2021", "21", "2021-02")),
    ("integer", ("0", "-1", "7", "101", "seven", "1.5")),
    ("decimal", ("0.0", "-0.5", "7.0", "1e3", "x")),
    ("double", ("7", "1e3", "NaN", "INF", "x")),
    ("boolean", ("true", "maybe")),
    ("dateTime", ("2021-02-28T12:00:00", "2021-02-28T12:00:00Z", "2021-02-28")),
    ("anyURI", ("https://example.org/",)),
    ("token", ("12",)),
]
"""Datatypes and lexical forms, right and wrong."""

LANGUAGES = ("en", "zh", "zh-hans", "en-gb", "fr")
LITERALS = [
    *(
        Literal(text, datatype=NamedNode(XSD + name)) if name else Literal(text)
        for name, texts in FORMS
        for text in texts
    ),
    *(Literal(text, language=language) for language in LANGUAGES for text in ("text", "")),
]
BLANK = [BlankNode("one"), BlankNode("two")]
TYPE = NamedNode(RDF + "type")


class Pool:
    """What changes may put in: the terms that some data and shapes speak of."""

    def __init__(self, data: Iterable[Quad], shapes: Iterable[Quad]) -> None:
        data = list(data)
        said = [q.object for q in shapes if isinstance(q.object, NamedNode)]
        named = [term for term in said if not term.value.startswith((SH, XSD))]
        # By their spelling: a property in a list of paths stands in the place of any other thing.
        properties = [term for term in named if not _local(term)[:1].isupper()]
        classes = [term for term in named if _local(term)[:1].isupper()]
        self.nodes = distinct([*BLANK, *(quad.subject for quad in data)])
        self.predicates = distinct([TYPE, *(quad.predicate for quad in data), *properties])
        self.objects = distinct([*LITERALS, *self.nodes, *named, *(q.object for q in data)])
        self.classes = distinct([TYPE, *(q.object for q in data if q.predicate == TYPE), *classes])


def distinct(terms: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(terms))


def _local(term: NamedNode) -> str:
    return re.split("[#/]", term.value)[-1]


def changed(data: Sequence[Quad], pool: Pool, changes: Iterable[Change]) -> list[Quad]:
    """Return the data after some changes, one after another."""
    quads = distinct(data)
    for change in changes:
        quads = distinct(_after(quads, pool, change) if quads else ())
    return quads


def _after(quads: list[Quad], pool: Pool, change: Change) -> list[Quad]:
    kind, choice = change.kind, change.choice
    index = change.triple % len(quads)
    old = quads[index]
    others = [*quads[:index], *quads[index + 1 :]]
    s, p, o = old.triple

    def pick(terms: Sequence[Any]) -> Any:
        return terms[choice % len(terms)]

    match kind:
        case "drop":
            return others
        case "add":
            return [*quads, Quad(s, p, pick(pool.objects))]
        case "replace":
            return [*others, Quad(s, p, pick(pool.objects))]
        case "rewrite":
            return [*others, Quad(s, p, _rewritten(o, pick(LITERALS)))]
        case "move":
            return [*others, Quad(pick(pool.nodes), p, o)]
        case "rename":
            return [*others, Quad(s, pick(pool.predicates), o)]
        case "classify":
            return [*quads, Quad(s, TYPE, pick(pool.classes))]
        case "link":
            return [*quads, Quad(s, pick(pool.predicates), pick(pool.nodes))]
        case "unname":
            new = pick(BLANK)
            return [
                Quad(
                    new if q.subject == s else q.subject,
                    q.predicate,
                    new if q.object == s else q.object,
                )
                for q in quads
            ]


def _rewritten(old: Term, like: Literal) -> Literal:
    """Return the text of a term in the language or datatype of a literal."""
    if like.language:
        return Literal(old.value, language=like.language)
    return Literal(old.value, datatype=like.datatype)
