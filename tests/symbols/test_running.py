"""Symbols and numbers in running text: exact spans, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from restokg.symbols import document, find_symbols, number_pattern, symbol_pattern
from restokg.symbols.patterns import compile_pattern, finditer
from tests.symbols.test_examples import DOCUMENTS, NUMBERED

NOT_IN_RUNNING_TEXT = {"A/64/38(supp)", "A/71/6(Planoutline)", "A/hrc/47/7",
    "NPT/CONF.2000/28(PartsIandII)/corr.1", "E/CN.4/1998/53/add.2"}  # fmt: skip
"""How addresses of the web write them, but no text does."""

NOT_PLAIN = {"75/123b", "54/237a-c", "1514（ⅩⅤ）", "١٣٢٥ (٢٠٠٠)"}
"""Numbers as addresses write them, or before they are made plain."""


def found(pattern: str, text: str) -> list[str]:
    return [text[start:end] for ((start, end),) in finditer(compile_pattern(pattern), text)]


@pytest.mark.parametrize("text", [text for text, _, _ in DOCUMENTS])
def test_a_full_symbol_is_found_with_its_exact_span(text: str) -> None:
    if text not in NOT_IN_RUNNING_TEXT:
        for frame in (
            "See {}.",
            "see {}, paragraph 3",
            "（见{}号文件）",
            "وثيقة {}، المرفق",
            "({})",
        ):
            assert found(symbol_pattern(), frame.format(text)) == [text]


@pytest.mark.parametrize(
    "text",
    ["A/RES/70/1", "A/RES/75/123 B", "A/RES/217 (III) A", "S/RES/2417 (2018)",
     "A/RES/3201 (S-VI)", "A/RES/ES-11/1", "UNEP/EA.5/Res.14", "CBD/COP/DEC/VII/16 F",
     "A/RES/70/1/Corr.1"],
)  # fmt: skip
def test_the_full_symbol_of_a_resolution_is_found(text: str) -> None:
    assert found(symbol_pattern(), f"Recalling {text}, and") == [text]
    assert found(symbol_pattern(), f"见{text}号决议") == [text]


@pytest.mark.parametrize(
    "text",
    ["and/or", "N/A", "km/h", "2021/22", "a 50/50 split", "A/B testing", "his/her", "I/O 3",
     "HIV/AIDS 2030", "the period 2019/2020", "E-mail", "S/he", "UNEP/GRID", "24/7", "A/C",
     "A /76/225"],
)  # fmt: skip
def test_ordinary_text_holds_no_symbol(text: str) -> None:
    assert found(symbol_pattern(), text) == []


def test_symbols_are_found_with_their_meaning() -> None:
    text = "大会注意到A/76/225号文件和A/74/821-S/2020/345，又及 UNEP/EA.4/Res.10。"
    assert [(text[start:end], symbol.normal) for start, end, symbol in find_symbols(text)] == [
        ("A/76/225", "A/76/225"),
        ("A/74/821-S/2020/345", "A/74/821-S/2020/345"),
        ("UNEP/EA.4/Res.10", "UNEP/EA.4/Res.10"),
    ]


@pytest.mark.parametrize(
    "text", ["https://undocs.org/A/RES/70/1", "XA/76/225", "ЖA/76/225", "-A/76/225", "x.A/76/225"]
)
def test_no_symbol_begins_within_an_address_or_a_word(text: str) -> None:
    assert list(find_symbols(text)) == []


@pytest.mark.parametrize("number", [number for _, _, number, _, _ in NUMBERED])
def test_a_number_is_found_with_its_exact_span(number: str) -> None:
    if number in NOT_PLAIN:
        return
    for frame in ("resolution {}, which", "第{}号决议", "القرار {}، "):
        assert number in found(number_pattern(), frame.format(number))


def test_a_number_may_be_broken_between_lines() -> None:
    assert found(number_pattern(), "resolution 1325\n(2000)") == ["1325\n(2000)"]
    assert found(number_pattern(), "resolution 70/\n1") == ["70/\n1"]


def test_a_letter_of_the_next_word_is_no_part_of_a_number() -> None:
    assert found(number_pattern(), "resolution 70/1 Adopted") == ["70/1"]
    assert found(number_pattern(), "resolution 70/1 a") == ["70/1"]


def test_what_is_found_is_what_document_reads() -> None:
    for text, _, _ in DOCUMENTS:
        for hit in found(symbol_pattern(), f"see {text}, and"):
            assert document(hit) is not None
