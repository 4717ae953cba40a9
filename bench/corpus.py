"""Where the official resolutions are, which do not come with the package: the user names them."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTING = "RESTOKG_CORPUS"
ARCHIVE = "ga-resolutions-76-77.tar.xz"
FOLDERS = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}


class Missing(Exception):  # noqa: N818 - no fault, but a reason to leave a measurement out
    """What is to be measured on is not here."""


@contextmanager
def corpus() -> Iterator[Path]:
    """Yield the folder that holds ``76session/English/…``, unpacked if need be.

    Raises:
        Missing: If the setting names no such folder, or there is no archive beside the checkout.
    """
    if named := os.environ.get(SETTING):
        if not files(Path(named)):
            raise Missing(f"{SETTING} names {named}, which holds no resolutions.")
        yield Path(named)
        return
    archive = shared() / "corpus" / ARCHIVE
    if not archive.is_file():
        raise Missing(f"The official resolutions are not here; {SETTING} may name their folder.")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        yield Path(folder)


def files(folder: Path, language: str | None = None) -> list[Path]:
    """Return the files of a corpus, of one language or of all, in order."""
    kept = "*" if language is None else FOLDERS[language]
    return sorted(folder.glob(f"*session/{kept}/*.xml"))


def shared() -> Path:
    """Return the folder beside the checkout that holds what does not come with it."""
    return Path(__file__).parents[2] / "shared"
