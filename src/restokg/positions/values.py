"""Literals as the store keeps them, which is by value."""

from __future__ import annotations

from functools import lru_cache

from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.namespaces import RDF, XSD

_ANY = NamedNode(f"{RDF}nil")


@lru_cache(maxsize=65536)
def as_stored(literal: Literal) -> Literal:
    """Return a literal in the form that the store gives back: the integer 1 for "01".

    Numbers, booleans, dates, times and durations change, and with them some datatypes (xsd:int
    becomes xsd:integer); what is no value of its datatype stays as it is.
    """
    datatype = literal.datatype.value
    if not datatype.startswith(XSD) or datatype == f"{XSD}string":
        return literal
    store = Store()
    store.extend([Quad(_ANY, _ANY, literal)])
    kept = next(store.quads()).object
    assert isinstance(kept, Literal)  # noqa: S101  # what goes in as a literal comes out as one
    return kept
