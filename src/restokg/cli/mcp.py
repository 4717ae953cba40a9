"""`restokg mcp`: the graph as tools for agents, over standard input and output."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.errors import UsageError

EXAMPLE = 'Example, in the settings of a client: `{"command": "restokg", "args": ["mcp"]}`'
LONGEST = 3_600


def mcp(
    context: typer.Context,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="Stop a query after so long.")
    ] = 20,
    memory: Annotated[
        int, typer.Option(metavar="MIB", min=128, help="What one query may hold of memory.")
    ] = 1024,
) -> int:
    """Serve agents by the Model Context Protocol: search, ask, show, query, cite."""
    if not 0 < timeout <= LONGEST:
        raise UsageError(f"--timeout is {timeout:g}; it must be more than 0 and at most {LONGEST}.")
    if sys.platform == "win32":
        raise UsageError("restokg mcp needs Linux or macOS, where queries can be limited.")
    try:
        from restokg.agents.serving import serve
        from restokg.server.limits import MEBIBYTE, Limits
    except ImportError as error:
        raise UsageError(
            f"restokg mcp needs {error.name}. Install it: pip install 'restokg[mcp,serve]'."
        ) from None
    serve(open_graph(context.obj).path, Limits(time=timeout, memory=memory * MEBIBYTE))
    return 0
