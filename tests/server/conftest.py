"""Snapshots to serve, and services that run for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from restokg.graph.store import Store
from tests.server.running import Service, running
from tests.snapshots import made


@pytest.fixture(scope="module")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three graphs, with labels that hold what HTML and JSON must escape."""
    store = Store()
    store.load(
        b"""
        @prefix ex: <http://example.org/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:g1 { ex:a rdfs:label "one"@en ; ex:p ex:b . }
        ex:g2 { ex:b rdfs:label "<script>alert(1)</script>"@en ; ex:p ex:c . }
        ex:g3 { ex:c rdfs:label "\\"quoted\\" \\u4E09"@zh ; ex:p 3 . }
        """,
        "trig",
    )
    folder = tmp_path_factory.mktemp("small") / "snapshot"
    folder.mkdir()
    return made(folder, store)


@pytest.fixture(scope="module")
def service(small_snapshot: Path) -> Iterator[Service]:
    with running(small_snapshot, "--timeout", "5") as service:
        yield service
