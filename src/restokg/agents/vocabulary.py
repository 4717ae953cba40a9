"""The vocabulary of the graph as text, for whoever is to write a query over it."""

from __future__ import annotations

from restokg.graph.lookup import label
from restokg.graph.store import Store
from restokg.namespaces import DATASET_GRAPH, PREFIXES, compact

_CLASSES = f"""
SELECT ?class ?things ?property ?triples WHERE {{ GRAPH <{DATASET_GRAPH}> {{
  ?part void:class ?class ; void:entities ?things ; void:propertyPartition ?within .
  ?within void:property ?property ; void:triples ?triples
}} }} ORDER BY DESC(?things) ?class DESC(?triples) ?property"""
_MEANINGS = """
SELECT ?term (SAMPLE(?text) AS ?meaning) WHERE {
  ?term skos:definition ?text FILTER(LANG(?text) = "en") } GROUP BY ?term"""


def vocabulary(store: Store) -> str:
    """Return prefixes, classes with their properties, and what the terms mean, in Markdown.

    Numbers in brackets count the things of a class, and the statements with a property.
    """
    meanings = {term.value: meaning.value for term, meaning in store.select(_MEANINGS)}
    lines = ["# Prefixes, declared in every query", ""]
    lines += [f"- `{prefix}:` {namespace}" for prefix, namespace in PREFIXES.items()]
    lines += ["", "# Classes with their properties", ""]
    last, properties = "", set()
    for class_, things, property_, triples in store.select(_CLASSES):
        iri = class_.value
        if iri != last:
            last = iri
            name, meaning = label(store, iri, "en") or "", meanings.get(iri, "")
            lines.append(f"- **{compact(iri)}** ({things.value}) {name}. {meaning}".rstrip())
        lines.append(f"  - {compact(property_.value)} ({triples.value})")
        properties.add(property_.value)
    lines += ["", "# Properties", ""]
    for iri in sorted(properties, key=compact):
        name, meaning = label(store, iri, "en") or "", meanings.get(iri, "")
        if name or meaning:
            lines.append(f"- {compact(iri)}: {name}. {meaning}".rstrip())
    return "\n".join(lines) + "\n"
