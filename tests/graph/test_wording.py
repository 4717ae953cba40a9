"""Short citations of passages, and numbers for reading."""

from __future__ import annotations

import pytest

from restokg.graph.wording import cite, cite_all, document_of
from restokg.namespaces import DOC, ONTOLOGY_GRAPH, RKG


@pytest.mark.parametrize(
    ("path", "document", "citation"),
    [
        ("UNEP/EA.5/10", "UNEP/EA.5/10", "UNEP/EA.5/10"),
        ("UNEP/EA.5/10/p/26/a/ii", "UNEP/EA.5/10", "UNEP/EA.5/10 ¶26(a)(ii)"),
        ("UNEP/EA.5/10/p/26/a#area", "UNEP/EA.5/10", "UNEP/EA.5/10 ¶26(a) #area"),
        ("A/RES/73/284", "A/RES/73/284", "A/RES/73/284"),
        ("a-b-4/annex/p/3/a", "a-b-4", "a-b-4 annex ¶3(a)"),
        ("a-b-4/annex-1/article-6/b", "a-b-4", "a-b-4 annex 1, article 6(b)"),
        ("X/1/annex/appendix-2/c/years-1-3/4", "X/1", "X/1 annex, appendix 2(c), years 1–3(4)"),
        ("frame/global-partner/criterion/2", "frame", "frame global partner, criterion 2"),
        ("X/1/section/2/d", "X/1", "X/1 section 2(d)"),
        ("X/1/contents/a", "X/1", "X/1 contents a"),
        ("X/1/preamble/3", "X/1", "X/1 preamble 3"),
        ("X%201/p/3", "X%201", "X 1 ¶3"),
        ("X/1/p/3//a", "X/1", "X/1 ¶3()(a)"),
    ],
)
def test_a_passage_is_cited_by_its_document_and_place(
    path: str, document: str, citation: str
) -> None:
    assert cite(DOC + path) == citation
    assert document_of(DOC + path) == DOC + document


def test_a_symbol_of_the_graph_goes_before_the_one_in_the_iri() -> None:
    assert cite(DOC + "cop16/p/4", {DOC + "cop16": "ICCD/COP(16)/20"}) == "ICCD/COP(16)/20 ¶4"


def test_what_is_no_document_is_made_compact() -> None:
    assert cite(RKG + "Fund") == "rkg:Fund"
    assert cite(ONTOLOGY_GRAPH) == "ontology"
    assert cite("https://example.org/x") == "https://example.org/x"
    assert document_of(RKG + "Fund") is None


def test_a_list_is_in_order_and_names_each_document_once() -> None:
    iris = [DOC + "B/2/p/1", DOC + "A/1/p/14", RKG + "Fund", DOC + "A/1/p/4", DOC + "A/1"]
    assert cite_all(iris) == "A/1, ¶4, ¶14 · B/2 ¶1 · rkg:Fund"
    assert cite_all([]) == ""
