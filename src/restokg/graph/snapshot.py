"""Snapshots: immutable folders that hold a built graph, placed whole or not at all.

A snapshot holds ``store/`` (the dataset, for reading only), ``graph.nq`` (the same as sorted
N-Quads) and ``manifest.json``. It is made in a folder beside its place and put there by one
rename; a build that dies leaves only a folder that the next build removes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from restokg import __version__, resources
from restokg.errors import (
    OutputExistsError,
    SnapshotError,
    SnapshotMissingError,
    SnapshotUnreadableError,
    WriteError,
)
from restokg.graph.reading import EXTENSIONS, files_in
from restokg.graph.store import Store
from restokg.graph.workshops import new_workshop, remove_abandoned

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from typing import Any

FORMAT = 1
"""Raised when snapshots of before can no longer be read."""

ENVIRONMENT_VARIABLE = "RESTOKG_SNAPSHOT"


class Snapshot:
    """A snapshot that is there; its store is opened when it is first asked for."""

    def __init__(self, path: Path, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest
        """``format``, ``key``, ``version``, ``quads``, ``graphs``, ``kinds`` (counts by class)."""

    @cached_property
    def store(self) -> Store:
        """The dataset, for reading.

        Raises:
            SnapshotUnreadableError: If it is damaged.
        """
        while True:
            before = identity(self.path)
            try:
                store = Store.open(self.path / "store")
            except OSError as error:
                if identity(self.path) == before:
                    reason = f"Its store is damaged ({error})."
                    raise SnapshotUnreadableError(self.path, reason) from None
            else:
                # A store is opened file by file: if the folder was replaced meanwhile, they may
                # be of two snapshots.
                if identity(self.path) == before:
                    return store

    @property
    def nquads(self) -> Path:
        """The canonical dump: sorted N-Quads."""
        return self.path / "graph.nq"


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from the one that replaces it; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_ctime_ns


def content_key(data: Sequence[Path] = (), *, reasoning: bool = True) -> str:
    """Return sixteen hexadecimal digits that name a graph by what it is built from.

    The key covers names and bytes of ontology, shapes, queries and data (the package's own and
    the further folders or files given), the version and the options.
    """
    from hashlib import sha256

    digest = sha256(f"{FORMAT} {__version__} {reasoning}\n".encode())
    for number, root, path in _content_files(data):
        name = str(path)[len(str(root)) :].replace(os.sep, "/")
        content = path.read_bytes()
        digest.update(f"{number} {name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def content_times(data: Sequence[Path] = ()) -> list[tuple[str, int, int]]:
    """Return names, times of change and sizes of the files that the key covers.

    As long as these are the same, so is the key, which takes longer to find.
    """
    found = []
    for _, _, path in _content_files(data):
        status = path.stat()
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found


def _content_files(data: Sequence[Path]) -> Iterator[tuple[int, Path, Path]]:
    """Yield the files that a graph is built from, each with its root and the number of that."""
    roots = [
        (resources.ontology(), EXTENSIONS),
        (resources.shapes(), EXTENSIONS),
        (resources.queries(), (".rq",)),
        (resources.data(), EXTENSIONS),
        *((path, EXTENSIONS) for path in data),
    ]
    for number, (root, extensions) in enumerate(roots):
        for path in [root] if root.is_file() else files_in(root, extensions):
            yield number, root, path


def cache_folder() -> Path:
    """Return the folder where snapshots are kept for this user.

    It is in ``XDG_CACHE_HOME`` where that is set, or else where the system keeps caches.

    Raises:
        SnapshotError: If the system does not tell the user's home folder.
    """
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "restokg"
    try:
        home = Path.home()
    except RuntimeError:
        reason = "This user has no home folder. Set XDG_CACHE_HOME to a folder for caches."
        raise SnapshotError("~", reason) from None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "restokg")
    caches = home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
    return caches / "restokg"


def locate(given: Path | None = None) -> Path:
    """Return where the snapshot to use is, or is to be built.

    It is as given, else as the environment variable ``RESTOKG_SNAPSHOT`` says, else in the cache
    folder under the key of the package's data.
    """
    if given is not None:
        return given
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(named) if named else cache_folder() / content_key()


def is_snapshot(path: Path) -> bool:
    return (path / "manifest.json").is_file()


def open_snapshot(path: Path) -> Snapshot:
    """Return the snapshot at a place.

    Raises:
        SnapshotMissingError: If there is none.
        SnapshotUnreadableError: If what is there cannot be read by this version.
    """
    import json

    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
        format_ = manifest["format"]
    except (FileNotFoundError, NotADirectoryError):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            remedy = "Name a folder that `restokg build --out` has made."
            raise SnapshotUnreadableError(path, "This is not a snapshot.", remedy) from None
        raise SnapshotMissingError(path) from None
    except OSError as error:
        remedy = "Permit it, or name another snapshot."
        reason = f"It cannot be read: {error.strerror}."
        raise SnapshotUnreadableError(path, reason, remedy) from None
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotUnreadableError(path, f"Its manifest is damaged ({error}).") from None
    if format_ != FORMAT:
        reason = f"It has format {format_}; this version reads format {FORMAT}."
        raise SnapshotUnreadableError(path, reason)
    return Snapshot(path, manifest)


@contextmanager
def placing(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give an empty folder to make a snapshot in; put it in place when the block ends well.

    If another build has put a snapshot at the target meanwhile, that one stays, unless
    ``replace`` is set: then the two are exchanged in one step.

    Raises:
        OutputExistsError: If the target is there and is not a snapshot.
        WriteError: If the place cannot be written to, or the disk is full.
    """
    import shutil

    refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(target, "building")
        workshop, lock = new_workshop(target, "building")
    except OSError as error:
        raise WriteError(target, error.strerror or str(error)) from None
    try:
        folder = workshop / "snapshot"
        folder.mkdir()
        yield folder
        refuse_foreign(target)
        _put(folder, target, replace=replace)
    except OSError as error:
        raise WriteError(target, error.strerror or str(error)) from None
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        os.close(lock)


def refuse_foreign(target: Path) -> None:
    """Raise OutputExistsError if the target holds anything but a snapshot."""
    if not os.path.lexists(target) or is_snapshot(target):
        return
    if not target.is_dir():
        raise OutputExistsError(target, "There is a file here. Choose another folder.")
    if any(target.iterdir()):
        raise OutputExistsError(
            target, "The folder holds something that is not a snapshot. Choose another folder."
        )


def _put(folder: Path, target: Path, *, replace: bool) -> None:
    if not replace and is_snapshot(target):
        return
    try:
        folder.rename(target)  # also onto an empty folder
        return
    except OSError:
        if not is_snapshot(target):
            raise
    if not replace:
        return  # another build was faster
    if not _exchange(folder, target):
        target.rename(folder.parent / "old")
        folder.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    import ctypes

    try:
        libc = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), 2) == 0)
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        return bool(libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
    except (OSError, AttributeError, TypeError):
        return False
