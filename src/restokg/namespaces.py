"""The only place where IRIs are spelt: namespaces, prefixes, the graphs of the dataset."""

from __future__ import annotations

BASE = "https://w3id.org/restokg/"

RKG = f"{BASE}ontology#"
RKGS = f"{BASE}shapes#"
DOC = f"{BASE}doc/"
SOURCE = f"{BASE}source/"
GRAPH = f"{BASE}graph/"
QUESTION = f"{BASE}questions/"
ENDPOINT = f"{BASE}sparql"

KINDS = (
    "agreement",
    "body",
    "session",
    "actor",
    "country",
    "place",
    "initiative",
    "group",
    "system",
    "fund",
    "plan",
    "target",
    "goal",
    "indicator",
    "category",
    "memorandum",
    "event",
    "theme",
    "ecosystem",
    "modality",
    "measure",
    "kind",
    "role",
    "status",
    "comparator",
    "level",
    "mapping",
    "contradiction",
    "term",
    "function",
    "topic",
    "result",
)
"""The kinds of things that have IRIs of ours: ``BASE + "id/" + kind + "/" + slug``."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SD = "http://www.w3.org/ns/sparql-service-description#"
SH = "http://www.w3.org/ns/shacl#"
EARL = "http://www.w3.org/ns/earl#"
PTR = "http://www.w3.org/2009/pointers#"
OA = "http://www.w3.org/ns/oa#"
ADMS = "http://www.w3.org/ns/adms#"
FOAF = "http://xmlns.com/foaf/0.1/"
ELI = "http://data.europa.eu/eli/ontology#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
VOID_EXT = "http://ldf.fi/void-ext#"

PREFIXES: dict[str, str] = {
    "rkg": RKG,
    "rkgs": RKGS,
    "doc": DOC,
    "source": SOURCE,
    "graph": GRAPH,
    **{kind: f"{BASE}id/{kind}/" for kind in KINDS},
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "org": ORG,
    "foaf": FOAF,
    "schema": SCHEMA,
    "eli": ELI,
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "void": VOID,
    "dcat": DCAT,
    "sd": SD,
    "sh": SH,
    "earl": EARL,
    "ptr": PTR,
    "oa": OA,
    "adms": ADMS,
    "dc": "http://purl.org/dc/elements/1.1/",
    "vann": "http://purl.org/vocab/vann/",
    "time": "http://www.w3.org/2006/time#",
    "sdg": "http://metadata.un.org/sdg/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
}
"""Prefixes declared in every query and used to shorten IRIs for display and in exports."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the data; the code has its own."""

DATASET = f"{BASE}dataset"
ONTOLOGY_GRAPH = f"{BASE}ontology"
INFERRED_GRAPH = f"{GRAPH}inferred"
DATASET_GRAPH = f"{GRAPH}dataset"
DEFAULT_GRAPH = f"{GRAPH}default"
"""Stands for the graph without a name, where curated facts must not be."""

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def compact(iri: str) -> str:
    """Return the IRI as ``prefix:rest`` where a prefix fits, or else unchanged.

    For reading, not for Turtle: slashes in the rest stay as they are.

    >>> compact("https://w3id.org/restokg/doc/UNEP/EA.5/10/p/13")
    'doc:UNEP/EA.5/10/p/13'
    """
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(curie: str) -> str | None:
    """Return the IRI of ``prefix:rest``, or None if the prefix is not one of ours.

    >>> expand("rkg:Provision")
    'https://w3id.org/restokg/ontology#Provision'
    >>> expand("UNEP/EA.5/10") is None
    True
    """
    prefix, colon, rest = curie.partition(":")
    if not colon or rest.startswith("//"):
        return None
    namespace = PREFIXES.get(prefix)
    return None if namespace is None else namespace + rest.replace("\\/", "/")
