"""Hold a snapshot while it is served, whatever becomes of the folder that it was opened from."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from restokg.errors import WriteError
from restokg.graph.snapshot import identity, open_snapshot
from restokg.graph.workshops import new_workshop, remove_abandoned

_PURPOSE = "serving"


@contextmanager
def holding(path: Path) -> Iterator[Path]:
    """Give a folder with the same snapshot that stays until the block ends.

    It has links to the same files, beside them; where that is impossible, copies in the folder
    for temporary files. Further files may be put in it.

    Raises:
        SnapshotError: If there is no snapshot at the path.
        WriteError: If there is no place for the folder.
    """
    open_snapshot(path)
    try:
        held, lock = _workshop(path)
    except OSError as error:
        raise WriteError(path.parent, error.strerror or str(error)) from None
    try:
        while True:
            before = identity(path)
            folder = held / "snapshot"
            try:
                shutil.copytree(path, folder, copy_function=_linked)
            except (OSError, shutil.Error) as error:
                if identity(path) == before:
                    raise WriteError(held, str(error)) from None
            else:
                if identity(path) == before:
                    break
            shutil.rmtree(folder, ignore_errors=True)  # it was replaced meanwhile
        yield folder
    finally:
        shutil.rmtree(held, ignore_errors=True)
        os.close(lock)


def _workshop(path: Path) -> tuple[Path, int]:
    for place in (path.parent, Path(tempfile.gettempdir())):
        if os.access(place, os.W_OK):
            remove_abandoned(path, _PURPOSE, place)
            return new_workshop(path, _PURPOSE, place)
    raise PermissionError("neither this folder nor the one for temporary files can be written to")


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)
    return target
