"""Labels for headings: a page in one language shows what a thing is called in the other."""

from __future__ import annotations

from collections.abc import Mapping

from restokg.explorer.words import LANGUAGES
from restokg.namespaces import DATASET_GRAPH, GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH

GRAPHS = {
    ONTOLOGY_GRAPH: "ontology",
    INFERRED_GRAPH: "inferred",
    DATASET_GRAPH: "dataset",
    GRAPH + "mappings": "mappings",
    GRAPH + "sources": "sources",
}
"""Graphs that no document is behind; they have no label, but the words name them by these keys."""


def other_label(labels: Mapping[str, str], lang: str) -> tuple[str, str] | None:
    """Return language and label in the language that the page is not in, where it differs."""
    for code in LANGUAGES:
        if code != lang and code in labels and labels[code] != labels.get(lang):
            return code, labels[code]
    return None
