"""The masthead tells symbol, day, session and agenda item, in each language."""

from __future__ import annotations

import pytest

from restokg.ingest.document import Document
from restokg.ingest.readers import plain
from restokg.ingest.readers.limits import Limits


def read(*lines: str) -> Document:
    text = "\n\n".join([*lines, "1. It begins.", "2. It cites A/99/999 of 1 May 1999."])
    return plain.read_plain(text.encode(), "a.txt", Limits())


@pytest.mark.parametrize(
    "printed",
    [
        "16 November 2020",
        "16 novembre 2020",
        "16 de noviembre de 2020",
        "16 ноября 2020 года",
        "16 تشرين الثاني/نوفمبر 2020",
        "2020 年 11 月 16 日",
        "2020年11月16日",
    ],
)
def test_the_day_of_issue_is_read_in_each_language(printed: str) -> None:
    document = read("Distr.: General", printed)
    assert (document.date, document.date_adopted) == ("2020-11-16", False)


@pytest.mark.parametrize(
    "printed",
    [
        "Resolution adopted by the General Assembly on 17 December 2021",
        "Résolution adoptée par l’Assemblée générale le 17 décembre 2021",
        "Resolución aprobada por la Asamblea General el 17 de diciembre de 2021",
        "Резолюция, принятая Генеральной Ассамблеей 17 декабря 2021 года",
        "2021年12月17日大会决议通过",
    ],
)
def test_the_day_of_adoption_is_told_from_that_of_issue(printed: str) -> None:
    document = read(printed)
    assert (document.date, document.date_adopted) == ("2021-12-17", True)


@pytest.mark.parametrize(
    "printed",
    ["Nairobi, 22–26 February 2021", "2 to 13 December 2024", "2024 年 12 月 2 日至 13 日",
     "22 to 28 February 2016", "31 February", "32 May 2020"],
)  # fmt: skip
def test_a_session_is_no_day(printed: str) -> None:
    assert read(printed).date is None


@pytest.mark.parametrize("line", ["A/RES/76/207", "UNEP/EA.5/1/Rev.1", "ICCD/COP(16)/22"])
def test_the_symbol_stands_on_a_line_of_its_own(line: str) -> None:
    assert read("United Nations", line, "Distr.: General").symbol == line


def test_a_symbol_that_is_only_cited_is_not_the_documents() -> None:
    assert read("United Nations", "Report pursuant to A/RES/76/207 and others").symbol is None


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Agenda item 20 (e)", "20 (e)"),
        ("Item 5 of the provisional agenda*", "5"),
        ("Point 20 de l’ordre du jour", "20"),
        ("Tema 20 del programa", "20"),
        ("Пункт 20 повестки дня", "20"),
        ("البند 20 من جدول الأعمال", "20"),
        ("议程项目20", "20"),
        ("临时议程**项目 5", "5"),
    ],
)
def test_the_agenda_item_is_read_in_each_language(line: str, item: str) -> None:
    assert read("United Nations", line).agenda_item == item


@pytest.mark.parametrize(
    "line",
    ["Seventy-sixth session", "第七十六届会议", "Soixante-seizième session",
     "Septuagésimo sexto período de sesiones", "Семьдесят шестая сессия",
     "الدورة السادسة والسبعون"],
)  # fmt: skip
def test_the_session_is_read_in_each_language(line: str) -> None:
    assert read("United Nations", line).session == line


@pytest.mark.parametrize("line", ["AND/OR", "N/A", "Km2/year/1"])
def test_what_looks_like_a_symbol_but_is_of_no_body_is_none(line: str) -> None:
    assert read("United Nations", line).symbol is None
