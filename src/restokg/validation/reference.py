"""The reference SHACL engine, pySHACL: slow, used to check the native one."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

import pyshacl
import rdflib
from pyparsing import ParseBaseException
from rdflib import BNode, Graph

from restokg.errors import BadShapesError, InputError

_LABEL = re.compile(rb"_:([^\s.]+(?:\.+[^\s.]+)*)")


def report(data: bytes, shapes: bytes) -> bytes:
    """Validate data by shapes (both N-Triples); return the W3C validation report as N-Triples.

    Raises:
        InputError: If a shape is not valid SHACL.
    """
    # A value is told as it is written. pySHACL sets this back each time.
    rdflib.NORMALIZE_LITERALS = False
    try:
        with _quiet():
            _, results, _ = pyshacl.validate(
                _graph(data),
                shacl_graph=_graph(shapes),
                advanced=True,
            )
    except pyshacl.errors.ShapeRecursionWarning:
        raise BadShapesError("A shape refers to itself, which SHACL leaves undefined.") from None
    except (
        pyshacl.errors.ReportableRuntimeError,
        pyshacl.errors.ShapeLoadError,
        ParseBaseException,
        NotImplementedError,
        re.error,
    ) as error:
        raise InputError(f"The shapes cannot be used: {error}") from None
    except Exception as error:
        if type(error) is not Exception:
            raise
        # What rdflib raises where a query uses a prefix that it does not know.
        raise InputError(f"The shapes cannot be used: {error}") from None
    if not isinstance(results, Graph):
        raise InputError(f"The shapes cannot be used: {results!r}")
    return results.serialize(format="nt", encoding="utf-8")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from speaking of ill-typed literals: the report is there to tell of them."""
    logger, here = logging.getLogger("rdflib.term"), get_ident()

    def passes(record: logging.LogRecord) -> bool:
        return record.thread != here or not record.getMessage().startswith("Failed to convert")

    logger.addFilter(passes)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "(Parsing|Serializing) weird", UserWarning)
            # Each engine gives recursion a meaning of its own, and SHACL none.
            warnings.filterwarnings("error", category=pyshacl.errors.ShapeRecursionWarning)
            yield
    finally:
        logger.removeFilter(passes)


def _graph(ntriples: bytes) -> Graph:
    """Parse N-Triples; blank nodes keep their labels, so that results can be traced to them."""
    labels = {label.decode() for label in _LABEL.findall(ntriples)}
    names = {label: BNode(label) for label in labels}
    return Graph().parse(data=ntriples, format="nt", bnode_context=names)
