"""The read stage of a build beside a bare pyoxigraph load of the same files."""

import statistics
import tempfile
from pathlib import Path

import pyoxigraph
from measuring import Result, in_turns, spread

from restokg import resources
from restokg.build.pipeline import build
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Store

RUNS = 21
LIMIT = 1.5


def measure() -> Result:
    files = rdf_files([resources.ontology(), resources.data()])
    ours, theirs = in_turns(lambda: _ours(files), lambda: _bare(files), runs=RUNS)
    ratio = statistics.median(ours) / statistics.median(theirs)
    rows = [
        ("read stage of `restokg build`", *spread(ours)),
        ("bare `pyoxigraph.Store.load`", *spread(theirs)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        report = build(out=Path(folder, "snapshot"))
    rows += [(f"stage {s.name}", "", f"{s.seconds * 1000:.1f}", "") for s in report.stages]
    return Result(
        "From files to a loaded graph",
        f"Parsing and loading over a bare load of the same {len(files)} files, at most {LIMIT}",
        ratio,
        ratio <= LIMIT,
        ("what", "min ms", "median ms", "max ms"),
        rows,
        f"{RUNS} runs each, in turns, after a warm-up, into memory. The stages below are of one "
        f"whole build, to {report.quads:,} quads on disk.",
    )


def _ours(files: list[Path]) -> None:
    load(Store(), files)


def _bare(files: list[Path]) -> None:
    store = pyoxigraph.Store()
    for file in files:
        store.load(path=str(file))
