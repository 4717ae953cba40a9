"""What clients may do to a connection: requests cut up, slow, endless, and answers not taken."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from restokg.server import connections
from restokg.server.cache import Answer
from restokg.server.connections import BoundedProtocol
from restokg.server.incoming import WHOLE
from tests.server.running import Service

HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
CLOSING = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
QUERY = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    b"Accept: application/sparql-results+json\r\n"
)
WISH = (
    b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
)


def said(service: Service, *parts: bytes, timeout: float = 20) -> bytes:
    """Send parts, with pauses between them; return all that comes until the other end closes."""
    with socket.create_connection((service.host, service.port), timeout=timeout) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.1)
        return _rest(connection)


def _rest(connection: socket.socket) -> bytes:
    came = b""
    try:
        while part := connection.recv(65536):
            came += part
    except ConnectionResetError:
        pass
    return came


@pytest.mark.parametrize("cut", [False, True])
def test_a_wish_for_another_protocol_costs_no_body(service: Service, cut: bool) -> None:
    """Java's client has one in its first request, and takes HTTP/1.1 for an answer."""
    head, body = QUERY + WISH + b"Content-Length: 6\r\n\r\n", b"ASK {}"
    sent = [head, body, CLOSING] if cut else [head + body + CLOSING]
    first, second = said(service, *sent).split(b"HTTP/1.1 ")[1:]
    assert first.startswith(b"200")
    assert b'"boolean":true' in first
    assert second.startswith(b"200")


@pytest.mark.parametrize(
    "request_",
    [
        b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n",
        QUERY + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        QUERY + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}",
        b"no request\r\n\r\n",
    ],
)
def test_what_is_no_request_is_told_so_and_read_no_further(
    service: Service, request_: bytes
) -> None:
    answer = said(service, request_ + HEALTH)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_long_query_may_come_in_one_piece_with_its_head(service: Service) -> None:
    body = b"ASK {} #" + b"x" * 240_000
    length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
    for _ in range(5):
        assert said(service, QUERY + length + body).startswith(b"HTTP/1.1 200")


def test_what_follows_a_body_is_bounded_too(service: Service) -> None:
    """After a body in chunks there may be headers; they must not be taken without end."""
    with socket.create_connection((service.host, service.port), timeout=20) as connection:
        connection.sendall(QUERY + b"Transfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n")
        sent = 0
        try:
            while sent < 50_000_000:
                sent += connection.send(b"X-More: " + b"x" * 60_000 + b"\r\n")
        except OSError:
            pass
        assert sent < 10_000_000
    assert service.get("/health").status == 200


Application = Callable[[Any, Any, Any], Awaitable[None]]


