"""Markdown for job summaries and merge requests: tables by rule and file, then the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from restokg.validation.findings import SEVERITIES, Finding
from restokg.validation.reports.broken_rules import rules
from restokg.validation.reports.report import (
    Report,
    count,
    entries,
    error_place,
    error_reason,
    position,
    shown,
)
from restokg.validation.reports.wording import labels, one_line, path, summary, term

LONGEST = 50
"""Rows of a table; services refuse summaries that are too long, and nobody reads them."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")


def render(report: Report, language: str) -> Iterator[str]:
    words = labels(language)
    yield f"## {words['title']}\n\n{_escape(summary(report, language))}\n"
    if report.errors:
        rows = []
        for error in report.errors:
            place = error_place(error)
            where = "" if place is None else _code(position(place))
            rows.append((where, _escape(error_reason(error))))
        yield from _table(words["errors"], (words["place"], words["message"]), rows, language)
    if not report.findings:
        return
    heads = [words[key] for key in ("rule", "severity", "findings", "demand")]
    by_rule = [
        (
            _escape(rule.id),
            words[rule.severity],
            str(rule.findings),
            _escape(rule.message(language)),
        )
        for rule in sorted(rules(report), key=lambda rule: SEVERITIES.index(rule.severity))
        if rule.findings
    ]
    yield from _table(words["by rule"], heads, by_rule, language)
    heads = [words[key] for key in ("file", "violations", "warnings", "infos")]
    by_file = [
        (_code(name) if name else words["no file"], *map(str, count(found).values()))
        for name, found in _by_file(report.findings).items()
    ]
    yield from _table(words["by file"], heads, by_file, language)
    heads = [words[key] for key in ("severity", "rule", "place", "node", "message")]
    listed = [
        (
            words[finding.severity],
            _escape(finding.rule),
            "" if finding.place is None else _code(position(finding.place)),
            _node(finding),
            _escape(finding.message(language)),
        )
        for finding, *_ in sorted(
            entries(report.findings, language),
            key=lambda entry: SEVERITIES.index(entry[0].severity),
        )
    ]
    yield from _table(words["list"], heads, listed, language)


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        name = "" if finding.file is None else shown(finding.file)
        files.setdefault(name, []).append(finding)
    return dict(sorted(files.items()))


def _node(finding: Finding) -> str:
    said = _code(term(finding.focus))
    return f"{said} {_code(path(finding.path))}" if finding.path else said


def _table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], language: str
) -> Iterator[str]:
    yield f"\n### {title}\n\n"
    names = (head[:1].upper() + head[1:] for head in heads)
    yield f"| {' | '.join(names)} |\n|{' --- |' * len(heads)}\n"
    for row in rows[:LONGEST]:
        yield f"| {' | '.join(row)} |\n"
    rest = len(rows) - LONGEST
    if rest > 0:
        yield f"\n… 另有 {rest} 行未列出\n" if language == "zh" else f"\n… and {rest} more\n"


def _escape(text: str) -> str:
    """Return a text that stands as it is; an empty comment keeps @name from calling anybody."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("@", "@<!-- -->")


def _code(text: str) -> str:
    """Return a code span, which in a table must not hold a bare stroke either."""
    text = one_line(text).replace("|", "\\|")
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
