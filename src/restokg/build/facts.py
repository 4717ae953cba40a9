"""Statements of the dataset about itself, as the parts of its description write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from restokg.graph.store import Literal, NamedNode, Quad, Term
from restokg.namespaces import DATASET_GRAPH, RDF, XSD


def fact(subject: str, predicate: str, value: Term | str) -> Quad:
    """Return a statement in the graph of the description; a text as value is an IRI."""
    object_ = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(predicate), object_, NamedNode(DATASET_GRAPH))


def types(subject: str, *classes: str) -> Iterator[Quad]:
    return (fact(subject, RDF + "type", class_) for class_ in classes)


def texts(subject: str, predicate: str, by_language: Mapping[str, str]) -> Iterator[Quad]:
    return (
        fact(subject, predicate, Literal(text, language=lang)) for lang, text in by_language.items()
    )


def number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
