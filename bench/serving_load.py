"""``restokg serve`` beside a bare ``oxigraph serve-read-only``, under load, on one snapshot.

Needs ``oxigraph`` (of the package of that name) and ``wrk`` on the PATH.
"""

import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from corpus import Missing
from measuring import Result
from serving_queries import look_ups, of_a_page, things

from restokg.graph.snapshot import locate
from restokg.graph.store import Store
from restokg.questions.answers import from_query

CONNECTIONS = 32
SECONDS = 3
RUNS = 5
LIGHT = 0.005
"""Seconds that a light query takes at most where nothing else is done."""
LIMIT = 0.7
DIFFERENT = """
local targets, at = {}, tonumber(os.getenv("FROM"))
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
local again = os.getenv("AGAIN") == "1"
request = function()
  at = at + 1
  local target = os.getenv("ENDPOINT") .. "?query=" .. targets[at % #targets + 1]
  if not again then target = target .. "%20%23" .. at end
  return wrk.format("GET", target, { Accept = "application/sparql-results+json" })
end
"""


def measure() -> list[Result]:
    wrk, oxigraph = _needed("wrk"), _needed("oxigraph")
    snapshot = locate(Path(named) if (named := os.environ.get("RESTOKG_BENCH_SNAPSHOT")) else None)
    results = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "load.lua").write_text(DIFFERENT)
        ours = stack.enter_context(serving(snapshot))
        theirs = stack.enter_context(_theirs(oxigraph, snapshot, folder))
        load = _Load(wrk, folder, {"oxigraph": (theirs, "/query"), "restokg": (ours, "/sparql")})
        subjects = things(snapshot)
        page = _light(snapshot, (q for thing in subjects for q in of_a_page(thing)), 12_000)
        single = _light(snapshot, (q for thing in subjects for q in look_ups(thing)), 12_000)
        both = ([*page[0][::2], *single[0][::2]], (page[1] + single[1]) / 2)
        random.Random(6).shuffle(both[0])
        results.append(load.result("light queries of both sorts, all different", both, LIMIT))
        results.append(load.result("light queries of pages, all different", page, LIMIT))
        results.append(load.result("look-ups of one pattern, all different", single, None))
        results.append(
            load.result("light queries, repeated", (page[0][:100], page[1]), 1.0, again=True)
        )
    return results


def _needed(name: str) -> str:
    if found := shutil.which(name):
        return found
    raise Missing(f"{name} is not on the PATH.")


def _light(snapshot: Path, queries: Iterator[str], most: int) -> tuple[list[str], float]:
    """Return the queries that are light, and the mean of the seconds that they take."""
    store = Store.open(snapshot / "store")
    kept, seconds = [], []
    for query in islice(queries, 2 * most):
        start = time.perf_counter()
        from_query(store.query(query))
        taken = time.perf_counter() - start
        if taken <= LIGHT:
            kept.append(query)
            seconds.append(taken)
        if len(kept) == most:
            break
    return kept, statistics.mean(seconds)


class _Load:
    def __init__(self, wrk: str, folder: Path, endpoints: dict[str, tuple[int, str]]) -> None:
        self.wrk = wrk
        self.folder = folder
        self.endpoints = endpoints
        self.begun = 0

    def result(
        self, what: str, light: tuple[list[str], float], limit: float | None, *, again: bool = False
    ) -> Result:
        queries, mean = light
        targets = self.folder / "targets"
        targets.write_text("\n".join(urllib.parse.quote(query, safe="") for query in queries))
        rates: dict[str, list[float]] = {name: [] for name in self.endpoints}
        for run in range(RUNS + 1):
            for name, (port, path) in self.endpoints.items():
                rate = self._run(port, path, again=again)
                if run:  # the first one warms up
                    rates[name].append(rate)
        medians = {name: statistics.median(values) for name, values in rates.items()}
        ratio = medians["restokg"] / medians["oxigraph"]
        demand = (
            "Requests per second of `restokg serve` over those of `oxigraph serve-read-only`: "
            + what
        )
        return Result(
            f"Serving: {what}",
            demand + (f", at least {limit}" if limit else ""),
            ratio,
            None if limit is None else ratio >= limit,
            ("endpoint", "least /s", "median /s", "most /s"),
            [
                (name, *(f"{value:,.0f}" for value in (min(values), medians[name], max(values))))
                for name, values in rates.items()
            ],
            f"{CONNECTIONS} connections of wrk, {RUNS} runs of {SECONDS} seconds each, in turns; "
            f"{len(queries):,} queries that take {mean * 1000:.2f} ms each in the engine alone, "
            + ("asked again and again." if again else "made different by a comment."),
        )

    def _run(self, port: int, path: str, *, again: bool) -> float:
        self.begun += 1_000_000
        command = [
            self.wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s",
            "-s", str(self.folder / "load.lua"), f"http://127.0.0.1:{port}",
        ]  # fmt: skip
        settings = {
            "FROM": str(self.begun),
            "TARGETS": str(self.folder / "targets"),
            "ENDPOINT": path,
            "AGAIN": "1" if again else "0",
        }
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, **settings}
        ).stdout
        if "Non-2xx" in told:
            raise RuntimeError(told)
        return float(told.split("Requests/sec:")[1].split()[0])


@contextmanager
def serving(snapshot: Path) -> Iterator[int]:
    """Run ``restokg serve`` on a snapshot and give its port."""
    command = [sys.executable, "-m", "restokg", "--snapshot", str(snapshot), "serve", "--port", "0"]
    process = subprocess.Popen([*command, "--budget", "1000000"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline().split("http://")[1].split("/")[0].rpartition(":")[2])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


@contextmanager
def _theirs(oxigraph: str, snapshot: Path, folder: Path) -> Iterator[int]:
    store = shutil.copytree(snapshot / "store", folder / "store")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [oxigraph, "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}",
         "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()
