"""The dataset's description of itself: VoID, DCAT and SHACL, with counts that the build makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from restokg import __version__
from restokg.build.access import describe_access, describe_prefixes
from restokg.build.examples import describe_examples
from restokg.build.facts import fact, texts, types
from restokg.build.partitions import Kind, describe_classes
from restokg.graph.lookup import resolve
from restokg.graph.store import Literal, Quad, Store
from restokg.namespaces import (
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    LICENCE,
    ONTOLOGY_GRAPH,
    OWL,
    PROV,
    RDFS,
    VOID,
)
from restokg.questions.catalogue import Question
from restokg.questions.parameters import LANGUAGES

TITLES = {
    "en": "Knowledge graph of conventions, decisions, targets and partnerships for ecosystem "
    "restoration",
    "zh": "生态系统恢复相关公约、决定、目标与伙伴关系知识图谱",
}
_DESCRIPTIONS = {
    "en": "The conventions, decisions, targets and partnerships through which the world restores "
    "its ecosystems: every paragraph has an address, and every fact stands in the named graph of "
    "the paragraph that states it, with labels in English and Chinese.",
    "zh": "世界各国恢复生态系统所依据的公约、决定、目标和伙伴关系：每个段落都有地址，"
    "每项事实都置于陈述它的段落的具名图中，标签兼有中英文。",
}


def describe(
    store: Store, kinds: Sequence[Kind], questions: Sequence[Question] = ()
) -> Iterator[Quad]:
    """Yield the description of a dataset, for its graph; the counts leave the description out."""
    yield from types(DATASET, VOID + "Dataset", DCAT + "Dataset")
    yield from texts(DATASET, DCTERMS + "title", TITLES)
    yield from texts(DATASET, DCTERMS + "description", _DESCRIPTIONS)
    yield from texts(DATASET, RDFS + "label", {"en": "restokg dataset", "zh": "restokg 数据集"})
    yield fact(DATASET, DCTERMS + "license", LICENCE)
    for lang in LANGUAGES:
        yield fact(DATASET, DCTERMS + "language", Literal(lang))
    yield fact(DATASET, OWL + "versionInfo", Literal(__version__))
    yield fact(DATASET, VOID + "uriSpace", Literal(BASE))
    yield fact(DATASET, VOID + "vocabulary", ONTOLOGY_GRAPH)
    for name, query in _COUNTS.items():
        ((count,),) = store.select(query)
        yield fact(DATASET, VOID + name, count)
    for (source,) in store.select(_ORIGINS):
        yield fact(DATASET, PROV + "wasDerivedFrom", source)
    yield from describe_classes(store, kinds)
    yield from describe_access(len(store))
    yield from describe_prefixes()
    yield from describe_examples(questions, lambda text: resolve(store, text))


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
