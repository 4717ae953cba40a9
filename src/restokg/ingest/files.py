"""Where candidates go: a folder, or one file made of all that a folder would hold."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from restokg.errors import UsageError, WriteError
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Report
from restokg.ingest.pipeline import ingest, outputs
from restokg.ingest.planning import Plan

FILES = (".trig", ".ttl")


def check_place(out: Path) -> None:
    """Refuse a file of another kind before anything is done.

    Raises:
        UsageError: If the name is that of a file, but of no kind that is written.
    """
    if out.suffix and out.suffix not in FILES and not out.is_dir():
        raise UsageError(
            f"--out {out}: candidates go into a folder, or a file that ends in .trig or .ttl."
        )


def ingest_to(
    todo: Plan, out: Path, gazetteer: Gazetteer, knowledge: Knowledge, **rest: Any
) -> Report:
    """Ingest into a folder or a file; see :func:`restokg.ingest.pipeline.ingest`.

    The parts of a file stand in a folder beside it until it is whole.
    """
    if out.suffix not in FILES or out.is_dir():
        return ingest(todo, out, gazetteer, knowledge, **rest)
    parts = out.with_name(f"{out.name}.parts")
    report = ingest(todo, parts, gazetteer, knowledge, **rest)
    try:
        temporary = out.with_name(f".{out.name}.{os.getpid()}")
        with temporary.open("w", encoding="utf-8", newline="\n") as whole:
            for part in outputs(parts):
                with part.open(encoding="utf-8") as piece:
                    whole.writelines(_ungraphed(piece) if out.suffix == ".ttl" else piece)
        temporary.replace(out)
        shutil.rmtree(parts)
    except OSError as error:
        raise WriteError(error.filename or out, error.strerror or str(error)) from None
    report.out = out
    return report


def _ungraphed(lines: Any) -> Any:
    """Yield lines of TriG as Turtle: without the graphs around the statements.

    Our writer puts the brackets of a graph on lines of their own.
    """
    for line in lines:
        if line.startswith("GRAPH ") or line == "}\n":
            continue
        yield line
