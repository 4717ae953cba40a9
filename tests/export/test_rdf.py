"""Exports: the whole graph and its parts, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from restokg.build.pipeline import build
from restokg.errors import UnknownFormatError, UnknownThingError
from restokg.export.rdf import FORMATS, export
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store

REPORT = "https://w3id.org/restokg/doc/report"


@pytest.fixture
def store(small: Path) -> Store:
    assert small.exists()
    return open_snapshot(build().path).store


def exported(
    store: Store, format: str, *, graphs: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
) -> bytes:
    output = io.BytesIO()
    export(store, format, output, graphs=graphs, kinds=kinds)
    return output.getvalue()


def reread(content: bytes, syntax: str) -> Store:
    store = Store()
    store.load(content, syntax)
    return store


@pytest.mark.parametrize("format", FORMATS)
def test_the_whole_graph_reads_back_with_all_its_triples(format: str, store: Store) -> None:
    content = exported(store, format)
    again = reread(content, format)
    assert again.triples().count(b"\n") == store.triples().count(b"\n")
    assert exported(store, format) == content
    assert exported(again, format) == content


def test_n_quads_are_the_dump_of_the_snapshot(store: Store) -> None:
    snapshot = open_snapshot(build().path)
    assert exported(store, "nquads") == snapshot.nquads.read_bytes()


@pytest.mark.parametrize("graph", [REPORT, "doc:report", "A report", "报告"])
def test_a_graph_is_exported_by_iri_curie_or_name(graph: str, store: Store) -> None:
    part = reread(exported(store, "trig", graphs=(graph,)), "trig")
    assert part.graphs() == [REPORT]
    assert part.graph_sizes()[REPORT] == store.graph_sizes()[REPORT]


@pytest.mark.parametrize(
    "kind", ["Body", "rkg:Body", "https://w3id.org/restokg/ontology#Body", "机构"]
)
def test_things_of_a_kind_are_exported_with_what_is_said_of_them(kind: str, store: Store) -> None:
    part = reread(exported(store, "nquads", kinds=(kind,)), "nquads")
    subjects = {quad.subject.value for quad in part.quads()}  # type: ignore[union-attr]
    ids = "https://w3id.org/restokg/id/body/"
    assert subjects == {f"{ids}council", f"{ids}forum"}
    assert "https://w3id.org/restokg/graph/inferred" in part.graphs()


def test_graphs_and_kinds_together_narrow_the_part(store: Store) -> None:
    source = "https://w3id.org/restokg/source/site"
    part = reread(exported(store, "nquads", graphs=(source,), kinds=("Body", "Target")), "nquads")
    assert part.graphs() == [source]
    assert len(part) == store.graph_sizes()[source]


def test_what_is_not_there_is_an_error_with_near_misses(store: Store) -> None:
    with pytest.raises(UnknownThingError, match="doc:nothing"):
        exported(store, "trig", graphs=("doc:nothing",))
    with pytest.raises(UnknownThingError, match=r"doc/report/p/1"):
        exported(store, "trig", graphs=("doc:report/p/",))
    with pytest.raises(UnknownThingError, match="Did you mean: Provision"):
        exported(store, "trig", kinds=("Provisions",))
    with pytest.raises(UnknownThingError, match="no such class"):
        exported(store, "trig", kinds=("no such class",))
    with pytest.raises(UnknownFormatError, match="turtle, trig"):
        exported(store, "n3")
