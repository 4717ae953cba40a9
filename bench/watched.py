"""Run a command and watch the memory of it and of all processes that it starts."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

STEP = 0.05
"""Seconds between two looks."""
_PROC = Path("/proc")


class Watched(NamedTuple):
    """What a command took: seconds, and megabytes at the peak; 0 where there is no ``/proc``."""

    seconds: float
    largest: float
    """Of the largest process."""
    together: float
    """Of all processes at one moment. Pages that they share are counted in each."""


def watched(
    command: Sequence[str],
    *,
    accepted: tuple[int, ...] = (0,),
) -> Watched:
    """Run a command to its end.

    Raises:
        subprocess.CalledProcessError: If its exit code is not among the accepted.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        _, said = process.communicate()
        seconds = time.perf_counter() - begun
        watch.over.set()
        watch.join()
    if process.returncode not in accepted:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Watched(seconds, watch.largest, watch.together)


class _Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.largest = self.together = 0.0
        self._pid = pid

    def run(self) -> None:
        while not self.over.wait(STEP):
            sizes = [size for pid in family(self._pid) if (size := resident(pid)) > 0]
            self.together = max(self.together, sum(sizes))
            self.largest = max(self.largest, *sizes, 0.0)


def family(pid: int) -> list[int]:
    """Return a process and all that it has started, and they, as far as they still run."""
    found = [pid]
    for one in found:
        for task in _PROC.glob(f"{one}/task/*/children"):
            try:
                found += map(int, task.read_text(encoding="ascii").split())
            except OSError:  # it has ended
                continue
    return found


def resident(pid: int) -> float:
    """Return the megabytes of a process in memory; 0 if it has ended."""
    try:
        text = (_PROC / str(pid) / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    for line in text.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
