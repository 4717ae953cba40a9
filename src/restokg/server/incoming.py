"""A request as it comes in: what of its line and headers matters here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import blake2b
from typing import Any

from restokg.errors import RequestError, RequestTooLargeError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")
_NAMES = {
    b"accept": "accept",
    b"accept-encoding": "encodings",
    b"accept-language": "languages",
    b"host": "host",
    b"if-none-match": "if_none_match",
    b"content-type": "content_type",
    b"user-agent": "agent",
}


class Incoming:
    """The request line and headers; ``key`` is equal for requests with equal answers."""

    __slots__ = (
        "accept",
        "agent",
        "client",
        "content",
        "content_type",
        "encodings",
        "host",
        "if_none_match",
        "key",
        "languages",
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
        self.accept = self.encodings = self.languages = self.host = ""
        self.if_none_match = self.content_type = self.agent = ""
        self.content: bytes | None = None
        for name, value in scope["headers"]:
            attribute = _NAMES.get(name)
            if attribute is not None:
                text = value.decode("latin-1")
                if attribute == "accept" and self.accept:
                    text = f"{self.accept}, {text}"  # a list may come in several lines
                setattr(self, attribute, text)
        # As sent: two paths that decode alike may not be alike.
        raw = scope.get("raw_path") or self.path
        method = "GET" if self.method == "HEAD" else self.method
        asked = (self.accept, self.gzip, self.languages, self.scheme, self.host)
        self.key: tuple[object, ...] = (method, raw, self.query_string, *asked)

    @property
    def gzip(self) -> bool:
        return "gzip" in self.encodings

    @property
    def root(self) -> str:
        """The address of this service as the client knows it.

        Raises:
            RequestError: If the Host header is no host.
        """
        if not _HOST.fullmatch(self.host):
            raise RequestError("The Host header does not name a host.")
        return f"{self.scheme}://{self.host}"

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
        self.key = (*self.key, self.content_type, blake2b(self.content).digest())
        return self.content


def etag(snapshot: str, key: tuple[object, ...]) -> str:
    """Return the entity tag of what a snapshot answers to a request with this key.

    It is a weak one: blank nodes may be labelled otherwise the next time.
    """
    digest = blake2b(repr(key).encode(), digest_size=10, key=snapshot.encode()[:64])
    return f'W/"{digest.hexdigest()}"'
