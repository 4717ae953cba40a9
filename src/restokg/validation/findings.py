"""Findings: what a rule has to say about a node, read from a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from restokg.namespaces import compact

SEVERITIES = ("violation", "warning", "info")
"""From the worst to the mildest; only violations make an entry invalid."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands.

    Lines and columns count from one, columns in code points; the end is just after the last
    character. ``pointer`` is a JSON pointer (RFC 6901), for JSON-LD. ``Path("-")`` stands for
    standard input.
    """

    file: Path
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one node does not keep to.

    ``focus`` is an IRI, a blank node (``_:b``) or a literal in N-Triples notation; ``path`` is the
    IRI of a property, or the text of a SPARQL property path where it is complex, or None where the
    rule is about the node as a whole; ``value`` is the offending term in N-Triples notation;
    ``shape`` and ``component`` are IRIs (or blank nodes). ``messages`` are by language, without
    the rule's code; ``clauses`` are the IRIs of the provisions or sources that the rule enforces.
    ``place`` is where the offending triple, or else its node, is written, if known.
    """

    severity: str
    rule: str
    focus: str
    path: str | None = None
    value: str | None = None
    shape: str | None = None
    component: str | None = None
    messages: Mapping[str, str] = field(default_factory=dict, compare=False)
    clauses: tuple[str, ...] = field(default=(), compare=False)
    place: Place | None = None

    @property
    def file(self) -> Path | None:
        return None if self.place is None else self.place.file

    def message(self, language: str = "en") -> str:
        """Return the message in a language, or else in English, or in any."""
        for choice in (language, "en", *self.messages):
            if choice in self.messages:
                return self.messages[choice]
        return f"breaks {compact(self.component or self.shape or 'a rule')}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without repetition: by file and place, severity, focus node, rule, path."""
    return sorted(set(findings), key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place or Place(Path())
    return (
        str(place.file),
        place.line or 0,
        place.column or 0,
        place.pointer or "",
        SEVERITIES.index(finding.severity),
        finding.focus,
        finding.rule,
        finding.path or "",
        finding.value or "",
        finding.component or "",
        finding.shape or "",
    )


def violations(findings: Iterable[Finding]) -> int:
    return sum(finding.severity == "violation" for finding in findings)
