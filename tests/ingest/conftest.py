"""What tests of ingest share: the five source texts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sources(checkout: Path) -> Path:
    """The five source texts, which do not come with the package; see truth/README.md."""
    named = os.environ.get("RESTOKG_SOURCES")
    folder = Path(named) if named else checkout.parent / "shared" / "sources"
    if not folder.is_dir():
        if named:
            pytest.fail(f"RESTOKG_SOURCES names {folder}, which is no folder.")
        pytest.skip("The source texts are not here; RESTOKG_SOURCES may name their folder.")
    return folder
