"""The whole service over the real graph, for tests that go through it as people do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.server.running import Service, running
from tests.web.browsing import launched


@pytest.fixture(scope="module")
def service(real_snapshot: Path) -> Iterator[Service]:
    with running(real_snapshot, "--budget", "100000") as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def screenshots(checkout: Path) -> Path:
    """Where screenshots are kept as artefacts of the run."""
    folder = checkout / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def axe(checkout: Path) -> str:
    """The script that looks for what keeps people out."""
    script = checkout / "web" / "node_modules" / "axe-core" / "axe.min.js"
    assert script.is_file(), "run `python web/build.py` first, as `make test` does"
    return script.read_text(encoding="utf-8")
