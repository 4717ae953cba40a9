"""``restokg validate`` beside other SHACL engines on generated graphs: whole processes."""

from __future__ import annotations

import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import generated
from measuring import Result
from shacl_peers import Peer, peers, write_shapes

from restokg import resources
from restokg.graph.reading import load
from restokg.graph.store import Store

SIZES = (100_000, 1_000_000)
RUNS = 3
ONCE = 60.0  # seconds: what takes longer is not run again
TIMEOUT = 300.0  # seconds, for one run
OVER_JENA = 0.5
OVER_PYSHACL = 30
MEMORY = 2000  # MB
OWN = "restokg"
OURS = ("validate", "--shapes", "SHAPES", "DATA")

_COLUMNS = (
    *(
        "triples",
        "engine",
        "runs",
        "min s",
        "median s",
        "max s",
        "processor s",
        "peak MB",
        "results",
    ),
    "over restokg",
)
_CHANGED = (
    "rudof gets the inverse of alternative paths written as alternatives of inverse paths, since "
    "it stops at the former."
)
_RULE = re.compile(r"^\S*\w+\[(RKG-\w+)\]", re.MULTILINE)


class Run(NamedTuple):
    """One process: seconds on the clock and of the processors, and the most memory it held."""

    seconds: float
    cpu: float
    megabytes: float
    output: str
    complaint: str


class _Median(NamedTuple):
    seconds: float | None
    row: tuple[str, ...]
    megabytes: float = math.inf
    triples: int = 0


def measure() -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shapes(resources.shapes(), folder)
        contenders = [Peer(OWN, [command(), *OURS]), *peers(folder)]
        medians: dict[tuple[str, int], _Median] = {}
        for size in SIZES:
            data = folder / f"{size}.nt"
            manifest = generated.write(size, data)
            for peer, runs in _in_turns(contenders, size, data, folder):
                medians[peer, size] = _judged(peer, runs, manifest)
            data.unlink()
        return _result(medians, contenders)


