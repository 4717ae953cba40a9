"""What a document is called: by its symbol, by what the user says, by its file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.ingest.candidates.identity import LONGEST_SLUG, file_iri, identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.document import Document
from restokg.namespaces import DOC, PREFIXES
from tests.ingest.candidates.making import NOTHING, document

RESOLUTION = f"{DOC}A/RES/99/1"


def printing(symbol: str | None) -> Document:
    return document(symbol=symbol)


def test_a_printed_symbol_names_the_document() -> None:
    found = identify(printing("A/RES/99/1"), NOTHING)
    assert (found.iri, found.symbol, found.class_) == (RESOLUTION, "A/RES/99/1", "Resolution")
    assert found.labels == ("General Assembly resolution 99/1", "联合国大会第99/1号决议")
    assert found.adopted
    assert found.body is None, "a graph without bodies describes none"


def test_the_body_is_named_where_the_graph_describes_it(knowledge: Knowledge) -> None:
    assert identify(printing("A/RES/99/1"), knowledge).body == f"{PREFIXES['body']}un-ga"


@pytest.mark.parametrize(
    ("symbol", "class_", "adopted"),
    [
        ("A/RES/99/1", "Resolution", True),
        ("UNEP/EA.4/Res.10", "Resolution", True),
        ("CBD/COP/DEC/15/4", "Decision", True),
        ("UNEP/CBD/SBSTTA/REC/XX/12", "BodyRecommendation", True),
        ("ICCD/COP(16)/22", "Document", False),
    ],
)
def test_the_kind_of_the_symbol_tells_the_class(symbol: str, class_: str, adopted: bool) -> None:
    found = identify(printing(symbol), NOTHING)
    assert (found.class_, found.adopted) == (class_, adopted)


@pytest.mark.parametrize(
    "given", ["A/RES/99/1", "resolution A/RES/99/1", "联合国大会第99/1号决议", RESOLUTION]
)
@pytest.mark.parametrize("printed", [None, "A/RES/98/7", "nonsense"])
def test_what_the_user_says_goes_before_what_is_printed(given: str, printed: str | None) -> None:
    found = identify(printing(printed), NOTHING, given=given)
    assert (found.iri, found.symbol) == (RESOLUTION, "A/RES/99/1")


def test_an_iri_that_is_made_of_no_symbol_is_taken_as_it_is() -> None:
    found = identify(printing(None), NOTHING, given=f"{DOC}unccd-cop16-relations")
    assert (found.iri, found.symbol) == (f"{DOC}unccd-cop16-relations", None)


@pytest.mark.parametrize("symbol", [None, "nonsense", "resolution 4/10"])
def test_without_one_symbol_the_file_names_the_document(symbol: str | None) -> None:
    made = printing(symbol)
    made.path = "some/where/Report on Water.pdf"
    found = identify(made, NOTHING)
    assert (found.iri, found.symbol) == (f"{DOC}file-report-on-water", None)
    assert found.labels[0] == f"Document {symbol or 'Report on Water'}"
    assert not found.adopted


names = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=250)


@given(names)
def test_the_iri_of_a_file_is_safe_and_short(name: str) -> None:
    slug = file_iri(f"a/{name}.txt").removeprefix(f"{DOC}file-")
    assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST_SLUG + 9


def test_names_in_other_letters_are_told_apart() -> None:
    found = {file_iri(f"{name}.txt") for name in ("决议", "决定", "резолюция", "A决议", "document")}
    assert len(found) == 5


def test_long_names_are_told_apart() -> None:
    assert file_iri("a" * 200 + "b.txt") != file_iri("a" * 200 + "c.txt")
