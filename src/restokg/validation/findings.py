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
