"""The clauses of a partner category: its terms, and the passages that rules take as clauses."""

from __future__ import annotations

from restokg.assessment.application import name
from restokg.assessment.rules import Rules, iri_of
from restokg.assessment.verdicts import PARTS, Clause
from restokg.graph.store import NamedNode, Store
from restokg.graph.wording import natural
from restokg.namespaces import INFERRED_GRAPH

LANGUAGES = ("en", "zh")


def clauses_of(store: Store, category: str, rules: Rules) -> list[Clause]:
    """Return what is asked and what a figure gives or not, in the order of the document."""
    sources: dict[tuple[str, str], list[str]] = {}
    rows = store.select(
        f"""SELECT DISTINCT ?clause ?link ?graph WHERE {{
          {NamedNode(category)} ?link ?clause
          VALUES ?link {{ rkg:criterion rkg:expectation rkg:benefit }}
          FILTER(?link != rkg:benefit || EXISTS {{ ?clause rkg:threshold ?figure }})
          OPTIONAL {{
            GRAPH ?graph {{ {NamedNode(category)} ?link ?clause }}
            FILTER(?graph != <{INFERRED_GRAPH}>) }} }}"""
    )
    for clause, link, graph in rows:
        part = link.value.rpartition("#")[2]
        found = sources.setdefault((iri_of(clause), part), [])
        if graph is not None:
            found.append(graph.value)
    for passage in rules.clauses(category):
        sources[passage, "definition"] = [passage]
    clauses = [
        Clause(iri, part, tuple(sorted(graphs)), _order(store, graphs), _labels(store, iri))
        for (iri, part), graphs in sources.items()
    ]
    return sorted(clauses, key=lambda one: (PARTS.index(one.part), one.order, natural(one.iri)))


def _order(store: Store, passages: list[str]) -> int:
    orders = (text for iri in passages for text in values(store, iri, "rkg:order"))
    return min((int(text) for text in orders if text.isdecimal()), default=0)


def _labels(store: Store, iri: str) -> dict[str, str]:
    """Return what a clause is called; a passage, which has no name, as the rule on it is."""
    texts = {}
    for lang in LANGUAGES:
        rows = store.select(
            f"SELECT ?text WHERE {{ {NamedNode(iri)} rdfs:label|^rkg:assesses/rdfs:label ?text "
            f"FILTER(LANG(?text) = '{lang}') }} ORDER BY ?text"
        )
        texts[lang] = next((text.value for (text,) in rows), name(store, iri, lang))
    return texts


def values(store: Store, iri: str, property: str) -> list[str]:
    """Return the texts or IRIs that a property (``rkg:inFramework``) relates a thing to."""
    rows = store.select(
        f"SELECT DISTINCT ?v WHERE {{ {NamedNode(iri)} {property} ?v }} ORDER BY ?v"
    )
    return [value.value for (value,) in rows]