def measure_core() -> Result:
    """Measure by the shapes without their queries, which are slow in some engines."""
    size = SIZES[-1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shapes(resources.shapes(), folder)
        left_out = _without_queries(folder / "shapes.ttl")
        contenders = [Peer(OWN, [command(), *OURS])]
        contenders += [peer for peer in peers(folder) if peer.name in ("Jena", "shifty")]
        data = folder / f"{size}.nt"
        whole = generated.write(size, data)
        expected = {rule: n for rule, n in whole.results.items() if rule not in left_out}
        medians = {
            peer: _judged(peer, runs, whole._replace(results=expected))
            for peer, runs in _in_turns(contenders, size, data, folder)
        }
    seconds = {peer: median.seconds or math.inf for peer, median in medians.items()}
    ratio = seconds[OWN] / seconds.get("Jena", math.inf)
    return Result(
        "Validation without queries in shapes",
        f"Time of `restokg validate` over that of Jena, from files to findings, on {size:,} "
        f"generated triples, at most {OVER_JENA}",
        ratio,
        0 < ratio <= OVER_JENA,
        _COLUMNS,
        [
            (*median.row, f"{seconds[peer] / seconds[OWN]:.2f}" if median.seconds else "")
            for peer, median in medians.items()
        ],
        f"As above, by the package's shapes without the {len(left_out)} rules that are queries "
        "(sh:sparql).",
    )


def _without_queries(path: Path) -> set[str]:
    """Rewrite a file of shapes without its SPARQL constraints; return the rules that had them."""
    shapes = Store()
    load(shapes, [path])
    rows = shapes.select("SELECT ?shape ?message { ?shape sh:sparql ?query ; sh:message ?message }")
    rules = {message.value.split()[0] for _, message in rows}
    shapes.remove([quad for quad in shapes.quads() if quad.predicate.value.endswith("#sparql")])
    path.write_bytes(shapes.triples())  # N-Triples is Turtle
    return rules


def command() -> str:
    """Return the restokg command of this interpreter's environment."""
    return shutil.which("restokg", path=str(Path(sys.executable).parent)) or "restokg"


def run(arguments: list[str], *, timeout: float = TIMEOUT) -> Run:
    """Run a process to its end; exit code 1 is fine, since it tells of findings.

    Raises:
        subprocess.TimeoutExpired: If it was stopped for time.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=out, stderr=errors)
        while True:
            # Not process.wait: this also tells what the process used.
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - start
            if pid:
                break
            if seconds > timeout:
                process.kill()
                process.wait()
                raise subprocess.TimeoutExpired(arguments, timeout)
            time.sleep(0.005)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        output, complaint = out.read().decode(), ""
        if process.returncode not in (0, 1) or not output:
            complaint = errors.read().decode(errors="replace").strip() or str(process.returncode)
        megabytes = usage.ru_maxrss * 1024 / 1e6
        return Run(seconds, usage.ru_utime + usage.ru_stime, megabytes, output, complaint)


def _in_turns(
    contenders: list[Peer], size: int, data: Path, folder: Path
) -> list[tuple[str, list[Run] | str]]:
    """Return each engine's runs, one engine after the other in each turn; or why there are none."""
    done: dict[str, list[Run] | str] = {}
    for peer in contenders:
        done[peer.name] = peer.missing or []
        if size > peer.largest:
            done[peer.name] = "not run at this size"
    for turn in range(RUNS):
        for peer in contenders:
            runs = done[peer.name]
            if isinstance(runs, str) or (turn and runs[-1].seconds > ONCE):
                continue
            files = {"DATA": str(data), "SHAPES": str(folder / peer.shapes)}
            try:
                last = run([files.get(part, part) for part in peer.command])
            except subprocess.TimeoutExpired:
                done[peer.name] = f"stopped after {TIMEOUT:.0f} s"
                continue
            if last.complaint:
                done[peer.name] = f"failed: {last.complaint.splitlines()[-1][:80]}"
            else:
                runs.append(last)
    return list(done.items())


def _judged(peer: str, runs: list[Run] | str, manifest: generated.Manifest) -> _Median:
    """Return the median time and the row of a table for an engine's runs."""
    label = f"{manifest.triples:,}"
    if isinstance(runs, str):
        return _Median(None, (label, peer, runs, "", "", "", "", "", ""))
    times = [run.seconds for run in runs]
    middle = statistics.median(times)
    output = runs[-1].output
    found = Counter(_RULE.findall(output)) if peer == OWN else _reported(output)
    wrong = sorted(
        f"{rule}: {found[rule]} for {manifest.results.get(rule, 0)}"
        for rule in found.keys() | manifest.results.keys()
        if found[rule] != manifest.results.get(rule, 0)
    )
    row = (
        label,
        peer,
        f"{len(times)}",
        f"{min(times):.1f}",
        f"{middle:.1f}",
        f"{max(times):.1f}",
        f"{statistics.median(run.cpu for run in runs):.1f}",
        f"{statistics.median(run.megabytes for run in runs):.0f}",
        f"{found.total()}" + (f" ({'; '.join(wrong)})" if wrong else ""),
    )
    megabytes = max(run.megabytes for run in runs)
    return _Median(middle, row, megabytes, manifest.triples)


def _reported(turtle: str) -> Counter[str]:
    """Return how many results of which rule a W3C report tells of; details do not count."""
    rules, report = Store(), Store()
    load(rules, sorted(resources.shapes().glob("*.ttl")))
    report.load(turtle.encode(), "turtle")
    messages = rules.select("SELECT ?shape ?message { ?shape sh:message ?message }")
    codes = {shape: str(message.value).split()[0] for shape, message in messages}
    rows = report.select("SELECT ?shape { ?report sh:result [ sh:sourceShape ?shape ] }")
    return Counter(codes[shape] for (shape,) in rows)


def _result(medians: dict[tuple[str, int], _Median], contenders: list[Peer]) -> Result:
    small, large = SIZES
    seconds = {key: median.seconds for key, median in medians.items() if median.seconds}
    for size in SIZES:
        seconds.setdefault((OWN, size), math.inf)
    rows = []
    for (name, size), median in medians.items():
        over = f"{seconds[name, size] / seconds[OWN, size]:.2f}" if (name, size) in seconds else ""
        rows.append((*median.row, over))
    grown = ", ".join(
        f"{name} {seconds[name, large] / seconds[name, small]:.1f}"
        for name in (peer.name for peer in contenders)
        if (name, large) in seconds
    )
    note = f"From {small:,} to {large:,} triples the time grows by: {grown}."
    if slow := seconds.get(("pySHACL", small)):
        note += (
            " pySHACL is run on the small graph only; if its time grew no more than the "
            f"triples do, the large one would take it {slow * large / small / 60:.0f} minutes "
            "(not measured)."
        )
    ours, before = medians[OWN, large], medians[OWN, small]
    ratio = seconds[OWN, large] / seconds.get(("Jena", large), math.inf)
    slowest = medians["pySHACL", small]
    # One that was stopped took at least so long.
    pyshacl = slowest.seconds or (TIMEOUT if "stopped" in slowest.row[2] else 0.0)
    over_pyshacl = pyshacl / seconds[OWN, small]
    grown_by = seconds[OWN, large] / seconds[OWN, small]
    times_larger = ours.triples / max(before.triples, 1)
    conditions = {
        f"{over_pyshacl:.0f} times faster than pySHACL on the small one, or more if that was "
        f"stopped (at least {OVER_PYSHACL})": over_pyshacl >= OVER_PYSHACL,
        f"{ours.megabytes:.0f} MB at most (under {MEMORY})": ours.megabytes < MEMORY,
        f"{grown_by:.1f} times slower for {times_larger:.1f} times the triples (at most that)": (
            grown_by <= times_larger
        ),
    }
    besides = "; ".join(
        f"{text}: {'met' if met else 'NOT MET'}" for text, met in conditions.items()
    )
    return Result(
        "Validation beside its peers",
        f"Time of `restokg validate` over that of Jena, from files to findings, on {large:,} "
        f"generated triples, at most {OVER_JENA}",
        ratio,
        0 < ratio <= OVER_JENA and all(conditions.values()),
        _COLUMNS,
        rows,
        f"Besides: {besides}. Whole processes, in turns; what takes over {ONCE:.0f} s is run once, "
        f"and stopped after {TIMEOUT:.0f} s. All validate by the package's shapes, from the same "
        f"N-Triples and Turtle. {_CHANGED} {note}",
    )
