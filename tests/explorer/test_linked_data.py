"""Whatever has an IRI of ours answers with RDF, in every syntax, and says whose word it is."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef

from restokg import resources
from restokg.build import access
from restokg.build.pipeline import build
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.explorer.linking import address
from restokg.explorer.neighbourhood import MOST_INCOMING
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import (
    BASE,
    DATASET,
    DOC,
    ENDPOINT,
    FOAF,
    INFERRED_GRAPH,
    LICENCE,
    RDFS,
    RKG,
    VOID,
)
from restokg.questions.catalogue import questions
from restokg.representation.exchange import Request, Response
from restokg.representation.media import GRAPHS, SUFFIXES
from restokg.search import indexing

# rdflib's own parsers still call what rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|Conjunctive):DeprecationWarning")

ROOT = "http://127.0.0.1:8000"
FUND = "/id/fund/agri3"
PARAGRAPH = "/doc/UNEP/EA.5/10/p/13"
RDF_SUFFIXES = {suffix: type_ for suffix, type_ in SUFFIXES.items() if suffix != "html"}
PARSERS = {
    "ttl": "turtle",
    "jsonld": "json-ld",
    "nt": "nt",
    "rdf": "xml",
    "trig": "trig",
    "nq": "nquads",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("real")
    build(out=folder / "snapshot")
    snapshot = open_snapshot(folder / "snapshot")
    indexing.build(snapshot.store, folder / "index.sqlite")
    return Library(snapshot, folder / "index.sqlite")


def get(library: Library, path: str, accept: str = "", **parameters: str) -> Response:
    request = Request(path, tuple(parameters.items()), accept, root=ROOT)
    return respond(request, library)


def union(response: Response, suffix: str) -> Graph:
    whole = Dataset(default_union=True)
    whole.parse(data=response.body, format=PARSERS[suffix])
    graph = Graph()
    for triple in whole.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
@pytest.mark.parametrize("path", [FUND, PARAGRAPH])
def test_every_syntax_says_the_same(library: Library, path: str, suffix: str) -> None:
    turtle = union(get(library, f"{path}.ttl"), "ttl")
    response = get(library, f"{path}.{suffix}")
    assert (response.status, response.type) == (200, RDF_SUFFIXES[suffix])
    found = union(response, suffix)
    documents = {URIRef(f"{ROOT}{path}.ttl"), URIRef(f"{ROOT}{path}.{suffix}")}
    assert {t for t in found if t[0] not in documents} == {
        t for t in turtle if t[0] not in documents
    }
    assert len(turtle) > 20


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_accept_and_suffix_lead_to_the_same_document(library: Library, suffix: str) -> None:
    type_ = RDF_SUFFIXES[suffix]
    by_accept = get(library, FUND, accept=f"{type_}, text/html;q=0.1")
    by_suffix = get(library, f"{FUND}.{suffix}", accept="text/html")
    assert by_accept.body == by_suffix.body
    assert dict(by_accept.headers)["Content-Location"] == f"{FUND}.{suffix}"
    assert "Accept" in by_accept.varies


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("application/json", "application/ld+json"),
        ("application/xml", "application/rdf+xml"),
        ("text/plain", "application/n-triples"),
        ("text/turtle;q=0.5, application/trig;q=0.8", "application/trig"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
    ],
)
def test_the_type_that_a_client_likes_best_is_sent(
    library: Library, accept: str, type_: str
) -> None:
    assert get(library, FUND, accept=accept).type == type_


def test_the_same_thing_gives_the_same_bytes(library: Library) -> None:
    again = Library(open_snapshot(library.snapshot.path), library.index)
    for suffix in RDF_SUFFIXES:
        path = f"{PARAGRAPH}.{suffix}"
        assert get(library, path).body == get(again, path).body


def test_the_other_representations_are_linked(library: Library) -> None:
    for own in ("ttl", "html"):
        link = dict(get(library, f"{FUND}.{own}").headers)["Link"]
        for suffix, type_ in SUFFIXES.items():
            told = f'<{FUND}.{suffix}>; rel="alternate"; type="{type_}"'
            assert (told in link) == (suffix != own)
        assert f'<{LICENCE}>; rel="license"' in link


def test_quads_name_the_paragraph_that_states_each_fact(library: Library) -> None:
    whole = Dataset()
    whole.parse(data=get(library, f"{FUND}.trig").body, format="trig")
    fund = URIRef(BASE + FUND[1:])
    stated = {(str(p), str(o), str(g)) for _, p, o, g in whole.quads((fund, None, None, None)) if g}
    assert stated == {
        (q.predicate.value, str(q.object.value), str(q.graph_name.value))  # type: ignore[union-attr]
        for q in library.store.quads(NamedNode(str(fund)))
    }
    assert BASE + PARAGRAPH[1:] in {graph for _, _, graph in stated}


def test_a_fact_node_comes_with_the_thing_that_it_is_about(library: Library) -> None:
    graph = union(get(library, f"{FUND}.ttl"), "ttl")
    amounts = graph.query(
        f"""SELECT ?value {{ <{BASE}id/fund/agri3> <{RKG}quantity> ?quantity .
        ?quantity <http://qudt.org/schema/qudt/numericValue> ?value }}"""
    )
    assert {str(row[0]) for row in amounts} == {"90000000", "150000000"}  # type: ignore[index]


def test_what_is_pointed_to_has_its_names(library: Library) -> None:
    graph = union(get(library, f"{FUND}.ttl"), "ttl")
    unep = URIRef(f"{BASE}id/actor/unep")
    assert (None, None, unep) in graph
    names = graph.objects(unep, URIRef(RDFS + "label"))
    assert {name.language for name in names} >= {"en", "zh"}  # type: ignore[attr-defined]


def test_a_paragraph_comes_with_what_it_states(library: Library) -> None:
    whole = Dataset()
    whole.parse(data=get(library, f"{PARAGRAPH}.nq").body, format="nquads")
    name = BASE + PARAGRAPH[1:]
    stated = len(list(library.store.quads(graph=NamedNode(name))))
    assert len(whole.graph(URIRef(name))) == stated > 10


def test_many_statements_that_point_here_are_cut_and_said_to_be(library: Library) -> None:
    pointed_to = Counter(
        quad.object.value
        for quad in library.store.quads()
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{BASE}id/")
    )
    ((iri, count),) = pointed_to.most_common(1)
    assert count > MOST_INCOMING
    path = address(iri)
    whole = Dataset()
    whole.parse(data=get(library, f"{path}.nq").body, format="nquads")
    assert len(list(whole.quads((None, None, URIRef(iri), None)))) <= MOST_INCOMING + 1
    notes = list(whole.objects(URIRef(f"{ROOT}{path}.nq"), URIRef(RDFS + "comment")))
    assert {note.language for note in notes} == {"en", "zh"}  # type: ignore[attr-defined]
    assert all(str(count) in str(note) for note in notes)


def test_the_document_says_what_it_is_about_and_of_which_dataset(library: Library) -> None:
    graph = union(get(library, f"{FUND}.rdf"), "rdf")
    document = URIRef(f"{ROOT}{FUND}.rdf")
    assert graph.value(document, URIRef(FOAF + "primaryTopic")) == URIRef(BASE + FUND[1:])
    assert graph.value(document, URIRef(VOID + "inDataset")) == URIRef(DATASET)


def test_every_iri_of_ours_answers(library: Library) -> None:
    iris = {
        term.value.partition("#")[0]
        for quad in library.store.quads()
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value.startswith(BASE)
    }
    iris -= {ENDPOINT}  # which the server answers itself
    partitions = sorted(iri for iri in iris if iri.startswith(f"{DATASET}/"))
    assert len(iris) > len(partitions) + 1500
    for iri in (*sorted(iris.difference(partitions)), *partitions[::50]):
        path = address(iri)
        if f"{DATASET}/dump." in iri:
            continue
        response = get(library, f"{path}.nt")
        assert response.status == 200, iri
        assert f"<{iri}".encode() in response.body


@pytest.mark.parametrize(
    ("symbol", "suffix"), [("UNEP/EA.5/10", ""), ("UNEP/EA.5/10", ".ttl"), ("A/RES/76/207", ".nt")]
)
def test_dots_in_a_symbol_are_no_suffix(library: Library, symbol: str, suffix: str) -> None:
    response = get(library, f"/doc/{symbol}{suffix}", accept="text/turtle")
    assert response.status == 200
    assert response.type == RDF_SUFFIXES[suffix[1:] or "ttl"]
    assert f'"{symbol}"'.encode() in response.body


def test_the_ontology_comes_whole_with_all_its_terms(library: Library) -> None:
    graph = union(get(library, "/ontology.ttl"), "ttl")
    terms = {s for s in graph.subjects() if str(s).startswith(RKG)}
    stated = library.store.select(f"""SELECT DISTINCT ?t {{
        GRAPH <{BASE}ontology> {{ ?t ?p ?o }} FILTER(STRSTARTS(STR(?t), "{RKG}")) }}""")
    assert terms == {URIRef(term.value) for (term,) in stated}
    assert len(terms) > 200


def test_the_shapes_come_whole(library: Library) -> None:
    graph = union(get(library, "/shapes.ttl"), "ttl")
    files = Store()
    for path in sorted(resources.shapes().glob("*.ttl")):
        files.load(path, "turtle")
    assert len(graph) >= len({quad.triple for quad in files.quads()}) > 1000


def test_the_dataset_comes_with_the_addresses_of_the_server(library: Library) -> None:
    graph = union(get(library, "/dataset.ttl"), "ttl")
    dataset = URIRef(DATASET)
    assert graph.value(dataset, URIRef(VOID + "sparqlEndpoint")) == URIRef(f"{ROOT}/sparql")
    dumps = set(map(str, graph.objects(dataset, URIRef(VOID + "dataDump"))))
    assert dumps == {f"{ROOT}/dataset/dump.{suffix}" for suffix in RDF_SUFFIXES}
    assert len(set(graph.objects(predicate=URIRef(VOID + "class")))) > 50
    moved = get(library, "/.well-known/void")
    assert (moved.status, dict(moved.headers)["Location"]) == (302, "/dataset.ttl")


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_a_dump_holds_the_whole_dataset(library: Library, suffix: str) -> None:
    response = get(library, f"/dataset/dump.{suffix}")
    assert (response.status, response.type) == (200, RDF_SUFFIXES[suffix])
    store = Store()
    store.load(response.body, next(n for n, t in GRAPHS.items() if t == response.type))
    found = {quad.triple for quad in store.quads()} if suffix in ("ttl", "nt", "rdf") else store
    whole = {quad.triple for quad in library.store.quads()}
    # Blank nodes get other names; all else is as it was.
    assert len(found) == (len(library.store) if found is store else len(whole))
    assert "attachment" in dict(response.headers)["Content-Disposition"]


@pytest.mark.parametrize(
    ("limit", "suffix", "remedy"),
    [("MOST_DUMPED", "ttl", "/dataset/dump.nq instead"), ("MOST_SENT", "nq", "restokg export")],
)
def test_a_dataset_too_large_to_be_sent_is_not_and_other_ways_are_told(
    library: Library, monkeypatch: pytest.MonkeyPatch, limit: str, suffix: str, remedy: str
) -> None:
    monkeypatch.setattr(access, limit, 1000)
    response = get(library, f"/dataset/dump.{suffix}", accept="application/problem+json")
    assert response.status == 400
    assert remedy in json.loads(response.body)["detail"]
    described = {str(quad) for quad in access.describe_access(1001)}
    assert not any(f"dump.{suffix}" in quad for quad in described)


def test_a_question_is_described_with_its_query(library: Library) -> None:
    question = questions(resources.queries())[0]
    for response in (
        get(library, f"/questions/{question.id}.ttl"),
        get(library, f"/questions/{question.id}", accept="text/turtle"),
    ):
        assert (response.status, response.type) == (200, "text/turtle")
        assert b"sh:select" in response.body
        assert question.text("question", "zh").encode() in response.body


def test_what_is_foreign_but_described_has_a_document_too(library: Library) -> None:
    rows = library.store.select(f"""SELECT ?thing {{ ?any ?p ?thing FILTER(isIRI(?thing)
        && !STRSTARTS(STR(?thing), "{BASE}") && !STRSTARTS(STR(?thing), "http://www.w3.org/")
        && STRSTARTS(STR(?thing), "http")) }} ORDER BY ?thing LIMIT 1""")
    ((thing,),) = rows
    response = get(library, "/thing", accept="text/turtle", iri=thing.value)
    assert response.status == 200
    place = dict(response.headers)["Content-Location"]
    assert place.startswith("/thing.ttl?iri=http")
    assert get(library, "/thing.ttl", iri=thing.value).body == response.body


def test_what_is_not_there_is_not_found_and_near_names_are_told(library: Library) -> None:
    response = get(library, "/id/fund/agri-3", accept="application/json, text/turtle")
    assert response.status == 404
    problem = json.loads(response.body)
    assert any("fund:agri3" in suggestion for suggestion in problem["suggestions"])


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "video/*"])
def test_a_type_that_is_not_offered_is_refused_with_what_is(library: Library, accept: str) -> None:
    response = get(library, FUND, accept=accept)
    assert response.status == 406
    assert set(GRAPHS.values()) < set(json.loads(response.body)["offered"])


