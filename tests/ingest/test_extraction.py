"""All mentions of a document, in the offsets of its own text, with the IRIs of the graph."""

from __future__ import annotations

import pytest

from restokg.graph.store import Store
from restokg.ingest.document import Document
from restokg.ingest.extraction import Extractor, speaker
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.namespaces import DOC

NAMES = Gazetteer.of(Store())


def document(text: str, symbol: str | None = None) -> Document:
    return Document("a.txt", "text", text, [], language="en", symbol=symbol)


def test_who_speaks_is_told_by_the_symbol() -> None:
    assert speaker(document("", symbol="UNEP/EA.5/10")).body == "unea"
    assert speaker(document("", symbol="4/10")).body is None
    assert speaker(document("")).body is None


@pytest.mark.parametrize(
    ("documents", "iri"),
    [
        (["cbd-decision-XII-12"], "cbd-decision-XII-12"),
        (["cbd-decision-XII-12", "cbd-decision-XII-12-B"], "cbd-decision-XII-12-B"),
        ([], "cbd-decision-XII-12-B"),
    ],
)
def test_a_part_is_the_whole_decision_where_the_graph_has_that_alone(
    documents: list[str], iri: str
) -> None:
    extractor = Extractor(NAMES, documents=frozenset(DOC + one for one in documents))
    text = "the Convention on Biological Diversity, in decision XII/12 B,"
    (mention,) = extractor.mentions(document(text))
    assert (mention.normal, mention.iri) == ("UNEP/CBD/COP/DEC/XII/12 B", DOC + iri)


def test_a_document_that_the_graph_names_otherwise_has_that_iri() -> None:
    extractor = Extractor(NAMES, symbols={"A/77/1": DOC + "report"})
    (mention,) = extractor.mentions(document("See A/77/1."))
    assert mention.iri == DOC + "report"


def test_details_are_looked_for_where_they_are_wanted() -> None:
    text = "Recalling paragraph 3 of resolution 70/1 of 25 September 2015,"
    kinds = [mention.kind for mention in Extractor(NAMES).mentions(document(text))]
    lean = Extractor(NAMES).mentions(document(text), details=False)
    assert kinds == ["document", "date"]
    assert [(mention.kind, "pinpoint" in dict(mention.details)) for mention in lean] == [
        ("document", False)
    ]
