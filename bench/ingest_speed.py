"""``restokg ingest`` on all official resolutions beside a bare lxml parse of the same files."""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpus import corpus, files
from measuring import Result, spread
from watched import watched

import restokg
from restokg.errors import BAD_INPUT, OK

ACCEPTED = (OK, BAD_INPUT)
"""One file of the corpus is not well-formed, which the exit code tells."""
ROUNDS = 5
LIMIT = 10
FLAT = 1.25
PARTS = ((4, "a quarter"), (2, "a half"), (1, "all"))

_BARE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from lxml import etree

def parse(path):
    try:
        etree.parse(path)
    except etree.XMLSyntaxError:
        pass

if __name__ == "__main__":
    paths = sorted(map(str, Path(sys.argv[1]).glob("*session/*/*.xml")))
    count = int(sys.argv[2])
    if count == 1:
        for path in paths:
            parse(path)
    else:
        with ProcessPoolExecutor(count) as pool:
            for _ in pool.map(parse, paths, chunksize=16):
                pass
"""


def measure() -> list[Result]:
    cores = len(os.sched_getaffinity(0))
    # As it is when installed; an environment may forbid that it is done at the first run.
    compileall.compile_dir(Path(restokg.__file__).parent, quiet=1)
    with corpus() as folder, tempfile.TemporaryDirectory() as place:
        script = Path(place, "bare.py")
        script.write_text(_BARE, encoding="utf-8")
        rows, worst = [], 0.0
        for count in dict.fromkeys((cores, 1)):
            bare: list[float] = []
            ours: list[float] = []
            for _ in range(ROUNDS):
                bare.append(_bare(script, folder, count))
                ours.append(_ours(folder, Path(place, "out"), count))
            ratio = statistics.median(ours) / statistics.median(bare)
            worst = max(worst, ratio)
            rows += [
                (f"{count}", "bare parse", *spread(bare), ""),
                (f"{count}", "`restokg ingest`", *spread(ours), f"{ratio:.2f}"),
            ]
        paths = files(folder)
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        memory = _memory(folder, Path(place), cores)
    speed = Result(
        "Ingest: speed",
        f"Time of `restokg ingest`, from {len(paths):,} files of {megabytes:.0f} MB to a graph, "
        f"over that of a bare lxml parse of the same, at worst, at most {LIMIT}",
        worst,
        worst <= LIMIT,
        ("processes", "what", "min ms", "median ms", "max ms", "ratio"),
        rows,
        f"{ROUNDS} runs each, in turns; both are whole commands, with their start.",
    )
    return [speed, memory]


def _bare(script: Path, folder: Path, count: int) -> float:
    return _seconds([sys.executable, str(script), str(folder), str(count)])


def _ours(folder: Path, out: Path, count: int) -> float:
    try:
        return _seconds(_command(folder, out, count), accepted=ACCEPTED)
    finally:
        shutil.rmtree(out, ignore_errors=True)


def _seconds(command: Sequence[str], *, accepted: tuple[int, ...] = (OK,)) -> float:
    begun = time.perf_counter()
    ran = subprocess.run(command, check=False, capture_output=True)
    took = time.perf_counter() - begun
    if ran.returncode not in accepted:
        ran.check_returncode()
    return took


def _command(folder: Path, out: Path, count: int) -> list[str]:
    ingest = [sys.executable, "-m", "restokg", "ingest", str(folder)]
    return [*ingest, "--out", str(out), "--jobs", str(count)]


def _memory(folder: Path, place: Path, cores: int) -> Result:
    rows, peaks = [], []
    for divisor, said in PARTS:
        part = place / "part"
        kept = _part(folder, part, divisor)
        took = watched(_command(part, place / "out", cores), accepted=ACCEPTED)
        shutil.rmtree(part)
        shutil.rmtree(place / "out")
        peaks.append(took.together)
        rows.append((said, f"{kept:,}", f"{took.largest:.0f}", f"{took.together:.0f}"))
    growth = peaks[-1] / peaks[0] if peaks[0] else 1.0
    return Result(
        "Ingest: memory",
        f"Memory at the peak with all files over that with a quarter of them, at most {FLAT}",
        growth,
        growth <= FLAT,
        ("resolutions", "files", "largest process MB", "all processes MB"),
        rows,
        f"{cores} processes beside the one that hands out the work; what they share is counted in "
        f"each.",
    )


def _part(folder: Path, part: Path, divisor: int) -> int:
    """Copy every so many resolutions, with all their languages; return how many files."""
    paths = files(folder)
    works = sorted({path.name.partition("-")[0] for path in paths})
    kept = set(works[::divisor])
    count = 0
    for path in paths:
        if path.name.partition("-")[0] in kept:
            copy = part / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            count += 1
    return count
