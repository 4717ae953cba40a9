"""Where the files that come with the package are: in a checkout beside it, in a wheel inside."""

from __future__ import annotations

from pathlib import Path

from restokg.errors import MissingPathError

_PACKAGE = Path(__file__).parent
PLACES: tuple[Path, ...] = (_PACKAGE / "_resources", _PACKAGE.parent.parent)
"""Where the folders are looked for, in order."""


def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes``, ``queries`` or ``data`` that comes along.

    Raises:
        MissingPathError: If the installation is incomplete.
    """
    for place in PLACES:
        found = place / name
        if found.is_dir():
            return found
    raise MissingPathError(
        PLACES[0] / name, "The folder is missing. Install the package again: pip install restokg."
    )


def ontology() -> Path:
    return folder("ontology")


def shapes() -> Path:
    return folder("shapes")


def queries() -> Path:
    return folder("queries")


def checks() -> Path:
    return folder("queries") / "checks"


def data() -> Path:
    return folder("data")
