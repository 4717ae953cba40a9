"""The reference SHACL engine, pySHACL: slow, used to check the native one."""

from __future__ import annotations

import pyshacl
from pyparsing import ParseBaseException
from rdflib import Graph

from restokg.errors import InputError


def report(data: bytes, shapes: bytes) -> bytes:
    """Validate data by shapes (both N-Triples); return the W3C validation report as N-Triples.

    Raises:
        InputError: If a shape is not valid SHACL.
    """
    try:
        _, results, _ = pyshacl.validate(
            Graph().parse(data=data, format="nt"),
            shacl_graph=Graph().parse(data=shapes, format="nt"),
            advanced=True,
        )
    except (
        pyshacl.errors.ReportableRuntimeError,
        pyshacl.errors.ShapeLoadError,
        ParseBaseException,
    ) as error:
        raise InputError(f"The shapes cannot be used: {error}") from None
    if not isinstance(results, Graph):
        raise InputError(f"The shapes cannot be used: {results!r}")
    return results.serialize(format="nt", encoding="utf-8")
