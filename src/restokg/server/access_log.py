"""The access log: one JSON object a line for each request, written some at a time."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime
from typing import IO

_log = logging.getLogger(__name__)

WRITTEN_EVERY = 0.25
"""Seconds that a line waits at most."""
LONGEST_VALUE = 2_000


class AccessLog:
    """Lines for a stream, or for nobody if it is None.

    Members: ``time`` (UTC), ``client``, ``method``, ``path``, ``query`` (as sent, cut when very
    long), ``status``, ``bytes``, ``ms``, ``worker_ms`` (0 for answers from the cache), ``cached``,
    ``agent``.
    """

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self._lines: list[str] = []
        self._failed = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def wanted(self) -> bool:
        return self._stream is not None

    def write(self, **members: str | int | float | bool) -> None:
        said = {
            name: value[:LONGEST_VALUE] if isinstance(value, str) else value
            for name, value in members.items()
        }
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._lines.append(json.dumps({"time": moment, **said}))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WRITTEN_EVERY, self.flush)

    def flush(self) -> None:
        """Write what waits; what cannot be written is lost, lest it pile up."""
        self._timer = None
        lines, self._lines = self._lines, []
        if self._stream is None or not lines:
            return
        try:
            self._stream.write("\n".join(lines) + "\n")
            self._stream.flush()
        except OSError as error:
            if not self._failed:
                _log.error("The access log cannot be written, and lines are lost: %s", error)
            self._failed = True
        else:
            self._failed = False
