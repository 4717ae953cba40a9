"""Snapshots of small graphs, for tests of commands that open one."""

from __future__ import annotations

import json
from pathlib import Path

from restokg import __version__
from restokg.graph.snapshot import FORMAT
from restokg.graph.store import Store


def made(folder: Path, store: Store) -> Path:
    """Write a graph as a snapshot into a folder, without building it; return the folder."""
    nquads = store.nquads()
    Store.write(folder / "store", nquads)
    (folder / "graph.nq").write_bytes(nquads)
    manifest = {"format": FORMAT, "key": folder.name, "version": __version__, "quads": len(store)}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder
