"""Every question of the catalogue with its defaults, here and in rdflib, on the same data."""

import statistics
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from measuring import Result

from restokg import resources
from restokg.build.pipeline import build
from restokg.graph.lookup import resolve
from restokg.graph.snapshot import open_snapshot
from restokg.namespaces import PREFIXES
from restokg.questions.answers import from_query
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question, questions
from restokg.questions.parameters import terms

RUNS = 7
LIMIT = 50
PATIENCE = 20.0
"""Seconds after which a question is given up in rdflib; it then counts with these seconds."""


def measure() -> Result:
    snapshot = open_snapshot(build().path)
    store = snapshot.store
    asked = [
        (q, _text(q, lambda text: resolve(store, text))) for q in questions(resources.queries())
    ]
    rows, total_ours, total_theirs, given_up, differing = [], 0.0, 0.0, 0, 0
    with _Peer(str(snapshot.nquads)) as peer:
        for question, text in asked:
            times = []
            for number in range(RUNS + 1):
                start = time.perf_counter()
                answer = from_query(store.query(text))
                if number:
                    times.append(time.perf_counter() - start)
            ours = statistics.median(times)
            theirs, count = peer.ask(text)
            total_ours += ours
            total_theirs += theirs
            given_up += count is None
            differing += count not in (None, len(answer.rows))
            rows.append(
                (
                    question.id,
                    f"{len(answer.rows)}",
                    "gave up" if count is None else f"{count}",
                    f"{ours * 1000:.2f}",
                    f"{theirs * 1000:.0f}",
                    f"{theirs / ours:.0f}",
                )
            )
    ratio = total_theirs / total_ours
    rows.append(
        (
            "in total",
            "",
            "",
            f"{total_ours * 1000:.2f}",
            f"{total_theirs * 1000:.0f}",
            f"{ratio:.0f}",
        )
    )
    note = (
        f"Ours: median of {RUNS} runs on the snapshot. rdflib: one run on the same quads, loaded "
        f"before; given up after {PATIENCE:.0f} s in {given_up} of {len(asked)} questions, "
        f"which then count with that time. Row counts differ in {differing}."
    )
    return Result(
        "The catalogue beside rdflib",
        f"Time of rdflib over ours, all questions together, at least {LIMIT}",
        ratio,
        ratio >= LIMIT,
        ("question", "rows", "rows in rdflib", "ours ms", "rdflib ms", "ratio"),
        rows,
        note,
    )


def _text(question: Question, find: Callable[[str], str]) -> str:
    return bind(question.sparql, terms(question, {}, lang="en", resolve=find))


class _Peer:
    """A process that holds the data in rdflib, and is replaced when it takes too long."""

    def __init__(self, dump: str) -> None:
        self._dump = dump
        self._context = get_context("spawn")

    def __enter__(self) -> "_Peer":
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def ask(self, text: str) -> tuple[float, int | None]:
        """Return seconds and the number of rows; no number if it was given up."""
        self._pipe.send(text)
        if self._pipe.poll(PATIENCE):
            seconds, count = self._pipe.recv()
            return seconds, count
        self._stop()
        self._start()
        return PATIENCE, None

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=_answer_in_rdflib, args=(theirs, self._dump), daemon=True
        )
        self._process.start()
        self._pipe.recv()  # loaded

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()


def _answer_in_rdflib(pipe: Connection, dump: str) -> None:
    from rdflib import Dataset

    data = Dataset(default_union=True)
    data.parse(dump, format="nquads")
    pipe.send("loaded")
    while True:
        text = pipe.recv()
        start = time.perf_counter()
        count = len(list(data.query(text, initNs=PREFIXES)))
        pipe.send((time.perf_counter() - start, count))
