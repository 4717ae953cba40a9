"""What is printed is read back, whatever the symbol."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from restokg.namespaces import DOC
from restokg.symbols import Symbol, document, from_iri, numbered, parse
from restokg.symbols.forms import forms
from restokg.symbols.symbol import DOCUMENT
from tests.symbols.strategies import SHAPES, document_texts, numbered_symbols, symbols_of

LEGAL_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+")
"""What RFC 3986 allows in a path, so that no reader of RDF balks."""


@given(numbered_symbols())
def test_a_number_is_read_back_once_its_body_is_known(symbol: Symbol) -> None:
    assert symbol.body is not None
    assert numbered(symbol.body, symbol.kind, symbol.printed) == symbol


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(numbered_symbols())
def test_every_spelling_is_read_back(symbol: Symbol) -> None:
    assert symbol.normal == symbol.spellings[0]
    for spelling in symbol.spellings:
        assert symbol in parse(spelling, body=symbol.body), spelling


@pytest.mark.parametrize(
    ("form", "place"), [(form.id, place) for form, place, _ in SHAPES], ids=str
)
@settings(max_examples=10)
@given(st.data())
def test_the_standard_spelling_alone_is_read_as_one_symbol(
    form: str, place: int, data: st.DataObject
) -> None:
    shape = forms()[form].shapes[place]
    symbol = data.draw(symbols_of(forms()[form], place, shape))
    assert parse(symbol.normal) == (symbol,)


@given(numbered_symbols())
def test_a_full_symbol_is_read_back(symbol: Symbol) -> None:
    for template in forms()[symbol.form].shapes[symbol.shape].symbols:
        assert document(template.write(symbol.values)) == symbol


@given(numbered_symbols())
def test_an_iri_is_legal_and_leads_back(symbol: Symbol) -> None:
    assert LEGAL_PATH.fullmatch(symbol.iri.removeprefix(DOC))
    assert from_iri(symbol.iri) == symbol


@given(st.lists(numbered_symbols() | document_texts().map(document), max_size=6))
def test_different_symbols_have_different_iris(symbols: list[Symbol | None]) -> None:
    known = {symbol for symbol in symbols if symbol is not None}
    assert len({symbol.iri for symbol in known}) == len(known)


@given(document_texts())
def test_a_document_is_read_as_it_is_printed(text: str) -> None:
    symbol = document(text)
    assert symbol is not None
    assert symbol.normal == text
    assert LEGAL_PATH.fullmatch(symbol.iri.removeprefix(DOC))
    assert from_iri(symbol.iri) == symbol
    for spelling in symbol.spellings:
        assert parse(spelling) == (symbol,)


@given(document_texts())
def test_a_document_is_read_in_capitals_small_letters_and_without_spaces(text: str) -> None:
    symbol = document(text)
    assert symbol is not None
    assert symbol.form == DOCUMENT
    assert document(text.replace(" ", "")) == symbol
    assert document(text.lower()) == symbol
    assert document(text.replace(" ", "\u00a0").replace("-", "‑")) == symbol


@given(st.text(max_size=60))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    for symbol in parse(text):
        assert symbol in parse(symbol.normal)
