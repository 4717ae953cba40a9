"""What tests of ingest share: the five source texts, and the official resolutions."""

from __future__ import annotations

import os
import tarfile
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


@pytest.fixture(scope="session")
def corpus(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the official resolutions, 76session/English and so on, which do not come here.

    It is unpacked from the archive beside the checkout, unless RESTOKG_CORPUS names it.
    """
    named = os.environ.get("RESTOKG_CORPUS")
    if named:
        folder = Path(named)
        if not any(folder.glob("*session/English/*.xml")):
            pytest.fail(f"RESTOKG_CORPUS names {folder}, which holds no resolutions.")
        return folder
    archive = checkout.parent / "shared" / "corpus" / "ga-resolutions-76-77.tar.xz"
    if not archive.is_file():
        pytest.skip("The resolutions are not here; RESTOKG_CORPUS may name their folder.")
    folder = tmp_path_factory.mktemp("corpus")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder
