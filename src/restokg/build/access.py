"""Where the dataset is found: an endpoint, dumps by syntax, and the prefixes of its terms.

The addresses begin with the base of the IRIs, whoever serves the dataset; a server puts its own
in their place.
"""

from __future__ import annotations

from collections.abc import Iterator

from restokg.build.facts import fact, texts, types
from restokg.graph.store import Literal, NamedNode, Quad
from restokg.namespaces import (
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    ENDPOINT,
    LICENCE,
    PREFIXES,
    RDFS,
    SH,
    VOID,
    XSD,
)
from restokg.representation.media import SUFFIXES

DUMPS: dict[str, tuple[str, str]] = {
    "nq": ("N-Quads", "N_Quads"),
    "trig": ("TriG", "TriG"),
    "ttl": ("Turtle", "Turtle"),
    "nt": ("N-Triples", "N-Triples"),
    "jsonld": ("JSON-LD", "JSON-LD"),
    "rdf": ("RDF/XML", "RDF_XML"),
}
"""The syntaxes of dumps: by ending, the name and the last part of W3C's IRI of the format."""

_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"


MOST_DUMPED = 300_000
"""Quads of a dataset that a server still puts into another syntax than N-Quads."""
MOST_SENT = 1_000_000
"""Quads of a dataset that it still sends in one piece, as they are kept."""


def describe_access(quads: int) -> Iterator[Quad]:
    yield from _describe_endpoint()
    for suffix, (name, format_) in DUMPS.items():
        if not is_dumped(suffix, quads):
            continue
        place = f"{DATASET}/dump.{suffix}"
        yield fact(DATASET, DCAT + "distribution", place)
        yield fact(DATASET, VOID + "dataDump", place)
        yield fact(DATASET, VOID + "feature", _FORMATS + format_)
        yield from types(place, DCAT + "Distribution")
        labels = {"en": f"the whole dataset as {name}", "zh": f"{name}格式的完整数据集"}
        yield from texts(place, RDFS + "label", labels)
        yield fact(place, DCAT + "accessURL", place)
        yield fact(place, DCAT + "downloadURL", place)
        yield fact(place, DCAT + "mediaType", _MEDIA_TYPES + SUFFIXES[suffix])
        yield fact(place, DCTERMS + "license", LICENCE)


def is_dumped(suffix: str, quads: int) -> bool:
    """Tell whether a server sends a whole dataset of so many quads in this syntax."""
    return quads <= (MOST_SENT if suffix == "nq" else MOST_DUMPED)


def _describe_endpoint() -> Iterator[Quad]:
    yield fact(DATASET, VOID + "sparqlEndpoint", ENDPOINT)
    yield from types(ENDPOINT, DCAT + "DataService")
    labels = {"en": "SPARQL endpoint of the dataset", "zh": "本数据集的SPARQL端点"}
    yield from texts(ENDPOINT, RDFS + "label", labels)
    yield fact(ENDPOINT, DCAT + "endpointURL", ENDPOINT)
    yield fact(ENDPOINT, DCAT + "servesDataset", DATASET)
    yield fact(ENDPOINT, DCTERMS + "conformsTo", "http://www.w3.org/TR/sparql11-protocol/")
    yield fact(ENDPOINT, DCTERMS + "license", LICENCE)
    yield from texts(
        ENDPOINT,
        RDFS + "comment",
        {
            "en": f"The address is the name of the service under {BASE}. Until that name is "
            "registered, it identifies and does not resolve on the web; a server gives its own "
            "address in its place.",
            "zh": f"此地址为该服务在{BASE}之下的名称；名称注册之前，仅作标识，"
            "不能在网上解析，提供服务的服务器以自身地址代之。",
        },
    )


def describe_prefixes() -> Iterator[Quad]:
    for prefix, namespace in PREFIXES.items():
        declaration = f"{DATASET}/prefix/{prefix}"
        yield fact(DATASET, SH + "declare", declaration)
        yield from types(declaration, SH + "PrefixDeclaration")
        yield fact(declaration, SH + "prefix", Literal(prefix))
        address = Literal(namespace, datatype=NamedNode(XSD + "anyURI"))
        yield fact(declaration, SH + "namespace", address)
