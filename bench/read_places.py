"""Reading with the place of every term beside the engine's reading, in each syntax."""

import io
import statistics
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

import generated
from measuring import Result, in_turns

from restokg import resources
from restokg.graph.reading import rdf_files, syntax_of
from restokg.graph.store import Store, parse, serialise
from restokg.positions.reading import SYNTAXES, read

RUNS = 7
LIMIT = 12
TRIPLES = 100_000

Documents = list[tuple[bytes, str]]


def measure() -> Result:
    files = rdf_files([resources.ontology(), resources.data()])
    cases = {"the package's files": [(path.read_bytes(), syntax_of(path)) for path in files]}
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.nq")
        generated.write(TRIPLES, made)
        nquads = made.read_bytes()
    for syntax in SYNTAXES:
        output = io.BytesIO()
        serialise(nquads, syntax, output)
        cases[syntax] = [(output.getvalue(), syntax)]
    worst = 0.0
    rows = []
    for name, documents in cases.items():
        ours, bare = _medians(documents, _parse)
        again, loaded = _medians(documents, _load)
        worst = max(worst, ours / bare)
        rows.append(
            (
                name,
                f"{_size(documents):,}",
                *(f"{seconds * 1000:.0f}" for seconds in (bare, loaded, ours)),
                f"{ours / bare:.1f}",
                f"{again / loaded:.1f}",
            )
        )
    return Result(
        "Reading with places",
        f"Time of our reader, the engine's check included, over the engine's parser as an iterator "
        f"of Python, at worst, at most {LIMIT}",
        worst,
        worst <= LIMIT,
        ("what", "quads", "engine ms", "its load ms", "ours ms", "ratio", "ratio to load"),
        rows,
        f"Medians of {RUNS} runs each, in turns, after a warm-up. The generated graph in each "
        f"syntax, and the files of the package together.",
    )


def _medians(documents: Documents, peer: Callable[[Documents], None]) -> tuple[float, float]:
    ours, theirs = in_turns(lambda: _read(documents), lambda: peer(documents), runs=RUNS)
    return statistics.median(ours), statistics.median(theirs)


def _size(documents: Documents) -> int:
    return sum(1 for data, syntax in documents for _ in parse(data, syntax))


def _read(documents: Documents) -> None:
    for data, syntax in documents:
        deque(read(data, syntax), maxlen=0)


def _parse(documents: Documents) -> None:
    for data, syntax in documents:
        deque(parse(data, syntax), maxlen=0)


def _load(documents: Documents) -> None:
    for data, syntax in documents:
        Store().load(data, syntax)
