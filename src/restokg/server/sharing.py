"""Which processors the workers run on: heavy jobs are kept apart from all the rest.

Under attack the 99th percentile of light queries was four times that of an idle service with the
lowest priority for heavy jobs alone, and below three times with halves of the processors too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from restokg.server.processes import Template, WorkerProcess, confine, processors


class Sharing:
    """While there are heavy jobs, they have one half of the processors and the rest the other."""

    def __init__(self) -> None:
        self._all = self._front = processors()

    def admit(self, worker: WorkerProcess) -> None:
        """Place a worker that is new."""
        if self._front != self._all:
            worker.confine(self._front)

    def settle(self, workers: Iterable[WorkerProcess], template: Template) -> None:
        """Place all workers anew, after one has become heavy or has ceased to be."""
        if len(self._all) < 2:
            return
        heavy = [worker for worker in workers if worker.heavy]
        ordered = sorted(self._all)
        back = frozenset(ordered[len(ordered) // 2 :])
        front = frozenset(ordered) - back if heavy else self._all
        for worker in heavy:
            worker.confine(back)
        if front != self._front:
            self._front = front
            confine(os.getpid(), front)
            # To fork takes some milliseconds in which nothing else runs on a processor.
            template.confine(back if heavy else front)
            for worker in workers:
                if not worker.heavy:
                    worker.confine(front)
