"""A request for something that the graph holds, and the response to it, apart from any server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """A GET, read from its address and headers.

    ``path`` begins with a slash and has no percent-encoding; ``parameters`` are the pairs of the
    query string, in order; ``root`` is the address that the client used to reach the service,
    such as ``http://127.0.0.1:8000``, without a slash at its end.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    accept: str = ""
    languages: str = ""
    root: str = ""

    def first(self, name: str) -> str | None:
        """Return the first value of a parameter, or None."""
        return next((value for key, value in self.parameters if key == name), None)


@dataclass(frozen=True)
class Response:
    """An answer.

    ``headers`` are those besides the type and length of the body; ``varies`` names the request
    headers that the response depends on.
    """

    status: int
    type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    varies: tuple[str, ...] = ()
