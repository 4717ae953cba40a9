"""The few lines of a long text in N-Triples or N-Quads that findings are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from restokg.graph.store import DefaultGraph
from restokg.namespaces import DEFAULT_GRAPH
from restokg.positions.reading import read


def excerpt(text: str, syntax: str, wanted: Collection[str]) -> tuple[str, Sequence[int] | None]:
    """Return the lines that describe some IRIs, or else mention them, and their numbers from one.

    Lines that may spell an IRI in another way than is usual are among them. If an IRI still is
    nowhere, it is the whole text, without numbers.
    """
    if text.count("\r") != text.count("\r\n"):
        return text, None  # a carriage return ends a line too, and nobody writes it
    lines = text.split("\n")
    subjects = {f"<{iri}>" for iri in wanted if iri != DEFAULT_GRAPH}
    numbers = {
        number
        for number, line in enumerate(lines, start=1)
        if (subject := line.partition(" ")[0]) in subjects or _is_unusual(subject)
    }
    for missing in subjects.difference(lines[number - 1].partition(" ")[0] for number in numbers):
        at = text.find(missing)
        if at < 0:
            return text, None
        numbers.add(text.count("\n", 0, at) + 1)
    if DEFAULT_GRAPH in wanted:
        numbers |= _first_outside_graphs(lines, syntax)
    kept = sorted(numbers)
    return "\n".join(lines[number - 1] for number in kept), kept


def _is_unusual(subject: str) -> bool:
    """Tell whether what stands before the first space may be a subject in another spelling."""
    return not subject or "\\" in subject or "\t" in subject or "><" in subject


def _first_outside_graphs(lines: Sequence[str], syntax: str) -> set[int]:
    for number, line in enumerate(lines, start=1):
        if any(row.graph_name == DefaultGraph() for row in read(line, syntax)):
            return {number}
    return set()