@pytest.mark.parametrize(
    "name",
    ['x"y', "x y", "x>y", "x<y", "x\\y", "x{y}", "x|y", "x^y", "x`y", "x> ?p ?o . <y", "x%3Ey"],
)
def test_what_is_no_iri_is_not_found_and_nothing_of_it_gets_into_headers(
    library: Library, name: str
) -> None:
    for path, parameters in ((f"/id/fund/{name}.ttl", {}), ("/thing.ttl", {"iri": f"urn:{name}"})):
        response = get(library, path, accept="text/turtle", **parameters)
        assert response.status == 404
        assert not any(name in value for _, value in response.headers)


@pytest.mark.parametrize("root", ["", "http://evil> <x", 'http://"quoted"'])
def test_an_odd_name_of_the_server_does_no_harm(library: Library, root: str) -> None:
    for path in (f"{FUND}.nt", "/dataset.nt"):
        response = respond(Request(path, root=root), library)
        assert response.status == 200
        store = Store()
        store.load(BytesIO(response.body).read(), "ntriples")
        topics = store.quads(None, NamedNode(FOAF + "primaryTopic"))
        assert [quad.subject.value for quad in topics] == [BASE[:-1] + path]  # type: ignore[union-attr]


def test_inferred_statements_are_told_from_stated_ones(library: Library) -> None:
    whole = Dataset()
    whole.parse(data=get(library, "/doc/A/RES/76/207.trig").body, format="trig")
    document = URIRef(f"{DOC}A/RES/76/207")
    inferred = set(whole.graph(URIRef(INFERRED_GRAPH)).triples((document, None, None)))
    masthead = set(whole.graph(URIRef(f"{document}/masthead")).triples((document, None, None)))
    assert inferred
    assert masthead
    assert not inferred & masthead
