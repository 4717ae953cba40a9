"""One worker seen from the service: its process, its channel, the job that it has."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from restokg.server import worker
from restokg.server.frames import Unpacker
from restokg.server.limits import Limits

_CONTEXT = multiprocessing.get_context("forkserver")
# What every worker needs is imported once, in the process that they are forked from.
_CONTEXT.set_forkserver_preload(["restokg.server.worker"])
_PAGE = os.sysconf("SC_PAGE_SIZE")
_LONGEST_LAST_WORDS = 64 * 1024


class Frame(NamedTuple):
    """What a worker answers: a head (status, type, headers …) and a body."""

    head: dict[str, Any]
    body: bytes


class Death(NamedTuple):
    """How a process ended: its exit code, negative for a signal, and what it said last."""

    code: int
    words: str

    @property
    def from_memory(self) -> bool:
        return "memory allocation" in self.words or "bad_alloc" in self.words

    @property
    def from_depth(self) -> bool:
        return "overflowed its stack" in self.words or self.code == -signal.SIGSEGV


class WorkerProcess(asyncio.Protocol):
    """``on_frame`` and ``on_death`` are called with this worker and what came of it."""

    def __init__(
        self,
        snapshot: Path,
        index: Path,
        limits: Limits,
        on_frame: Callable[[WorkerProcess, Frame], None],
        on_death: Callable[[WorkerProcess, Death], None],
    ) -> None:
        self.jobs: deque[Any] = deque()
        """What the pool has given it to do, in the order in which it answers."""
        self.since = 0.0
        """When it last answered, or was given something after having had nothing."""
        self.ready = False
        self.in_lane = False
        self.heavy = False
        self.served = 0
        self.confined = False
        self.demoted = False
        self.pid = 0
        self._on_frame = on_frame
        self._on_death = on_death
        self._unpacker = Unpacker()
        self._transport: asyncio.WriteTransport | None = None
        self._ours, theirs = socket.socketpair()
        self._words, words = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(
            target=worker.main,
            args=(theirs, words, str(snapshot), str(index), limits),
            daemon=True,
        )
        self._theirs: tuple[socket.socket, Connection] = (theirs, words)

    async def start(self) -> None:
        """Fork the process; its first frame says that it is ready."""
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(None, self._process.start)
        finally:
            for end in self._theirs:
                end.close()
        self.pid = self._process.pid or 0
        loop.add_reader(self._process.sentinel, self._died)
        await loop.create_unix_connection(lambda: self, sock=self._ours)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        for head, body in self._unpacker.feed(data):
            self._on_frame(self, Frame(head, body))

    def send(self, frame: bytes) -> None:
        assert self._transport is not None  # noqa: S101 - it is ready, so it is connected
        self._transport.write(frame)

    def kill(self) -> None:
        self._process.kill()

    def dismiss(self) -> None:
        """Close the channel, which ends an idle worker."""
        if self._transport is not None:
            self._transport.close()

    def memory(self) -> int:
        """Return what the process holds of memory, in bytes; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_bytes().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def demote(self) -> None:
        """Let the process have what the others leave of the processors, from now on.

        It cannot be undone without privileges; a demoted worker takes no further job.
        """
        self.demoted = True
        with suppress(OSError):
            if hasattr(os, "SCHED_IDLE"):
                for thread in os.listdir(f"/proc/{self.pid}/task"):  # noqa: PTH208 - names alone
                    os.sched_setscheduler(int(thread), os.SCHED_IDLE, os.sched_param(0))
            else:
                os.setpriority(os.PRIO_PROCESS, self.pid, 19)

    def _died(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        words = b""
        with suppress(EOFError, OSError):
            os.set_blocking(self._words.fileno(), False)
            words = os.read(self._words.fileno(), _LONGEST_LAST_WORDS)
        self._words.close()
        self.dismiss()
        self._process.join()
        death = Death(self._process.exitcode or 0, words.decode(errors="replace"))
        self._process.close()
        self._on_death(self, death)


async def run_apart(function: Callable[..., None], *arguments: Any) -> int:
    """Run a function in a process of its own and return its exit code, 0 if all went well."""
    loop = asyncio.get_running_loop()
    process = _CONTEXT.Process(target=function, args=arguments, daemon=True)
    await loop.run_in_executor(None, process.start)
    ended = loop.create_future()
    loop.add_reader(process.sentinel, ended.set_result, None)
    try:
        await ended
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    return process.exitcode or 0
