"""What one query, one client and the whole service may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from restokg.errors import QueryLimitError

MEBIBYTE = 1024**2


@dataclass(frozen=True)
class Limits:
    """Times are in seconds, ``memory`` and ``bytes`` in bytes."""

    time: float = 20.0
    """Wall time of one query or page."""
    memory: int = 1024 * MEBIBYTE
    """What a worker may hold."""
    rows: int = 500_000
    bytes: int = 64 * MEBIBYTE
    """The answer before compression."""
    depth: int = 200
    """How deep brackets may be nested; the engine's parser ends its process somewhat later."""
    request: int = 256 * 1024
    """A query, a body or an address, in bytes."""

    def exceeded(self, limit: str) -> QueryLimitError:
        """Return the error for the limit with this name."""
        return QueryLimitError(limit, *_SAID[limit](self))


_SAID: dict[str, Callable[[Limits], tuple[str, str]]] = {
    "time": lambda limits: (
        f"{limits.time:g} seconds",
        "Ask for less: name subjects or graphs, add LIMIT to a subquery, avoid cross products.",
    ),
    "memory": lambda limits: (
        f"{limits.memory // MEBIBYTE:,} MiB",
        "Ask for less: avoid cross products, sort and group fewer rows.",
    ),
    "rows": lambda limits: (
        f"{limits.rows:,} rows",
        "Add LIMIT and OFFSET, or count instead of listing.",
    ),
    "bytes": lambda limits: (
        f"{limits.bytes // MEBIBYTE:,} MiB",
        "Add LIMIT and OFFSET, or select fewer columns.",
    ),
    "depth": lambda limits: (
        f"{limits.depth:,} brackets inside one another",
        "Write the query flatter.",
    ),
    "complexity": lambda _: (
        "what the engine's stack holds",
        "Write the query shorter or flatter; lists of values go into VALUES.",
    ),
}
