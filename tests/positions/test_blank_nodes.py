"""Blank nodes of a store find those of the files that they come from."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restokg.graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Store,
    parse,
)
from restokg.namespaces import XSD
from restokg.positions.blank_nodes import FileNode, match

PREDICATES = [NamedNode("urn:p"), NamedNode("urn:q")]


def as_file(quads: Iterable[Quad]) -> bytes:
    return "".join(f"{quad} .\n" for quad in quads).encode()


def store_of(*files: bytes, syntax: str = "nquads", graph: str | None = None) -> list[Quad]:
    store = Store()
    for file in files:
        store.load(file, syntax, graph=graph)
    return list(store.quads())


def labels(quads: Iterable[Quad]) -> set[str]:
    terms = [term for quad in quads for term in (quad.subject, quad.object, quad.graph_name)]
    return {term.value for term in terms if isinstance(term, BlankNode)}


def said_of(quads: Iterable[Quad], label: str) -> Counter[tuple[str, ...]]:
    """What is said of a blank node by itself, without the labels of others."""

    def shown(term: object) -> str:
        if isinstance(term, BlankNode):
            return "this" if term.value == label else "other"
        return str(term)

    around = [(shown(q.subject), shown(q.predicate), shown(q.object)) for q in set(quads)]
    return Counter(triple for triple in around if "this" in triple)


def renamed(quads: Iterable[Quad], names: dict[str, FileNode]) -> set[str]:
    store = Store()
    for quad in quads:
        subject, value = (
            BlankNode(names[term.value].label) if isinstance(term, BlankNode) else term
            for term in (quad.subject, quad.object)
        )
        store.extend([Quad(subject, quad.predicate, value)])  # type: ignore[arg-type]
    return {str(quad) for quad in store.quads()}


nodes = st.integers(0, 9).map(lambda number: BlankNode(f"n{number}"))
values = st.sampled_from(
    [Literal("1"), Literal("01", datatype=NamedNode(f"{XSD}integer")), NamedNode("urn:a")]
)
graphs = st.lists(
    st.builds(Quad, nodes, st.sampled_from(PREDICATES), nodes | values), min_size=1, max_size=30
)


@given(graphs)
@settings(max_examples=300, deadline=None)
def test_each_node_of_a_store_finds_a_node_of_which_the_same_is_said(quads: list[Quad]) -> None:
    file = store_of(as_file(quads))  # any reading will do, with literals as the store has them
    stored = store_of(as_file(file))
    found = match(stored, [file])
    assert found.keys() == labels(stored)
    assert len(set(found.values())) == len(found)
    for label, node in found.items():
        assert said_of(stored, label) == said_of(file, node.label)


@given(graphs)
@settings(max_examples=200, deadline=None)
def test_the_pairs_together_turn_the_store_into_the_file(quads: list[Quad]) -> None:
    stored = store_of(as_file(quads))
    as_kept = Store()
    as_kept.extend(quads)
    expected = {str(quad) for quad in as_kept.quads()}
    assert renamed(stored, match(stored, [quads])) == expected


@given(graphs, graphs)
@settings(max_examples=100, deadline=None)
def test_of_several_files_each_node_is_found_once(first: list[Quad], second: list[Quad]) -> None:
    stored = store_of(as_file(first), as_file(second))
    found = match(stored, [first, second])
    expected = {FileNode(0, label) for label in labels(first)}
    expected |= {FileNode(1, label) for label in labels(second)}
    assert set(found.values()) == expected
    assert found.keys() == labels(stored)


@given(graphs, graphs)
@settings(max_examples=100, deadline=None)
def test_one_file_among_several_finds_as_many_nodes_as_it_has(
    first: list[Quad], second: list[Quad]
) -> None:
    found = match(store_of(as_file(first), as_file(second)), [second])
    assert {node.label for node in found.values()} == labels(second)
    assert len(found) == len(labels(second))


CHAIN = "".join(f"_:c{i} <urn:p> _:c{i + 1} .\n" for i in range(50)).encode()
RING = "".join(f"_:r{i} <urn:p> _:r{(i + 1) % 6} .\n" for i in range(6)).encode()
RINGS = "".join(
    f"_:r{i}{k} <urn:p> _:r{(i + 1) % 3}{k} .\n" for i in range(3) for k in "ab"
).encode()
LOOPS = b"_:b <urn:p> _:c .\n_:c <urn:p> _:b .\n_:a <urn:p> _:a .\n_:d <urn:p> _:d .\n"
TWINS = "".join(f"_:a{i} <urn:p> _:b{i} .\n_:b{i} <urn:q> <urn:x> .\n" for i in range(5)).encode()


@pytest.mark.parametrize(
    "file", [CHAIN, RING, RINGS, LOOPS, TWINS], ids=["chain", "ring", "rings", "loops", "twins"]
)
def test_neighbours_of_a_pair_are_a_pair(file: bytes) -> None:
    read = list(parse(file, "ntriples"))
    stored = store_of(file)
    found = match(stored, [read])
    assert renamed(stored, found) == {str(quad) for quad in read}


def test_nodes_that_look_alike_all_around_are_paired_even_if_they_are_not_the_same() -> None:
    ring, rings = list(parse(RING, "ntriples")), list(parse(RINGS, "ntriples"))
    found = match(store_of(RING), [rings])
    assert len(set(found.values())) == 6
    assert len(match(store_of(RING, RINGS), [ring, rings])) == 12


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"01"^^xsd:integer', '"1"^^xsd:integer'),
        ('"+7"^^xsd:int', '"7"^^xsd:integer'),
        ('"1"^^xsd:boolean', '"true"^^xsd:boolean'),
        ('"1.50"^^xsd:decimal', '"1.5"^^xsd:decimal'),
        ('"1.0E0"^^xsd:double', '"1"^^xsd:double'),
        ('"2020-01-01+00:00"^^xsd:date', '"2020-01-01Z"^^xsd:date'),
        ('"2020-01-01T24:00:00"^^xsd:dateTime', '"2020-01-02T00:00:00"^^xsd:dateTime'),
        ('"P1Y12M"^^xsd:duration', '"P2Y"^^xsd:duration'),
        ('"x"@zh-Hans', '"x"@zh-hans'),
        ('"abc"^^xsd:integer', '"abc"^^xsd:integer'),
        ('"01"', '"01"'),
    ],
)
def test_literals_are_compared_as_the_store_keeps_them(written: str, kept: str) -> None:
    prefix = f"PREFIX xsd: <{XSD}>\n"
    file = f"{prefix}_:x <urn:p> {written} .".encode()
    stored = store_of(file, syntax="turtle")
    [expected] = parse(f"{prefix}_:x <urn:p> {kept} .".encode(), "turtle")
    assert stored[0].object == expected.object
    found = match(stored, [list(parse(file, "turtle"))])
    assert [node.label for node in found.values()] == ["x"]


def test_a_file_that_was_loaded_into_a_graph_is_found() -> None:
    file = b"[] <urn:p> [ <urn:q> 1 ] ."
    stored = store_of(file, syntax="turtle", graph="urn:g")
    assert len(match(stored, [list(parse(file, "turtle"))])) == 2


def test_blank_nodes_that_name_graphs_or_stand_in_triple_terms_are_found() -> None:
    file = b"""_:g { _:x <urn:p> 1 . } _:h { _:x <urn:p> 2 . }
    _:r <urn:reifies> <<( _:y <urn:p> _:z )>> . _:z <urn:q> 3 ."""
    stored = store_of(file, syntax="trig")
    found = match(stored, [list(parse(file, "trig"))])
    assert {node.label for node in found.values()} == {"g", "h", "x", "r", "y", "z"}
    graphs = {
        str(quad.object): quad.graph_name for quad in stored if str(quad.predicate) == "<urn:p>"
    }
    [one] = [graph for text, graph in graphs.items() if '"1"' in text]
    assert isinstance(one, BlankNode)
    assert found[one.value].label == "g"


def test_a_node_that_is_in_no_file_is_left_out() -> None:
    stored = store_of(b"_:x <urn:p> <urn:a> .\n_:y <urn:p> <urn:b> .\n")
    found = match(stored, [list(parse(b"_:y <urn:p> <urn:b> .", "ntriples"))])
    assert list(found.values()) == [FileNode(0, "y")]


def test_two_files_with_the_same_structure_match_each_other() -> None:
    one = list(parse(b"_:x <urn:p> _:y . _:y <urn:q> 01 .", "turtle"))
    other = list(parse(b"_:b <urn:p> _:a . _:a <urn:q> 1 .", "turtle"))
    assert match(one, [other]) == {"x": FileNode(0, "b"), "y": FileNode(0, "a")}


def test_long_lists_and_many_twins_take_little_time() -> None:
    items = " ".join(["1"] * 1000)
    twins = " ".join(
        f"<urn:s> <urn:p> [ <urn:q> [ <urn:q> 1 ] ] ; <urn:p> _:t{i} ." for i in range(1000)
    )
    file = f"<urn:s> <urn:l> ( {items} ) . {twins}".encode()
    stored, read = store_of(file, syntax="turtle"), list(parse(file, "turtle"))
    start = time.perf_counter()
    found = match(stored, [read])
    assert time.perf_counter() - start < 5
    assert len(found) == 4000
