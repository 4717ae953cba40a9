"""A reader's own text beside statements: the right paragraph, or none."""

from __future__ import annotations

import pytest

from restokg.audit.paragraphs import Paragraphs
from restokg.graph.store import Store
from restokg.namespaces import DOC

GRAPH = """
@base <https://w3id.org/restokg/doc/TEST/1/> .
@prefix rkg: <https://w3id.org/restokg/ontology#> .
GRAPH <https://w3id.org/restokg/doc/TEST/1> {
  <p/1> a rkg:Paragraph ; rkg:number "1" ; rkg:order 1 .
  <footnote/1> a rkg:Footnote ; rkg:parent <p/1> ; rkg:number "1" ; rkg:order 2 .
  <p/2> a rkg:Paragraph ; rkg:number "2" ; rkg:order 3 .
  <p/2/a> a rkg:Item ; rkg:parent <p/2> ; rkg:number "(a)" ; rkg:order 4 .
  <p/2/b> a rkg:Item ; rkg:parent <p/2> ; rkg:number "b)" ; rkg:order 5 .
  <p/2/c> a rkg:Item ; rkg:parent <p/2> ; rkg:number "(c)" ; rkg:order 5 .
  <p/3> a rkg:Paragraph ; rkg:number "3" ; rkg:order 6 .
  <p/3/a> a rkg:Item ; rkg:parent <p/3> ; rkg:number "(一)" ; rkg:order 7 .
  <p/3/4> a rkg:Item ; rkg:parent <p/3> ; rkg:number "4" ; rkg:order 8 .
  <p/3/7> a rkg:Item ; rkg:parent <p/3> ; rkg:number "7" ; rkg:order 8 .
  <footnote/7> a rkg:Footnote ; rkg:parent <p/3> ; rkg:number "7" ; rkg:order 8 .
  <p/4> a rkg:Paragraph ; rkg:number "4" ; rkg:order 9 .
  <p/5> a rkg:Paragraph ; rkg:number "5" ; rkg:order 10 .
  <annex> a rkg:Annex ; rkg:number "A" ; rkg:order 11 .
  <annex/p/1> a rkg:Paragraph ; rkg:parent <annex> ; rkg:number "1" ; rkg:order 12 .
  <annex/p/2> a rkg:Paragraph ; rkg:parent <annex> ; rkg:number "2" ; rkg:order 13 .
  <p/6> a rkg:Paragraph ; rkg:order 14 .
}
"""
TEXT = """Heading
 1. First, of 2.5 units
2.5 of them.

2． Second:
（a）one item,
(b) another,
   over two lines.
3、Third:
（一）一项。
7. Seventh.
4. Fourth.
(c) of the fourth.
5. Fifth once.
5. Fifth twice.
A. Annex
1. First of the annex.
2. Second of the annex.
"""


def find(passage: str, text: str = TEXT) -> str | None:
    store = Store()
    store.load(GRAPH.encode(), "trig")
    return Paragraphs(text, store, DOC + "TEST/1").find(f"{DOC}TEST/1/{passage}")


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("p/1", "1. First, of 2.5 units\n2.5 of them."),
        ("p/2", "2． Second:"),
        ("p/2/a", "（a）one item,"),
        ("p/2/b", "(b) another,\nover two lines."),
        ("p/3/a", "（一）一项。"),
        ("annex/p/1", "1. First of the annex."),
        ("annex/p/2", "2. Second of the annex."),
        ("p/3/7", "7. Seventh."),
        ("p/4", "4. Fourth."),  # the item of this number prints none
    ],
)
def test_a_passage_is_found_by_its_number(passage: str, text: str) -> None:
    assert find(passage) == text


@pytest.mark.parametrize(
    "passage", ["p/5", "p/3/4", "p/2/c", "footnote/1", "footnote/7", "annex", "p/6", "p/none", ""]
)
def test_a_number_that_does_not_tell_the_place_gives_nothing(passage: str) -> None:
    assert find(passage) is None


def test_an_item_that_is_there_twice_or_not_at_all_gives_nothing() -> None:
    assert find("p/2/b", TEXT.replace("(b)", "(a)")) is None
    assert find("p/2/a", TEXT.replace("(b)", "(a)")) is None
