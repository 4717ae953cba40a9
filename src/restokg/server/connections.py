"""The server's side of a connection, with bounds on what a client sends and leaves unread."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from restokg.errors import RequestError, RequestTooLargeError
from restokg.representation import problems
from restokg.representation.media import PROBLEM
from restokg.server.budgets import payer
from restokg.server.incoming import WHOLE

if TYPE_CHECKING:
    from restokg.representation.problems import Problem
    from restokg.server.cache import Answer

LONGEST_ADDRESS = 60_000
"""Bytes of an address; longer queries go into the body of a POST."""
LONGEST_HEAD = 128 * 1024
"""Bytes of request line and headers."""
LONGEST_REQUEST = 1024 * 1024
"""Bytes of all that is read as one request; what a body may have of these is for the service."""
LATEST_REQUEST = 20.0
"""Seconds that a client may take for a request."""
LATEST_READ = 60.0
"""Seconds in which a client must take something of an answer that waits for it."""
MOST_UNREAD = 512 * 1024**2
"""Bytes of answers that wait for clients, on all connections together; one alone may be longer."""
SENT_APART = 64 * 1024
"""Bytes of a body that is not put behind its head, which would copy it for each connection."""
_HOST_OF = re.compile(rb"https?://([^/?#]*)", re.IGNORECASE)
"""The host that a target names; then the Host header does not count (RFC 9112, section 3.2.2)."""
_CONTROLS = bytes((*range(9), *range(10, 32), 127))


class BoundedProtocol(HttpToolsProtocol):
    """Refuses requests that are too long or come too slowly, and clients that do not listen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._came = 0
        """Bytes of the request that is coming in; 0 if none is."""
        self._most = LONGEST_HEAD
        self._refused: Problem | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._earlier: list[RequestResponseCycle] = []
        """Requests before the last one; the server would tell none of them that the client left."""
        self._unread = 0
        self._listening: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline = self.loop.call_later(LATEST_REQUEST, self._late)

    @property
    def payer(self) -> str:
        return payer(self.client[0]) if self.client else ""

    def connection_lost(self, exc: Exception | None) -> None:
        self._in_time()
        self._listened()
        for cycle in self._earlier:
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused is not None:
            return  # and no more is read of it
        self._came += len(data)
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except HttpParserUpgrade as wish:
            self._stay(data[wish.args[0] :])
        except HttpParserError:
            self._refuse(RequestError("This is no request of HTTP/1.1."))
        if self._came:
            self._await_rest()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._came = 1

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > LONGEST_ADDRESS:
            self._refuse(RequestTooLargeError("The address", LONGEST_ADDRESS))
            raise ValueError  # ends the parsing

    def on_headers_complete(self) -> None:
        if self.parser.should_upgrade():
            return  # to be read again
        if named := _HOST_OF.match(self.url):
            self.headers[:] = [header for header in self.headers if header[0] != b"host"]
            self.headers.append((b"host", named[1]))
            self.url = self.url[named.end() :]
            if not self.url.startswith(b"/"):
                self.url = b"/" + self.url
        before = self.cycle
        super().on_headers_complete()
        self._most = LONGEST_REQUEST
        self.scope["extensions"] = {WHOLE: partial(self._answer, self.cycle)}  # type: ignore[dict-item]
        if self.pipeline:
            self._earlier = [one for one in self._earlier if not one.response_complete]
            self._earlier.append(before)
        elif self._earlier:
            self._earlier.clear()

    def on_message_complete(self) -> None:
        if self._most == LONGEST_HEAD:
            return
        super().on_message_complete()
        self._came = 0
        self._most = LONGEST_HEAD
        self._in_time()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.transport.get_write_buffer_size()
        self._listening = self.loop.call_later(LATEST_READ, self._deaf)
        self.loop.call_soon(self._make_room)

    def resume_writing(self) -> None:
        self._listened()
        super().resume_writing()

    async def _answer(self, cycle: RequestResponseCycle, answer: Answer) -> None:
        """Send an answer in one piece: its parts, sent apart, would cost as much as all else.

        Raises:
            ValueError: If a header has characters that would end it.
        """
        if self.flow.write_paused and not cycle.disconnected:
            await self.flow.drain()
        if cycle.disconnected:
            return
        headers = (*cycle.default_headers, *answer.headers)
        parts = [STATUS_LINE[answer.status]]
        for name, value in headers:
            parts += (name, b": ", value, b"\r\n")
        head = b"".join(parts)
        ends = 2 * (1 + len(headers))  # CR and LF of each line
        if len(head) - len(head.translate(None, _CONTROLS)) != ends:
            raise ValueError(answer.headers)
        head += b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        body = b"" if cycle.scope["method"] == "HEAD" else answer.body
        if len(body) < SENT_APART:
            self.transport.write(head + body)
        else:
            self.transport.write(head)
            self.transport.write(body)
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()

    def _stay(self, rest: bytes) -> None:
        """Read a request again without its wish for another protocol, and then what follows it.

        A server may pass over such a wish (RFC 9110, section 7.8). The parser cannot: it would
        take no body. Java's client wishes for HTTP/2 with its first request, whatever that is.
        """
        kept = [(name, value) for name, value in self.headers if name != b"upgrade"]
        if len(kept) == len(self.headers):  # CONNECT
            self._refuse(RequestError("This is no proxy."))
            return
        version = self.parser.get_http_version().encode()
        head = [self.parser.get_method() + b" " + self.url + b" HTTP/" + version]
        head += [name + b": " + value for name, value in kept]
        self.parser = HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as it was
        self._came = 0
        self.data_received(b"\r\n".join(head) + b"\r\n\r\n" + rest)

    def _await_rest(self) -> None:
        if self._came > self._most:
            what = "The head of the request" if self._most == LONGEST_HEAD else "The request"
            self._refuse(RequestTooLargeError(what, self._most))
        if self._deadline is None:
            self._deadline = self.loop.call_later(LATEST_REQUEST, self._late)

    def _refuse(self, error: RequestError) -> None:
        """Say what is wrong and close, unless the request has been answered already.

        Then it is left to the deadline: to close now could take the answer from a client that is
        still sending. If others before it wait for their answers, the last of these closes.
        """
        if self._refused is not None:
            return
        self._refused = said = problems.of(error)
        known = self._most == LONGEST_REQUEST
        if known and self.cycle.response_complete:
            return
        earlier = [*self._earlier]
        if not known and self.cycle is not None:
            earlier.append(self.cycle)
        waiting = [one for one in earlier if not one.response_complete]
        if waiting:
            waiting[-1].keep_alive = False
            return
        body = said.json()
        head = (
            f"HTTP/1.1 {said.status} {said.title}\r\n"
            f"Content-Type: {PROBLEM}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _late(self) -> None:
        """Close the connection, unless the client waits for an answer to what came before."""
        self._deadline = None
        earlier = self._most == LONGEST_HEAD and self.cycle is not None
        if self.pipeline or (earlier and not self.cycle.response_complete):
            self._deadline = self.loop.call_later(LATEST_REQUEST, self._late)
        else:
            self.transport.close()

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _deaf(self) -> None:
        """End a connection whose client takes nothing of its answer, which would be held for it."""
        left = self.transport.get_write_buffer_size()
        if left >= self._unread:
            self.transport.abort()
            return
        self._unread = left
        self._listening = self.loop.call_later(LATEST_READ, self._deaf)

    def _make_room(self) -> None:
        """While too much waits, end the longest answer of the client that leaves most of it."""
        unread: dict[BoundedProtocol, int] = {}
        clients: Counter[str] = Counter()
        for one in self.connections:
            if isinstance(one, BoundedProtocol) and (
                waiting := one.transport.get_write_buffer_size()
            ):
                unread[one] = waiting
                clients[one.payer] += waiting
        while clients.total() > MOST_UNREAD and len(unread) > 1:
            most = max(clients, key=clients.__getitem__)
            longest = max((one for one in unread if one.payer == most), key=unread.__getitem__)
            clients[most] -= unread.pop(longest)
            longest.transport.abort()

    def _listened(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
