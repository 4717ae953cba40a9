"""The dataset's description of itself: VoID and DCAT, with counts that the build makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from restokg import __version__
from restokg.graph.store import Literal, NamedNode, Quad, Store, Term
from restokg.namespaces import (
    BASE,
    DATASET,
    DATASET_GRAPH,
    DCAT,
    DCTERMS,
    LICENCE,
    ONTOLOGY_GRAPH,
    OWL,
    PROV,
    RDF,
    RDFS,
    RKG,
    VOID,
    XSD,
)


class Kind(NamedTuple):
    """A class of the ontology and how many things the graph holds of it."""

    iri: str
    label_en: str
    label_zh: str
    members: int


def count_kinds(store: Store) -> list[Kind]:
    """Return the classes of the ontology that have members, the largest first."""
    rows = store.select(f"""
        SELECT ?class (SAMPLE(?en) AS ?label) (SAMPLE(?zh) AS ?label_zh)
               (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
          ?thing a ?class . FILTER (STRSTARTS(STR(?class), "{RKG}"))
          OPTIONAL {{ ?class rdfs:label ?en FILTER (LANG(?en) = "en") }}
          OPTIONAL {{ ?class rdfs:label ?zh FILTER (LANG(?zh) = "zh") }}
        }} GROUP BY ?class ORDER BY DESC(?count) ?class""")
    return [
        Kind(
            class_.value,
            en.value if en else class_.value.removeprefix(RKG),
            zh.value if zh else class_.value.removeprefix(RKG),
            int(count.value),
        )
        for class_, en, zh, count in rows
    ]


def describe(store: Store, kinds: Sequence[Kind]) -> Iterator[Quad]:
    """Yield the description of a dataset, for its graph; the counts leave the description out."""
    dataset = NamedNode(DATASET)
    yield _fact(dataset, RDF + "type", NamedNode(VOID + "Dataset"))
    yield _fact(dataset, RDF + "type", NamedNode(DCAT + "Dataset"))
    yield _fact(
        dataset,
        DCTERMS + "title",
        Literal(
            "Knowledge graph of conventions, decisions, targets and partnerships for ecosystem "
            "restoration",
            language="en",
        ),
    )
    yield _fact(
        dataset,
        DCTERMS + "title",
        Literal("生态系统恢复相关公约、决定、目标与伙伴关系知识图谱", language="zh"),
    )
    yield _fact(dataset, RDFS + "label", Literal("restokg dataset", language="en"))
    yield _fact(dataset, RDFS + "label", Literal("restokg 数据集", language="zh"))
    yield _fact(dataset, DCTERMS + "license", NamedNode(LICENCE))
    yield _fact(dataset, OWL + "versionInfo", Literal(__version__))
    yield _fact(dataset, VOID + "uriSpace", Literal(BASE))
    yield _fact(dataset, VOID + "vocabulary", NamedNode(ONTOLOGY_GRAPH))
    for name, query in _COUNTS.items():
        ((count,),) = store.select(query)
        yield _fact(dataset, VOID + name, count)
    for (source,) in store.select(_ORIGINS):
        yield _fact(dataset, PROV + "wasDerivedFrom", source)
    for kind in kinds:
        part = NamedNode(f"{DATASET}/class/{kind.iri.removeprefix(RKG)}")
        yield _fact(dataset, VOID + "classPartition", part)
        yield _fact(part, RDF + "type", NamedNode(VOID + "Dataset"))
        yield _fact(part, VOID + "class", NamedNode(kind.iri))
        count = Literal(str(kind.members), datatype=NamedNode(XSD + "integer"))
        yield _fact(part, VOID + "entities", count)
        yield _fact(
            part, RDFS + "label", Literal(f"things of class {kind.label_en}", language="en")
        )
        yield _fact(part, RDFS + "label", Literal(f"“{kind.label_zh}”类事物", language="zh"))


_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?s a ?c }",
}

_ORIGINS = """
SELECT DISTINCT ?source WHERE {
  GRAPH ?source { ?s ?p ?o } { ?source a rkg:Document } UNION { ?source a rkg:Source }
}"""


def _fact(subject: NamedNode, predicate: str, value: Term) -> Quad:
    return Quad(subject, NamedNode(predicate), value, NamedNode(DATASET_GRAPH))
