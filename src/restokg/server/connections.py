"""The server's side of a connection, with bounds on what comes before a request is complete."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from restokg.errors import RequestTooLargeError
from restokg.representation import problems
from restokg.representation.media import PROBLEM

if TYPE_CHECKING:
    from restokg.representation.problems import Problem

LONGEST_ADDRESS = 60_000
"""Bytes of an address; longer queries go into the body of a POST."""
LONGEST_HEAD = 128 * 1024
"""Bytes of request line and headers."""
LATEST_HEAD = 20.0
"""Seconds that a client may take for them."""


class BoundedProtocol(HttpToolsProtocol):
    """Refuses addresses and headers that are too long or come too slowly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head: int | None = 0
        self._refused: Problem | None = None
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.transport = _Joining(transport, self.loop)  # type: ignore[assignment]
        self._deadline = self.loop.call_later(LATEST_HEAD, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._head is not None:
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self._refuse("The head of the request", LONGEST_HEAD)
                self.send_400_response("")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > LONGEST_ADDRESS and self._refused is None:
            self._refuse("The address", LONGEST_ADDRESS)
            raise ValueError  # ends the parsing; the answer is in send_400_response

    def on_headers_complete(self) -> None:
        self._head = None
        self._in_time()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head = 0

    def send_400_response(self, msg: str) -> None:
        if self._refused is None:
            super().send_400_response(msg)
            return
        body = self._refused.json()
        head = (
            f"HTTP/1.1 {self._refused.status} {self._refused.title}\r\n"
            f"Content-Type: {PROBLEM}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _refuse(self, what: str, allowed: int) -> None:
        self._refused = problems.of(RequestTooLargeError(what, allowed))

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class _Joining:
    """A transport that sends the head of a response together with its body.

    The server writes them one after the other, and to send twice costs as much as the rest.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head: bytes | None = None

    def write(self, data: bytes) -> None:
        if self._head is not None:
            data = self._head + data
            self._head = None
        elif data.startswith(b"HTTP/1.1 "):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        """Send a head that no body has followed, such as that of a 304."""
        if self._head is not None:
            head, self._head = self._head, None
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
