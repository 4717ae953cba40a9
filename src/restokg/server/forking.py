"""How the processes of the service begin: in a server that forks them, told nothing of its end.

Who stops the service signals all of its processes at once, a service manager as well as Ctrl-C.
Those that answer what is under way have to outlive that; the service ends them itself.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, files
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from weakref import WeakSet

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "restokg.server.template"])
_ALLOCATOR = "cmeel-mimalloc"
_log = logging.getLogger(__name__)
_made: WeakSet[ForkServerProcess] = WeakSet()
_one_at_a_time = threading.Lock()
"""Held where the environment differs from that of the service."""


def process(target: Callable[..., None], arguments: tuple[Any, ...]) -> ForkServerProcess:
    """Return a process that is to be started by ``start`` and ended by ``kill``."""
    made = _CONTEXT.Process(target=target, args=arguments, daemon=True)
    _made.add(made)
    return made


def start(process: ForkServerProcess) -> None:
    """Start a process; the first one takes as long as an interpreter and its imports.

    Raises:
        OSError: If the server that forks it cannot be started, or has ended.
    """
    library = _allocator()
    with _one_at_a_time:
        try:
            _start(process, library)
        except (EOFError, ConnectionError):
            if library:
                _log.warning("Processes begin without %s now, lest it be to blame.", library)
            try:
                _start(process, "")
            except EOFError:
                raise OSError("The server that forks processes has ended.") from None


def _start(process: ForkServerProcess, library: str) -> None:
    resource_tracker.ensure_running()  # which lets these signals through
    with _deaf(signal.SIGINT, signal.SIGTERM):
        with _preloaded(library):
            forkserver.ensure_running()
        process.start()


@contextmanager
def _deaf(*signals: signal.Signals) -> Iterator[None]:
    """Keep signals from this thread, and for good from processes that begin meanwhile."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _preloaded(library: str) -> Iterator[None]:
    """Have programs that begin meanwhile take their memory from a library, if there is one.

    The engine asks for memory in a thousand small pieces for each query. Its own server is linked
    with this allocator, its package for Python is not, and is slower by a seventh with the
    system's.
    """
    told = {
        "LD_PRELOAD": ":".join(filter(None, (os.environ.get("LD_PRELOAD"), library))),
        # Memory that is only reserved would count against the limit of a worker.
        "MIMALLOC_ARENA_EAGER_COMMIT": "0",
    }
    before = {name: os.environ.get(name) for name in told}
    if library:
        os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _allocator() -> str:
    """Return the path of the allocator's library; empty if there is none that can be preloaded."""
    try:
        found = [file for file in files(_ALLOCATOR) or () if file.name == "libmimalloc.so"]
    except PackageNotFoundError:
        return ""
    path = str(Path(found[0].locate()).resolve()) if found else ""
    return "" if set(path) & {" ", ":"} else path  # which part the names of several libraries


def _kill_all() -> None:
    """End what is left, which the interpreter would ask by SIGTERM to end, and wait for."""
    for process in list(_made):
        with suppress(ValueError):  # closed, so it has ended
            if process.is_alive():
                process.kill()


atexit.register(_kill_all)
