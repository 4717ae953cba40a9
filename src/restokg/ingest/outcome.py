"""What came of ingesting: of one work, and of all."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Outcome:
    """Of one work. It is kept in the log of a folder, by which a later run takes up the work."""

    key: str
    stamp: list[list[Any]]
    """Path, size and time of each file, and what else the result depends on."""
    output: str | None = None
    """The name of the file that was written; None if there was nothing to write."""
    documents: list[str] = field(default_factory=list)
    """IRIs of the documents in it."""
    languages: list[str] = field(default_factory=list)
    files: int = 0
    provisions: int = 0
    statements: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    unresolved: dict[str, int] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    """IRIs of the documents cited."""
    failures: list[list[str]] = field(default_factory=list)
    """Path and message of each file that could not be read."""
    notices: list[str] = field(default_factory=list)

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"

    @classmethod
    def of(cls, line: str) -> Outcome:
        """Read a line of a log.

        Raises:
            ValueError, TypeError: If it is no such line.
        """
        return cls(**json.loads(line))


@dataclass(slots=True)
class Report:
    """Of a run. Counters are over all works, those of earlier runs included."""

    out: Path
    works: int = 0
    done_before: int = 0
    """Works that an earlier run had done, from the same files."""
    passed_over: int = 0
    documents: int = 0
    files: int = 0
    provisions: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    cited_only: int = 0
    """Documents that are cited, and neither curated nor read."""
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        self.works += 1
        self.documents += len(outcome.documents)
        self.files += outcome.files
        self.provisions += outcome.provisions
        self.languages.update(outcome.languages)
        self.statements.update(outcome.statements)
        self.mentions.update(outcome.mentions)
        self.unresolved.update(outcome.unresolved)
        self.failures += [(path, message) for path, message in outcome.failures]
        self.notices += outcome.notices
