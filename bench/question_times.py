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
PATIENCE = 10.0
"""Seconds after which a question is given up in rdflib; it then counts with these seconds."""
GIVEN_UP, FAILED = "given up", "failed"


def measure() -> Result:
    snapshot = open_snapshot(build().path)
    store = snapshot.store
    asked = [
        (q, _text(q, lambda text: resolve(store, text))) for q in questions(resources.queries())
    ]
    rows: list[tuple[str, ...]] = []
    total_ours = total_theirs = 0.0
    given_up = failed = differing = 0
    with _Peer(str(snapshot.nquads)) as peer:
        for question, text in asked:
            times = []
            for number in range(RUNS + 1):
                start = time.perf_counter()
                answer = from_query(store.query(text))
                if number:
                    times.append(time.perf_counter() - start)
            ours = statistics.median(times)
            theirs, outcome = peer.ask(text)
            failed += outcome == FAILED
            given_up += outcome == GIVEN_UP
            differing += isinstance(outcome, int) and outcome != len(answer.rows)
            if outcome != FAILED:
                total_ours += ours
                total_theirs += theirs
            rows.append(
                (
                    question.id,
                    f"{len(answer.rows)}",
                    f"{outcome}",
                    f"{ours * 1000:.2f}",
                    "" if outcome == FAILED else f"{theirs * 1000:.0f}",
                    "" if outcome == FAILED else f"{theirs / ours:.0f}",
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
        f"which then count with that time. It fails on {failed}, which count on neither side. "
        f"Where both answer, row counts differ in {differing}."
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

    def ask(self, text: str) -> tuple[float, int | str]:
        """Return seconds and the number of rows, or what happened instead."""
        self._pipe.send(text)
        if self._pipe.poll(PATIENCE):
            seconds, outcome = self._pipe.recv()
            return seconds, outcome
        self._stop()
        self._start()
        return PATIENCE, GIVEN_UP

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
        try:
            outcome: int | str = len(list(data.query(text, initNs=PREFIXES)))
        except (TypeError, ValueError, AttributeError, KeyError):  # faults of its evaluation
            outcome = FAILED
        pipe.send((time.perf_counter() - start, outcome))
