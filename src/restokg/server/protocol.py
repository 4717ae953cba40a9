"""The SPARQL 1.1 Protocol: from an HTTP request to the query operation that it stands for."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from restokg.errors import QueryRefusedError, RequestError, UnsupportedMediaTypeError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_PARAMETERS = 1_000
_UPDATES = "This endpoint answers queries; the graph is not changed over the web."


class Operation(NamedTuple):
    """A query operation; ``text`` is None for a request that has no query.

    ``format`` is a name of ours that goes before the Accept header.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


class Body(NamedTuple):
    """The body of a POST, with its Content-Type as the client wrote it."""

    type: str
    content: bytes


def read(query_string: str, body: Body | None = None) -> Operation:
    """Return the operation of a GET, or of a POST in either of its forms.

    Raises:
        RequestError: If it has several queries or cannot be decoded.
        UnsupportedMediaTypeError: If the type of the body is not one of the protocol.
        QueryRefusedError: If it is an update.
    """
    pairs = parameters(query_string)
    direct: str | None = None
    if body is not None:
        type_, charset = _content_type(body.type)
        if type_ in (QUERY, UPDATE) and charset not in ("utf-8", "utf8"):
            raise UnsupportedMediaTypeError(f"Queries are text in UTF-8, not in {charset!r}.")
        if type_ == UPDATE:
            raise QueryRefusedError(_UPDATES)
        if type_ == QUERY:
            direct = _decoded(body.content)
        elif type_ == FORM:
            pairs += parameters(body.content.decode("latin-1"))
        else:
            raise UnsupportedMediaTypeError(
                f"A POST has the type {QUERY} (the query is the body) or {FORM}, "
                f"not {type_ or 'none'!r}."
            )
    return _operation(pairs, direct, posted=body is not None)


def parameters(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a query string or form, given as Latin-1 reads its bytes.

    Raises:
        RequestError: If it is not text in UTF-8, or has far too many pairs.
    """
    if not text.isascii():
        raise RequestError("The parameters are not percent-encoded UTF-8.")
    parts = text.split("&")
    if len(parts) > MOST_PARAMETERS:
        raise RequestError(f"There are more than {MOST_PARAMETERS} parameters.")
    pairs = (part.partition("=") for part in parts if part)
    return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]


def _unquoted(text: str) -> str:
    """Decode a part of a form.

    The library's function takes a third of the time of a light query. What the interpreter decodes
    by itself are the escapes of Python's strings, which differ from these in their sign only.
    """
    text = text.replace("+", " ")
    if "%" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace("%", "\\x")
    try:
        return escaped.encode().decode("unicode_escape").encode("latin-1").decode()
    except UnicodeDecodeError:  # not two digits after a sign, which then stands for itself
        try:
            return unquote(text, errors="strict")
        except UnicodeDecodeError:
            raise RequestError("The parameters are not percent-encoded UTF-8.") from None


def _operation(pairs: list[tuple[str, str]], direct: str | None, *, posted: bool) -> Operation:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise QueryRefusedError(_UPDATES)
    queries = values.get("query", []) + ([] if direct is None else [direct])
    if len(queries) > 1:
        raise RequestError(f"There are {len(queries)} queries; send one.")
    if posted and not queries:
        raise RequestError("There is no query; send it as the parameter 'query'.")
    return Operation(
        queries[0] if queries else None,
        # Of a graph that is named twice the engine would find all twice.
        tuple(dict.fromkeys(values.get("default-graph-uri", ()))),
        tuple(dict.fromkeys(values.get("named-graph-uri", ()))),
        next(iter(values.get("format", ())), None) or None,
    )


def _content_type(header: str) -> tuple[str, str]:
    """Return type and charset; queries without a charset are UTF-8."""
    type_, *rest = (part.strip() for part in header.lower().split(";"))
    charset = "utf-8"
    for parameter in rest:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return type_, charset


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"The query is not text in UTF-8 (byte {error.start})."
        raise RequestError(reason) from None
