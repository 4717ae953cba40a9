"""The graph, or parts of it, in every standard RDF syntax, with deterministic bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import IO

from restokg.errors import InputError, UnknownFormatError, UnknownThingError
from restokg.graph.lookup import normal, resolve
from restokg.graph.store import SYNTAXES, NamedNode, Store, serialise
from restokg.namespaces import RDF, RKG, expand

FORMATS = tuple(SYNTAXES)
"""The names of the RDF syntaxes. Turtle, N-Triples and RDF/XML hold the union of the graphs."""


def export(
    store: Store,
    format: str,
    output: IO[bytes],
    *,
    graphs: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> None:
    """Write a dataset, or the part of it in some graphs, or about things of some kinds, or both.

    Graphs are IRIs or curies; kinds are classes as IRI, curie or bare name (``Target``). The same
    dataset gives the same bytes.

    Raises:
        UnknownFormatError: If there is no such syntax.
        UnknownThingError: If the dataset has no such graph, or nothing of such a kind.
    """
    if format not in SYNTAXES:
        raise UnknownFormatError(format, FORMATS)
    if not graphs and not kinds:
        serialise(store.nquads(), format, output)
        return
    names = {_graph(store, graph) for graph in graphs}
    subjects = {subject for kind in kinds for subject in _members(store, kind)}
    lines = [
        f"{quad} .\n"
        for name in sorted(names or [None], key=str)
        for quad in store.quads(graph=None if name is None else NamedNode(name))
        if not kinds or quad.subject in subjects
    ]
    serialise("".join(lines).encode(), format, output)


def _graph(store: Store, graph: str) -> str:
    iri = expand(graph) or graph
    known = store.graphs()
    if iri not in known:
        # What a reader calls it: a symbol, a citation, a title.
        with contextlib.suppress(InputError):
            if (named := resolve(store, graph)) in known:
                return named
        near = [name for name in known if name.startswith(iri)]
        raise UnknownThingError(graph, suggestions=near[:3])
    return iri


def _members(store: Store, kind: str) -> set[object]:
    iri = expand(kind) or (kind if ":" in kind else RKG + kind)
    try:
        class_ = NamedNode(iri)
    except ValueError:
        raise UnknownThingError(kind) from None
    members: set[object] = {
        quad.subject for quad in store.quads(None, NamedNode(RDF + "type"), class_)
    }
    if not members and (named := _class_called(store, kind)) is not None:
        return _members(store, named)
    if not members:
        import difflib

        rows = store.select("SELECT DISTINCT ?c WHERE { ?s a ?c }")
        names = [c.value.removeprefix(RKG) for (c,) in rows if c.value.startswith(RKG)]
        raise UnknownThingError(kind, suggestions=difflib.get_close_matches(kind, names))
    return members


def _class_called(store: Store, label: str) -> str | None:
    """Return the class of ours that has members and goes by this label in any language."""
    rows = store.select("SELECT DISTINCT ?c ?l { ?c a owl:Class ; rdfs:label ?l . ?x a ?c }")
    wanted = normal(label)
    return next((c.value for c, name in rows if normal(name.value) == wanted), None)
