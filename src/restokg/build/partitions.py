"""The dataset by class, and each class by property: what completion in editors is made from.

Nested partitions are not said to be datasets, which VoID implies: whoever asks for the datasets
of the description means the whole and its classes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from restokg.build.facts import fact, number, texts, types
from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.namespaces import (
    DATASET,
    DCAT,
    INFERRED_GRAPH,
    OWL,
    RDF,
    RDFS,
    RKG,
    SH,
    VOID,
    VOID_EXT,
    compact,
)

_TYPE = NamedNode(RDF + "type")
_MODELS = (OWL, RDF, RDFS, SH, VOID, DCAT)
"""Vocabularies of descriptions: what is of their classes is no subject matter."""


class Kind(NamedTuple):
    """A class of the ontology and how many things the graph holds of it."""

    iri: str
    label_en: str
    label_zh: str
    members: int


def count_kinds(store: Store) -> list[Kind]:
    """Return the classes of the ontology that have members, the largest first."""
    return _count(store, f'FILTER (STRSTARTS(STR(?class), "{RKG}"))')


def _count(store: Store, condition: str) -> list[Kind]:
    rows = store.select(f"""
        SELECT ?class (SAMPLE(?en) AS ?label) (SAMPLE(?zh) AS ?label_zh)
               (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
          {condition} ?thing a ?class .
          OPTIONAL {{ ?class rdfs:label ?en FILTER (LANG(?en) = "en") }}
          OPTIONAL {{ ?class rdfs:label ?zh FILTER (LANG(?zh) = "zh") }}
        }} GROUP BY ?class ORDER BY DESC(?count) ?class""")
    return [
        Kind(
            class_.value,
            en.value if en else compact(class_.value).removeprefix("rkg:"),
            zh.value if zh else compact(class_.value).removeprefix("rkg:"),
            int(count.value),
        )
        for class_, en, zh, count in rows
        if isinstance(class_, NamedNode)
    ]


def describe_classes(store: Store, kinds: Sequence[Kind]) -> Iterator[Quad]:
    """Yield a partition for each class with members, ours and those of other vocabularies."""
    triples = _triples(store)
    values = _values(store)
    for kind in (*kinds, *_foreign(store)):
        part = f"{DATASET}/class/{_name(kind.iri)}"
        yield fact(DATASET, VOID + "classPartition", part)
        yield from types(part, VOID + "Dataset")
        yield fact(part, VOID + "class", kind.iri)
        yield fact(part, VOID + "entities", number(kind.members))
        labels = {"en": f"things of class {kind.label_en}", "zh": f"“{kind.label_zh}”类事物"}
        yield from texts(part, RDFS + "label", labels)
        for property_, count in triples[kind.iri].items():
            within = f"{part}/property/{_name(property_)}"
            yield fact(part, VOID + "propertyPartition", within)
            yield fact(within, VOID + "property", property_)
            yield fact(within, VOID + "triples", number(count))
            yield from _describe_values(within, values[kind.iri][property_])


def _describe_values(part: str, values: set[tuple[str, bool]]) -> Iterator[Quad]:
    for iri, is_class in values:
        if is_class:
            among = f"{part}/class/{_name(iri)}"
            yield fact(part, VOID + "classPartition", among)
            yield fact(among, VOID + "class", iri)
        else:
            among = f"{part}/datatype/{_name(iri)}"
            yield fact(part, VOID_EXT + "datatypePartition", among)
            yield fact(among, VOID_EXT + "datatype", iri)


def _name(iri: str) -> str:
    """Return a term's name as a segment of a path: ours bare, others with their prefix."""
    if iri.startswith(RKG):
        return quote(iri.removeprefix(RKG))
    short = compact(iri)
    return quote(short, safe=":") if short != iri else quote(iri, safe="")


def _foreign(store: Store) -> list[Kind]:
    """Return the classes of other vocabularies that things are stated to be of."""
    stated = f"""{{ SELECT DISTINCT ?class WHERE {{
        GRAPH ?graph {{ ?any a ?class }} FILTER (?graph != <{INFERRED_GRAPH}>) }} }}"""
    return [kind for kind in _count(store, stated) if not kind.iri.startswith((RKG, *_MODELS))]


def _triples(store: Store) -> dict[str, dict[str, int]]:
    """Return by class and property how many triples the members are subject of."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    # The union of graphs repeats what two graphs state, so each is taken once.
    rows = store.select("""
        SELECT ?class ?property (COUNT(*) AS ?count) WHERE {
          { SELECT DISTINCT ?s ?class WHERE { ?s a ?class } }
          { SELECT DISTINCT ?s ?property ?o WHERE { ?s ?property ?o } }
        } GROUP BY ?class ?property ORDER BY ?class ?property""")
    for class_, property_, count in rows:
        counts[class_.value][property_.value] = int(count.value)
    return counts


def _values(store: Store) -> dict[str, dict[str, set[tuple[str, bool]]]]:
    """Return by class and property the classes (True) and datatypes (False) of the values.

    Only by the classes that are stated: the inferred ones are wider, and would repeat it all.
    """
    stated: dict[object, list[str]] = defaultdict(list)
    for quad in store.quads(None, _TYPE):
        if isinstance(quad.object, NamedNode) and quad.graph_name != _INFERRED:
            stated[quad.subject].append(quad.object.value)
    found: dict[str, dict[str, set[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(set))
    for quad in store.quads():
        if (classes := stated.get(quad.subject)) is None or quad.graph_name == _INFERRED:
            continue
        property_, value = quad.predicate.value, quad.object
        if isinstance(value, Literal):
            for class_ in classes:
                found[class_][property_].add((value.datatype.value, False))
        elif value in stated:
            for class_ in classes:
                found[class_][property_].update((iri, True) for iri in stated[value])
    return found


_INFERRED = NamedNode(INFERRED_GRAPH)
