"""`restokg symbol`: a symbol explained, all its readings, and what to write instead."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

RESOLUTION = """\
A/RES/75/123 B
General Assembly resolution 75/123 B · 联合国大会第75/123 B号决议
kind       resolution
body       United Nations General Assembly (un-ga)
session    75
number     123
part       B
IRI        https://w3id.org/restokg/doc/A/RES/75/123B
link       https://undocs.org/A/RES/75/123B
spellings  A/RES/75/123 B · A/RES/75/123B · 75/123 B · 75/123 باء · General Assembly resolution 75/123 B
           联合国大会第75/123 B号决议 · resolution 75/123 B · résolution 75/123 B
           résolution 75/123 B de l’Assemblée générale · resolución 75/123 B
           resolución 75/123 B de la Asamblea General · резолюция 75/123 B · резолюция 75/123 B Генеральной Ассамблеи
           قرار 75/123 باء · قرار الجمعية العامة 75/123 باء · 第75/123 B号决议
"""  # noqa: E501


@pytest.mark.parametrize(
    "text",
    [
        "A/RES/75/123 B",
        "a/res/75/123b",
        "General Assembly resolution 75/123 B",
        "大会第75/123 B号决议",
        "https://undocs.org/en/A/RES/75/123b",
        "https://w3id.org/restokg/doc/A/RES/75/123B",
    ],
)
def test_a_resolution_is_explained_however_it_is_written(run: Run, text: str) -> None:
    assert run("symbol", text) == (0, RESOLUTION, "")


def test_an_explanation_is_in_chinese_where_wanted(run: Run) -> None:
    code, out, err = run("symbol", "8/COP.15", "--lang", "zh")
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "8/COP.15",
        "《防治荒漠化公约》缔约方会议第8/COP.15号决定 · UNCCD decision 8/COP.15",
        "类型  决定",
        "机构  《联合国防治荒漠化公约》缔约方会议 (unccd-cop)",
    ]


def test_all_readings_of_a_number_are_told(run: Run) -> None:
    code, out, _ = run("symbol", "resolution 4/10")
    assert code == 0
    assert out.startswith("resolution 4/10 may be any of 2:\n\nA/HRC/RES/4/10\n")
    assert "\n\nUNEP/EA.4/Res.10\n" in out


def test_a_body_tells_readings_apart(run: Run) -> None:
    assert run("symbol", "第4/10号决议", "--body", "unea")[1].startswith("UNEP/EA.4/Res.10\n")


def test_a_joint_symbol_tells_what_it_joins(run: Run) -> None:
    out = run("symbol", "A/74/821-S/2020/345")[1]
    assert "joins      A/74/821 · S/2020/345\n" in out


def test_several_symbols_are_explained_in_turn(run: Run) -> None:
    code, out, _ = run("symbol", "A/76/225", "IPBES-3/4")
    assert code == 0
    assert [block.splitlines()[0] for block in out.split("\n\n")] == ["A/76/225", "IPBES-3/4"]


def test_json_holds_every_reading(run: Run) -> None:
    code, out, _ = run("symbol", "A/76/225", "4/10", "--format", "json")
    first, second = json.loads(out)
    assert code == 0
    assert first["text"] == "A/76/225"
    (reading,) = first["readings"]
    assert reading["symbol"] == "A/76/225"
    assert reading["bodyIri"] == "https://w3id.org/restokg/id/body/un-ga"
    assert reading["link"] == "https://undocs.org/A/76/225"
    assert reading["labels"] == {"en": "Document A/76/225", "zh": "A/76/225号文件"}
    assert {each["symbol"] for each in second["readings"]} > {"A/HRC/RES/4/10", "UNEP/EA.4/Res.10"}


def test_symbols_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("A/76/225\n\n 8/COP.15 \n"))
    code, out, _ = run("symbol", "-", "--format", "json")
    assert code == 0
    assert [each["text"] for each in json.loads(out)] == ["A/76/225", "8/COP.15"]


def test_what_is_no_symbol_is_bad_input_and_the_rest_is_explained(run: Run) -> None:
    code, out, err = run("symbol", "UNEP-EA.4-Res.10", "A/76/225", "nonsense")
    assert code == 3
    assert out.startswith("A/76/225\n")
    assert err.startswith(
        "restokg: 'UNEP-EA.4-Res.10' is no symbol. Write it like one of these: UNEP/EA.4/Res.10"
    )
    assert err.endswith("Nor is 'nonsense'.\n")


def test_a_number_that_cannot_be_is_told_why(run: Run) -> None:
    code, out, err = run("symbol", "A/RES/5/1")
    assert (code, out) == (3, "")
    assert "it has the form of A/RES/70/1, but the session 5 is not 31 to 149" in err


def test_a_number_of_another_body_is_told(run: Run) -> None:
    code, _, err = run("symbol", "8/COP.15", "--body", "unea")
    assert code == 3
    assert "unea has no such number" in err


@pytest.mark.parametrize(
    "arguments",
    [("A/76/225", "--body", "nobody"), ("A/76/225", "--format", "xml"),
     ("A/76/225", "--lang", "fr"), ()],
)  # fmt: skip
def test_a_wrong_call_is_told(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run("symbol", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("restokg: ")
