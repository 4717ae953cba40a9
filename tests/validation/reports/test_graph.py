"""The W3C validation report, read back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from restokg.graph.store import BlankNode, NamedNode, Store, parse
from restokg.namespaces import SH
from restokg.validation.explaining import findings_of
from restokg.validation.findings import Finding, in_order
from restokg.validation.report_reading import results_of
from restokg.validation.reports.formats import Report

Written = Callable[..., str]


def loaded(text: str) -> Store:
    store = Store()
    store.load(text.encode(), "turtle")
    return store


def test_what_is_written_is_read_back_as_the_same_findings(
    report: Report, written: Written
) -> None:
    graph = written(report, "graph").encode()
    shapes = report.shapes or Store()
    shapes.extend(parse(graph, "turtle"))  # with the labels that the paths have in the report
    read = {finding.rule: finding for finding in findings_of(results_of(graph), shapes)}
    assert len(read) == len(report.findings) == 4
    for finding in report.findings:
        back = read[finding.rule]
        assert back.messages == finding.messages
        assert (back.severity, back.path) == (finding.severity, finding.path)
        assert finding.shape in (back.shape, None)
        assert finding.component in (back.component, None)
        assert back.focus == finding.focus or finding.focus.startswith("_:")


def test_a_complex_path_is_copied_from_the_shapes(report: Report, written: Written) -> None:
    graph = loaded(written(report, "graph"))
    assert graph.query(
        "ASK { ?r sh:focusNode ?b ; sh:resultPath/rdf:rest/rdf:first/sh:inversePath rkg:name ;"
        " sh:resultPath/rdf:first rkg:party ; sh:resultPath/rdf:rest/rdf:rest rdf:nil"
        " FILTER (isBlank(?b)) }"
    )
    (path,) = [
        q.object
        for q in graph.quads(None, NamedNode(SH + "resultPath"))
        if isinstance(q.object, BlankNode)
    ]
    assert len(list(graph.quads(path))) == 2
    unknown = loaded(written(dataclasses.replace(report, shapes=None), "graph"))
    assert len(list(unknown.quads(None, NamedNode(SH + "resultPath")))) == 2


def test_a_place_is_a_pointer_beside_the_result(report: Report, written: Written) -> None:
    rows = loaded(written(report, "graph")).select(
        "SELECT ?line ?char ?file { ?r sh:sourceShape rkgs:Memorandum-term ; earl:pointer ?p ."
        " ?p a ptr:LineCharPointer ; ptr:lineNumber ?line ; ptr:charNumber ?char ;"
        " ptr:reference ?file }"
    )
    ((line, char, file),) = list(rows)
    assert (line.value, char.value) == ("2", "35")
    assert file.value.startswith("file:///")
    assert file.value.endswith("/notes/draft%201.trig")


def test_a_report_conforms_when_nothing_is_in_it(report: Report, written: Written) -> None:
    conforms = NamedNode(SH + "conforms")
    for each, expected in ((report, "false"), (Report(suppressed=report.suppressed), "true")):
        (quad,) = loaded(written(each, "graph")).quads(None, conforms)
        assert str(quad.object) == f'"{expected}"^^<http://www.w3.org/2001/XMLSchema#boolean>'


def test_equal_reports_give_equal_bytes(report: Report, written: Written) -> None:
    renamed = [
        dataclasses.replace(finding, focus=finding.focus.replace("_:b7", "_:other"))
        for finding in report.findings
    ]
    again = dataclasses.replace(report, findings=in_order(reversed(renamed)))
    assert written(again, "graph") == written(report, "graph")


def test_a_literal_keeps_its_spelling(report: Report, written: Written) -> None:
    assert '"P0Y"^^xsd:duration' in written(report, "graph")


def test_a_result_keeps_its_name_when_lines_move(report: Report, written: Written) -> None:
    def results(findings: list[Finding]) -> set[str]:
        graph = loaded(written(Report(findings), "graph"))
        return {str(quad.object) for quad in graph.quads(None, NamedNode(SH + "result"))}

    moved = [dataclasses.replace(finding, place=None) for finding in report.findings]
    assert results(moved) == results(list(report.findings))
    assert len(results(moved)) == 4
