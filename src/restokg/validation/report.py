"""Findings as text that people read, in colour on a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TextIO

from restokg.namespaces import compact
from restokg.validation.findings import SEVERITIES, Finding

_COLOURS = {"violation": "bold red", "warning": "yellow", "info": "cyan"}
_LABELS = {
    "en": {"violation": "violation", "warning": "warning", "info": "info"},
    "zh": {"violation": "违规", "warning": "警告", "info": "提示"},
}


def write_report(findings: Sequence[Finding], output: TextIO, *, language: str = "en") -> None:
    """Write findings grouped by file and focus node, and a line that counts them."""
    if output.isatty():
        from rich.console import Console
        from rich.text import Text

        console = Console(file=output, highlight=False)
        for style, line in _lines(findings, language):
            console.print(Text(line, style=style), soft_wrap=True)
    else:
        output.writelines(f"{line}\n" for _, line in _lines(findings, language))


def summary(findings: Sequence[Finding], *, language: str = "en") -> str:
    """Return one line that counts findings by severity.

    >>> summary([])
    'No violations.'
    """
    counts = {
        severity: sum(finding.severity == severity for finding in findings)
        for severity in SEVERITIES
    }
    if language == "zh":
        parts = [f"{count} 项{_LABELS['zh'][name]}" for name, count in counts.items() if count]
        return ("，".join(parts) or "无违规") + "。"
    parts = [
        f"{count or 'No'} {name}{'s' if count != 1 and name != 'info' else ''}"
        for name, count in counts.items()
        if count or name == "violation"
    ]
    return ", ".join(parts) + "."


def _lines(findings: Sequence[Finding], language: str) -> Iterator[tuple[str, str]]:
    labels = _LABELS.get(language, _LABELS["en"])
    by_place = sorted(
        findings, key=lambda finding: (str(finding.file or ""), finding.focus)
    )  # stable: keeps the order by severity and rule
    for file, of_file in itertools.groupby(by_place, key=lambda finding: finding.file):
        if file is not None:
            yield "bold", str(file)
        for focus, of_node in itertools.groupby(of_file, key=lambda finding: finding.focus):
            yield "", f"  {compact(focus)}"
            for finding in of_node:
                parts = [compact(finding.path or ""), _constraint(finding)]
                where = f" ({', '.join(filter(None, parts))})" if any(parts) else ""
                value = _value(finding.value or "")
                what = f" [{value}]" if value not in ("", compact(focus)) else ""
                label = f"{labels[finding.severity]} {finding.rule}"
                line = f"    {label}{where}: {finding.message(language)}{what}"
                yield _COLOURS[finding.severity], line
    yield "bold", summary(findings, language=language)


def _constraint(finding: Finding) -> str:
    """Return the constraint that is broken by its name in SHACL, such as minCount."""
    name = (finding.component or "").partition("#")[2].removesuffix("ConstraintComponent")
    return name if name.isupper() else name[:1].lower() + name[1:]


def _value(term: str) -> str:
    """Return a term in N-Triples notation for reading: IRIs compact, types left out."""
    if term.startswith("<"):
        return compact(term[1:-1])
    text, typed, _ = term.rpartition('"^^<')
    return text.removeprefix('"') if typed else term
