"""What all tests share: the checkout and what is made of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from restokg import resources
from restokg.graph.snapshot import is_snapshot, locate


@pytest.fixture(scope="session")
def checkout() -> Path:
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def conformance(checkout: Path) -> Path:
    """The W3C test suites, which do not come with the package; see docs/engines.md."""
    named = os.environ.get("RESTOKG_CONFORMANCE")
    folder = Path(named) if named else checkout.parent / "shared" / "conformance"
    if not folder.is_dir():
        if named:
            pytest.fail(f"RESTOKG_CONFORMANCE names {folder}, which is no folder.")
        pytest.skip("The W3C test suites are not here; RESTOKG_CONFORMANCE may name their folder.")
    return folder


@pytest.fixture(scope="session")
def real_snapshot() -> Path:
    """The package's own graph, built if it is not there."""
    path = locate()
    if not is_snapshot(path):
        from restokg.build.pipeline import build

        build()
    return path


@pytest.fixture
def small(tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of a few statements, which a test may change, in place of the real one."""
    package = tmp_path / "package"
    shutil.copytree(checkout / "tests" / "small", package)
    shutil.copytree(checkout / "queries" / "checks", package / "queries" / "checks")
    monkeypatch.setattr(resources, "PLACES", (package,))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("RESTOKG_SNAPSHOT", raising=False)
    return package
