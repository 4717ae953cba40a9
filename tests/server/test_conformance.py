"""The W3C's tests of the SPARQL 1.1 Protocol and of service descriptions, over HTTP.

Query tests pass; updates are answered with a refusal, whatever they ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from restokg.graph.store import Store, parse
from restokg.representation.media import GRAPHS, RESULTS
from tests.server.running import Reply, Service, running
from tests.snapshots import made

HT = Namespace("http://www.w3.org/2011/http#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATA = "http://kasei.us/2009/09/sparql/data/"
MANIFEST = "sparql/sparql11/protocol/manifest.ttl"
SD_TERMS = """Service Dataset Graph NamedGraph GraphCollection Feature Language Function Aggregate
    EntailmentRegime EntailmentProfile endpoint supportedLanguage feature resultFormat inputFormat
    languageExtension extensionFunction extensionAggregate defaultEntailmentRegime name graph
    defaultSupportedEntailmentProfile defaultDataset availableGraphs namedGraph defaultGraph
    propertyFeature entailmentRegime supportedEntailmentProfile"""
FORMATS = {
    "boolean": {RESULTS["json"], RESULTS["xml"]},
    "tabular": set(RESULTS.values()),
    "RDF": set(GRAPHS.values()),
}


@pytest.fixture(scope="module")
def manifest(conformance: Path) -> Graph:
    return Graph().parse(conformance / MANIFEST)


@pytest.fixture(scope="module")
def protocol_service(
    conformance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    store = Store()
    for number in (1, 2, 3):
        path = conformance / "sparql/sparql11/protocol" / f"data{number}.nt"
        store.load(path, "ntriples", graph=f"{DATA}data{number}.rdf")
    folder = tmp_path_factory.mktemp("protocol") / "snapshot"
    folder.mkdir()
    with running(made(folder, store)) as service:
        yield service


def names() -> list[str]:
    """The tests that the W3C has; that they are all there is a test of its own."""
    queries = """query_post_form query_dataset_default_graphs_get query_dataset_default_graphs_post
        query_dataset_named_graphs_post query_dataset_named_graphs_get query_dataset_full
        query_multiple_dataset query_get query_content_type_select query_content_type_ask
        query_content_type_describe query_content_type_construct query_post_direct bad_query_method
        bad_multiple_queries bad_query_wrong_media_type bad_query_missing_form_type
        bad_query_missing_direct_type bad_query_non_utf8 bad_query_syntax"""
    updates = """update_dataset_default_graph update_dataset_default_graphs
        update_dataset_named_graphs update_dataset_full update_post_form update_post_direct
        update_base_uri bad_update_get bad_multiple_updates bad_update_wrong_media_type
        bad_update_missing_form_type bad_update_non_utf8 bad_update_syntax
        bad_update_dataset_conflict"""
    return [*queries.split(), *updates.split()]


def requests_of(manifest: Graph, name: str) -> list[Node]:
    test = next(node for node in manifest.subjects(RDF.type, MF.ProtocolTest) if str(node).endswith(f"#{name}"))  # fmt: skip  # noqa: E501
    action = manifest.value(test, MF.action)
    head = manifest.value(action, HT.requests)
    assert head is not None
    return list(Collection(manifest, head))


def send(service: Service, manifest: Graph, request: Node) -> Reply:
    method = str(manifest.value(request, HT.methodName))
    target = str(manifest.value(request, HT.absolutePath))
    assert target.startswith("/sparql/")
    headers = {}
    listed = manifest.value(request, HT.headers)
    for header in Collection(manifest, listed) if listed else ():
        headers[str(manifest.value(header, HT.fieldName))] = str(
            manifest.value(header, HT.fieldValue)
        )
    content = manifest.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(manifest.value(content, CNT.characterEncoding) or "UTF-8")
        body = str(manifest.value(content, CNT.chars)).encode(encoding)
    return service.request(method, target, body, headers)


def is_update(manifest: Graph, request: Node) -> bool:
    target = str(manifest.value(request, HT.absolutePath))
    body = manifest.value(request, HT.body)
    chars = "" if body is None else str(manifest.value(body, CNT.chars))
    return (
        "update=" in target
        or "update=" in chars
        or any(word in chars for word in ("CLEAR", "INSERT", "DELETE", "LOAD", "DROP"))
    )


def test_all_tests_of_the_manifest_are_run(manifest: Graph) -> None:
    found = {str(node).partition("#")[2] for node in manifest.subjects(RDF.type, MF.ProtocolTest)}
    assert found == set(names())


@pytest.mark.parametrize("name", [name for name in names() if "update" not in name])
def test_a_query_is_answered_as_the_protocol_has_it(
    name: str, manifest: Graph, protocol_service: Service
) -> None:
    requests = requests_of(manifest, name)
    assert requests
    for request in requests:
        reply = send(protocol_service, manifest, request)
        response = manifest.value(request, HT.resp)
        wanted = {str(status)[-3] for status in manifest.objects(response, MF.expectedStatus)}
        assert str(reply.status)[0] in wanted, reply.body
        form = manifest.value(response, MF.expectedFormat)
        if form is not None:
            assert reply.type in FORMATS[str(form)]
        truth = manifest.value(response, MF.expectedBoolean)
        if truth is not None:
            assert reply.json()["boolean"] is truth.toPython()  # type: ignore[attr-defined]
        if reply.status >= 400:
            assert reply.type == "application/problem+json"
            assert reply.json()["detail"]


@pytest.mark.parametrize("name", [name for name in names() if "update" in name])
def test_an_update_is_refused(name: str, manifest: Graph, protocol_service: Service) -> None:
    updates = [node for node in requests_of(manifest, name) if is_update(manifest, node)]
    assert updates
    before = protocol_service.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").body
    for request in updates:
        reply = send(protocol_service, manifest, request)
        assert reply.status in (400, 403, 415), reply.body
        assert reply.json()["status"] == reply.status
    again = protocol_service.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").body
    assert again == before


# -- service description: the three tests of the W3C, in each syntax


@pytest.fixture(
    scope="module", params=["text/turtle", "application/rdf+xml", "application/ld+json"]
)
def described(request: pytest.FixtureRequest, protocol_service: Service) -> tuple[Graph, str]:
    reply = protocol_service.get("/sparql", request.param)
    assert reply.status == 200
    assert reply.type == request.param  # returns-rdf
    syntax = next(name for name, type_ in GRAPHS.items() if type_ == request.param)
    lines = "".join(f"{quad.triple} .\n" for quad in parse(reply.body, syntax))
    return Graph().parse(data=lines, format="nt"), f"{protocol_service.root}/sparql"


def test_a_description_is_returned_whatever_rdf_is_asked_for(described: tuple[Graph, str]) -> None:
    graph, _ = described
    assert len(graph) > 10


def test_the_description_names_the_endpoint(described: tuple[Graph, str]) -> None:
    graph, endpoint = described
    services = list(graph.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert set(graph.objects(services[0], SD.endpoint)) == {URIRef(endpoint)}


def test_the_description_conforms_to_the_schema(described: tuple[Graph, str]) -> None:
    """What the recommendation says of domains, ranges and individuals holds."""
    graph, _ = described
    (service,) = graph.subjects(RDF.type, SD.Service)
    languages = set(graph.objects(service, SD.supportedLanguage))
    assert languages == {SD.SPARQL11Query}
    features = {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}  # fmt: skip  # noqa: E501
    assert SD.UnionDefaultGraph in set(graph.objects(service, SD.feature))
    assert set(graph.objects(service, SD.feature)) <= features
    formats = set(graph.objects(service, SD.resultFormat))
    assert all(str(form).startswith("http://www.w3.org/ns/formats/") for form in formats)
    (dataset,) = graph.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    (default,) = graph.objects(dataset, SD.defaultGraph)
    assert (default, RDF.type, SD.Graph) in graph
    named = list(graph.objects(dataset, SD.namedGraph))
    assert {str(graph.value(node, SD.name)) for node in named} == {f"{DATA}data{n}.rdf" for n in (1, 2, 3)}  # fmt: skip  # noqa: E501
    known = {str(SD) + name for name in SD_TERMS.split()}
    used = {str(term) for triple in graph for term in triple if str(term).startswith(str(SD))}
    individuals = {str(SD) + name for name in ("SPARQL11Query", "UnionDefaultGraph", "EmptyGraphs")}
    assert used <= known | individuals


# -- every format, by Accept and by name


@pytest.mark.parametrize(("name", "type_"), RESULTS.items())
def test_rows_come_in_every_result_format(name: str, type_: str, protocol_service: Service) -> None:
    query = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s"
    by_accept = protocol_service.query(query, type_)
    by_name = protocol_service.query(query, "*/*", format=name)
    assert by_accept.status == by_name.status == 200
    assert by_accept.type == by_name.type == type_
    assert by_accept.body == by_name.body
    assert b"kasei.us" in by_accept.body


@pytest.mark.parametrize(("name", "type_"), GRAPHS.items())
def test_graphs_come_in_every_rdf_format(name: str, type_: str, protocol_service: Service) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"
    reply = protocol_service.query(query, type_)
    assert (reply.status, reply.type) == (200, type_)
    triples = {quad.triple for quad in parse(reply.body, name)}
    lines = protocol_service.query(query, GRAPHS["ntriples"]).body
    assert triples == {quad.triple for quad in parse(lines, "ntriples")}
    assert len(triples) >= 3
