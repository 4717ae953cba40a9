"""The rules that findings name: what they demand, in their words, and by which clause."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import natural
from restokg.validation.findings import SEVERITIES, Finding
from restokg.validation.reports.report import Report

_CODE = re.compile(r"([A-Z]+-[A-Z]*\d+)\s+")
_TEXTS = """
SELECT ?shape ?text WHERE {
  ?shape sh:message|sh:sparql/sh:message ?text FILTER (isIRI(?shape)) }"""

_VARIOUS = {"en": "See the findings of this rule.", "zh": "详见该规则的各项结果。"}
"""What a rule demands that nobody describes and whose findings say different things."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with at least one finding; ``messages`` by language, with their placeholders."""

    id: str
    shape: str | None
    severity: str
    messages: Mapping[str, str]
    clauses: tuple[str, ...]
    findings: int

    def message(self, language: str) -> str:
        for choice in (language, "en", *self.messages):
            if choice in self.messages:
                return self.messages[choice]
        return self.id


def rules(report: Report) -> list[Rule]:
    """Return the rules that the report's findings break, suppressed ones too, by code.

    The count of a rule's findings leaves the suppressed ones out.
    """
    counts = Counter(finding.rule for finding in report.findings)
    examples: dict[str, Finding] = {}
    various: set[str] = set()
    for finding in (*report.findings, *report.suppressed):
        known = examples.setdefault(finding.rule, finding)
        if finding.messages != known.messages:
            various.add(finding.rule)
        if SEVERITIES.index(finding.severity) < SEVERITIES.index(known.severity):
            examples[finding.rule] = finding
    texts = {} if report.shapes is None else _texts(report.shapes)
    return [
        Rule(
            rule,
            None if (example.shape or "_:").startswith("_:") else example.shape,
            example.severity,
            report.demands.get(rule)
            or texts.get(rule)
            or texts.get(example.shape or "")
            or (_VARIOUS if rule in various else example.messages),
            example.clauses,
            counts[rule],
        )
        for rule, example in sorted(examples.items(), key=lambda item: natural(item[0]))
    ]


def is_code(rule: str) -> bool:
    """Tell a code, such as RKG-M02, from the name of a shape without one."""
    return _CODE.fullmatch(f"{rule} ") is not None


def _texts(shapes: Store) -> dict[str, dict[str, str]]:
    """Return the messages of shapes by code and, where they have none, by the shape's IRI."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for shape, text in shapes.select(_TEXTS):
        if isinstance(shape, NamedNode) and isinstance(text, Literal):
            code = _CODE.match(text.value)
            key, start = (code[1], code.end()) if code else (shape.value, 0)
            texts[key].setdefault(text.language or "en", text.value[start:])
    return texts
