"""Print answers: the table for reading, and the formats for other programs."""

from __future__ import annotations

import os
import re
import sys

from restokg import resources
from restokg.cli.table import render, wrap
from restokg.errors import UnknownFormatError
from restokg.graph.store import Store
from restokg.questions.answers import Answer
from restokg.questions.catalogue import headings

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from typing import TextIO

FORMATS = ("table", "csv", "tsv", "json", "ndjson", "markdown")
WIDTH = 120
"""Cells to a line where neither a terminal nor COLUMNS tells."""

_NOTHING = {"en": "The graph holds no such facts.", "zh": "图谱中没有此类事实。"}


def check_format(name: str) -> None:
    if name not in FORMATS:
        raise UnknownFormatError(name, FORMATS)


def print_answer(
    answer: Answer, format: str, lang: str, store: Store | None, output: TextIO
) -> None:
    """Write an answer; as a table with its question, the count of rows and how to read them."""
    if format != "table":
        from restokg.export.tables import write_table

        rows = answer.ordered().rows if answer.question else answer.rows
        write_table(answer.columns, rows, format, output, cell=answer.worded(store, lang))
        return
    width = terminal_width()
    parts = []
    if answer.question:
        parts.append("\n".join(wrap(answer.question, width)))
    if answer.rows:
        known = headings(resources.queries(), lang) if answer.question else {}
        columns = [known.get(name) or heading(name) for name in answer.columns]
        parts.append(render(columns, answer.cells(store, lang), width))
    parts.append("\n".join(wrap(_ending(answer, lang), width)))
    output.write("\n\n".join(parts) + "\n")


def heading(variable: str) -> str:
    """Return a column's heading: ``dueYear`` and ``due_year`` as due year."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", variable).replace("_", " ").lower()


def terminal_width() -> int:
    """Return COLUMNS if set, else the width of the terminal, else 120."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else WIDTH
    except (OSError, ValueError):
        return WIDTH


def _ending(answer: Answer, lang: str) -> str:
    count = len(answer.rows)
    if not count:
        nothing = answer.empty or _NOTHING[lang]
        return f"没有结果。{nothing}" if lang == "zh" else f"No rows. {nothing}"
    rows = f"共{count}行。" if lang == "zh" else f"{count} row{'' if count == 1 else 's'}."
    return f"{rows} {answer.reading}".strip() if lang == "en" else f"{rows}{answer.reading}"
