"""The explorer over the graph that is shipped, and over a small one, asked without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from restokg import resources
from restokg.build.partitions import count_kinds
from restokg.build.pipeline import build
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.explorer.views.asking import put
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.questions import catalogue
from restokg.questions.answers import Answer
from restokg.representation.exchange import Request, Response
from restokg.search import indexing
from tests.snapshots import made

HERE = Path(__file__).parent
ROOT = "http://localhost:8000"

Get = Callable[..., Response]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    snapshot = open_snapshot(build().path)
    index = tmp_path_factory.mktemp("explorer") / "search.sqlite"
    indexing.build(snapshot.store, index)
    return Library(snapshot, index)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    store = Store()
    store.load(HERE / "small.trig", "trig")
    folder = made(tmp_path_factory.mktemp("small-explorer"), store)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    kinds = [kind._asdict() for kind in count_kinds(store)]
    graphs = len(store.graphs())
    path.write_text(json.dumps(manifest | {"graphs": graphs, "kinds": kinds}), encoding="utf-8")
    index = folder / "search.sqlite"
    indexing.build(store, index)
    return Library(open_snapshot(folder), index)


@pytest.fixture(scope="session")
def get(library: Library) -> Get:
    """Return what answers ``get(address, accept=…, languages=…)``."""
    return asking(library)


@pytest.fixture(scope="session")
def small(small_library: Library) -> Get:
    """The same over the small graph."""
    return asking(small_library)


def asking(library: Library) -> Get:
    def get(address: str, *, accept: str = "text/html", languages: str = "en") -> Response:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        request = Request(unquote(parts.path), tuple(pairs), accept, languages, ROOT)
        return respond(request, library)

    return get


@cache
def answered(library: Library, number: str) -> Answer:
    """Return the answer to a question of the catalogue in English, with its defaults."""
    question = catalogue.find(resources.queries(), number)
    return put(library, question, {}, "en").answer(library)
