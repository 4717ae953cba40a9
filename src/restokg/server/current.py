"""The snapshot that is served, and how a new one takes its place without dropping a request."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from restokg.errors import RestokgError, SnapshotError, SnapshotUnreadableError
from restokg.graph.holding import holding
from restokg.graph.snapshot import content_times, is_snapshot, locate, open_snapshot
from restokg.graph.snapshot import identity as identity_of
from restokg.search.indexing import build
from restokg.server.limits import Limits
from restokg.server.pool import Pool
from restokg.server.processes import run_apart

_log = logging.getLogger(__name__)

LOOKED_EVERY = 1.0
"""Seconds between two looks for a new snapshot."""


class Generation:
    """One snapshot with its workers and its search index, for as long as it is served."""

    def __init__(self, path: Path, number: int, limits: Limits) -> None:
        self.path = path
        self.number = number
        self._limits = limits
        self._held = ExitStack()
        self.folder = self._held.enter_context(holding(path))
        self.key: str = open_snapshot(self.folder).manifest["key"]
        self.edition = f"{self.key} {limits}"
        """Equal for generations that answer alike; the description of the service tells limits."""
        index = self.folder / "search.sqlite"
        self.index = index
        self.pool = Pool(self.folder, index, limits)

    async def open(self) -> None:
        try:
            try:
                code = await run_apart(build_index, self.folder, self.index)
            except OSError as error:
                raise SnapshotUnreadableError(self.path, str(error)) from None
            if code != 0:
                raise self._without_index()
            await self.pool.__aenter__()
        except BaseException:
            self._held.close()
            raise

    def _without_index(self) -> SnapshotError:
        """Return why there is no index, told of the place that those know who run the service."""
        reason = _reason(self.index)
        if not reason.is_file():
            return SnapshotUnreadableError(self.path, "No search index can be made of it.")
        said = reason.read_text(encoding="utf-8")
        return SnapshotError(self.path, said.replace(str(self.folder), str(self.path)))

    async def close(self) -> None:
        """Let the requests that are under way end, then the workers."""
        await self.pool.__aexit__()
        self._held.close()


def build_index(path: Path, index: Path) -> None:
    """Make the search index of a snapshot; if that cannot be opened, leave the reason there."""
    try:
        store = open_snapshot(path).store
    except SnapshotError as error:
        _reason(index).write_text(error.reason, encoding="utf-8")
        sys.exit(1)
    build(store, index)


def _reason(index: Path) -> Path:
    return index.with_suffix(".reason")


class Current:
    """The generation in use; looks for a newer one at the same place, or where ``place`` says."""

    def __init__(self, path: Path, limits: Limits, place: Callable[[], Path]) -> None:
        self._limits = limits
        self._place = place
        self.on_switch: Callable[[], None] = lambda: None
        """Called when a new snapshot has been taken up."""
        self._path = path
        self._identity = identity_of(path)
        self._closing: set[asyncio.Task[None]] = set()
        self._watching: asyncio.Task[None] | None = None
        self.generation = Generation(path, 1, limits)

    async def open(self) -> None:
        await self.generation.open()
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        await asyncio.gather(self.generation.close(), *self._closing)

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOKED_EVERY)
            path = await loop.run_in_executor(None, self._place)
            identity = identity_of(path)
            if (path, identity) == (self._path, self._identity) or not is_snapshot(path):
                continue
            self._path, self._identity = path, identity
            try:
                await self._switch(path)
            except (RestokgError, OSError) as error:
                _log.error("The new snapshot is not taken up, the old one stays: %s", error)

    async def _switch(self, path: Path) -> None:
        old = self.generation
        new = Generation(path, old.number + 1, self._limits)
        await new.open()
        self.generation = new
        self.on_switch()
        task = asyncio.get_running_loop().create_task(old.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


class Newest:
    """Finds the snapshot of the package's own data, anew only when a file has changed."""

    def __init__(self) -> None:
        self._times: object = None
        self._path = Path()

    def __call__(self) -> Path:
        times = content_times()
        if times != self._times:
            self._path = locate()
            self._times = times
        return self._path
