"""From addresses back to symbols."""

from __future__ import annotations

import pytest
from hypothesis import given

from restokg.symbols import Symbol, from_iri, from_link
from tests.symbols.strategies import numbered_symbols


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("https://undocs.org/A/RES/70/1", "A/RES/70/1"),
        ("https://undocs.org/en/A/RES/75/123b", "A/RES/75/123 B"),
        ("http://www.undocs.org/ch/A/hrc/RES/49/1", "A/HRC/RES/49/1"),
        ("https://undocs.org//ru/A/64/38(supp)", "A/64/38"),
        ("https://undocs.org/es/A/75/6%20(Sect.%209)", "A/75/6 (Sect. 9)"),
        ("https://www.cbd.int/decisions/cop/13/5", "CBD/COP/DEC/XIII/5"),
        ("https://www.cbd.int/decision/cop/10/2", "UNEP/CBD/COP/DEC/X/2"),
    ],
)
def test_a_link_leads_back_to_its_symbol(address: str, normal: str) -> None:
    symbol = from_link(address)
    assert symbol is not None
    assert symbol.normal == normal


@given(numbered_symbols())
def test_our_own_links_lead_back(symbol: Symbol) -> None:
    if symbol.link is not None:
        found = from_link(symbol.link)
        assert found is not None
        # The official address of a part may be that of the whole: 217 (III) for 217 A (III).
        without = tuple(part for part in symbol.parts if part[0] != "letter")
        assert found in (symbol, Symbol(symbol.form, without, symbol.shape))


@pytest.mark.parametrize(
    "address",
    ["", "A/RES/70/1", "https://example.org/A/RES/70/1", "https://undocs.org/A/RES/5/1",
     "https://undocs.org/", "https://www.cbd.int/decisions/cop/99/5"],
)  # fmt: skip
def test_other_addresses_lead_to_no_symbol(address: str) -> None:
    assert from_link(address) is None


@pytest.mark.parametrize(
    "iri",
    ["", "A/RES/70/1", "https://w3id.org/restokg/doc/", "https://w3id.org/restokg/doc/agenda-21",
     "https://w3id.org/restokg/doc/A/RES/70/1/p/3", "https://w3id.org/restokg/doc/a/res/70/1",
     "https://w3id.org/restokg/doc/unea-resolution-4-010"],
)  # fmt: skip
def test_only_the_very_iri_of_a_symbol_leads_to_it(iri: str) -> None:
    assert from_iri(iri) is None
