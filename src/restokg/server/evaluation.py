"""One SPARQL query in a worker: refused, or run and written in the format that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from restokg.errors import (
    NotAcceptableError,
    QueryRefusedError,
    QueryStoppedError,
    RequestError,
)
from restokg.graph.sparql import QUOTED
from restokg.graph.store import (
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    is_iri,
    write_results,
    write_triples,
)
from restokg.representation.media import BOOLEAN_RESULTS, GRAPHS, RESULTS
from restokg.representation.negotiation import choose
from restokg.server.limits import Limits
from restokg.server.protocol import Operation

_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)(?:\s|#[^\r\n]*[\r\n])*\(", re.IGNORECASE)
_QUOTED = re.compile(QUOTED, re.DOTALL)
_STRINGS = {
    "json": re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "csv": re.compile(rb'"[^"]*"'),
}
_NOT_IN_XML = tuple(
    map(re.compile, (rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", rb"\xef\xbf[\xbe\xbf]", rb"<[\w-]+:[ />]"))
)
"""Characters that XML 1.0 has not, and what the engine makes of a property that is no XML name."""
_MARKS = {"json": b"{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}


class Outcome(NamedTuple):
    type: str
    body: bytes
    lasting: bool
    """Whether the same query on the same snapshot gives the same again."""


def evaluate(store: Store, query: Operation, base: str, accept: str, limits: Limits) -> Outcome:
    """Run a query and write its whole result.

    ``base`` resolves its relative IRIs.

    Raises:
        QueryLimitError: If it is nested too deeply, or its result is too long.
        QuerySyntaxError, QueryRefusedError: If it is no query, or may not be run.
        RequestError: If a graph is not named by an IRI.
        NotAcceptableError: If its result has no form that pleases.
        QueryStoppedError: If the engine gives up.
    """
    text = query.text or ""
    if _depth(text) > limits.depth:
        raise limits.exceeded("depth")
    for graph in (*query.default_graphs, *query.named_graphs):
        if not is_iri(graph):
            raise RequestError(f"{graph[:200]!r} is no absolute IRI of a graph.")
    try:
        result = store.query(
            text,
            base=base,
            default_graphs=query.default_graphs,
            named_graphs=query.named_graphs,
        )
        if isinstance(result, QueryTriples):
            name, type_ = _chosen(query.format, accept, GRAPHS)
            body = write_triples(_counted(result, limits), name, _Bounded(limits)).getvalue()
        else:
            forms = BOOLEAN_RESULTS if isinstance(result, QueryBoolean) else RESULTS
            name, type_ = _chosen(query.format, accept, forms)
            body = write_results(result, name, _Bounded(limits)).getvalue()
            if isinstance(result, QuerySolutions) and _rows(body, name, limits.rows) > limits.rows:
                raise limits.exceeded("rows")
    except QueryRefusedError:
        reason = "The query calls another server (SERVICE), which this endpoint never does."
        raise QueryRefusedError(f"{reason} Ask that server itself.") from None
    except (RuntimeError, ValueError, OSError) as error:
        if "does not support RDF 1.2" in str(error):
            raise _unfit(GRAPHS["jsonld"], GRAPHS, "statements about statements") from None
        raise QueryStoppedError(f"The query stopped: {error}") from None
    if name in ("xml", "rdfxml"):
        body = _as_xml(body, type_, RESULTS if name == "xml" else GRAPHS)
        if len(body) > limits.bytes:
            raise limits.exceeded("bytes")
    return Outcome(type_, body, not _changes(text))


def _changes(text: str) -> bool:
    """Tell whether a query may give something else the next time."""
    upper = text.upper()
    if "NOW" not in upper and "RAND" not in upper and "UUID" not in upper:
        return False
    return _CHANGING.search(text) is not None


class _Bounded(BytesIO):
    """Takes an answer as long as it is within its limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self.limits.bytes:
            raise self.limits.exceeded("bytes")
        return super().write(data)


def _counted(triples: QueryTriples, limits: Limits) -> Iterator[Any]:
    for number, triple in enumerate(triples):
        if number == limits.rows:
            raise limits.exceeded("rows")
        yield triple


def _chosen(name: str | None, accept: str, forms: dict[str, str]) -> tuple[str, str]:
    if name is not None:
        if name not in forms:
            raise NotAcceptableError(f"format={name}", tuple(forms))
        return name, forms[name]
    type_ = choose(accept, tuple(forms.values()))
    if type_ is None:
        raise NotAcceptableError(accept, tuple(forms.values()))
    return next(name for name, offered in forms.items() if offered == type_), type_


def _unfit(type_: str, forms: dict[str, str], what: str) -> NotAcceptableError:
    others = tuple(form for form in forms.values() if form != type_)
    reason = f"{type_} cannot hold the result, which has {what}."
    return NotAcceptableError(type_, others, reason=reason)


def _as_xml(body: bytes, type_: str, forms: dict[str, str]) -> bytes:
    """Mend XML of the engine, which writes all characters as they are.

    Raises:
        NotAcceptableError: If it is none, and no XML could say the same.
    """
    if any(wrong.search(body) for wrong in _NOT_IN_XML):
        raise _unfit(type_, forms, "characters, or names of properties, that are none in XML")
    return body.replace(b"\r", b"&#13;")  # as it is, it would be read as the end of a line


def _depth(text: str) -> int:
    """Return how deep brackets are nested, those in strings and comments left out."""
    if text.count("{") + text.count("(") + text.count("[") < 50:
        return 0  # flat enough, whatever it holds
    depth = most = 0
    for mark in re.findall(r"[(){}\[\]]", _QUOTED.sub(" ", text)):
        depth += 1 if mark in "({[" else -1
        most = max(most, depth)
    return most


def _rows(body: bytes, name: str, most: int) -> int:
    """Count the rows of a result; of one that surely holds no more than ``most``, return 0."""
    # Each row has a mark of its own, and other places may hold it too.
    if body.count(_MARKS[name]) <= most:
        return 0
    if name in ("xml", "tsv"):
        return body.count(_MARKS[name]) - (name == "tsv")
    bare = _STRINGS[name].sub(b"", body)
    if name == "csv":
        return bare.count(b"\n") - 1
    # A row begins after a bracket or comma, the values in it after a colon.
    return bare.count(b"[{") + bare.count(b",{")
