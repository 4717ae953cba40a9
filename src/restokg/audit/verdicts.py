"""Verdicts of readers on statements, kept in a file, one line a verdict.

The file is CSV or JSON Lines by its name. It has the columns of :data:`COLUMNS`, of which only
``statement`` and ``verdict`` must be there; others, such as those of a printed sample that was
filled in, are left alone. A line without a verdict says nothing; of several on one statement the
last one counts.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from restokg.errors import BadVerdictError, UsageError, WriteError
from restokg.graph.reading import read_text
from restokg.graph.store import parse

VERDICTS: dict[str, dict[str, str]] = {
    "right": {"en": "right", "zh": "正确"},
    "wrong": {"en": "wrong", "zh": "错误"},
    "doubtful": {"en": "doubtful", "zh": "存疑"},
}
"""The verdicts with their names, any of which a file may use."""

COLUMNS = ("statement", "passage", "verdict", "remark", "date")
EXTENSIONS = (".csv", ".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a statement.

    ``statement`` is one line of N-Quads without its end, as Oxigraph writes it; ``date`` is the
    day of the verdict (ISO 8601) or empty.
    """

    statement: str
    passage: str
    verdict: str
    remark: str = ""
    date: str = ""


class VerdictFile:
    """A file of verdicts, which need not be there yet.

    ``verdicts`` are those that it may hold, each with its names.

    Raises:
        UsageError: If the name does not tell the format.
    """

    def __init__(self, path: Path, verdicts: Mapping[str, Mapping[str, str]] = VERDICTS) -> None:
        self.path = path
        self._verdicts = verdicts
        self._by_name = {
            name: verdict for verdict, names in verdicts.items() for name in names.values()
        }
        self._is_csv = path.suffix.lower() == ".csv"
        if path.suffix.lower() not in EXTENSIONS:
            raise UsageError(
                f"{path}: The name does not tell the format of the verdicts. "
                f"It must end in one of: {', '.join(EXTENSIONS)}."
            )

    def read(self) -> dict[str, Verdict]:
        """Return the verdicts by statement, in the order in which the file first has them.

        Raises:
            MissingPathError: If the file is not there or cannot be read.
            BadVerdictError: If a line cannot be understood.
        """
        text = read_text(self.path)
        found: dict[str, Verdict] = {}
        for line, entry in self._csv(text) if self._is_csv else self._json(text):
            if (verdict := self._verdict(line, entry)) is not None:
                found[verdict.statement] = verdict
        return found

    def append(self, verdict: Verdict) -> None:
        """Add a verdict at the end of the file, which is made if it is not there.

        Raises:
            WriteError: If the file cannot be written.
            BadVerdictError: If what is there is not a file of verdicts.
        """
        entry = asdict(verdict)
        try:
            before = read_text(self.path) if self.path.exists() else ""
            text = self._row(before, entry) if self._is_csv else _object(entry)
            if before and not before.endswith("\n"):
                text = "\n" + text
            with self.path.open("a", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError as error:
            raise WriteError(self.path, error.strerror or str(error)) from None

    def _csv(self, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        try:
            if text:
                self._check_header(reader.fieldnames or ())
            for entry in reader:
                yield reader.line_num, entry
        except csv.Error as error:
            raise BadVerdictError(
                self.path, f"This is not CSV: {error}.", reader.reader.line_num
            ) from None

    def _check_header(self, names: Iterable[str]) -> None:
        if missing := [name for name in ("statement", "verdict") if name not in names]:
            raise BadVerdictError(
                self.path,
                f"The first line names no column {' and no '.join(missing)}. "
                f"It must read: {','.join(COLUMNS)}.",
                1,
            )

    def _json(self, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
            except ValueError:
                entry = None
            if not isinstance(entry, dict):
                raise BadVerdictError(self.path, "The line is not one JSON object.", number)
            yield number, entry

    def _verdict(self, line: int, entry: Mapping[str, object]) -> Verdict | None:
        cells = {name: str(entry.get(name) or "").strip() for name in COLUMNS}
        if not cells["verdict"]:
            return None
        verdict = self._by_name.get(cells["verdict"].casefold())
        if verdict is None:
            offered = ", ".join(self._verdicts)
            reason = f"There is no verdict {cells['verdict']!r}. Use one of: {offered}."
            raise BadVerdictError(self.path, reason, line)
        try:
            (quad,) = parse(cells["statement"].encode(), "nquads")
        except (SyntaxError, ValueError):
            reason = "The statement is not one line of N-Quads. Copy it from the sample."
            raise BadVerdictError(self.path, reason, line) from None
        return Verdict(**(cells | {"statement": f"{quad} .", "verdict": verdict}))

    def _row(self, before: str, entry: dict[str, str]) -> str:
        """Return a row in the columns that the file has, with its head if it has none yet."""
        names = next(csv.reader(io.StringIO(before, newline="")), None)
        if names is not None:
            self._check_header(names)
        output = io.StringIO(newline="")
        writer = csv.DictWriter(output, names or COLUMNS, extrasaction="ignore")
        if names is None:
            writer.writeheader()
        writer.writerow(entry)
        return output.getvalue()


def _object(entry: dict[str, str]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"
