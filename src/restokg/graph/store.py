"""The one door to Oxigraph: load, query, change and serialise an RDF dataset.

Queries see the union of all graphs as default graph, and the prefixes of
:mod:`restokg.namespaces` as declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)
from pyoxigraph import Store as _OxigraphStore
from pyoxigraph import parse as _parse
from pyoxigraph import serialize as _serialize

from restokg.errors import QueryRefusedError, QuerySyntaxError
from restokg.graph.sparql import asks_other_server, names_dataset
from restokg.namespaces import PREFIXES, RDF

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from typing import IO, TypeVar, cast

    Output = TypeVar("Output", bound=IO[bytes])
else:
    Output = object

    def cast(_type, value):
        return value


__all__ = [
    "RESULT_SYNTAXES",
    "SYNTAXES",
    "BaseDirection",
    "BlankNode",
    "DefaultGraph",
    "Functions",
    "Literal",
    "NamedNode",
    "Quad",
    "QueryBoolean",
    "QueryResult",
    "QueryResultsFormat",
    "QuerySolutions",
    "QueryTriples",
    "Store",
    "Term",
    "Triple",
    "canonical_lines",
    "is_iri",
    "notation",
    "parse",
    "serialise",
    "serialise_triples",
    "write_results",
    "write_triples",
]

Term = NamedNode | BlankNode | Literal
QueryResult = QuerySolutions | QueryBoolean | QueryTriples
Source = bytes | Path
Functions = Mapping[str, Callable[..., Term | Triple | None]]

SYNTAXES: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""RDF syntaxes by the name that the command line uses."""

_TYPE = RDF + "type"


class Store:
    """An RDF dataset, in memory or on disk."""

    def __init__(self, inner: _OxigraphStore | None = None) -> None:
        self._inner = _OxigraphStore() if inner is None else inner

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a dataset on disk for reading only, side by side with other readers.

        Raises:
            OSError: If the folder does not hold a sound Oxigraph store.
        """
        try:
            return cls(_OxigraphStore.read_only(str(folder)))
        except RuntimeError as error:  # what Oxigraph calls corruption
            raise OSError(str(error)) from None

    @classmethod
    def write(cls, folder: Path, nquads: bytes) -> None:
        """Make a dataset on disk from N-Quads, and close it."""
        store = _OxigraphStore(str(folder))
        store.bulk_load(nquads, RdfFormat.N_QUADS, lenient=True)
        store.flush()

    def load(self, source: Source, syntax: str, *, graph: str | None = None) -> None:
        """Load a file or bytes; blank nodes stay apart from those of other loads.

        Triples outside any graph go to ``graph``, or else to the default graph.

        Raises:
            SyntaxError: With ``lineno`` and ``offset`` where the parser knows them.
        """
        target = None if graph is None else NamedNode(graph)
        format_ = SYNTAXES[syntax]
        if isinstance(source, Path):
            self._inner.load(path=str(source), format=format_, to_graph=target)
        else:
            self._inner.load(source, format_, to_graph=target)

    def extend(self, quads: Iterable[Quad]) -> None:
        self._inner.extend(quads)

    def remove(self, quads: Iterable[Quad]) -> None:
        for quad in list(quads):
            self._inner.remove(quad)

    def query(
        self,
        text: str,
        *,
        functions: Functions | None = None,
        base: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> QueryResult:
        """Run a SPARQL 1.1 query over the union of all graphs, or over those that it names by FROM.

        ``functions`` are further functions that the query may call, by their IRIs. ``base``
        resolves relative IRIs. Graphs, if any are given, are the whole dataset, whatever the
        query says with FROM.

        Raises:
            QuerySyntaxError: If the text is not a query.
            QueryRefusedError: If it would call another server.
            ValueError: If ``base`` or the name of a graph is not an absolute IRI.
        """
        if asks_other_server(text):
            raise QueryRefusedError(
                "The query calls another server (SERVICE), which is not allowed here. "
                "Ask that server itself."
            )
        given = bool(default_graphs or named_graphs)
        try:
            return self._inner.query(
                text,
                base_iri=base,
                prefixes=_used_prefixes(text),
                use_default_graph_as_union=not given and not names_dataset(text),
                default_graph=[NamedNode(name) for name in default_graphs] if given else None,
                named_graphs=[NamedNode(name) for name in named_graphs] if given else None,
                custom_functions={NamedNode(iri): call for iri, call in (functions or {}).items()},
            )
        except SyntaxError as error:
            from restokg.graph.complaints import query_syntax_error

            raise query_syntax_error(str(error.msg), text, _complaint) from None

    def select(self, text: str, *, functions: Functions | None = None) -> QuerySolutions:
        """Run a query that is known to be a SELECT; rows unpack in the order of its variables."""
        result = self.query(text, functions=functions)
        if not isinstance(result, QuerySolutions):
            raise QuerySyntaxError("a SELECT query is expected here.")
        return result

    def quads(
        self,
        subject: NamedNode | BlankNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches everything."""
        return self._inner.quads_for_pattern(subject, predicate, object, graph)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(str(graph.value) for graph in self._inner.named_graphs())

    def graph_sizes(self, graphs: Iterable[str] | None = None) -> dict[str, int]:
        """Return the number of triples by graph IRI; the graph without a name goes by ''.

        Of all graphs, or of those given.
        """
        if graphs is not None:
            return {graph: sum(1 for _ in self.quads(graph=_graph(graph))) for graph in graphs}
        counted = self._inner.query(
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
        )
        sizes = {graph.value: int(size.value) for graph, size in cast(QuerySolutions, counted)}
        return {"": len(self) - sum(sizes.values()), **sizes}

    def remove_graph(self, graph: str) -> None:
        self._inner.remove_graph(NamedNode(graph))

    def __contains__(self, quad: Quad) -> bool:
        return quad in self._inner

    def __len__(self) -> int:
        return len(self._inner)

    def nquads(self) -> bytes:
        """Return the whole dataset as N-Quads, in no particular order."""
        return cast(bytes, self._inner.dump(format=RdfFormat.N_QUADS))

    def triples(self, *, without: str | None = None) -> bytes:
        """Return the union of all graphs, or of all but one, as N-Triples without order."""
        query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        if without is not None:
            query = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
                {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{without}>) }} UNION {{ ?s ?p ?o }} }}"""
        union = without is None
        result = self._inner.query(query, use_default_graph_as_union=union)
        return serialise_triples(cast(QueryTriples, result))


def _complaint(text: str) -> str | None:
    """Return what the parser says about a query, which is run on nothing."""
    try:
        _OxigraphStore().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error.msg)
    return None


def _used_prefixes(text: str) -> dict[str, str]:
    """Leave out the prefixes that a query does not use: to declare all takes longer than to run.

    One that only looks used, at the end of a word or in a string, does no harm.
    """
    if text.count(":") == text.count("://"):
        return {}
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"{prefix}:" in text}


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def notation(term: object) -> str:
    """Return a term as N-Triples writes it; the engine leaves out the brackets of triple terms."""
    if isinstance(term, Triple):
        return f"<<( {term.subject} {term.predicate} {notation(term.object)} )>>"
    return str(term)


def _graph(name: str) -> NamedNode | DefaultGraph:
    return NamedNode(name) if name else DefaultGraph()


def parse(source: Source, syntax: str, *, base: str | None = None) -> Iterator[Quad]:
    """Yield the quads of a file or of bytes; blank nodes keep their labels.

    Relative IRIs are resolved against ``base``.

    Raises:
        SyntaxError: With ``lineno`` and ``offset`` where the parser knows them.
    """
    if isinstance(source, Path):
        return _parse(path=str(source), format=SYNTAXES[syntax], base_iri=base)
    return _parse(source, SYNTAXES[syntax], base_iri=base)


def serialise_triples(triples: QueryTriples) -> bytes:
    """Return what a CONSTRUCT query yields as N-Triples; a triple may occur more than once."""
    return cast(bytes, triples.serialize(format=RdfFormat.N_TRIPLES))


RESULT_SYNTAXES: dict[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""The SPARQL 1.1 formats of rows and booleans."""


