"""Answers as files: the formats, their media types, and the names under which they are saved."""

from __future__ import annotations

import io
import re

from restokg.explorer.views.asking import Asked
from restokg.explorer.visiting import Visit
from restokg.export import parquet
from restokg.export.tables import write_table
from restokg.questions.answers import Answer
from restokg.representation.exchange import Response
from restokg.representation.media import RESULTS

_TABLES = {
    "csv": ("csv", RESULTS["csv"]),
    "tsv": ("tsv", RESULTS["tsv"]),
    "json": ("json", RESULTS["json"]),
    "ndjson": ("ndjson", "application/x-ndjson"),
    "md": ("markdown", "text/markdown"),
}
"""Formats of tables and media types, by suffix."""

SUFFIXES = (*_TABLES, "parquet")
LONGEST_NAME = 100


def offered() -> list[str]:
    """Return the suffixes of what can be written here."""
    return [suffix for suffix in SUFFIXES if suffix in _TABLES or parquet.available()]


def download(visit: Visit, asked: Asked, suffix: str, *, attached: bool = True) -> Response:
    """Return the answer in the format of a suffix; ``attached`` files are saved, not shown."""
    answer = asked.answer(visit.library)
    type_, body = _written(visit, asked, answer, suffix)
    headers = [("Content-Disposition", f'attachment; filename="{filename(asked, suffix)}"')]
    if not attached:
        headers = []
    if asked.today:
        headers.append(("Cache-Control", "no-store"))
    return Response(200, type_, body, tuple(headers), visit.varies)


def filename(asked: Asked, suffix: str) -> str:
    """Return a name of ASCII letters, digits and hyphens that tells question and parameters."""
    parts = [asked.question.id, *(f"{name}-{value}" for name, value in asked.values().items())]
    plain = re.sub(r"[^0-9A-Za-z]+", "-", "-".join(parts))[:LONGEST_NAME].strip("-")
    return f"restokg-{plain}.{suffix}"


def _written(visit: Visit, asked: Asked, answer: Answer, suffix: str) -> tuple[str, bytes]:
    if suffix == "parquet":
        file = io.BytesIO()
        metadata = {
            "question": asked.question.id,
            "text": answer.question,
            "language": asked.lang,
            "snapshot": str(visit.library.snapshot.manifest["key"]),
            **{f"parameter {name}": value for name, value in asked.values().items()},
        }
        parquet.write_parquet(answer.columns, answer.rows, file, metadata=metadata)
        return parquet.MEDIA_TYPE, file.getvalue()
    format_, type_ = _TABLES[suffix]
    text = io.StringIO(newline="")
    cell = answer.worded(visit.store, visit.lang) if format_ == "markdown" else None
    write_table(answer.columns, answer.rows, format_, text, cell=cell)
    return type_, text.getvalue().encode()
