"""``restokg validate`` on the package's data from a cold shell beside a bare engine call."""

from __future__ import annotations

import statistics
import sys

from measuring import Result, in_turns, spread

from restokg import resources
from validation import command, run

RUNS = 7
LIMIT = 3.0

_BARE = """
import sys
from pathlib import Path
import pyoxigraph
from shifty._shifty import PreparedValidator

def union(*folders):
    store = pyoxigraph.Store()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.t*")):
            store.load(path=str(path))
    triples = (quad.triple for quad in store)
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)

shapes, *data = sys.argv[1:]
rules = pyoxigraph.Store()
for path in Path(shapes).glob("*.ttl"):
    rules.load(path=str(path))
triples = (quad.triple for quad in rules)
rules = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
validator = PreparedValidator(rules, shapes_format="turtle")
print(validator.validate_w3c(
    union(*data), data_format="turtle", run_infer=False, on_unsupported="error"
).report_turtle)
"""


def measure() -> Result:
    folders = [str(part()) for part in (resources.shapes, resources.ontology, resources.data)]
    ours = [command(), "validate"]
    bare = [sys.executable, "-c", _BARE, *folders]
    peaks = [f"{run(line).megabytes:.0f}" for line in (ours, bare)]
    times = in_turns(lambda: _run(ours), lambda: _run(bare), runs=RUNS)
    ratio = statistics.median(times[0]) / statistics.median(times[1])
    rows: list[tuple[str, ...]] = [
        ("restokg validate", *spread(times[0]), peaks[0]),
        ("load, join and call the engine", *spread(times[1]), peaks[1]),
    ]
    return Result(
        "The package's own data from a cold shell",
        f"Wall time of `restokg validate`, which also reasons, runs the structural checks and "
        f"finds the places, over a bare call of shifty on the same files, at most {LIMIT:.0f}",
        ratio,
        ratio <= LIMIT,
        ("command", "min ms", "median ms", "max ms", "peak MB"),
        rows,
        f"{RUNS} runs each, in turns, after a warm-up; whole processes.",
    )


def _run(line: list[str]) -> None:
    """Run a command.

    Raises:
        RuntimeError: If it fails.
    """
    done = run(line)
    if done.complaint:
        raise RuntimeError(done.complaint)
