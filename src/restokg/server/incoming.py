"""A request as it comes in: what of its line and headers matters here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from restokg import __version__
from restokg.errors import RequestError, RequestTooLargeError
from restokg.explorer.assets import asset
from restokg.representation.negotiation import names

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
WHOLE = "restokg.whole"
"""The extension of ASGI, where the server has it, that takes an answer in one piece."""

_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")
_WANTED = frozenset(
    (
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"content-type",
        b"host",
        b"if-none-match",
        b"user-agent",
    )
)


class Incoming:
    """The request line and headers; ``key`` is equal for requests with equal answers.

    It is made for every request, so nothing is decoded that nobody asks for.
    """

    __slots__ = (
        "_headers",
        "client",
        "content",
        "key",
        "method",
        "path",
        "query_string",
        "scheme",
    )

    def __init__(self, scope: Scope) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        self.scheme: str = scope["scheme"]
        client = scope.get("client")
        self.client: str = client[0] if client else ""
        self.content: bytes | None = None
        headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            if name in _WANTED:
                # A list may come in several lines.
                headers[name] = headers[name] + b", " + value if name in headers else value
        self._headers = headers
        # The path as sent: two that decode alike may not be alike.
        raw = scope.get("raw_path") or self.path.encode()
        self.key = b"\n".join(
            (
                b"GET" if self.method == "HEAD" else self.method.encode(),
                raw,
                self.query_string,
                headers.get(b"accept", b""),
                b"gzip" if self.gzip else b"",
                headers.get(b"accept-language", b""),
                self.scheme.encode(),
                headers.get(b"host", b""),
            )
        )

    def header(self, name: bytes) -> str:
        """Return one of the headers that matter here; empty if the client did not send it."""
        value = self._headers.get(name)
        return "" if value is None else value.decode("latin-1")

    @property
    def accept(self) -> str:
        return self.header(b"accept")

    @property
    def gzip(self) -> bool:
        header = self._headers.get(b"accept-encoding")
        return header is not None and takes_gzip(header)

    @property
    def root(self) -> str:
        """The address of this service as the client knows it.

        Raises:
            RequestError: If the Host header is no host.
        """
        host = self.header(b"host")
        if not _HOST.fullmatch(host):
            raise RequestError("The Host header does not name a host.")
        return f"{self.scheme}://{host}"

    async def read(self, receive: Receive, most: int) -> bytes:
        """Return the body, which becomes part of the key.

        Raises:
            RequestTooLargeError: If it is longer than ``most`` bytes.
            ConnectionError: If the client goes away before its end.
        """
        parts, length = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionResetError
            part = message.get("body", b"")
            length += len(part)
            if length > most:
                raise RequestTooLargeError("The body of the request", most)
            parts.append(part)
            if not message.get("more_body", False):
                break
        self.content = b"".join(parts)
        type_ = self._headers.get(b"content-type", b"")
        self.key = b"\n".join((self.key, type_, blake2b(self.content).digest()))
        return self.content


@lru_cache(maxsize=256)
def takes_gzip(header: bytes) -> bool:
    """Tell whether an Accept-Encoding header takes gzip, under either of its names."""
    return names(header.decode("latin-1"), "gzip", "x-gzip")


def etag(edition: str, key: bytes) -> bytes:
    """Return the entity tag of what a generation of this edition answers to this key.

    It is a weak one: blank nodes may be labelled otherwise the next time. Another version of the
    program may answer otherwise too, and so may one with other scripts.
    """
    digest = blake2b(key, digest_size=10, key=_mark(edition))
    return b'W/"' + digest.hexdigest().encode() + b'"'


@lru_cache(maxsize=8)
def _mark(edition: str) -> bytes:
    said = f"{edition} {__version__} {asset('explorer.js')} {asset('explorer.css')}"
    return blake2b(said.encode(), digest_size=32).digest()