def write_results(result: QuerySolutions | QueryBoolean, syntax: str, output: Output) -> Output:
    """Run a query to its end and write its rows, or its boolean, in a SPARQL 1.1 format."""
    result.serialize(output, format=RESULT_SYNTAXES[syntax])
    return output


def write_triples(triples: Iterable[Triple], syntax: str, output: Output) -> Output:
    """Write triples as they come, with the prefixes of ours, in an RDF syntax."""
    _serialize(triples, output, format=SYNTAXES[syntax], prefixes=PREFIXES)
    return output


def canonical_lines(nquads: bytes) -> list[bytes]:
    """Return N-Quads as sorted lines with blank nodes named by RDFC-1.0.

    Equal datasets give equal lines, whatever the order and blank node labels of the input.
    """
    lines: set[bytes] = set()
    with_blank: list[bytes] = []
    for line in nquads.splitlines(keepends=True):
        if b"_:" in line:
            with_blank.append(line)
        else:
            lines.add(line)
    if with_blank:
        # Only quads with blank nodes have a say in how RDFC-1.0 names them.
        dataset = Dataset(_parse(b"".join(with_blank), RdfFormat.N_QUADS))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines.update(str(dataset).encode().splitlines(keepends=True))
    return sorted(lines)


def serialise(nquads: bytes, syntax: str, output: IO[bytes]) -> None:
    """Write a dataset, given as N-Quads, in an RDF syntax; equal datasets give equal bytes.

    Syntaxes without named graphs get the union of the graphs.
    """
    from restokg.graph.tidying import tidy_turtle, tidy_xml

    format_ = SYNTAXES[syntax]
    if syntax in ("turtle", "ntriples", "rdfxml"):
        # Without their graphs, blank nodes may get other names: so before they are named.
        triples = dict.fromkeys(quad.triple for quad in _parse(nquads, RdfFormat.N_QUADS))
        nquads = cast(bytes, _serialize(triples, format=RdfFormat.N_TRIPLES))
    lines = canonical_lines(nquads)
    if syntax in ("nquads", "ntriples"):
        output.writelines(lines)
        return
    quads = sorted(_parse(b"".join(lines), RdfFormat.N_QUADS), key=_reading_order)
    if syntax == "rdfxml":
        triples = dict.fromkeys(quad.triple for quad in quads)
        text = cast(bytes, _serialize(triples, format=format_, prefixes=PREFIXES))
        output.write(tidy_xml(text))
        return
    text = cast(bytes, _serialize(quads, format=format_, prefixes=PREFIXES))
    output.write(text if syntax == "jsonld" else tidy_turtle(text))


def _reading_order(quad: Quad) -> tuple[str, str, bool]:
    """Graph by graph, subject by subject, the type first; the rest stays sorted as it is."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate.value != _TYPE