class _Clients:
    """Connections to an application behind the protocol, all in one loop."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __aenter__(self) -> _Clients:
        config = uvicorn.Config(self._application, http=BoundedProtocol, ws="none", lifespan="off")
        self._server = uvicorn.Server(config)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        listening = socket.create_server(("127.0.0.1", 0))
        self._port = listening.getsockname()[1]
        self._serving = asyncio.create_task(self._server._serve([listening]))
        while not self._server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._serving

    async def connect(
        self, host: str = "127.0.0.1"
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(
            "127.0.0.1", self._port, limit=1_000, local_addr=(host, 0)
        )


async def slow(_: Any, receive: Any, send: Any) -> None:
    """Read the request, and answer after half a second."""
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.5)
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


async def long(_: Any, __: Any, send: Any) -> None:
    length = 50_000_000
    headers = [(b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"x" * length})


async def whole(scope: Any, _: Any, __: Any) -> None:
    """Answer in one piece with a header that is the path."""
    headers = [(b"content-length", b"2"), (b"x-path", scope["path"].encode("latin-1"))]
    await scope["extensions"].pop(WHOLE)(Answer(200, headers, b"ok"))


def test_a_host_in_the_target_goes_before_that_of_the_header(service: Service) -> None:
    came = said(
        service,
        b"GET http://example.org:81/sparql HTTP/1.1\r\nHost: localhost\r\nAccept: text/turtle\r\n"
        b"Connection: close\r\n\r\n",
    )
    assert came.startswith(b"HTTP/1.1 200 ")
    assert b"<http://example.org:81/sparql>" in came
    assert b"localhost" not in came


def test_a_target_may_be_a_host_and_no_more(service: Service) -> None:
    for target in (b"http://localhost", b"http://localhost?lang=zh", b"/"):
        came = said(service, CLOSING.replace(b"/health", target))
        assert came.startswith(b"HTTP/1.1 200 "), target
    for wrong in (b"http://[", b"http://a b", b"//[", b"a"):
        assert said(service, CLOSING.replace(b"/health", wrong)).startswith(b"HTTP/1.1 4"), wrong


@pytest.mark.parametrize("wrong", [b"\0\1 nothing\r\n\r\n", b"GET a HTTP/1.1\r\n\r\n"])
@pytest.mark.parametrize("before", [1, 2])
def test_what_is_no_request_takes_no_answer_from_those_before_it(wrong: bytes, before: int) -> None:
    async def try_it() -> bytes:
        async with _Clients(slow) as clients:
            reader, writer = await clients.connect()
            writer.write(before * HEALTH + wrong)
            try:
                return await asyncio.wait_for(reader.read(), 5)
            finally:
                writer.close()

    came = asyncio.run(try_it())
    assert came.count(b"HTTP/1.1 200") == before
    assert came.count(b"connection: close") == 1
    assert came.endswith(b"ok")


@pytest.mark.parametrize("path", [b"/a%0d%0ab:c", b"/a%0ab", b"/a%00b", b"/a%7fb", b"/a%0db"])
def test_no_header_ends_before_its_end(path: bytes) -> None:
    async def asked(path: bytes) -> bytes:
        async with _Clients(whole) as clients:
            reader, writer = await clients.connect()
            writer.write(CLOSING.replace(b"/health", path))
            try:
                return await reader.read()
            finally:
                writer.close()

    assert asyncio.run(asked(b"/a%09b")).endswith(b"x-path: /a\tb\r\nconnection: close\r\n\r\nok")
    came = asyncio.run(asked(path))
    assert came.startswith(b"HTTP/1.1 500 ")
    assert b"x-path" not in came


def test_a_request_leaves_nothing_for_the_collector_of_garbage() -> None:
    async def left() -> int:
        async with _Clients(whole) as clients:
            reader, writer = await clients.connect()
            writer.write(HEALTH)
            await reader.readuntil(b"ok")
            gc.collect()
            gc.disable()
            try:
                for _ in range(50):
                    writer.write(HEALTH)
                    await reader.readuntil(b"ok")
                return gc.collect()
            finally:
                gc.enable()
                writer.close()

    assert asyncio.run(left()) == 0


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n",
        QUERY + b"Content-Length: 6\r\n\r\nASK",
        HEALTH + b"GET / HT",
        HEALTH + QUERY + b"Content-Length: 6\r\n\r\nASK",
    ],
)
def test_a_request_that_does_not_come_in_is_not_waited_for(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "LATEST_REQUEST", 0.2)

    async def try_it() -> tuple[bytes, float]:
        async with _Clients(slow) as clients:
            reader, writer = await clients.connect()
            start = time.monotonic()
            for at in range(0, len(sent), 40):
                writer.write(sent[at : at + 40])
                await asyncio.sleep(0.01)
            try:
                return await asyncio.wait_for(reader.read(), 5), time.monotonic() - start
            finally:
                writer.close()

    came, seconds = asyncio.run(try_it())
    # What came before it is answered all the same.
    assert came.count(b"200 OK") == sent.count(HEALTH)
    assert seconds < 2


def test_an_answer_that_nobody_takes_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LATEST_READ", 0.3)

    async def try_it() -> tuple[int, int]:
        async with _Clients(long) as clients:
            slow_reader, slow_writer = await clients.connect()
            deaf_reader, deaf_writer = await clients.connect()
            for writer in (slow_writer, deaf_writer):
                writer.write(HEALTH)
            whole = 0
            while whole < 50_000_000:
                whole += len(await slow_reader.read(2_000_000))
                await asyncio.sleep(0.005)
            await asyncio.sleep(1)
            part = 0
            try:
                while came := await deaf_reader.read(2_000_000):
                    part += len(came)
            except ConnectionResetError:
                pass
            slow_writer.close()
            deaf_writer.close()
            return whole, part

    whole, part = asyncio.run(try_it())
    assert whole >= 50_000_000
    assert part < 50_000_000


def test_answers_that_wait_are_bounded_at_the_cost_of_who_leaves_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "MOST_UNREAD", 120_000_000)

    async def taken(reader: asyncio.StreamReader) -> int:
        length = 0
        with contextlib.suppress(ConnectionResetError):
            while came := await reader.read(2_000_000):
                length += len(came)
        return length

    async def try_it() -> list[int]:
        async with _Clients(long) as clients:
            both = []
            for host in ("127.0.0.1", "127.0.0.1", "127.0.0.2"):
                both.append(await clients.connect(host))
                both[-1][1].write(CLOSING)
                await asyncio.sleep(0.3)
            try:
                return [await taken(reader) for reader, _ in both]
            finally:
                for _, writer in both:
                    writer.close()

    *greedy, modest = asyncio.run(try_it())
    whole = [length > 50_000_000 for length in greedy]
    assert sorted(whole) == [False, True]
    assert modest > 50_000_000
