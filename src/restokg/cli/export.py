"""`restokg export`: the graph, or parts of it, as RDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.errors import UnknownFormatError, WriteError
from restokg.export import rdf

EXAMPLE = "Example: `restokg export --format turtle --kind Initiative -o initiatives.ttl`"


def export(
    context: typer.Context,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(rdf.FORMATS), help="The RDF syntax.")
    ] = "trig",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
    graph: Annotated[
        list[str] | None,
        typer.Option(metavar="IRI", help="Only this named graph; may be given again."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="CLASS", help="Only things of this class; may be given again."),
    ] = None,
) -> int:
    """Write the graph, or parts of it, as RDF; the same graph gives the same bytes."""
    if format not in rdf.FORMATS:
        raise UnknownFormatError(format, rdf.FORMATS)
    store = open_graph(context.obj).store
    graphs, kinds = tuple(graph or ()), tuple(kind or ())
    if output is None:
        rdf.export(store, format, sys.stdout.buffer, graphs=graphs, kinds=kinds)
        return 0
    try:
        with _replacing(output) as file:
            rdf.export(store, format, file, graphs=graphs, kinds=kinds)
    except OSError as error:
        raise WriteError(output, error.strerror or str(error)) from None
    return 0


@contextmanager
def _replacing(output: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; what is at its place is replaced whole, when the block ends well.

    A link keeps its place, and what is not a file (a pipe, a device) is written to as it is.
    """
    target = output.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
