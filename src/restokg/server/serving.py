"""Run the service until it is told to stop; the HTTP server is named here and in connections."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import IO, Any

import uvicorn

from restokg.errors import UsageError
from restokg.server.connections import BoundedProtocol
from restokg.server.current import Current
from restokg.server.service import Service, Settings

MOST_CONNECTIONS = 1_000
TIDIED_EVERY = 60
"""Seconds between two collections of all garbage."""
KEPT_ALIVE = 20
"""Seconds that a connection without requests is kept."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound; port 0 takes any that is free.

    Raises:
        UsageError: If the address is taken or is none of this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        remedy = "Choose another with --port, or let 0 choose." if port else ""
        reason = error.strerror or str(error)
        raise UsageError(f"{host}:{port} cannot be listened on: {reason}. {remedy}") from None


def serve(
    path: Path,
    listening: socket.socket,
    settings: Settings,
    *,
    place: Callable[[], Path],
    log: IO[str] | None,
    behind_proxy: bool,
    on_ready: Callable[[], None],
) -> None:
    """Serve the snapshot at a path, and newer ones found by ``place``, until SIGINT or SIGTERM.

    Requests under way when the signal comes are answered.
    """
    logging.basicConfig(level=logging.WARNING, format="restokg: %(message)s")
    runner = asyncio.Runner(loop_factory=_loop_factory())
    with runner:
        runner.run(
            _serve(path, listening, settings, place, log, on_ready, behind_proxy=behind_proxy)
        )


async def _serve(
    path: Path,
    listening: socket.socket,
    settings: Settings,
    place: Callable[[], Path],
    log: IO[str] | None,
    on_ready: Callable[[], None],
    *,
    behind_proxy: bool,
) -> None:
    ending = _Ending()
    current = Current(path, settings.limits, place)
    service = Service(current, settings, log)
    current.on_switch = service.switched
    if not await ending.unless_asked(current.open()):
        return
    try:
        config = uvicorn.Config(
            service,
            http=BoundedProtocol,
            ws="none",
            lifespan="off",
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=behind_proxy,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=KEPT_ALIVE,
            timeout_graceful_shutdown=int(settings.limits.time) + 2,
            backlog=2048,
        )
        server = uvicorn.Server(config)
        tidying = asyncio.get_running_loop().create_task(_tidy())
        ending.server = server
        server.should_exit = ending.asked
        on_ready()
        await server.serve(sockets=[listening])
        tidying.cancel()
    finally:
        await current.close()
        service.log.flush()


class _Ending:
    """Takes the signals that ask for an end, whenever they come.

    While it serves, the server has handlers of its own; it raises the signal again when it has
    stopped, and by then all is done.
    """

    def __init__(self) -> None:
        self.asked = False
        self.server: uvicorn.Server | None = None
        self._cancel: Callable[[], object] = lambda: None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    async def unless_asked(self, opening: Coroutine[Any, Any, None]) -> bool:
        """Do something that takes its time, and tell whether it was done before the end."""
        loop = asyncio.get_running_loop()
        task = loop.create_task(opening)
        self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            return False
        finally:
            self._cancel = lambda: None
        return True

    def _ask(self, *_: object) -> None:
        self.asked = True
        self._cancel()
        if self.server is not None:
            self.server.should_exit = True


async def _tidy() -> None:
    """Collect old garbage now and then, and leave alone what was no garbage once.

    Young garbage is collected as ever, which each connection and request leave some of; but the
    cache holds much that is old, to be looked through on the way of answers again and again.
    """
    gc.set_threshold(20_000, 50, 1_000_000)
    while True:
        gc.collect()
        gc.freeze()
        await asyncio.sleep(TIDIED_EVERY)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the faster loop where it is to be had."""
    if sys.platform != "win32":
        with contextlib.suppress(ImportError):
            import uvloop

            return uvloop.new_event_loop
    return None
