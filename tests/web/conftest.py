"""The front end as it is built from the checkout, with the Node of the wheel."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def web(checkout: Path) -> Path:
    return checkout / "web"


@pytest.fixture(scope="session")
def script(web: Path) -> ModuleType:
    """The script that builds the front end."""
    spec = importlib.util.spec_from_file_location("restokg_web_build", web / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def dist(web: Path, script: ModuleType) -> Path:
    script.build()
    return web / "dist"


@pytest.fixture(scope="session")
def manifest(dist: Path) -> dict[str, str]:
    return dict(json.loads((dist / "manifest.json").read_text(encoding="utf-8")))
