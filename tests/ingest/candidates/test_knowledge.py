"""What ingest takes from a graph, and what of it is no knowledge."""

from __future__ import annotations

import pickle

from restokg.graph.store import Store
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.namespaces import DOC, PREFIXES
from tests.ingest.candidates.making import HERE, NOTHING, document, written


def test_the_curated_documents_and_provisions_are_known(knowledge: Knowledge) -> None:
    decision = f"{DOC}IPBES-3/4"
    assert decision in knowledge.documents
    assert f"{DOC}unccd-cop16-relations" in knowledge.documents
    assert not knowledge.documents & knowledge.provisions
    assert all(iri.startswith(DOC) for iri in knowledge.documents | knowledge.provisions)
    assert any("/p/" in iri for iri in knowledge.provisions)


def test_names_are_known_in_both_languages(knowledge: Knowledge) -> None:
    english, chinese = knowledge.labels[f"{PREFIXES['body']}un-ga"]
    assert "General Assembly" in english
    assert "大会" in chinese
    assert f"{PREFIXES['modality']}requests" in knowledge.labels


def test_candidates_are_no_knowledge() -> None:
    store = Store()
    store.load(written([(document(), [])]).encode(), "trig")
    found = Knowledge.of(store)
    assert HERE not in found.documents
    assert not found.provisions


def test_an_empty_graph_knows_nothing() -> None:
    assert not NOTHING.documents
    assert not NOTHING.labels
    assert not NOTHING.describes(HERE)


def test_knowledge_can_be_sent_to_a_process(knowledge: Knowledge) -> None:
    assert pickle.loads(pickle.dumps(knowledge)) == knowledge
