"""The processes of a pool, seen from the service: the template, and workers forked from it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, NamedTuple

from restokg.server import forking, template
from restokg.server.jobs import Job
from restokg.server.limits import Limits
from restokg.server.messages import Answered, Ended, Forked, GarbledError, Ready, Unpacker

_log = logging.getLogger(__name__)
_PAGE = os.sysconf("SC_PAGE_SIZE")
_LONGEST_LAST_WORDS = 64 * 1024


Processors = frozenset[int]


def processors() -> Processors:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return frozenset(os.sched_getaffinity(0))
    return frozenset(range(os.cpu_count() or 1))


def confine(pid: int, processors: Processors) -> None:
    """Let all threads of a process run on these processors alone, where that is possible."""
    with suppress(OSError):
        for thread in _threads(pid):
            os.sched_setaffinity(thread, processors)


def _threads(pid: int) -> list[int]:
    return [int(name) for name in os.listdir(f"/proc/{pid}/task")]  # noqa: PTH208 - names alone


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


class Template:
    """The process that has a snapshot open, and that workers are forked from.

    ``on_lost`` is called if it ends by itself, and with it all its workers.
    """

    def __init__(
        self, snapshot: Path, index: Path, limits: Limits, on_lost: Callable[[], None]
    ) -> None:
        self._on_lost = on_lost
        self._unpacker = Unpacker()
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._forked: deque[WorkerProcess] = deque()
        self._workers: dict[int, WorkerProcess] = {}
        self._control, self._theirs = socket.socketpair()
        arguments = (self._theirs, str(snapshot), str(index), limits)
        self._process = forking.process(template.main, arguments)
        self._over = False

    async def start(self) -> None:
        """Start it and wait until it has opened the snapshot.

        Raises:
            OSError: If it cannot be started, or cannot open the snapshot.
        """
        try:
            await _begun(self._process)
        except OSError:
            self._over = True
            self._control.close()
            raise
        finally:
            self._theirs.close()
        self._control.setblocking(False)
        asyncio.get_running_loop().add_reader(self._control, self._said)
        await self._ready

    @property
    def ready(self) -> bool:
        return not self._over and self._ready.done()

    def fork(self, worker: WorkerProcess, channel: socket.socket, words: int) -> None:
        """Have a worker forked that answers on a channel, and whose last words go to a pipe.

        Raises:
            OSError: If the template is gone.
        """
        socket.send_fds(self._control, [b"f"], [channel.fileno(), words])
        self._forked.append(worker)

    def confine(self, processors: Processors) -> None:
        """Let it, and the workers forked from now on, run on these processors alone."""
        if not self._over and self._process.pid:
            confine(self._process.pid, processors)

    def kill(self) -> None:
        """End it as one would from outside."""
        if not self._over:
            self._process.kill()

    def close(self) -> None:
        """End it, and with it all workers that are left."""
        if not self._over:
            self._over = True
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            if self._process.pid:
                self._process.kill()
                self._process.join(1)  # in vain if the server that forked it is held up
            with suppress(ValueError):
                self._process.close()

    def _said(self) -> None:
        try:
            data = self._control.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost()
            return
        for said in self._unpacker.feed(data):
            match said:
                case Forked(pid=pid):
                    worker = self._forked.popleft()
                    worker.pid = pid
                    self._workers[pid] = worker
                case Ended(pid=pid, code=code):
                    self._workers.pop(pid).died(code)
                case _ if not self._ready.done():
                    self._ready.set_result(None)

    def _lost(self) -> None:
        workers = [*self._workers.values(), *self._forked]
        self.close()
        for worker in workers:
            worker.died(-signal.SIGKILL)
        if self._ready.done():
            self._on_lost()
        else:
            self._ready.set_exception(ConnectionError("The snapshot could not be opened."))


class WorkerProcess(asyncio.Protocol):
    """``on_ready``, ``on_answer`` and ``on_death`` are called with this worker and the news.

    ``memory`` is what it may hold, in bytes, and so what it can have to say at most.
    """

    def __init__(
        self,
        on_ready: Callable[[WorkerProcess], None],
        on_answer: Callable[[WorkerProcess, Answered], None],
        on_death: Callable[[WorkerProcess, Death], None],
        memory: int,
    ) -> None:
        self.jobs: deque[Job] = deque()
        """What the pool has given it to do, in the order in which it answers."""
        self.since = 0.0
        """When it last answered, or was given something after having had nothing."""
        self.ready = False
        self.makes_pages = False
        self.in_lane = False
        self.thread = 0
        """The one that answers."""
        self.used_before: float | None = None
        """The processor time that it had taken when its job was first suspected to be heavy."""
        self.heavy = False
        self.lasting = False
        self.served = 0
        self.confined = False
        self.pid = 0
        """Known some moments after the start."""
        self.overdue: asyncio.TimerHandle | None = None
        """What ends it if it does not come up."""
        self._on_ready = on_ready
        self._on_answer = on_answer
        self._on_death = on_death
        self._unpacker = Unpacker(memory)
        self._transport: asyncio.WriteTransport | None = None
        self._words = -1

    async def start(self, template_: Template) -> None:
        """Have the process forked; its first message says that it is ready.

        Raises:
            OSError: If that is impossible.
        """
        ours, theirs = socket.socketpair()
        self._words, words = os.pipe()
        os.set_blocking(self._words, False)
        loop = asyncio.get_running_loop()
        try:
            await loop.create_unix_connection(lambda: self, sock=ours)
            template_.fork(self, theirs, words)
        except OSError:
            self.dismiss()
            os.close(self._words)
            raise
        finally:
            theirs.close()
            os.close(words)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        try:
            for said in self._unpacker.feed(data):
                if isinstance(said, Answered):
                    self._on_answer(self, said)
                elif isinstance(said, Ready) and not self.ready:
                    self.ready, self.confined, self.thread = True, said.confined, said.thread
                    self._on_ready(self)
                else:
                    raise GarbledError("It is not for a worker to say this.")
        except GarbledError as error:
            _log.error("A worker is ended, for what it says is garbled: %s", error)
            self.kill()
            self.dismiss()

    def send(self, messages: bytes) -> None:
        assert self._transport is not None  # noqa: S101 - it is ready, so it is connected
        self._transport.write(messages)

    def kill(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

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

    def confine(self, processors: Processors) -> None:
        """Let the process run on these processors alone, where the system lets it be told."""
        if self.pid:
            confine(self.pid, processors)

    def used(self) -> float:
        """Return the processor time that its answers have taken, in seconds.

        Where the system does not say, the time of day stands for it.
        """
        try:
            told = Path(f"/proc/{self.pid}/task/{self.thread}/schedstat").read_bytes()
            return int(told.partition(b" ")[0]) / 1e9
        except (OSError, ValueError):
            return time.monotonic()

    def demote(self) -> None:
        """Let any other process go before this one from now on, as far as the system can."""
        if not self.pid:
            return
        with suppress(OSError):
            if hasattr(os, "SCHED_IDLE"):
                for thread in _threads(self.pid):
                    os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))
            else:
                os.setpriority(os.PRIO_PROCESS, self.pid, 19)

    def died(self, code: int) -> None:
        """Take leave of the process: its template has told that it ended."""
        self.pid = 0  # which may be another's soon
        words = b""
        with suppress(OSError):
            words = os.read(self._words, _LONGEST_LAST_WORDS)
        os.close(self._words)
        self.dismiss()
        self._on_death(self, Death(code, words.decode(errors="replace")))


async def run_apart(function: Callable[..., None], *arguments: Any) -> int:
    """Run a function in a process of its own and return its exit code, 0 if all went well."""
    loop = asyncio.get_running_loop()
    process = forking.process(function, arguments)
    await _begun(process)
    ended = loop.create_future()
    loop.add_reader(process.sentinel, ended.set_result, None)
    try:
        await ended
    except BaseException:
        process.kill()
        raise
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    return process.exitcode or 0


async def _begun(process: ForkServerProcess) -> None:
    """Start a process; none is left if the wait for it is given up.

    Raises:
        OSError: If it cannot be started.
    """
    starting = asyncio.get_running_loop().run_in_executor(None, forking.start, process)
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:
        await asyncio.wait({starting}, timeout=1)
        if process.pid:
            process.kill()
        raise
