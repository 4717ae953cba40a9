"""Triples of JSON-LD documents are found where they are stated, whatever the contexts do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restokg.graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
    parse,
)
from restokg.namespaces import RDF, XSD
from restokg.positions import pointers
from restokg.positions.blank_nodes import match
from restokg.positions.json_text import MAX_DEPTH
from restokg.positions.pointers import Pointers

CONTEXT = {
    "@vocab": "urn:v:",
    "list": {"@container": "@list"},
    "words": {"@container": "@language"},
    "index": {"@container": "@index"},
    "indexed": {"@container": "@index", "@index": "urn:v:mark"},
    "ids": {"@container": "@id"},
    "types": {"@container": "@type"},
    "graphs": {"@container": ["@graph", "@id"]},
    "json": {"@type": "@json"},
    "back": {"@reverse": "urn:v:p"},
    "backIri": {"@reverse": "urn:v:p", "@type": "@id"},
    "iri": {"@type": "@id"},
    "class": {"@id": f"{RDF}type", "@type": "@id"},
    "date": {"@type": f"{XSD}date"},
    "nested": "@nest",
    "id": "@id",
    "name": "id",
    "type": "@type",
    "value": "@value",
    "lang": "@language",
    "items": "@list",
    "set": "@set",
    "graph": "@graph",
    "T": {"@id": "urn:v:T", "@context": {"inT": "urn:v:scoped", "key": "@id"}},
    "scoped": {"@id": "urn:v:scoped", "@context": {"@vocab": "urn:w:"}},
}
A = "urn:a"
CONTAINERS = "@language", "@set"


def shown(term: object) -> str:
    if isinstance(term, BlankNode):
        return "_"
    if isinstance(term, NamedNode):
        return str(term.value).replace("urn:v:", ":").replace(RDF, "rdf:")
    assert isinstance(term, Literal)
    kind = str(term.datatype.value).rpartition("#")[2]
    if term.language:
        kind = term.language
    return str(term.value) if kind == "string" else f"{term.value}@{kind}"


def places(text: str) -> list[str]:
    """Where each triple is stated, and the node object of its subject."""
    read = Pointers(text)
    lines = []
    for quad in read.quads:
        assert isinstance(quad.subject, NamedNode | BlankNode)
        assert not isinstance(quad.object, Triple)
        place = read.triple(quad.subject, quad.predicate, quad.object)
        node = read.subject(quad.subject)
        assert place is not None
        assert node is not None
        value = read.json.find(place.pointer)
        assert value is not None
        assert place.span == read.json.span(value)
        triple = f"{shown(quad.subject)} {shown(quad.predicate)} {shown(quad.object)}"
        lines.append(f"{triple} | {place.pointer} | {node.pointer}")
    return sorted(lines)


CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "scalars": (
        {"p": "x", "q": [1, True, 1.5, None], "date": "2020-01-01", "iri": "urn:b"},
        [
            "urn:a :p x | /p | ",
            "urn:a :q 1@integer | /q/0 | ",
            "urn:a :q true@boolean | /q/1 | ",
            "urn:a :q 1.5E0@double | /q/2 | ",
            "urn:a :date 2020-01-01@date | /date | ",
            "urn:a :iri urn:b | /iri | ",
        ],
    ),
    "value objects": (
        {"p": [{"@value": "x", "@language": "en"}, {"value": "x", "lang": "de"}, {"value": "x"}]},
        ["urn:a :p x@en | /p/0 | ", "urn:a :p x@de | /p/1 | ", "urn:a :p x | /p/2 | "],
    ),
    "nested nodes": (
        {"p": {"id": "urn:b", "q": {"name": "urn:c", "p": {"q": 1}}}},
        [
            "urn:a :p urn:b | /p | ",
            "urn:b :q urn:c | /p/q | /p",
            "urn:c :p _ | /p/q/p | /p/q",
            "_ :q 1@integer | /p/q/p/q | /p/q/p",
        ],
    ),
    "types": (
        {"type": ["T", "U"], "p": {"@type": "T", "@id": "urn:b"}, "class": ["urn:v:V"]},
        [
            "urn:a rdf:type :T | /type/0 | ",
            "urn:a rdf:type :U | /type/1 | ",
            "urn:a rdf:type :V | /class/0 | ",
            "urn:a :p urn:b | /p | ",
            "urn:b rdf:type :T | /p/@type | /p",
        ],
    ),
    "contexts that come with a type": (
        {"p": {"type": "T", "key": "urn:b", "inT": 1, "q": {"inT": "x"}}},
        [
            "urn:a :p urn:b | /p | ",
            "urn:b rdf:type :T | /p/type | /p",
            "urn:b :scoped 1@integer | /p/inT | /p",
            "urn:b :q _ | /p/q | /p",
            "_ :inT x | /p/q/inT | /p/q",  # the context of the type ends with its node
        ],
    ),
    "contexts that come with a property or stand inside": (
        {
            "scoped": {"id": "urn:b", "p": 1},
            "q": {"@context": {"p": "@id", "id": "urn:v:other"}, "p": "urn:c", "id": "x"},
        },
        [
            "urn:a :scoped urn:b | /scoped | ",
            "urn:b urn:w:p 1@integer | /scoped/p | /scoped",
            "urn:a :q urn:c | /q | ",
            "urn:c :other x | /q/id | /q",
        ],
    ),
    "lists": (
        {"list": [1, None, 2], "p": {"@list": ["x"]}, "q": {"items": []}},
        [
            "urn:a :list _ | /list | ",
            "_ rdf:first 1@integer | /list/0 | /list/0",
            "_ rdf:rest _ | /list/0 | /list/0",
            "_ rdf:first 2@integer | /list/2 | /list/2",
            "_ rdf:rest rdf:nil | /list/2 | /list/2",
            "urn:a :p _ | /p | ",
            "_ rdf:first x | /p/@list/0 | /p/@list/0",
            "_ rdf:rest rdf:nil | /p/@list/0 | /p/@list/0",
            "urn:a :q rdf:nil | /q | ",
        ],
    ),
    "lists in lists, and nodes in them": (
        {"list": [[1, [{"p": 1}]], []]},
        [
            "urn:a :list _ | /list | ",
            "_ rdf:first _ | /list/0 | /list/0",
            "_ rdf:first 1@integer | /list/0/0 | /list/0/0",
            "_ rdf:rest _ | /list/0/0 | /list/0/0",
            "_ rdf:first _ | /list/0/1 | /list/0/1",
            "_ rdf:first _ | /list/0/1/0 | /list/0/1/0",
            "_ :p 1@integer | /list/0/1/0/p | /list/0/1/0",
            "_ rdf:rest rdf:nil | /list/0/1/0 | /list/0/1/0",
            "_ rdf:rest rdf:nil | /list/0/1 | /list/0/1",
            "_ rdf:rest _ | /list/0 | /list/0",
            "_ rdf:first rdf:nil | /list/1 | /list/1",
            "_ rdf:rest rdf:nil | /list/1 | /list/1",
        ],
    ),
    "a list of one, not in an array": (
        {"list": 1},
        [
            "urn:a :list _ | /list | ",
            "_ rdf:first 1@integer | /list | /list",
            "_ rdf:rest rdf:nil | /list | /list",
        ],
    ),
    "two lists of one property": (
        {"p": [{"@list": [1]}, {"@list": [2]}]},
        [
            "urn:a :p _ | /p/0 | ",
            "_ rdf:first 1@integer | /p/0/@list/0 | /p/0/@list/0",
            "_ rdf:rest rdf:nil | /p/0/@list/0 | /p/0/@list/0",
            "urn:a :p _ | /p/1 | ",
            "_ rdf:first 2@integer | /p/1/@list/0 | /p/1/@list/0",
            "_ rdf:rest rdf:nil | /p/1/@list/0 | /p/1/@list/0",
        ],
    ),
    "sets": (
        {"p": {"@set": [1, {"value": 2}]}, "q": {"set": "x"}},
        [
            "urn:a :p 1@integer | /p/@set/0 | ",
            "urn:a :p 2@integer | /p/@set/1 | ",
            "urn:a :q x | /q/set | ",
        ],
    ),
    "maps from languages": (
        {"words": {"en": "x", "id": "y", "type": "t", "@none": "z", "de": [None, "u"]}},
        [
            "urn:a :words x@en | /words/en | ",
            "urn:a :words y@id | /words/id | ",  # Indonesian, not @id
            "urn:a :words t@type | /words/type | ",
            "urn:a :words z | /words/@none | ",
            "urn:a :words u@de | /words/de/1 | ",
        ],
    ),
    "a map from one language with the name of a keyword": (
        {"words": {"value": "x"}},
        ["urn:a :words x@value | /words/value | "],
    ),
    "types that are objects": (
        {"class": {"id": "urn:v:V", "type": "T"}},
        ["urn:a rdf:type :V | /class | ", ":V rdf:type :T | /class/type | /class"],
    ),
    "maps from indexes": (
        {"index": {"k": {"id": "urn:b", "p": 1}, "id": {"id": "urn:c"}, "value": "x", "type": 3}},
        [
            "urn:a :index urn:b | /index/k | ",
            "urn:b :p 1@integer | /index/k/p | /index/k",
            "urn:a :index urn:c | /index/id | ",
            "urn:a :index x | /index/value | ",
            "urn:a :index 3@integer | /index/type | ",
        ],
    ),
    "maps from values of a property": (
        {"indexed": {"k/~": {"id": "urn:b"}}},
        [
            "urn:a :indexed urn:b | /indexed/k~1~0 | ",
            "urn:b :mark k/~ | /indexed/k~1~0 | /indexed/k~1~0",
        ],
    ),
    "maps from ids": (
        {"ids": {"urn:b": {"p": 1}, "@none": {"q": 2}}},
        [
            "urn:a :ids urn:b | /ids/urn:b | ",
            "urn:b :p 1@integer | /ids/urn:b/p | /ids/urn:b",
            "urn:a :ids _ | /ids/@none | ",
            "_ :q 2@integer | /ids/@none/q | /ids/@none",
        ],
    ),
    "maps from types": (
        {"types": {"T": {"inT": 1}, "U": "urn:b"}},
        [
            "urn:a :types _ | /types/T | ",
            "_ rdf:type :T | /types/T | /types/T",
            "_ :scoped 1@integer | /types/T/inT | /types/T",
            "urn:a :types urn:b | /types/U | ",
            "urn:b rdf:type :U | /types/U | /types/U",
        ],
    ),
    "maps from graphs": (
        {"graphs": {"urn:g": {"id": "urn:b", "p": 1}}},
        [
            "urn:a :graphs urn:g | /graphs/urn:g | ",
            "urn:b :p 1@integer | /graphs/urn:g/p | /graphs/urn:g",
        ],
    ),
    "graphs": (
        {"p": 1, "graph": [{"id": "urn:b", "p": 1}, {"id": "urn:c", "@graph": {"q": 2}}]},
        [
            "urn:a :p 1@integer | /p | ",
            "urn:b :p 1@integer | /graph/0/p | /graph/0",
            "_ :q 2@integer | /graph/1/@graph/q | /graph/1/@graph",
        ],
    ),
    "reverse": (
        {"@reverse": {"p": [{"id": "urn:b"}, {"q": 1}]}, "back": {"id": "urn:c", "q": 2},
         "backIri": ["urn:d", "urn:e"]},
        [
            "urn:b :p urn:a | /@reverse/p/0 | /@reverse/p/0",
            "_ :p urn:a | /@reverse/p/1 | /@reverse/p/1",
            "_ :q 1@integer | /@reverse/p/1/q | /@reverse/p/1",
            "urn:c :p urn:a | /back | /back",
            "urn:c :q 2@integer | /back/q | /back",
            "urn:d :p urn:a | /backIri/0 | /backIri/0",
            "urn:e :p urn:a | /backIri/1 | /backIri/1",
        ],
    ),
    "nests": (
        {"nested": {"p": 1}, "@nest": [{"q": 1}, {"q": {"p": 2}}]},
        [
            "urn:a :p 1@integer | /nested/p | ",
            "urn:a :q 1@integer | /@nest/0/q | ",
            "urn:a :q _ | /@nest/1/q | ",
            "_ :p 2@integer | /@nest/1/q/p | /@nest/1/q",
        ],
    ),
    "included": (
        {"@included": [{"id": "urn:b", "p": 1}]},
        ["urn:b :p 1@integer | /@included/0/p | /@included/0"],
    ),
    "JSON": (
        {"json": {"a": [1]}, "p": {"@type": "@json", "@value": [{"id": 1}]}},
        ['urn:a :json {"a":[1]}@JSON | /json | ', 'urn:a :p [{"id":1}]@JSON | /p | '],
    ),
    "twins": (
        {"p": [{"q": 1}, {"q": 1}, {}]},
        [
            "urn:a :p _ | /p/0 | ",
            "_ :q 1@integer | /p/0/q | /p/0",
            "urn:a :p _ | /p/1 | ",
            "_ :q 1@integer | /p/1/q | /p/1",
            "urn:a :p _ | /p/2 | ",
        ],
    ),
    "labels of the file": (
        {"p": {"id": "_:b0", "q": {"id": "_:b0"}}},
        ["urn:a :p _ | /p | ", "_ :q _ | /p/q | /p"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("last", [False, True], ids=["context first", "context last"])
def test_each_triple_is_found_where_it_is_stated(case: str, last: bool) -> None:
    members, expected = CASES[case]
    head = {"@context": CONTEXT, "@id": A}
    text = json.dumps({**members, **head} if last else {**head, **members}, indent=1)
    assert places(text) == sorted(expected)


@pytest.mark.parametrize("case", CASES)
def test_triples_of_the_items_of_an_array_are_found_too(case: str) -> None:
    members, expected = CASES[case]
    other = {
        "@id": "urn:z",
        "@context": {"p": "@id", "id": "@type", "type": "urn:p"},
        "id": "urn:Z",
    }
    text = json.dumps([other, {"@context": CONTEXT, "@id": A, **members}])
    lines = [line.replace("| /", "| /1/") for line in expected]
    lines = [f"{line}/1" if line.endswith("| ") else line for line in lines]
    assert places(text) == sorted([*lines, "urn:z rdf:type urn:Z | /0/id | /0"])


@pytest.mark.parametrize(
    "document",
    [
        {"p": {"q": {"p": 1}}, "list": [{"q": {}}], "@nest": {"r": {"p": 1}}},
        {"@graph": [{"p": {"q": 1}}]},
        {"p": {"@id": "_:b0", "q": 1}, "q": {"p": [{"@id": "_:b1"}, {"p": 1}]}},
        {
            "p": [
                {"@context": {"q": {"@id": "urn:q", "@container": c}}, "q": {"en": "x"}}
                for c in CONTAINERS
            ]
        },
        {"p": {"words": {"en": "x"}, "json": {"a": {}}, "ids": {"@none": {"q": {}}, "urn:b": {}}}},
    ],
)
def test_each_node_object_gets_a_label_that_stays(document: dict[str, Any]) -> None:
    text = json.dumps({"@context": CONTEXT, **document})
    read = Pointers(text)
    cells = {quad.subject for quad in read.quads if quad.predicate.value == f"{RDF}first"}
    labels = read._document.labels
    assert labels | {cell.value for cell in cells if isinstance(cell, BlankNode)} == (
        read._document.blank
    )
    assert len(read._document.blank) == len(match(parse(text.encode(), "jsonld"), [read.quads]))


def test_graphs_keep_their_names() -> None:
    read = Pointers('{"@graph": [{"urn:p": 1}]}')
    assert [quad.graph_name for quad in read.quads] == [DefaultGraph()]


def test_line_and_column_of_a_place_are_exact() -> None:
    text = '\ufeff{"@id": "urn:a",\r\n "urn:é": ["x",\n\t{"@value": "\U0001f600",\n'
    text += ' "@language": "en"} ]}'
    read = Pointers(text)
    place = read.triple(NamedNode(A), NamedNode("urn:é"), Literal("\U0001f600", language="en"))
    assert place == ("/urn:é/1", (3, 2, 4, 20))
    value = read.json.find("/urn:é")
    assert value is not None
    assert read.json.key_span(value) == (2, 2, 2, 9)


def test_the_first_of_two_statements_counts_and_each_of_two_members_with_one_key() -> None:
    text = '{"@id": "urn:a", "urn:p": [1, 2],\n "urn:p": [2, 3]}'
    read = Pointers(text)
    one, two, three = (
        read.triple(NamedNode(A), NamedNode("urn:p"), Literal(number)) for number in (1, 2, 3)
    )
    assert one == ("/urn:p/0", (1, 28, 1, 29))
    assert two == ("/urn:p/1", (1, 31, 1, 32))
    assert three == ("/urn:p/1", (2, 15, 2, 16))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ({"@value": "01", "@type": f"{XSD}integer"}, Literal(1)),
        (
            {"@value": "1.50", "@type": f"{XSD}decimal"},
            Literal("1.5", datatype=NamedNode(f"{XSD}decimal")),
        ),
        ({"@value": "1", "@type": f"{XSD}boolean"}, Literal(True)),
        (1.5, Literal("1.5", datatype=NamedNode(f"{XSD}double"))),
        ({"@value": "x", "@language": "ZH-Hans"}, Literal("x", language="zh-hans")),
    ],
)
def test_a_literal_is_found_in_the_form_of_the_store(written: Any, asked: Literal) -> None:
    text = json.dumps({"@id": A, "urn:p": ["other", written]})
    store = Store()
    store.load(text.encode(), "jsonld")
    assert asked in {quad.object for quad in store.quads()}
    place = Pointers(text).triple(NamedNode(A), NamedNode("urn:p"), asked)
    assert place is not None
    assert place.pointer == "/urn:p/1"


def test_what_is_not_stated_has_no_place() -> None:
    read = Pointers('{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}')
    assert read.triple(NamedNode(A), NamedNode("urn:p"), NamedNode("urn:c")) is None
    assert read.triple(BlankNode("x"), NamedNode("urn:p"), NamedNode("urn:b")) is None
    assert read.subject(NamedNode("urn:c")) is None


def test_a_node_or_literal_that_is_only_an_object_is_found_as_that() -> None:
    read = Pointers('{"@id": "urn:a", "urn:p": [{"@id": "urn:b"}, "x"]}')
    found = [read.subject(NamedNode("urn:b")), read.subject(Literal("x"))]
    assert [place and place.pointer for place in found] == ["/urn:p/0", "/urn:p/1"]


def test_the_node_object_with_the_type_is_preferred() -> None:
    text = """[{"@id": "urn:a", "urn:p": {"@id": "urn:b", "urn:p": 1}},
               {"@id": "urn:b", "urn:q": 1, "@type": "urn:T"}]"""
    place = Pointers(text).subject(NamedNode("urn:b"))
    assert place is not None
    assert place.pointer == "/1"


def test_relative_iris_are_read_from_the_base() -> None:
    read = Pointers('{"@id": "a", "urn:p": [{"@id": "b"}]}', base="http://example.org/x/")
    node = NamedNode("http://example.org/x/a")
    place = read.triple(node, NamedNode("urn:p"), NamedNode("http://example.org/x/b"))
    assert place is not None
    assert place.pointer == "/urn:p/0"
    assert not Pointers('{"@id": "a", "urn:p": 1}').quads


def test_blank_nodes_of_a_store_are_found_in_the_file() -> None:
    text = json.dumps(
        {
            "@context": CONTEXT,
            "@id": A,
            "p": [{"q": {"p": n}} for n in range(3)],
            "list": [{"q": 3}],
        }
    )
    store = Store()
    store.load(text.encode(), "jsonld")
    read = Pointers(text)
    found = match(store.quads(), [read.quads])
    for number in range(3):
        [quad] = store.quads(predicate=NamedNode("urn:v:p"), object=Literal(number))
        assert isinstance(quad.subject, BlankNode)
        place = read.subject(BlankNode(found[quad.subject.value].label))
        assert place is not None
        assert place.pointer == f"/p/{number}/q"
    [item] = store.quads(predicate=NamedNode("urn:v:q"), object=Literal(3))
    assert isinstance(item.subject, BlankNode)
    place = read.subject(BlankNode(found[item.subject.value].label))
    assert place is not None
    assert place.pointer == "/list/0"


def test_one_of_a_thousand_items_is_found_with_few_readings() -> None:
    items = [{"@id": f"urn:n{n}", "urn:p": [n, {"@id": f"urn:m{n}"}]} for n in range(1000)]
    read = Pointers(json.dumps({"@graph": items}))
    before = read._document.readings
    place = read.triple(NamedNode("urn:n700"), NamedNode("urn:p"), NamedNode("urn:m700"))
    assert place is not None
    assert place.pointer == "/@graph/700/urn:p/1"
    assert read._document.readings - before < 40
    before = read._document.readings
    place = read.triple(NamedNode("urn:n701"), NamedNode("urn:p"), Literal(701))
    assert place is not None
    assert place.pointer == "/@graph/701/urn:p/0"
    assert read._document.readings - before < 20  # the rest is remembered


def test_at_the_limit_of_readings_the_place_found_so_far_must_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = json.dumps({"@graph": [{"@id": f"urn:n{n}", "urn:p": [n, 0]} for n in range(100)]})
    asked = NamedNode("urn:n9"), NamedNode("urn:p"), Literal(9)
    pointers_found = []
    for limit in (0, 4, 8, 16, 200):
        monkeypatch.setattr(pointers, "READINGS", limit)
        place = Pointers(text).triple(*asked)
        assert place is not None
        pointers_found.append(place.pointer)
    assert pointers_found[0] == ""
    assert pointers_found[-1] == "/@graph/9/urn:p/0"
    assert [p for p in pointers_found if not "/@graph/9/urn:p/0".startswith(p)] == []


def test_deep_nesting_is_read_to_the_bottom_or_refused() -> None:
    def nested(depth: int) -> str:
        return '{"urn:p": ' * depth + "1" + "}" * depth

    depth = MAX_DEPTH // 10
    read = Pointers(nested(depth))
    quad = next(quad for quad in read.quads if quad.object == Literal(1))
    assert isinstance(quad.subject, BlankNode)
    place = read.triple(quad.subject, quad.predicate, Literal(1))
    assert place is not None
    assert place.pointer == "/urn:p" * depth
    with pytest.raises(SyntaxError, match="nested more than"):
        Pointers(nested(MAX_DEPTH + 1))


def test_what_is_json_but_not_json_ld_is_refused() -> None:
    with pytest.raises(SyntaxError):
        Pointers('{"@context": "http://example.org/remote", "p": 1}')


# Documents of chance: the walk says what each place states, by the rules of JSON-LD

literals = st.sampled_from([("x", Literal("x")), (1, Literal(1)), (True, Literal(True))])
iris = st.integers(0, 3).map(lambda number: f"urn:n{number}")
keys = st.sampled_from(["urn:p", "urn:q", "r", "back", "id2"])


@st.composite
def node_objects(draw: st.DrawFn, depth: int = 0) -> dict[str, Any]:
    node: dict[str, Any] = {draw(st.sampled_from(["@id", "id"])): draw(iris)}
    if draw(st.booleans()):
        node[draw(st.sampled_from(["@type", "type"]))] = draw(iris | st.lists(iris, max_size=3))
    for key in draw(st.lists(keys, max_size=3, unique=True)):
        inner = node_objects(depth + 1) if depth < 3 else iris.map(lambda iri: {"@id": iri})
        value = inner if key == "back" else inner | literals.map(lambda pair: pair[0])
        node[key] = draw(value | st.lists(value, max_size=3))
    order = draw(st.permutations(list(node)))
    return {key: node[key] for key in order}


def stated(node: dict[str, Any], at: str) -> list[tuple[str, Quad]]:
    """What a node object and those in it state, with pointers, in the order of the search."""
    own: list[tuple[str, Quad]] = []
    subject = NamedNode(node["@id"] if "@id" in node else node["id"])
    for key in ("@type", "type"):
        names = node.get(key, [])
        for index, name in enumerate([names] if isinstance(names, str) else names):
            place = f"{at}/{key}" if isinstance(names, str) else f"{at}/{key}/{index}"
            own.append((place, Quad(subject, NamedNode(f"{RDF}type"), NamedNode(name))))
    for key, values in node.items():
        if key in ("@id", "id", "@type", "type"):
            continue
        predicate = NamedNode({"r": "urn:r", "back": "urn:p", "id2": "urn:id2"}.get(key, key))
        for index, value in enumerate(values if isinstance(values, list) else [values]):
            place = f"{at}/{key}/{index}" if isinstance(values, list) else f"{at}/{key}"
            if isinstance(value, dict):
                other = NamedNode(value["@id"] if "@id" in value else value["id"])
                ends = (other, subject) if key == "back" else (subject, other)
                own.append((place, Quad(ends[0], predicate, ends[1])))
                own += stated(value, place)
            else:
                own.append((place, Quad(subject, predicate, Literal(value))))
    return own


@given(st.lists(node_objects(), min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_documents_of_chance_have_each_triple_where_it_is_first_stated(
    nodes: list[dict[str, Any]],
) -> None:
    context = {"id": "@id", "type": "@type", "r": "urn:r", "back": {"@reverse": "urn:p"},
               "id2": "urn:id2"}  # fmt: skip
    text = json.dumps({"@graph": nodes, "@context": context})
    first: dict[Quad, str] = {}
    for number, node in enumerate(nodes):
        for pointer, quad in stated(node, f"/@graph/{number}"):
            first.setdefault(quad, pointer)
    read = Pointers(text)
    assert set(read.quads) == first.keys() == set(parse(text.encode(), "jsonld"))
    for quad, pointer in first.items():
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        found = read.triple(quad.subject, quad.predicate, quad.object)
        assert found is not None
        assert found.pointer == pointer, quad
        place = read.subject(quad.subject)
        assert place is not None
        value = read.json.find(place.pointer)
        assert value is not None
        names = [child for child in value.children if child.key in ("@id", "id")]
        assert [read.json.string(name) for name in names] == [quad.subject.value]
