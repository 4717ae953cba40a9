"""`restokg serve`: the SPARQL endpoint and the explorer, until it is told to stop."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Annotated

import typer

from restokg.cli import workers
from restokg.cli.opening import is_named, open_graph
from restokg.errors import UsageError, WriteError

EXAMPLE = "Example: `restokg serve --port 8080 --access-log access.jsonl`"


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(metavar="H", help="The address to listen on; 0.0.0.0 for all of them.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8080,
    timeout: workers.TIMEOUT = 20,
    memory: workers.MEMORY = 1024,
    rows: Annotated[
        int, typer.Option(metavar="N", min=1, help="The most rows or triples of one answer.")
    ] = 500_000,
    megabytes: Annotated[
        int, typer.Option("--bytes", metavar="MIB", min=1, help="The longest answer.")
    ] = 64,
    budget: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            help="The computing time that one client may take at once; a second comes back "
            "each second.",
        ),
    ] = 240,
    access_log: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Where a JSON line for each request goes; - is standard error, none is nowhere.",
        ),
    ] = "none",
    behind_proxy: Annotated[
        bool,
        typer.Option(help="Believe X-Forwarded-For and X-Forwarded-Proto of a proxy beside it."),
    ] = False,
) -> int:
    """Serve the SPARQL endpoint (/sparql), linked data and the explorer from the snapshot."""
    workers.check("serve", timeout)
    if budget <= 0:
        raise UsageError(f"--budget is {budget:g}; it must be more than 0 seconds.")
    try:
        from restokg.server import current, limits, serving
        from restokg.server.service import Settings
    except ImportError as error:
        raise UsageError(
            f"restokg serve needs {error.name}. Install it: pip install 'restokg[serve]'."
        ) from None

    path = open_graph(context.obj).path
    settings = Settings(
        limits.Limits(
            time=timeout,
            memory=memory * limits.MEBIBYTE,
            rows=rows,
            bytes=megabytes * limits.MEBIBYTE,
        ),
        budget=budget,
    )
    with ExitStack() as stack:
        log = _opened(access_log, stack)
        listening = stack.enter_context(serving.listen(host, port))
        shown, number = listening.getsockname()[:2]
        address = f"http://[{shown}]:{number}" if ":" in shown else f"http://{shown}:{number}"

        def say_ready() -> None:
            sys.stdout.write(
                f"The explorer is at {address}/ and the SPARQL endpoint at {address}/sparql\n"
                "Ctrl-C ends it.\n"
            )
            sys.stdout.flush()

        serving.serve(
            path,
            listening,
            settings,
            place=(lambda: path) if is_named(context.obj) else current.Newest(),
            log=log,
            behind_proxy=behind_proxy,
            on_ready=say_ready,
        )
    return 0


def _opened(name: str, stack: ExitStack) -> IO[str] | None:
    if name == "none":
        return None
    if name == "-":
        return sys.stderr
    try:
        stream = Path(name).open("a", encoding="utf-8")  # noqa: SIM115 - closed with the stack
    except OSError as error:
        raise WriteError(name, error.strerror or os.strerror(0)) from None
    stack.callback(_closed, stream)
    return stream


def _closed(stream: IO[str]) -> None:
    with suppress(OSError):  # what could not be written has been told
        stream.close()
