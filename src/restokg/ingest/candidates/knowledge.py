"""What the graph knows already, as far as ingest needs it: small tables that go to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restokg.graph.store import Literal, NamedNode
from restokg.namespaces import DOC, PREFIXES

if TYPE_CHECKING:
    from restokg.graph.store import Store

Labels = tuple[str, str]
"""A name in English and in Chinese."""

_CURATED = f"""
SELECT DISTINCT ?thing ?passage WHERE {{
  ?thing a ?class FILTER(STRSTARTS(STR(?thing), "{DOC}"))
  FILTER NOT EXISTS {{ ?thing adms:status status:candidate }}
  BIND(EXISTS {{ ?thing rkg:order ?order }} AS ?passage)
}}"""

_LABELS = """
SELECT ?thing ?label WHERE {
  { ?thing a ?class } UNION { ?thing skos:inScheme <https://w3id.org/restokg/id/modality> }
  ?thing rdfs:label ?label
  FILTER(LANG(?label) IN ("en", "zh"))
  FILTER(STRSTARTS(STR(?thing), "https://w3id.org/restokg/id/") || STRSTARTS(STR(?thing), "http://metadata.un.org/sdg/"))
}"""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Plain sets and dictionaries, so that it can be sent to a process."""

    documents: frozenset[str]
    """IRIs of documents that the graph describes, candidates left out."""
    provisions: frozenset[str]
    """IRIs of provisions that an editor has described."""
    labels: dict[str, Labels]
    """Names of things and modalities by IRI."""

    @classmethod
    def of(cls, store: Store) -> Knowledge:
        documents: set[str] = set()
        provisions: set[str] = set()
        for thing, passage in store.select(_CURATED):
            if isinstance(thing, NamedNode) and "#" not in thing.value:
                known = isinstance(passage, Literal) and passage.value == "true"
                (provisions if known else documents).add(thing.value)
        names: dict[str, dict[str, str]] = {}
        for thing, label in store.select(_LABELS):
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                names.setdefault(thing.value, {})[label.language or ""] = label.value
        labels = {
            iri: (found["en"], found["zh"])
            for iri, found in names.items()
            if "en" in found and "zh" in found
        }
        return cls(frozenset(documents), frozenset(provisions), labels)

    def describes(self, iri: str) -> bool:
        return iri in self.labels or iri in self.documents


EMPTY = Knowledge(frozenset(), frozenset(), {})

MODALITY = PREFIXES["modality"]
