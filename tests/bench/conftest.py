"""The modules of the measurements lie beside the package, and import each other by their names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def measurements(checkout: Path) -> Iterator[None]:
    folder = str(checkout / "bench")
    sys.path.append(folder)
    yield
    sys.path.remove(folder)
