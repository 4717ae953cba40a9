"""The few lines of a long text in N-Triples or N-Quads that findings are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from io import BytesIO

from restokg.graph.store import DefaultGraph
from restokg.namespaces import DEFAULT_GRAPH
from restokg.positions.reading import read
from restokg.positions.spans import decoded


def excerpt(
    content: bytes, syntax: str, wanted: Collection[str]
) -> tuple[str, Sequence[int] | None]:
    """Return the lines that describe some IRIs, or else mention them, and their numbers from one.

    Lines that may spell an IRI in another way than is usual are among them. If an IRI still is
    nowhere, it is the whole text, without numbers.
    """
    if content.find(b"\r") >= 0 and content.count(b"\r") != content.count(b"\r\n"):
        return decoded(content), None  # a carriage return ends a line too, and nobody writes it
    subjects = {f"<{iri}> ".encode() for iri in wanted if iri != DEFAULT_GRAPH}
    kept: dict[int, bytes] = {}
    left = set(subjects)
    subject, keep = b"\n", False
    for number, line in enumerate(BytesIO(content), start=1):
        if not line.startswith(subject):
            subject = line[: line.find(b" ") + 1] or line
            left.discard(subject)
            keep = subject in subjects or _is_unusual(subject)
        if keep:
            kept[number] = line
    for missing in left:
        at = content.find(missing[:-1])
        if at < 0:
            return decoded(content), None
        kept |= _line_around(content, at)
    if DEFAULT_GRAPH in wanted:
        kept |= _first_outside_graphs(content, syntax)
    numbers = sorted(kept)
    return decoded(b"\n".join(kept[number].rstrip(b"\r\n") for number in numbers)), numbers


def _is_unusual(subject: bytes) -> bool:
    """Tell whether what stands before the first space may be a subject in another spelling."""
    return b"\\" in subject or b"\t" in subject or b"><" in subject or not subject.strip(b" ")


def _line_around(content: bytes, at: int) -> dict[int, bytes]:
    start, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at)
    return {content.count(b"\n", 0, at) + 1: content[start : end if end >= 0 else None]}


def _first_outside_graphs(content: bytes, syntax: str) -> dict[int, bytes]:
    for number, line in enumerate(BytesIO(content), start=1):
        if any(row.graph_name == DefaultGraph() for row in read(line, syntax)):
            return {number: line}
    return {}
