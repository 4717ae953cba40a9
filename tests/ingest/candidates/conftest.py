"""The package's own graph, and what ingest takes from it."""

from __future__ import annotations

import pytest

from restokg import resources
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Store
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def graph() -> Store:
    store = Store()
    load(store, rdf_files([resources.data(), resources.ontology()]))
    return store


@pytest.fixture(scope="session")
def knowledge(graph: Store) -> Knowledge:
    return Knowledge.of(graph)


@pytest.fixture(scope="session")
def extractor(graph: Store, knowledge: Knowledge) -> Extractor:
    return Extractor(Gazetteer.of(graph), knowledge.symbols)
