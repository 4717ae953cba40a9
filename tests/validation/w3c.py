"""The SHACL test suite of W3C: its cases, and how an engine does in each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from restokg.errors import InputError
from restokg.graph.store import NamedNode, Quad, Term, Triple
from restokg.namespaces import RDF, SH
from tests.validation.engines import ENGINES, Engine, Quads, Row, rows

SUITE = Path("data-shapes-test-suite") / "tests"
"""Where the suite lies within the folder of the test suites."""

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
BASE = "https://example.org/suite/"
SHT = "http://www.w3.org/ns/shacl-test#"

SAME = "same"
DIFFERENT = "different"
REFUSED = "refused"
NOT_REFUSED = "not refused"


class Case(NamedTuple):
    """A case of the suite; without ``expected`` rows, an engine must refuse the shapes."""

    name: str
    data: Quads
    shapes: Quads
    expected: list[Row] | None


def cases(conformance: Path) -> list[Case]:
    """Return the cases of all files, with names such as core/node/and-001.

    One file of the suite is missing in its folder's manifest, so the files are asked themselves.
    """
    top = conformance / SUITE
    names = sorted(path.relative_to(top).as_posix() for path in top.rglob("*.ttl"))
    manifests = [_Node(_read(top, name), NamedNode(BASE + name)) for name in names]
    lists = [entries for manifest in manifests for entries in manifest.all(MF + "entries")]
    return [_case(test, top) for entries in lists for test in entries.members()]


def outcome(engine: Engine, case: Case) -> str:
    """Say in a word or two whether an engine does as a case expects; ``same`` is the best."""
    try:
        found = engine(case.data, case.shapes)
    except InputError:
        return SAME if case.expected is None else REFUSED
    if case.expected is None:
        return NOT_REFUSED
    return SAME if found == case.expected else DIFFERENT


class _Node(NamedTuple):
    """A node of a manifest, and where it goes."""

    quads: Quads
    term: Term | Triple

    def all(self, predicate: str) -> list[_Node]:
        return [
            _Node(self.quads, quad.object)
            for quad in self.quads
            if quad.subject == self.term and quad.predicate.value == predicate
        ]

    def one(self, predicate: str) -> _Node:
        (node,) = self.all(predicate)
        return node

    def members(self) -> Iterator[_Node]:
        if self.term != NamedNode(RDF + "nil"):
            yield self.one(RDF + "first")
            yield from self.one(RDF + "rest").members()

    def name(self) -> str:
        assert isinstance(self.term, NamedNode)
        return self.term.value.removeprefix(BASE)


def _case(test: _Node, top: Path) -> Case:
    action, result = test.one(MF + "action"), test.one(MF + "result")
    expected = None
    if result.term != NamedNode(SHT + "Failure"):
        about = {node.term for node in result.all(SH + "result")} | {result.term}
        expected = rows([quad for quad in test.quads if quad.subject in about], test.quads)
    return Case(
        test.name(),
        # Read apart, even from one file: the graphs then have no blank node in common.
        _read(top, action.one(SHT + "dataGraph").name()),
        _read(top, action.one(SHT + "shapesGraph").name()),
        expected,
    )


def _read(top: Path, name: str) -> tuple[Quad, ...]:
    return tuple(
        pyoxigraph.parse(
            path=str(top / name),
            format=pyoxigraph.RdfFormat.TURTLE,
            base_iri=BASE + name,
            rename_blank_nodes=True,
        )
    )


def all_outcomes(conformance: Path) -> dict[str, dict[str, str]]:
    """Run each engine over each case; return the outcomes by engine and case."""
    known = cases(conformance)
    return {
        name: {case.name: outcome(engine, case) for case in known}
        for name, engine in ENGINES.items()
    }
