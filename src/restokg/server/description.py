"""What the endpoint is and offers, by the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from restokg.errors import NotAcceptableError
from restokg.graph.store import Literal, NamedNode, Store, Term, Triple, serialise
from restokg.namespaces import DATASET, DCTERMS, LICENCE, RDF, RDFS, SD, VOID, XSD
from restokg.representation.media import GRAPHS
from restokg.representation.negotiation import choose
from restokg.server.limits import MEBIBYTE, Limits

MOST_GRAPHS = 2_000
"""Named graphs that a description names; a dataset may have a hundred thousand."""

_FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = tuple(
    _FORMATS + name
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "JSON-LD",
        "N-Triples",
        "RDF_XML",
        "TriG",
        "N-Quads",
    )
)
_STATISTICS = ("triples", "distinctSubjects", "distinctObjects", "properties", "classes")


def respond(accept: str, root: str, store: Store, limits: Limits) -> tuple[str, bytes]:
    """Return the media type that a client likes best, and the description in it.

    Raises:
        NotAcceptableError: If it likes none.
    """
    offered = tuple(GRAPHS.values())
    type_ = choose(accept, offered)
    if type_ is None:
        raise NotAcceptableError(accept, offered)
    syntax = next(name for name, offer in GRAPHS.items() if offer == type_)
    lines = "".join(f"{triple} .\n" for triple in describe(root, store, limits))
    output = BytesIO()
    serialise(lines.encode(), syntax, output)
    return type_, output.getvalue()


def describe(root: str, store: Store, limits: Limits) -> Iterator[Triple]:
    """Yield the description of the endpoint that is served at ``root``.

    It does not claim empty graphs: a snapshot has none.
    """
    service, dataset = NamedNode(f"{root}/sparql"), NamedNode(f"{root}/sparql#dataset")
    yield _is_a(service, SD + "Service")
    yield _says(service, SD + "endpoint", service)
    yield _says(service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query"))
    yield _says(service, SD + "feature", NamedNode(SD + "UnionDefaultGraph"))
    simple = NamedNode("http://www.w3.org/ns/entailment/Simple")
    yield _says(service, SD + "defaultEntailmentRegime", simple)
    for format_ in RESULT_FORMATS:
        yield _says(service, SD + "resultFormat", NamedNode(format_))
    yield _says(service, DCTERMS + "license", NamedNode(LICENCE))
    for place in ("dataset", "questions"):
        yield _says(service, RDFS + "seeAlso", NamedNode(f"{root}/{place}"))
    for lang, text in _conditions(limits).items():
        yield _says(service, RDFS + "comment", Literal(text, language=lang))
    yield _says(service, SD + "defaultDataset", dataset)
    yield _is_a(dataset, SD + "Dataset")
    yield from _default_graph(root, dataset, store)
    yield from _named_graphs(dataset, store)


def _conditions(limits: Limits) -> dict[str, str]:
    seconds, memory, size = limits.time, limits.memory // MEBIBYTE, limits.bytes // MEBIBYTE
    return {
        "en": f"A query may take {seconds:g} seconds and {memory:,} MiB of memory, and an answer "
        f"may have {limits.rows:,} rows and {size:,} MiB; beyond that there is an error, never a "
        "part of an answer. The default graph is the union of all graphs, unless the request "
        "names others. There are no updates, and SERVICE is refused.",
        "zh": f"每次查询最多{seconds:g}秒、{memory:,} MiB内存，结果最多{limits.rows:,}行、"
        f"{size:,} MiB；超出即报错，绝不返回部分结果。除非请求另行指定，默认图为所有图的并集。"
        "不接受更新，也不执行SERVICE。",
    }


def _default_graph(root: str, dataset: NamedNode, store: Store) -> Iterator[Triple]:
    """Describe the union, with the counts that the build made."""
    union = NamedNode(f"{root}/sparql#union")
    yield _says(dataset, SD + "defaultGraph", union)
    yield _is_a(union, SD + "Graph")
    for name in _STATISTICS:
        for quad in store.quads(NamedNode(DATASET), NamedNode(VOID + name)):
            if isinstance(quad.object, Literal):
                yield _says(union, VOID + name, quad.object)


def _named_graphs(dataset: NamedNode, store: Store) -> Iterator[Triple]:
    graphs = store.graphs()
    # The count of each costs a look at all that it holds.
    sizes = store.graph_sizes(graphs) if len(graphs) <= MOST_GRAPHS else {}
    for number, name in enumerate(islice(graphs, MOST_GRAPHS), start=1):
        named = NamedNode(f"{dataset.value}-{number}")
        yield _says(dataset, SD + "namedGraph", named)
        yield _is_a(named, SD + "NamedGraph")
        yield _says(named, SD + "name", NamedNode(name))
        if name in sizes:
            graph = NamedNode(f"{named.value}-graph")
            yield _says(named, SD + "graph", graph)
            yield _is_a(graph, SD + "Graph")
            count = Literal(str(sizes[name]), datatype=NamedNode(XSD + "integer"))
            yield _says(graph, VOID + "triples", count)
    if len(graphs) > MOST_GRAPHS:
        for lang, text in {
            "en": f"{MOST_GRAPHS:,} of {len(graphs):,} named graphs are listed; ask the endpoint "
            "for the others.",
            "zh": f"共有{len(graphs):,}个具名图，此处列出{MOST_GRAPHS:,}个，其余请查询端点。",
        }.items():
            yield _says(dataset, RDFS + "comment", Literal(text, language=lang))


def _is_a(subject: NamedNode, class_: str) -> Triple:
    return _says(subject, RDF + "type", NamedNode(class_))


def _says(subject: NamedNode, property_: str, value: Term) -> Triple:
    return Triple(subject, NamedNode(property_), value)
