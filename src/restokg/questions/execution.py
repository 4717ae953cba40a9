"""Run any query against a stored graph where it can be stopped: in a process of its own.

Oxigraph cannot interrupt a query from within (a COUNT over a cross join runs for minutes), so the
query runs in a child that is killed when its time is over or its memory is used up. A stopped
query is an error, never a part of an answer.

The child reads the query from standard input and writes one line of JSON, ``{"kind": ...}`` or
``{"error": ...}``, and then the result: SPARQL JSON for rows and booleans, else N-Triples.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from restokg.errors import (
    QueryRefusedError,
    QueryStoppedError,
    QuerySyntaxError,
    SnapshotUnreadableError,
)
from restokg.graph.store import (
    SYNTAXES,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse,
)
from restokg.questions.answers import Answer, from_results, from_triples

MEMORY_BYTES = 4 * 1024**3
"""What the child may take, where the platform lets it be limited."""


def run(store: Path, query: str, *, timeout: float, memory: int = MEMORY_BYTES) -> Answer:
    """Return the answer of a query over the store in this folder.

    Triples of CONSTRUCT and DESCRIBE come as rows of subject, predicate and object.
    ``timeout`` is in seconds of wall time from the start of the child, ``memory`` in bytes.

    Raises:
        QuerySyntaxError: If the text is not a query.
        QueryStoppedError: If it ran into the limit of time or memory.
        QueryRefusedError: If it would call another server.
        SnapshotUnreadableError: If the store is damaged.
    """
    try:
        content = query.encode()
    except UnicodeEncodeError:  # an argument with bytes that are no text
        raise QuerySyntaxError("it is not text in UTF-8.") from None
    command = [sys.executable, "-P", "-m", "restokg.questions.execution", str(store), str(memory)]
    try:
        child = subprocess.run(
            command, input=content, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryStoppedError(
            f"The query was stopped after {timeout:g} seconds, without an answer. "
            "Make it narrower, or give it more time with --timeout."
        ) from None
    if child.returncode != 0:
        # Oxigraph aborts its process where it gets no memory, and says so.
        if b"memory allocation" in child.stderr:
            raise QueryStoppedError(
                f"The query was stopped: it needs more than {memory / 1024**3:.1f} GiB of memory. "
                "Make it narrower."
            )
        lines = child.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise QueryStoppedError(
            f"The query's process ended with status {child.returncode} ({lines[-1]})."
        )
    head, _, body = child.stdout.partition(b"\n")
    said = json.loads(head)
    if "error" in said:
        raise _error(said, store)
    if said["kind"] == "triples":
        return from_triples(quad.triple for quad in parse(body, "ntriples"))
    return from_results(json.loads(body))


def _error(said: dict[str, str | int | None], store: Path) -> Exception:
    reason = str(said["reason"])
    if said["error"] == "syntax":
        line, column = said["line"], said["column"]
        return QuerySyntaxError(
            reason,
            line=line if isinstance(line, int) else None,
            column=column if isinstance(column, int) else None,
        )
    if said["error"] == "refused":
        return QueryRefusedError(reason)
    if said["error"] == "evaluation":
        return QueryStoppedError(f"The query stopped: {reason}")
    return SnapshotUnreadableError(store, f"The store cannot be read ({reason}).")


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on this platform
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > limit:
        with suppress(ValueError, OSError):  # a platform that has the limit and refuses to set it
            resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _child(folder: str, memory: int) -> bytes:
    """Run the query on standard input and return what the parent reads."""
    _limit_memory(memory)
    try:
        store = Store.open(Path(folder))
    except OSError as error:
        return _head(error="store", reason=str(error))
    try:
        result = store.query(sys.stdin.buffer.read().decode())
        if isinstance(result, QueryBoolean | QuerySolutions):
            body = result.serialize(format=QueryResultsFormat.JSON)
            return _head(kind="results") + (body or b"")
        return _head(kind="triples") + (result.serialize(format=SYNTAXES["ntriples"]) or b"")
    except QuerySyntaxError as error:
        return _head(error="syntax", reason=error.reason, line=error.line, column=error.column)
    except QueryRefusedError as error:
        return _head(error="refused", reason=str(error))
    except (RuntimeError, ValueError, OSError) as error:
        return _head(error="evaluation", reason=str(error))


def _head(**said: str | int | None) -> bytes:
    return json.dumps(said).encode() + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(_child(sys.argv[1], int(sys.argv[2])))
