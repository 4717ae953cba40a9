"""A request on its way through the pool, from when it is queued to its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from restokg.server.messages import Answered


@dataclass(eq=False)
class Job:
    """``future`` gives the answer, or the error that says why there is none."""

    message: bytes
    """The request, as it goes to a worker."""
    future: asyncio.Future[Answered]
    queued: float
    """When; as all times here, by the clock that only goes forward, in seconds."""
    page: bool
    alone: bool
    """Whether it may not share a worker with others that wait behind it."""
    started: float = 0.0
    """When it was first given to a worker; 0 before."""
    stopped: Exception | None = None
    on_heavy: Callable[[], None] | None = None
