"""The W3C validation report as a graph, in Turtle.

SHACL has no term for where in a file a result was found. The Pointer Methods in RDF (W3C, for
test reports in EARL) have: a `ptr:LineCharPointer` counts lines and characters from one, as our
places do, and `earl:pointer` leads to it from a result. Web Annotation selectors count from the
start of the text, where a line more above moves them all. What is suppressed is not in the graph,
for `sh:conforms` would have to be false with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from io import BytesIO

from restokg.graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Store,
    Term,
    Triple,
    parse,
    serialise,
)
from restokg.namespaces import EARL, PTR, RDF, SH, XSD
from restokg.validation.findings import Finding, Place
from restokg.validation.reports.broken_rules import is_code
from restokg.validation.reports.report import STDIN, Report

_TYPE = NamedNode(RDF + "type")
_SEVERITIES = {"violation": "Violation", "warning": "Warning", "info": "Info"}


def render(report: Report, language: str) -> Iterator[str]:  # noqa: ARG001 - both are told
    # Not by way of a store, which would write some literals otherwise than they are in the file.
    lines = (f"{quad.triple} .\n" for quad in _quads(report))
    output = BytesIO()
    serialise("".join(lines).encode(), "turtle", output)
    yield output.getvalue().decode()


def _quads(report: Report) -> Iterator[Quad]:
    whole = BlankNode()
    yield Quad(whole, _TYPE, _sh("ValidationReport"))
    yield Quad(whole, _sh("conforms"), Literal(not report.findings))
    for finding, name in report.everything()[: len(report.findings)]:
        # Named by its fingerprint, so that the reports of two runs can be compared.
        result = NamedNode(uuid.uuid5(uuid.NAMESPACE_OID, name).urn)
        yield Quad(whole, _sh("result"), result)
        yield from _result(result, finding, report.shapes)
        yield from _pointer(result, finding.place)


def _result(result: NamedNode, finding: Finding, shapes: Store | None) -> Iterator[Quad]:
    yield Quad(result, _TYPE, _sh("ValidationResult"))
    yield Quad(result, _sh("resultSeverity"), _sh(_SEVERITIES[finding.severity]))
    yield Quad(result, _sh("focusNode"), _term(finding.focus))
    if finding.value is not None:
        yield Quad(result, _sh("value"), _term(finding.value))
    shape = None if finding.shape is None else _term(finding.shape)
    if shape is not None:
        yield Quad(result, _sh("sourceShape"), shape)
    # Every result has a component; checks, which are no shapes, are queries.
    component = finding.component or SH + "SPARQLConstraintComponent"
    yield Quad(result, _sh("sourceConstraintComponent"), _term(component))
    code = f"{finding.rule} " if is_code(finding.rule) else ""
    for language, text in finding.messages.items():
        yield Quad(result, _sh("resultMessage"), Literal(code + text, language=language))
    if finding.path is None:
        return
    if finding.path[0] not in "(<^!":  # with which the text of a complex path begins
        yield Quad(result, _sh("resultPath"), NamedNode(finding.path))
    elif shapes is not None and isinstance(shape, NamedNode | BlankNode):
        for stated in shapes.quads(shape, _sh("path")):
            yield Quad(result, _sh("resultPath"), stated.object)
            yield from _copied(stated.object, shapes)


def _copied(path: Term | Triple, shapes: Store) -> Iterator[Quad]:
    """Yield the blank nodes that make up a path, all the way down."""
    if isinstance(path, BlankNode):
        for quad in shapes.quads(path):
            yield Quad(quad.subject, quad.predicate, quad.object)
            yield from _copied(quad.object, shapes)


def _pointer(result: NamedNode, place: Place | None) -> Iterator[Quad]:
    if place is None or place.line is None or place.column is None or place.file == STDIN:
        return
    pointer = BlankNode()
    yield Quad(result, NamedNode(EARL + "pointer"), pointer)
    yield Quad(pointer, _TYPE, NamedNode(PTR + "LineCharPointer"))
    yield Quad(pointer, NamedNode(PTR + "reference"), NamedNode(place.file.absolute().as_uri()))
    for name, number in (("lineNumber", place.line), ("charNumber", place.column)):
        count = Literal(str(number), datatype=NamedNode(XSD + "positiveInteger"))
        yield Quad(pointer, NamedNode(PTR + name), count)


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


def _term(text: str) -> Term | Triple:
    """Return the term that a finding names, which leaves the brackets of an IRI out."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    if not text.startswith(('"', "<")):
        return NamedNode(text)
    (quad,) = parse(f"<urn:s> <urn:p> {text} .".encode(), "ntriples")
    return quad.object
