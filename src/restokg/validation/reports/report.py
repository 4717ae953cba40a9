"""What every format is written from, and what several of them say alike."""

from __future__ import annotations

import hashlib
import os.path
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from restokg.errors import RestokgError
from restokg.graph.store import Store
from restokg.namespaces import compact
from restokg.validation.findings import SEVERITIES, Finding, Place

STDIN = Path("-")
_MADE_UP = re.compile(r"^_:[0-9a-f]{26,32}: ")


def _no_source(_: Path) -> None:
    return None


@dataclass(frozen=True)
class Report:
    """All that a validation found.

    ``findings`` and ``suppressed`` are in order; ``reasons`` says why a finding is suppressed.
    ``errors`` are about files that could not be read; ``files`` are those that could, also the
    ones without findings. ``sources`` returns the text of a file for excerpts, ``shapes`` holds
    the rules, and ``titles`` the citations of clauses by IRI. ``demands`` says by language what a
    rule demands that is not among the shapes.
    """

    findings: Sequence[Finding] = ()
    suppressed: Sequence[Finding] = ()
    errors: Sequence[RestokgError] = ()
    sources: Callable[[Path], str | None] = _no_source
    shapes: Store | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Path] = ()
    reasons: Mapping[Finding, str] = field(default_factory=dict)
    demands: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def checked(self) -> int:
        return len(self.files)

    def title(self, clause: str) -> str:
        return self.titles.get(clause) or compact(clause)

    def everything(self) -> list[tuple[Finding, str]]:
        """Return the findings, then the suppressed ones, each with its fingerprint."""
        both = [*self.findings, *self.suppressed]
        return list(zip(both, fingerprints(both), strict=True))


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def entries(findings: Iterable[Finding], language: str) -> list[list[Finding]]:
    """Return findings grouped as people need them told, in their order.

    One value may break several constraints of a rule, such as its type and its least value. At the
    same place, of the same node and with the same message these are one entry.
    """
    grouped: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        placed = finding.place is not None and finding.place.line is not None
        key = (
            finding.severity,
            finding.rule,
            finding.place,
            finding.focus,
            finding.path,
            finding.message(language),
            None if placed else finding.value,
        )
        grouped.setdefault(key, []).append(finding)
    return list(grouped.values())


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a name for each finding that stays when lines move and files are renamed.

    Labels of blank nodes change from run to run, so they have no part in it; findings that are
    alike without them are told apart by their order.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        facts = (finding.rule, finding.focus, finding.path, finding.value, finding.component)
        text = "\n".join("_:" if (fact or "").startswith("_:") else fact or "" for fact in facts)
        seen[text] += 1
        if seen[text] > 1:
            text += f"\n{seen[text]}"
        names.append(hashlib.sha256(text.encode()).hexdigest()[:32])
    return names


def error_place(error: RestokgError) -> Place | None:
    """Return where the error is, as far as it tells."""
    path = getattr(error, "path", None)
    if path is None:
        return None
    if path == "standard input":  # as errors call it
        path = STDIN
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    return Place(Path(path), line, None if line is None else column)


def error_reason(error: RestokgError) -> str:
    """Return the message of an error without the place that it begins with.

    Nor does a label that was made up for a blank node, such as a shape, tell anything.
    """
    path = getattr(error, "path", None)
    reason = str(error)
    if path is not None:
        reason = re.sub(rf"^{re.escape(str(path))}[:\d]*: ", "", reason)
    return _MADE_UP.sub("", reason)


def relative(path: Path) -> str | None:
    """Return a path from the working directory, with slashes; None for one outside, or stdin."""
    if path == STDIN:
        return None
    absolute = Path(os.path.normpath(path.absolute()))
    here = Path.cwd()
    return _text(absolute.relative_to(here)) if absolute.is_relative_to(here) else None


def shown(path: Path) -> str:
    """Return a path for reading, from the working directory where it lies below it."""
    return "<stdin>" if path == STDIN else relative(path) or _text(path)


def position(place: Place) -> str:
    """Return ``file:line:column`` as far as known."""
    return ":".join(str(part) for part in (shown(place.file), place.line, place.column) if part)


def _text(path: Path) -> str:
    # A name that is not UTF-8 comes with lone surrogates, which cannot be written out.
    return path.as_posix().encode("utf-8", "replace").decode()
