"""``restokg ask`` from a cold shell beside an interpreter that only imports rdflib."""

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from measuring import Result, in_turns, spread

RUNS = 21
LIMIT = 0.7


def measure() -> Result:
    command = shutil.which("restokg", path=str(Path(sys.executable).parent)) or "restokg"
    asking = [command, "ask", "02"]
    importing = [sys.executable, "-c", "import rdflib"]
    subprocess.run(asking, check=True, stdout=subprocess.DEVNULL)  # builds the snapshot if need be
    ours, theirs = in_turns(lambda: _run(asking), lambda: _run(importing), runs=RUNS)
    ratio = statistics.median(ours) / statistics.median(theirs)
    return Result(
        "A question from a cold shell",
        f"Wall time of `restokg ask 02`, question to printed table, over that of "
        f'`python -c "import rdflib"` alone, at most {LIMIT}',
        ratio,
        ratio <= LIMIT,
        ("command", "min ms", "median ms", "max ms"),
        [("restokg ask 02", *spread(ours)), ('python -c "import rdflib"', *spread(theirs))],
        f"{RUNS} runs each, in turns, after a warm-up; whole processes.",
    )


def _run(command: list[str]) -> None:
    environment = {**os.environ, "COLUMNS": "120"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
