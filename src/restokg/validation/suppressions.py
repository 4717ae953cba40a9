"""Findings that are known and borne for a time: a file that says which, why and until when.

The file is TOML, one table for each entry::

    [[suppress]]
    rule = "RKG-M02"
    node = "memorandum:ipbes-unep"    # an IRI, or one shortened with the prefixes of this package
    reason = "The secretariat confirms the date in January."
    until = 2027-01-31                # the last day on which it holds

An entry that suppresses nothing, or whose last day is over, is itself a violation: so the file
never outlives what it was written for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from restokg.errors import BadSuppressionError
from restokg.graph.reading import read_text
from restokg.graph.store import NamedNode
from restokg.namespaces import compact, expand
from restokg.validation.findings import Finding, Place, in_order

STALE = "RKG-U01"
OVER = "RKG-U02"

_MESSAGES = {
    STALE: {
        "en": "This entry suppresses nothing: {node} has no finding of {rule}. Delete the entry.",
        "zh": "该条目未抑制任何结果：{node} 没有 {rule} 的结果。请删除该条目。",
    },
    OVER: {
        "en": "This entry held until {until}. Correct what it is for, or give it a new day.",
        "zh": "该条目的有效期至 {until} 为止。请更正所涉问题，或另定日期。",
    },
}
DEMANDS = {
    STALE: {"en": "An entry must suppress something.", "zh": "条目须确有所抑制。"},
    OVER: {"en": "An entry must not outlive its last day.", "zh": "条目不得逾期。"},
}
"""What the rules on suppressions ask for, by language."""

_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*suppress[ \t]*\]\]", re.MULTILINE)
_KEYS = {"rule": str, "node": str, "reason": str, "until": date}


class Suppression(NamedTuple):
    """One entry of a suppressions file; ``node`` is an IRI, ``line`` counts from one."""

    rule: str
    node: str
    reason: str
    until: date
    line: int


class Suppressions(NamedTuple):
    """The entries of a file, in their order."""

    path: Path
    entries: tuple[Suppression, ...]


def read_suppressions(path: Path) -> Suppressions:
    """Return the entries of a suppressions file.

    Raises:
        MissingPathError: If the file is not there or cannot be read.
        BadSuppressionError: If it is not TOML, or an entry lacks something or says it wrongly.
    """
    text = read_text(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        reason = str(error).partition(" (at ")[0]
        line = int(place[1]) if place else text.count("\n") + 1
        raise BadSuppressionError(path, f"This is not TOML: {reason}.", line) from None
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ENTRY.finditer(text)]
    entries = content.pop("suppress", [])
    if content or not isinstance(entries, list) or len(entries) != len(lines):
        found = ", ".join(sorted(content)) or "suppress"
        reason = f"Each entry is a table under [[suppress]]; found: {found}."
        raise BadSuppressionError(path, reason, 1)
    read: dict[tuple[str, str], Suppression] = {}
    for entry, line in zip(entries, lines, strict=True):
        suppression = _entry(path, entry, line)
        other = read.setdefault((suppression.rule, suppression.node), suppression)
        if other is not suppression:
            reason = f"Line {other.line} already suppresses this rule at this node."
            raise BadSuppressionError(path, reason, line)
    return Suppressions(path, tuple(read.values()))


def apply(
    findings: Iterable[Finding],
    suppressions: Suppressions,
    *,
    on: date,
    judged: Callable[[str], bool] = lambda _: True,
) -> tuple[list[Finding], list[tuple[Finding, Suppression]]]:
    """Return the findings that stand on a day, and those that are suppressed with the entry.

    Among those that stand are the entries that are over, and those that suppress nothing although
    their node is ``judged``, that is, among the nodes that were checked.
    """
    standing: list[Finding] = []
    suppressed: list[tuple[Finding, Suppression]] = []
    used: set[Suppression] = set()
    by_key = {(entry.rule, entry.node): entry for entry in suppressions.entries}
    for finding in findings:
        entry = by_key.get((finding.rule, finding.focus))
        if entry is not None:
            used.add(entry)
        if entry is None or entry.until < on:
            standing.append(finding)
        else:
            suppressed.append((finding, entry))
    for entry in suppressions.entries:
        if entry not in used and judged(entry.node):
            standing.append(_finding(STALE, suppressions.path, entry))
        elif entry in used and entry.until < on:
            standing.append(_finding(OVER, suppressions.path, entry))
    return in_order(standing), suppressed


def _finding(rule: str, path: Path, entry: Suppression) -> Finding:
    facts = {"node": compact(entry.node), "rule": entry.rule, "until": entry.until.isoformat()}
    return Finding(
        severity="violation",
        rule=rule,
        focus=entry.node,
        messages={language: text.format(**facts) for language, text in _MESSAGES[rule].items()},
        place=Place(path, entry.line, 1),
    )


def _entry(path: Path, entry: object, line: int) -> Suppression:
    if not isinstance(entry, dict):
        raise BadSuppressionError(path, "Each entry is a table under [[suppress]].", line)
    if unknown := sorted(entry.keys() - _KEYS.keys()):
        raise BadSuppressionError(path, f"The entry has unknown keys: {', '.join(unknown)}.", line)
    for key, kind in _KEYS.items():
        value = entry.get(key)
        if not isinstance(value, kind) or isinstance(value, datetime) or value == "":
            what = "a date such as 2027-01-31, without quotes" if kind is date else "a text"
            raise BadSuppressionError(path, f"The entry needs {key!r}, {what}.", line)
    node = str(entry["node"])
    iri = node if "://" in node or node.startswith("urn:") else expand(node)
    if iri is None or not _is_iri(iri):
        reason = f"The node {node!r} is neither an IRI nor shortened with a known prefix."
        raise BadSuppressionError(path, reason, line)
    return Suppression(entry["rule"], iri, entry["reason"], entry["until"], line)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
