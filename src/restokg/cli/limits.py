"""The option that raises or lowers what a file may cost to read."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated

import typer

from restokg.errors import UsageError

if TYPE_CHECKING:
    from restokg.ingest.readers.limits import Limits

LIMIT = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Raise or lower a limit of the readers, as a message names it: "
        "`--limit pages=5000`. May be given again.",
        show_default=False,
    ),
]


def limits(given: list[str] | None) -> Limits:
    """Return the limits with what is given in their place.

    Raises:
        UsageError: If there is no such limit, or what is given is no positive number.
    """
    from restokg.ingest.readers.limits import Limits

    known = {field.name: field.type for field in fields(Limits)}
    changed: dict[str, float] = {}
    for text in given or ():
        name, _, number = text.partition("=")
        if name not in known:
            raise UsageError(f"--limit {text}: there is no limit {name!r}, but {', '.join(known)}.")
        try:
            value = float(number) if known[name] == "float" else int(number)
        except ValueError:
            value = 0
        if value <= 0:
            raise UsageError(f"--limit {text}: give a number above zero, as in {name}=5000.")
        changed[name] = value
    return replace(Limits(), **changed)  # type: ignore[arg-type]
