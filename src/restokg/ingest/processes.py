"""Work over all cores that outlives a process which ends unasked."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_MEMORY = 3 << 30
"""Bytes of address space that a process may take."""

_FROM_SERVER = "forkserver" in multiprocessing.get_all_start_methods()
"""Whether processes are forked from a server, which has only one thread, or start from nothing."""

_READY = "restokg.ingest.ready"
"""What the server imports, if it is started early."""

_AHEAD = 2
"""Items for each process, one of them waiting: more would only take memory."""


def over_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    count: int,
    begin: Callable[..., None],
    arguments: tuple[Any, ...] = (),
    parted: Callable[[Item], Iterable[Item]] = lambda item: (item,),
) -> Iterator[tuple[Item, Result | None]]:
    """Yield each item with what ``work`` makes of it, in the order in which they are done.

    Where a process ends unasked, what was under way is parted and done again one at a time: the
    part that ends its process once more is yielded with None, and all others go on. ``begin``
    prepares a process. What ``work`` raises is raised here.
    """
    waiting = deque(items)
    while waiting:
        lost: list[Item] = []
        with _pool(min(count, len(waiting)), begin, arguments) as pool:
            running: dict[Future[Result], Item] = {}
            while waiting or running:
                while waiting and not lost and len(running) < count * _AHEAD:
                    try:
                        running[pool.submit(work, waiting[0])] = waiting[0]
                    except BrokenProcessPool:
                        break
                    waiting.popleft()
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    item = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        lost.append(item)
                    else:
                        yield item, result
        for item in (part for whole in lost for part in parted(whole)):
            with _pool(1, begin, arguments) as pool:
                try:
                    again: Result | None = pool.submit(work, item).result()
                except BrokenProcessPool:
                    again = None
            yield item, again


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_memory() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft > wanted:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def start_early() -> None:
    """Start what processes are made from, so that it is ready when they are asked for."""
    if _FROM_SERVER:
        _context().set_forkserver_preload([_READY])
        forkserver.ensure_running()


def _context() -> BaseContext:
    return multiprocessing.get_context("forkserver" if _FROM_SERVER else "spawn")


def _pool(
    count: int, begin: Callable[..., None], arguments: tuple[Any, ...]
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, _context(), begin, arguments)
