"""`restokg export`: the graph, or parts of it, as RDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.errors import MissingPathError, UnknownFormatError
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
    part = output.with_name(f".{output.name}.part")
    try:
        # A file that is there is replaced whole, when all is written.
        with part.open("wb") as file:
            rdf.export(store, format, file, graphs=graphs, kinds=kinds)
        part.replace(output)
    except OSError as error:
        raise MissingPathError(output, f"The file cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
    return 0
