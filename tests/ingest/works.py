"""Small documents on disk, and runs of ingest over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from restokg.graph.store import Store
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.outcome import Report
from restokg.ingest.pipeline import ingest
from restokg.ingest.planning import plan

NOTHING = Store()


def resolution(number: int, words: str = "Recalls resolution 70/1") -> str:
    """Return a plain text that prints its symbol."""
    return (
        f"General Assembly\n\nA/RES/99/{number}\n\nThe General Assembly,\n\n"
        f"1. {words} on the water of the rivers and of the lakes;\n\n"
        f"2. Requests the Secretary-General to report on it.\n"
    )


def chinese(number: int) -> str:
    return (
        f"大会\n\nA/RES/99/{number}\n\n大会，\n\n1. 回顾关于河流和湖泊的第70/1号决议；\n\n"
        "2. 请秘书长就此提出报告。\n"
    )


def files(folder: Path, **texts: str) -> Path:
    """Write texts to files of these names, with the ending that follows a double underscore."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name.replace('__', '.')}").write_text(text, encoding="utf-8")
    return folder


def run(
    folder: Path,
    out: Path,
    *,
    workers: int = 0,
    gazetteer: Gazetteer | None = None,
    knowledge: Knowledge | None = None,
    **rest: Any,
) -> Report:
    """Ingest a folder in this process, with a graph that knows nothing unless another is given."""
    gazetteer = gazetteer or Gazetteer.of(NOTHING)
    knowledge = knowledge or Knowledge.of(NOTHING)
    return ingest(plan([folder]), out, gazetteer, knowledge, workers=workers, **rest)


def contents(out: Path) -> dict[str, str]:
    """Return what a run has written, by the name of the file."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(out.glob("*.trig"))}
