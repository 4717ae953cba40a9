"""Labels for the blank nodes that a JSON-LD document leaves without one.

The engine makes up other labels for them at each reading, so that they could not be followed
from slice to slice. Node objects take an ``@id``; which objects are node objects, the engine says.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from restokg.positions.json_text import JsonText, Value
from restokg.positions.slices import Document

_DEPTH = 100
"""Deeper objects get no label: for them the engine would take long."""

_NO_NODES = {"@id", "@list", "@set", "@value"}
"""An object that has one of these is no node, or needs no label."""


def labelled(document: Document) -> Document:
    """Return the document with labels for the blank nodes of node objects, last in each.

    Where no ``@id`` can be put (in a map from types, as the engine reads it), or in the blank
    nodes of lists, they stay without.
    """
    if document.blank <= document.labels:
        return document
    text = document.json.text
    prefix = "b"
    while f"_:{prefix}" in text:
        prefix += "b"
    takes: dict[Hashable, bool] = {}
    insertions = []
    for number, value in enumerate(_perhaps_nodes(document)):
        label = f"{prefix}{number}"
        surroundings = _surroundings(document, value)
        if surroundings not in takes:
            takes[surroundings] = document.takes_label(value, label)
        if takes[surroundings]:
            comma = "," if value.children else ""
            insertions.append((value.end - 1, f'{comma}"@id":"_:{label}"'))
    parts = []
    at = 0
    for offset, insertion in sorted(insertions):
        parts += [text[at:offset], insertion]
        at = offset
    try:
        result = Document(JsonText("".join(parts) + text[at:]), document.base)
    except SyntaxError:
        return document
    same = len(result.quads) == len(document.quads) and len(result.blank) == len(document.blank)
    return result if same else document


def _perhaps_nodes(document: Document) -> Iterator[Value]:
    ahead = [(document.json.root, 0)]
    while ahead:
        value, depth = ahead.pop()
        if depth < _DEPTH:
            inner = (child for child in reversed(value.children) if child.key != "@context")
            ahead += [(child, depth + 1) for child in inner]
        if value.kind != "object" or not _NO_NODES.isdisjoint(m.key for m in value.children):
            continue
        if document.means(value, "@nest") or document.means(value, "@reverse"):
            continue
        stating = [m for m in value.children if not (m.key or "").startswith("@")]
        if any(m.key == "@graph" or document.means(m, "@graph") for m in value.children) and all(
            document.means(m, "@graph") for m in stating
        ):
            continue  # it holds a graph that has no name, and would get one
        yield value


def _surroundings(document: Document, value: Value) -> Hashable:
    """Return what decides whether an object takes a label: objects that are alike here do alike."""
    path: list[Hashable] = [frozenset(member.key for member in value.children)]
    for outer in value.and_ancestors():
        path.append(outer.key)
        for member in outer.children if outer.kind == "object" else ():
            if member.key == "@context":
                path.append(id(member))
            elif document.means(member, "@type"):
                path.append(document.json.source(member))
    return tuple(path)
