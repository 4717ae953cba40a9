"""The explorer over the graph that is shipped, asked without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from restokg.build.pipeline import build
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.graph.snapshot import open_snapshot
from restokg.representation.exchange import Request, Response

Get = Callable[..., Response]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("explorer") / "snapshot"
    build(out=folder)
    return Library(open_snapshot(folder), folder / "search.sqlite")


@pytest.fixture(scope="session")
def get(library: Library) -> Get:
    """Return what answers ``get(address, accept=…, languages=…)``."""

    def get(address: str, *, accept: str = "text/html", languages: str = "en") -> Response:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        request = Request(
            unquote(parts.path), tuple(pairs), accept, languages, "http://localhost:8000"
        )
        return respond(request, library)

    return get
