"""What the graph knows already, as far as ingest needs it: small tables that go to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restokg.graph.store import Literal, NamedNode
from restokg.ingest.mentions.names import told_by_actors
from restokg.namespaces import BASE, DOC, PREFIXES
from restokg.symbols import document

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

_LABELS = f"""
SELECT ?thing ?label WHERE {{
  {{ ?thing a ?class }} UNION {{ ?thing skos:inScheme <{BASE}id/modality> }}
  ?thing rdfs:label ?label
  FILTER(LANG(?label) IN ("en", "zh"))
  FILTER(STRSTARTS(STR(?thing), "{BASE}id/") || STRSTARTS(STR(?thing), "{PREFIXES["sdg"]}"))
}}"""

_SYMBOLS = """
SELECT ?document ?symbol WHERE {
  ?document rkg:symbol ?symbol FILTER NOT EXISTS { ?document adms:status status:candidate }
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
    citable: frozenset[str]
    """IRIs of the things among them that can be cited: agreements and plans."""
    targets: frozenset[str]
    """IRIs of targets and goals, which a provision can support."""
    symbols: dict[str, str]
    """IRIs of documents whose IRI is not made from their symbol, by the symbol."""
    told: dict[str, str]
    """IRIs of themes by those of the actors that tell them: who names the private sector speaks of
    its engagement."""

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
        citable = _members(store, "Agreement", "Plan", "Document")
        targets = _members(store, "Target", "Goal")
        named = {
            symbol.value: document.value
            for document, symbol in store.select(_SYMBOLS)
            if isinstance(document, NamedNode) and isinstance(symbol, Literal)
        }
        odd = {
            symbol: iri
            for symbol, iri in named.items()
            if (read := document(symbol)) is not None and read.iri != iri
        }
        told = {actor: theme for actor, theme in told_by_actors().items() if theme in labels}
        return cls(frozenset(documents), frozenset(provisions), labels, citable, targets, odd, told)

    def describes(self, iri: str) -> bool:
        return iri in self.labels or iri in self.documents


def _members(store: Store, *classes: str) -> frozenset[str]:
    """Return the IRIs of the members of classes of the ontology and of their subclasses."""
    roots = " ".join(f"rkg:{name}" for name in classes)
    query = f"""SELECT DISTINCT ?thing WHERE {{
      VALUES ?root {{ {roots} }} ?class rdfs:subClassOf* ?root . ?thing a ?class }}"""
    return frozenset(
        thing.value for (thing,) in store.select(query) if isinstance(thing, NamedNode)
    )
