"""What an audit is about: statements of documents, each of one kind."""

from __future__ import annotations

import pytest

from restokg.audit.statements import KINDS, curated, of_document
from restokg.errors import InputError
from restokg.graph.store import Store
from restokg.namespaces import DOC, compact

TEST = DOC + "TEST/1"


def brief(nquads: str) -> str:
    """Say a line of N-Quads by the last parts of subject and property."""
    subject, predicate, *_ = nquads.split()
    return f"{subject.rpartition('/')[2][:-1]} {compact(predicate[1:-1]).partition(':')[2]}"


def test_each_statement_is_of_the_kind_that_its_place_class_or_property_tells(
    store: Store,
) -> None:
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for item in of_document(curated(store), TEST):
        kinds[item.kind].append(brief(item.nquads))
    assert kinds == {
        "structure": [
            "1 symbol",
            "2 abstract",
            "2 abstract",
            "2 type",
            "2 number",
            "2 order",
            "2 parent",
            "10 order",
        ],
        "passage": ["2 addressee", "10 cites"],
        "quantity": ["2#pledge numericValue", "2#pledge type", "a quantity"],
        "role": ["2#seat type", "2#seat member", "a belongsTo"],
        "request": ["2#request type", "2#request dueBy"],
        "rule": ["2#rule type", "2#rule appliesTo"],
        "other": ["2 title", "x label", "x contributesTo"],
    }


def test_only_graphs_of_documents_count_and_of_them_all_but_blank_nodes(store: Store) -> None:
    lines = {line for line in store.nquads().decode().splitlines() if f"<{DOC}" in line[-60:]}
    of_documents = {
        line for line in lines if line.split()[-2].startswith(f"<{DOC}") and "_:" not in line
    }
    assert len(lines) == len(of_documents) + 1
    assert {item.nquads for item in curated(store)} == of_documents


def test_a_passage_is_the_graph_or_for_structure_what_it_is_about(store: Store) -> None:
    passages = [item.passage.removeprefix(DOC) for item in curated(store)]
    assert list(dict.fromkeys(passages)) == ["OTHER/2/p/1", "TEST/1", "TEST/1/p/2", "TEST/1/p/10"]


def test_what_is_no_document_with_passages_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match=r"^plan:x is not a document .*doc:OTHER/2; doc:TEST/1\."):
        of_document(curated(store), "https://w3id.org/restokg/id/plan/x")
    with pytest.raises(InputError, match=r"Those are: none\.$"):
        of_document([], TEST)
