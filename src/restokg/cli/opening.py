"""Open the graph that a command works on; the package's own is built when it is first used."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from restokg.errors import SnapshotMissingError
from restokg.graph.snapshot import ENVIRONMENT_VARIABLE, Snapshot, locate, open_snapshot


@cache
def open_graph(given: Path | None = None) -> Snapshot:
    """Return the snapshot to use.

    Raises:
        SnapshotError: If a snapshot that the user names is missing, or any is unreadable.
        BuildError: If the package's own graph has to be built and cannot be.
    """
    path = locate(given)
    try:
        return open_snapshot(path)
    except SnapshotMissingError:
        if is_named(given):
            raise
    from restokg.cli.build import build_first

    build_first(path)
    return open_snapshot(path)


def is_named(given: Path | None) -> bool:
    """Tell whether the user names a snapshot, by option or by environment variable."""
    return given is not None or bool(os.environ.get(ENVIRONMENT_VARIABLE))
