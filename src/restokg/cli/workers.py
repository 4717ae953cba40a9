"""What commands have in common that answer in workers, which can be limited and ended."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from restokg.errors import UsageError

LONGEST = 3_600

TIMEOUT = Annotated[float, typer.Option(metavar="SECONDS", help="Stop what takes longer.")]
MEMORY = Annotated[
    int, typer.Option(metavar="MIB", min=128, help="What one query may hold of memory.")
]


def check(command: str, timeout: float) -> None:
    """Refuse what no worker could do.

    Raises:
        UsageError: If the time is no time to give to a query, or the system has no such workers.
    """
    if not 0 < timeout <= LONGEST:
        raise UsageError(f"--timeout is {timeout:g}; it must be more than 0 and at most {LONGEST}.")
    if sys.platform == "win32":
        raise UsageError(f"restokg {command} needs Linux or macOS, where workers can be limited.")
