"""Say where findings stand: at the offending triple, or else where its node is described."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from restokg.graph.reading import STDIN, quads
from restokg.graph.store import BlankNode, DefaultGraph, NamedNode, Quad, Store
from restokg.namespaces import DEFAULT_GRAPH, RDF
from restokg.positions.blank_nodes import match
from restokg.validation.findings import Finding, Place, in_order
from restokg.validation.placing import Source, as_stored, reading

_TYPE = RDF + "type"


def locate(findings: Iterable[Finding], files: Sequence[Source], store: Store) -> list[Finding]:
    """Return findings with their places, in order; those that have one already keep it.

    ``store`` is what the files were loaded into: its blank nodes are traced to those of the files.
    Only the files that findings are about are read for places.
    """
    located: list[Finding] = []
    of_nodes: list[Finding] = []
    of_blank: list[Finding] = []
    of_literals: list[Finding] = []
    for finding in findings:
        if finding.place is not None:
            located.append(finding)
        elif finding.focus.startswith('"'):
            of_literals.append(finding)
        else:
            blank = any((term or "").startswith("_:") for term in (finding.focus, finding.value))
            (of_blank if blank else of_nodes).append(finding)
    by_file: dict[int, list[Finding]] = defaultdict(list)
    for finding, number in zip(of_nodes, _files_of(of_nodes, files), strict=True):
        if number is None:
            located.append(finding)
        else:
            by_file[number].append(finding)
    for number, group in by_file.items():
        file = files[number]
        read = reading(file, {finding.focus for finding in group})
        for finding in group:
            place = read.place(finding, NamedNode(finding.focus)) if read else Place(file.path)
            located.append(dataclasses.replace(finding, place=place))
    located += _locate_blank(of_blank, files, store)
    return in_order(located + _locate_literals(of_literals, files))


def _files_of(findings: Sequence[Finding], files: Sequence[Source]) -> list[int | None]:
    """Return by number the file that each finding is most about, if any.

    That is the one with the offending statement; or else with a statement of that property, with
    the type of the node, with any statement of it, in its graph, or with a mention of it.
    """
    if not findings or len(files) == 1:
        return [0 if files else None] * len(findings)
    by_focus: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        by_focus[finding.focus].append(number)
    best: list[tuple[int, int | None]] = [(0, None)] * len(findings)
    for number, file in enumerate(files):
        for quad in quads_of(file):
            for node, score in _roles(quad, by_focus):
                for index in by_focus[node]:
                    sure = score + _nearer(quad, findings[index]) if score == _SUBJECT else score
                    if sure > best[index][0]:
                        best[index] = (sure, number)
    return [number for _, number in best]


_MENTION, _GRAPH, _SUBJECT = 1, 2, 3


def _roles(quad: Quad, wanted: Container[str]) -> Iterator[tuple[str, int]]:
    if isinstance(quad.subject, NamedNode) and quad.subject.value in wanted:
        yield quad.subject.value, _SUBJECT
    if isinstance(quad.graph_name, DefaultGraph):
        if DEFAULT_GRAPH in wanted:
            yield DEFAULT_GRAPH, _GRAPH
    elif quad.graph_name.value in wanted:
        yield quad.graph_name.value, _GRAPH
    if isinstance(quad.object, NamedNode) and quad.object.value in wanted:
        yield quad.object.value, _MENTION


def _nearer(quad: Quad, finding: Finding) -> int:
    if quad.predicate.value == finding.path:
        return 3 if str(quad.object) == finding.value else 2
    return 1 if quad.predicate.value == _TYPE else 0


def _locate_literals(findings: Sequence[Finding], files: Sequence[Source]) -> list[Finding]:
    """Place findings about literals, which targets may be too: where they first are a value."""
    places: dict[str, Place | None] = {}
    wanted = {finding.focus for finding in findings}
    for file in files if wanted else ():
        here = wanted & {as_stored(quad.object) for quad in quads_of(file)}
        read = reading(file, None) if here else None
        for literal in here:
            places[literal] = read.value_place(literal) if read else Place(file.path)
        wanted -= here
    return [dataclasses.replace(finding, place=places.get(finding.focus)) for finding in findings]


def _locate_blank(
    findings: Sequence[Finding], files: Sequence[Source], store: Store
) -> list[Finding]:
    """Place findings with blank nodes, whose names in the store are none of the files'."""
    if not findings:
        return []
    readings = [
        (file, read)
        for file in files
        if blank_quads(quads_of(file)) and (read := reading(file, None)) is not None
    ]
    nodes = match(blank_quads(store.quads()), [blank_quads(read.quads) for _, read in readings])
    located = []
    for finding in findings:
        node = nodes.get(finding.focus.removeprefix("_:"))
        value = nodes.get((finding.value or "").removeprefix("_:"))
        place = None
        if (known := node or value) is not None:
            focus = NamedNode(finding.focus) if node is None else BlankNode(node.label)
            named = finding
            if value is not None:
                named = dataclasses.replace(finding, value=f"_:{value.label}")
            place = readings[known.file][1].place(named, focus)
        located.append(dataclasses.replace(finding, place=place))
    return located


def blank_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads that have a blank node."""
    return [
        quad
        for quad in quads
        if isinstance(quad.subject, BlankNode)
        or isinstance(quad.object, BlankNode)
        or isinstance(quad.graph_name, BlankNode)
    ]


def quads_of(file: Source) -> Iterator[Quad]:
    """Yield what a file states, with blank nodes as it names them."""
    stdin = file.content() if file.path == STDIN else b""
    return quads(file.path, stdin=stdin, stdin_syntax=file.syntax)
