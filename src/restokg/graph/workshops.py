"""Workshops: folders that a process has for itself, and that the next one removes if it dies."""

from __future__ import annotations

import os
from pathlib import Path


def new_workshop(target: Path, purpose: str, place: Path | None = None) -> tuple[Path, int]:
    """Make a folder beside the target, or in a place, and return it with the lock held in it.

    The lock is a file descriptor; it is held until that is closed, or this process ends.
    """
    import tempfile

    while True:
        prefix = f".{target.name}.{purpose}-"
        workshop = Path(tempfile.mkdtemp(prefix=prefix, dir=place or target.parent))
        lock = os.open(workshop / "lock", os.O_RDWR | os.O_CREAT)
        if _lock(lock) and (workshop / "lock").exists():
            return workshop, lock
        os.close(lock)  # taken for abandoned in the instant before it was locked


def remove_abandoned(target: Path, purpose: str, place: Path | None = None) -> None:
    """Remove the workshops of processes that have ended without it."""
    import shutil

    for workshop in (place or target.parent).iterdir():
        if not workshop.name.startswith(f".{target.name}.{purpose}-"):
            continue
        try:
            lock = os.open(workshop / "lock", os.O_RDWR)
        except OSError:
            continue  # just being made, or just being removed
        if _lock(lock):
            shutil.rmtree(workshop, ignore_errors=True)
        os.close(lock)


def _lock(file: int) -> bool:
    """Lock an open file until it is closed; False if another process holds it."""
    try:
        import fcntl
    except ImportError:  # Windows, where an open file cannot be removed anyway
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
