"""What the measurements share: runs in turns, and a result with its limit."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Result(NamedTuple):
    """A ratio held against a limit, with the table that it comes from.

    ``rows`` are lines of a table under ``columns``. ``met`` tells whether the ratio keeps to the
    limit, which is what ``demand`` says in words; None means that there is no limit to keep to.
    A ratio of None means that the table is all there is.
    """

    title: str
    demand: str
    ratio: float | None
    met: bool | None
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""
    digits: int = 2

    def markdown(self) -> str:
        head = f"| {' | '.join(self.columns)} |\n|{'---|' * len(self.columns)}\n"
        body = "".join(f"| {' | '.join(row)} |\n" for row in self.rows)
        verdict = {True: "met", False: "NOT MET", None: "no limit"}[self.met]
        told = "" if self.ratio is None else f": **{self.ratio:.{self.digits}f}** ({verdict})"
        lines = [f"## {self.title}\n", f"{self.demand}{told}.\n"]
        if self.note:
            lines.append(f"{self.note}\n")
        return "\n".join(lines) + f"\n{head}{body}"


def in_turns(
    first: Callable[[], object], second: Callable[[], object], *, runs: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of both, run one after the other ``runs`` times after one warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for kept, call in zip(times, (first, second), strict=True):
            start = time.perf_counter()
            call()
            if number:
                kept.append(time.perf_counter() - start)
    return times


def spread(times: list[float]) -> tuple[str, str, str]:
    """Return minimum, median and maximum in milliseconds, as text."""
    values = (min(times), statistics.median(times), max(times))
    return tuple(f"{value * 1000:.1f}" for value in values)  # type: ignore[return-value]
