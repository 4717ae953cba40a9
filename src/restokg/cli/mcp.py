"""`restokg mcp`: the graph as tools for agents, over standard input and output."""

from __future__ import annotations

import typer

from restokg.cli import workers
from restokg.cli.opening import open_graph
from restokg.errors import UsageError

EXAMPLE = 'Example, in the settings of a client: `{"command": "restokg", "args": ["mcp"]}`'


def mcp(
    context: typer.Context,
    timeout: workers.TIMEOUT = 20,
    memory: workers.MEMORY = 1024,
) -> int:
    """Serve agents by the Model Context Protocol: search, ask, show, query, cite."""
    workers.check("mcp", timeout)
    try:
        from restokg.agents.serving import serve
        from restokg.server.limits import MEBIBYTE, Limits
    except ImportError as error:
        raise UsageError(
            f"restokg mcp needs {error.name}. Install it: pip install 'restokg[mcp,serve]'."
        ) from None
    serve(open_graph(context.obj).path, Limits(time=timeout, memory=memory * MEBIBYTE))
    return 0
