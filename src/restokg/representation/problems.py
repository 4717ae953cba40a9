"""Problem documents (RFC 9457): what a client is told when its request cannot be answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from restokg.errors import (
    BadParameterError,
    BusyError,
    NotAcceptableError,
    QueryLimitError,
    QueryRefusedError,
    QueryStoppedError,
    QuerySyntaxError,
    RequestError,
    RequestTooLargeError,
    RestokgError,
    UnknownFormatError,
    UnknownQuestionError,
    UnknownThingError,
    UnsupportedMediaTypeError,
    UsageError,
)

Value = str | int | list[str]


@dataclass(frozen=True)
class Problem:
    """``kind`` names the problem in its type, a relative reference that clients may rely on.

    ``extra`` are members of the document besides the standard ones: line and column of a fault,
    the limit that struck, suggestions.
    """

    status: int
    title: str
    detail: str
    kind: str
    extra: Mapping[str, Value] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()

    def json(self) -> bytes:
        members = {
            "type": f"/problems#{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }
        return json.dumps(members, ensure_ascii=False).encode()


def of(error: RestokgError) -> Problem:
    """Return what a client is told of an error; one that is no fault of the client is a 500."""
    for kind, make in _KINDS:
        if isinstance(error, kind):
            return make(error)
    return Problem(500, "Internal error", str(error), "internal")


def _syntax(error: QuerySyntaxError) -> Problem:
    place = {"line": error.line, "column": error.column}
    extra = {name: value for name, value in place.items() if value is not None}
    return Problem(400, "The query is not valid SPARQL", str(error), "query-syntax", extra)


def _limit(error: QueryLimitError) -> Problem:
    # Time is what a client may give more of by asking for less; the rest no waiting will mend.
    status = 504 if error.limit == "time" else 422
    extra: dict[str, Value] = {"limit": error.limit, "allowed": error.allowed}
    return Problem(status, "The query ran into a limit", str(error), f"limit-{error.limit}", extra)


def _busy(error: BusyError) -> Problem:
    status, title, kind = (
        (429, "Too many requests", "budget")
        if error.own_fault
        else (503, "The server is busy", "busy")
    )
    wait = error.retry_after
    headers = (("Retry-After", str(wait)),)
    return Problem(status, title, str(error), kind, {"retryAfter": wait}, headers)


def _unknown(error: UnknownThingError | UnknownQuestionError) -> Problem:
    extra: dict[str, Value] = {"suggestions": list(error.suggestions)} if error.suggestions else {}
    return Problem(404, "Not found", str(error), "not-found", extra)


def _unacceptable(error: NotAcceptableError) -> Problem:
    return Problem(
        406, "Not acceptable", str(error), "not-acceptable", {"offered": list(error.offered)}
    )


def _plain(status: int, title: str, kind: str) -> Callable[[RestokgError], Problem]:
    return lambda error: Problem(status, title, str(error), kind)


_KINDS: tuple[tuple[type[RestokgError], Callable[..., Problem]], ...] = (
    (QuerySyntaxError, _syntax),
    (QueryRefusedError, _plain(403, "Not allowed", "refused")),
    (QueryLimitError, _limit),
    (BusyError, _busy),
    (QueryStoppedError, _plain(500, "The query stopped", "stopped")),
    (UnknownThingError, _unknown),
    (UnknownQuestionError, _unknown),
    (UnknownFormatError, _plain(404, "Not found", "not-found")),
    (BadParameterError, _plain(400, "Bad parameter", "parameter")),
    (UsageError, _plain(400, "Bad request", "request")),
    (NotAcceptableError, _unacceptable),
    (RequestTooLargeError, _plain(413, "Request too large", "too-large")),
    (UnsupportedMediaTypeError, _plain(415, "Unsupported media type", "media-type")),
    (RequestError, _plain(400, "Bad request", "request")),
)
"""The first that fits counts."""
