"""Findings: what a rule has to say about a node, read from a SHACL validation report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from restokg.graph.store import BlankNode, Literal, NamedNode, Store
from restokg.namespaces import SH, compact

SEVERITIES = ("violation", "warning", "info")
"""From the worst to the mildest; only violations make an entry invalid."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one node does not keep to.

    ``focus``, ``shape`` and ``component`` are IRIs (or blank node labels); ``path`` is an IRI, or
    None where the rule is about the node as a whole or its path is complex; ``value`` is the
    offending term in N-Triples notation. ``messages`` are by language, without the rule's code.
    ``file`` is where the node is described, if known.
    """

    severity: str
    rule: str
    focus: str
    path: str | None = None
    value: str | None = None
    shape: str | None = None
    component: str | None = None
    messages: Mapping[str, str] = field(default_factory=dict, compare=False)
    file: Path | None = None

    def message(self, language: str = "en") -> str:
        """Return the message in a language, or else in English, or in any."""
        for choice in (language, "en", *self.messages):
            if choice in self.messages:
                return self.messages[choice]
        return f"breaks {compact(self.component or self.shape or 'a rule')}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without repetition: by severity, file, focus node, rule, path, value."""
    return sorted(
        set(findings),
        key=lambda finding: (
            SEVERITIES.index(finding.severity),
            str(finding.file or ""),
            finding.focus,
            finding.rule,
            finding.path or "",
            finding.value or "",
            finding.component or "",
        ),
    )


def violations(findings: Iterable[Finding]) -> int:
    return sum(finding.severity == "violation" for finding in findings)


_RESULTS = """
SELECT ?result ?focus ?severity ?path ?value ?shape ?component WHERE {
  # Results that only explain another one (sh:detail) hang on no report.
  ?report sh:result ?result . ?result sh:focusNode ?focus ; sh:resultSeverity ?severity ;
          sh:sourceConstraintComponent ?component .
  OPTIONAL { ?result sh:resultPath ?path }
  OPTIONAL { ?result sh:value ?value }
  OPTIONAL { ?result sh:sourceShape ?shape }
}"""

_SPARQL = SH + "SPARQLConstraintComponent"
_CODE = re.compile(r"^(RKG-[A-Z]+\d+)\s+")
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")


def from_report(report: bytes, shapes: Store) -> list[Finding]:
    """Return the results of a W3C validation report (Turtle or N-Triples) as findings, in order.

    Messages come from the shapes rather than from the report, where engines drop languages.
    """
    store = Store()
    store.load(report, "turtle")
    of_shapes = _messages(shapes, "sh:message")
    by_rule = {_split_code(texts)[0]: texts for texts in of_shapes.values()}
    of_results = _messages(store, "sh:resultMessage")
    findings = []
    for result, focus, severity, path, value, shape, component in store.select(_RESULTS):
        rule, texts = _split_code(of_results[str(result)])
        if component.value == _SPARQL and rule in by_rule:
            # The message of the constraint, which need not be the shape's.
            rule, texts = _split_code(by_rule[rule])
        elif str(shape) in of_shapes:
            rule, texts = _split_code(of_shapes[str(shape)])
        facts = {"this": _display(focus), "value": _display(value), "path": _display(path)}
        texts = {language: _PLACEHOLDER.sub(_in(facts), text) for language, text in texts.items()}
        findings.append(
            Finding(
                severity=severity.value.removeprefix(SH).lower(),
                rule=rule or (compact(shape.value) if isinstance(shape, NamedNode) else "SHACL"),
                focus=focus.value if isinstance(focus, NamedNode) else str(focus),
                path=path.value if isinstance(path, NamedNode) else None,
                value=None if value is None else str(value),
                shape=shape.value if isinstance(shape, NamedNode) else None,
                component=component.value,
                messages=texts,
            )
        )
    return in_order(findings)


def _messages(store: Store, predicate: str) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for node, text in store.select(f"SELECT ?node ?text WHERE {{ ?node {predicate} ?text }}"):
        texts[str(node)][text.language or "en"] = text.value
    return texts


def _split_code(messages: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    code = ""
    texts = {}
    for language, text in sorted(messages.items()):
        match = _CODE.match(text)
        code = code or (match[1] if match else "")
        texts[language] = text[match.end() :] if match else text
    return code, texts


def _in(facts: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: facts[match[1]]


def _display(term: object) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal):
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""
