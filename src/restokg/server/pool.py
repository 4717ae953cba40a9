"""The pool of workers of one snapshot: who gets which job, and what ends a job that does not end.

Jobs that are over at once keep to a narrow lane, as wide as there are processors. One that takes
longer leaves the lane, so that others pass; those that take much longer come last and share half
of the processors; one at its limit is ended with its process, and another takes its place.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from restokg.errors import BusyError, QueryStoppedError, SnapshotUnreadableError
from restokg.server.jobs import Job
from restokg.server.limits import Limits
from restokg.server.messages import Answered, Asked, pack
from restokg.server.processes import Death, Template, WorkerProcess
from restokg.server.sharing import Sharing

_log = logging.getLogger(__name__)

TICK = 0.002
QUICK = 0.002
"""Seconds after which a job no longer keeps others waiting."""
STUCK = 0.05
"""Seconds without an answer after which jobs that were given together are taken back."""
HEAVY = 0.01
"""Seconds after which a query is heavy, and heavy ones are kept apart."""
HEAVY_PAGE = 0.5
"""The same for pages, whose queries are ours."""
LASTING = 0.25
"""Seconds after which a heavy query counts among those that there may be only so many of."""
MOST_HEAVY = 8
SPARE = MOST_HEAVY
"""Workers that stand ready for the moment when so many heavy queries come at once."""
MOST_WORKERS = 3 * MOST_HEAVY
MOST_WAITING = 2_000
LATEST_START = 30.0
"""Seconds after which a worker that has not come up never will."""
LATEST_END = 5.0
"""Seconds in which workers end by themselves, unless they are held up."""
LONGEST_WAIT = 10.0
"""Seconds that a job waits for a worker at most."""
MOST_TOGETHER = 12
"""Jobs that a worker is given at once when many wait."""
RETIRED_AFTER = 50_000
"""Jobs after which a worker is replaced, lest anything pile up in it."""


@dataclass
class Counts:
    """What the metrics tell of a pool."""

    started: int = 0
    killed: dict[str, int] = field(default_factory=dict)
    crashed: int = 0


class Pool:
    """Use as a context manager; all of it runs in the loop that entered it."""

    def __init__(self, snapshot: Path, index: Path, limits: Limits) -> None:
        self.snapshot = snapshot
        self.index = index
        self.limits = limits
        self.counts = Counts()
        self.width = max(2, os.cpu_count() or 1)
        self._ready: list[WorkerProcess] = []
        self._ready_for_pages: list[WorkerProcess] = []
        """Those that have made pages before, and know what several pages need."""
        self._busy: set[WorkerProcess] = set()
        self._starting = 0
        self._all: set[WorkerProcess] = set()
        self._waiting: deque[Job] = deque()
        self._in_lane = 0
        self._sharing = Sharing()
        self._ticking: asyncio.TimerHandle | None = None
        self._dispatching = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self._first: asyncio.Future[None] | None = None
        self._failures = 0

    async def __aenter__(self) -> Pool:
        self._first = asyncio.get_running_loop().create_future()
        try:
            await self._open_template()
            self._provide()
            await self._first
        except BaseException:
            self._closing = True
            self._template.close()
            raise
        return self

    async def _open_template(self) -> None:
        self._template = Template(self.snapshot, self.index, self.limits, self._template_lost)
        try:
            await self._template.start()
        except OSError as error:
            raise SnapshotUnreadableError(self.snapshot, str(error)) from None

    def _template_lost(self) -> None:
        """Start another template: this one was ended from outside."""
        if not self._closing:
            _log.error("The process that workers are forked from was lost; another is started.")
            task = asyncio.get_running_loop().create_task(self._reopen())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _reopen(self) -> None:
        wait = 0.1
        while not self._closing:
            try:
                await self._open_template()
            except SnapshotUnreadableError as error:
                _log.error("It could not be started: %s", error)
                await asyncio.sleep(wait)
                wait = min(5.0, 2 * wait)
            else:
                self._provide()
                return

    async def __aexit__(self, *_: object) -> None:
        await self.drain(self.limits.time + 1)
        self._closing = True
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._ready.clear()
        self._ready_for_pages.clear()
        until = time.monotonic() + LATEST_END
        while (self._all or self._starting) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(TICK)
        for task in self._tasks:
            task.cancel()
        self._template.close()
        if self._ticking is not None:
            self._ticking.cancel()

    async def drain(self, seconds: float) -> None:
        """Wait until no job is left, or so many seconds are over."""
        until = time.monotonic() + seconds
        while (self._busy or self._waiting) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(TICK)

    @property
    def states(self) -> dict[str, int]:
        heavy = sum(1 for worker in self._busy if worker.heavy)
        return {
            "ready": len(self._idle),
            "busy": len(self._busy) - heavy,
            "heavy": heavy,
            "waiting": len(self._waiting),
        }

    @property
    def events(self) -> dict[str, int]:
        killed = {f"killed: {reason}": count for reason, count in self.counts.killed.items()}
        return {"started": self.counts.started, "crashed": self.counts.crashed, **killed}

    @property
    def confined(self) -> bool:
        """Whether all workers are without network, as far as the system can see to it."""
        return all(worker.confined for worker in (*self._idle, *self._busy))

    def submit(self, asked: Asked, *, page: bool = False) -> Job:
        """Queue a job and return it; its future gives the answer.

        Queries go to workers some at a time when there are many; one that takes long among
        them is found and run alone.

        The future may raise QueryLimitError, QueryStoppedError or BusyError.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise BusyError("Too many requests are waiting.", retry_after=5)
        loop = asyncio.get_running_loop()
        job = Job(pack(asked), loop.create_future(), time.monotonic(), page, page)
        self._waiting.append(job)
        if not self._dispatching:
            # What comes in at once goes out at once.
            self._dispatching = True
            loop.call_soon(self._dispatch)
        return job

    def abandon(self, job: Job) -> None:
        """End a job that nobody waits for any more."""
        job.future.cancel()
        for worker in self._busy:
            if len(worker.jobs) == 1 and worker.jobs[0] is job:
                self._stop(worker, QueryStoppedError("The client has gone."), "abandoned")

    # -- workers come and go

    def _provide(self) -> None:
        """Start as many workers as are wanting."""
        if self._closing or not self._template.ready:
            return
        able = len(self._idle) + sum(1 for worker in self._busy if not worker.heavy)
        wanted = self.width + SPARE - able
        # One after the other, so that those who wait for answers keep a processor.
        if wanted > 0 and not self._starting and len(self._all) < MOST_WORKERS:
            worker = WorkerProcess(
                self._worker_ready, self._answer_came, self._worker_died, self.limits.memory
            )
            self._starting += 1
            self._all.add(worker)
            task = asyncio.get_running_loop().create_task(self._start(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start(self, worker: WorkerProcess) -> None:
        try:
            await worker.start(self._template)
        except OSError as error:
            self._starting -= 1
            self._all.discard(worker)
            self._failed(f"A worker could not be started: {error}")
            return
        self.counts.started += 1
        loop = asyncio.get_running_loop()
        worker.overdue = loop.call_later(LATEST_START, self._overdue, worker)

    def _overdue(self, worker: WorkerProcess) -> None:
        """End a worker that does not come up, or the template that has not even forked it."""
        (worker if worker.pid else self._template).kill()

    def _failed(self, reason: str) -> None:
        """Note that a worker has not come up; give up only if none ever has."""
        self._failures += 1
        _log.error(reason)
        if self._first is not None and not self._first.done() and self._failures >= 3:
            self._first.set_exception(QueryStoppedError(reason))
            self._closing = True
        if not self._closing:
            wait = min(5.0, 0.1 * 2**self._failures)
            asyncio.get_running_loop().call_later(wait, self._provide)

    def _came_up(self, worker: WorkerProcess) -> None:
        """Note that a worker is no longer starting, whether it is ready or has ended."""
        self._starting -= 1
        if worker.overdue is not None:
            worker.overdue.cancel()

    def _worker_ready(self, worker: WorkerProcess) -> None:
        self._came_up(worker)
        self._failures = 0
        self._sharing.admit(worker)
        asyncio.get_running_loop().call_soon(self._provide)
        if self._first is not None and not self._first.done():
            self._first.set_result(None)
        self._stays(worker)

    def _answer_came(self, worker: WorkerProcess, answered: Answered) -> None:
        if not worker.jobs:
            return  # they were taken back, and it is being ended
        worker.since = time.monotonic()
        worker.served += 1
        job = worker.jobs.popleft()
        if job.stopped is None and not job.future.done():
            job.future.set_result(answered)
        if worker.jobs:
            if len(worker.jobs) <= MOST_TOGETHER // 2:
                self._soon()
            return
        # What a heavy job has taken of memory goes back with its process.
        spent = worker.heavy or worker.served >= RETIRED_AFTER
        self._free(worker)
        self._stays(worker, spent=spent)

    def _stays(self, worker: WorkerProcess, *, spent: bool = False) -> None:
        """Keep a worker for what comes next, unless it has done its part or is one too many."""
        if self._closing or spent or len(self._idle) > self.width + SPARE:
            worker.dismiss()
        else:
            self._rest(worker)
        self._soon()

    @property
    def _idle(self) -> list[WorkerProcess]:
        return self._ready + self._ready_for_pages

    def _rest(self, worker: WorkerProcess) -> None:
        (self._ready_for_pages if worker.makes_pages else self._ready).append(worker)

    def _next_worker(self, *, page: bool) -> WorkerProcess | None:
        """Take a worker for a page or a query; workers for queries are ended more often."""
        first, second = self._ready, self._ready_for_pages
        if page:
            first, second = second, first
        resting = first or second
        if not resting:
            return None
        worker = resting.pop()
        worker.makes_pages = worker.makes_pages or page
        return worker

    def _free(self, worker: WorkerProcess) -> None:
        self._busy.discard(worker)
        self._leave_lane(worker)
        worker.used_before = None
        if worker.heavy:
            worker.heavy = worker.lasting = False
            self._sharing.settle(self._all, self._template)

    def _leave_lane(self, worker: WorkerProcess) -> None:
        if worker.in_lane:
            worker.in_lane = False
            self._in_lane -= 1

    def _worker_died(self, worker: WorkerProcess, death: Death) -> None:
        self._all.discard(worker)
        if not worker.ready:
            self._came_up(worker)
            said = death.words.strip()[-500:]
            self._failed(f"A worker ended with code {death.code} before it was ready: {said}")
            return
        for resting in (self._ready, self._ready_for_pages):
            if worker in resting:
                resting.remove(worker)
        if worker.jobs:
            self._free(worker)
            jobs, worker.jobs = worker.jobs, deque()
            if len(jobs) > 1:
                self._again(jobs)
            else:
                self._lost(jobs[0], death)
        self._provide()
        self._soon()

    def _lost(self, job: Job, death: Death) -> None:
        if job.stopped is None:
            self.counts.crashed += 1
        if not job.future.done():
            job.future.set_exception(job.stopped or self._reason(death))

    def _again(self, jobs: Iterable[Job]) -> None:
        """Queue jobs anew, each to be run alone: one of them has ended or held up a worker."""
        for job in reversed(list(jobs)):
            job.alone = True
            self._waiting.appendleft(job)

    def _reason(self, death: Death) -> Exception:
        if death.from_memory:
            return self.limits.exceeded("memory")
        if death.from_depth:
            return self.limits.exceeded("complexity")
        _log.error("A worker ended with code %s: %s", death.code, death.words.strip()[-500:])
        return BusyError("The process that worked on this request was lost.", retry_after=1)

    # -- jobs go out and are watched

    def _soon(self) -> None:
        if self._waiting and not self._dispatching:
            self._dispatching = True
            asyncio.get_running_loop().call_soon(self._dispatch)

    def _dispatch(self) -> None:
        self._dispatching = False
        now = time.monotonic()
        while self._waiting and self._in_lane < self.width:
            worker = self._next_worker(page=self._waiting[0].page)
            if worker is None:
                break
            worker.in_lane = True
            worker.since = now
            self._in_lane += 1
            self._busy.add(worker)
            others = len(self._idle) + 1
            share = len(self._waiting) // others if len(self._waiting) > others else 1
            self._give(worker, min(share, MOST_TOGETHER), now)
            if not worker.jobs:  # nobody waits any more for what was waiting
                self._free(worker)
                self._rest(worker)
        for worker in self._busy:
            if not self._waiting:
                break
            if self._takes_more(worker):
                self._give(worker, MOST_TOGETHER // 2, now)
        if self._ticking is None and (self._busy or self._waiting):
            self._ticking = asyncio.get_running_loop().call_later(TICK, self._tick)

    def _takes_more(self, worker: WorkerProcess) -> bool:
        """Tell whether a worker may be given the next job before it is through with its own."""
        few = worker.in_lane and 0 < len(worker.jobs) <= MOST_TOGETHER // 2
        return few and not worker.jobs[0].alone and not self._waiting[0].alone

    def _give(self, worker: WorkerProcess, most: int, now: float) -> None:
        """Give a worker up to so many of the jobs that wait, at once."""
        messages: list[bytes] = []
        while self._waiting and len(messages) < most:
            if self._waiting[0].alone and (messages or worker.jobs):
                break
            job = self._waiting.popleft()
            if job.future.done():
                continue
            job.started = job.started or now
            worker.jobs.append(job)
            messages.append(job.message)
            if job.alone:
                break
        if messages:
            worker.send(b"".join(messages))

    def _tick(self) -> None:
        self._ticking = None
        now = time.monotonic()
        for worker in list(self._busy):
            if len(worker.jobs) > 1:
                self._watch_several(worker, now)
            else:
                self._watch(worker, now)
        while self._waiting and now - self._waiting[0].queued > LONGEST_WAIT:
            job = self._waiting.popleft()
            if not job.future.done():
                error = BusyError("No worker was free in time.", retry_after=5)
                job.future.set_exception(error)
        self._provide()
        self._dispatch()

    def _watch_several(self, worker: WorkerProcess, now: float) -> None:
        """Take jobs back from a worker that one of them holds up; which one, it cannot tell."""
        if now - worker.since >= STUCK:
            jobs, worker.jobs = worker.jobs, deque()
            self._free(worker)
            worker.kill()
            self._again(jobs)

    def _watch(self, worker: WorkerProcess, now: float) -> None:
        job = worker.jobs[0]
        if job.stopped is not None or now - worker.since < QUICK:
            return
        self._leave_lane(worker)
        if now - job.started > self.limits.time:
            self._stop(worker, self.limits.exceeded("time"), "time")
        elif not worker.heavy and self._is_heavy(worker, job, now):
            worker.heavy = True
            worker.demote()
            self._sharing.settle(self._all, self._template)
            if job.on_heavy is not None:
                job.on_heavy()
        elif now - worker.since > LASTING and not worker.lasting:
            if self._lasting() >= MOST_HEAVY:
                reason = f"{MOST_HEAVY} heavy queries are running, and this is another."
                self._stop(worker, BusyError(reason, retry_after=5), "busy")
                return
            worker.lasting = True
        elif worker.heavy and worker.memory() > self.limits.memory:
            self._stop(worker, self.limits.exceeded("memory"), "memory")

    def _is_heavy(self, worker: WorkerProcess, job: Job, now: float) -> bool:
        """Tell whether a job has had its time; one that only waited for a processor has not."""
        if worker.used_before is None:
            worker.used_before = worker.used()
        late = now - worker.since > (HEAVY_PAGE if job.page else HEAVY)
        return late and worker.used() - worker.used_before > QUICK

    def _lasting(self) -> int:
        """Count the jobs that last; those that are being ended have no say any more."""
        return sum(1 for worker in self._busy if worker.lasting and worker.jobs[0].stopped is None)

    def _stop(self, worker: WorkerProcess, reason: Exception, name: str) -> None:
        """End a job with its process; the one who waits is told at once."""
        job = worker.jobs[0]
        job.stopped = reason
        worker.kill()
        self.counts.killed[name] = self.counts.killed.get(name, 0) + 1
        if not job.future.done():
            job.future.set_exception(reason)
