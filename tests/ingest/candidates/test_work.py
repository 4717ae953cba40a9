"""One document in several languages becomes one tree of provisions."""

from __future__ import annotations

from itertools import permutations

import pytest

from restokg.ingest.candidates.work import PREFERRED, Version, assemble
from restokg.ingest.mentions.mention import Mention
from tests.ingest.candidates.making import ROWS, Row, document

SHORT: tuple[Row, ...] = (
    ("masthead", "Masthead", "水"),
    ("p/1", "OperativeParagraph", "请秘书长报告"),
    ("p/2", "OperativeParagraph", "呼吁会员国："),
)


def version(rows: tuple[Row, ...], language: str, *mentions: Mention) -> Version:
    return Version(document(rows, language=language), list(mentions))


def test_languages_share_the_provisions_that_both_have() -> None:
    work = assemble([version(ROWS, "en"), version(SHORT, "zh")])
    assert [*work.passages] == [path for path, _, _ in ROWS]
    assert work.passages["p/1"].texts == {
        "en": "Requests the Secretary-General to report on wetlands;",
        "zh": "请秘书长报告",
    }
    assert [*work.passages["p/2/a"].texts] == ["en"]
    assert work.notices == []


@pytest.mark.parametrize("languages", list(permutations(("en", "zh", "ar"))))
def test_the_preferred_language_gives_the_structure_whatever_came_first(
    languages: tuple[str, ...],
) -> None:
    rows = {"en": ROWS, "zh": SHORT, "ar": (*SHORT, ("p/9", "OperativeParagraph", "ماء"))}
    work = assemble([version(rows[language], language) for language in languages])
    assert [made.language for made in work.versions] == ["en", "zh", "ar"]
    assert work.main.language == "en"
    assert [*work.passages] == [*(path for path, _, _ in ROWS), "p/9"]


def test_provisions_of_another_language_alone_stand_last_and_are_told_of() -> None:
    longer = (
        *SHORT,
        ("p/3", "OperativeParagraph", "决定"),
        ("p/4", "OperativeParagraph", "又决定"),
    )
    work = assemble([version(SHORT, "en"), version(longer, "zh")])
    assert [*work.passages][-2:] == ["p/3", "p/4"]
    assert len(work.notices) == 1
    assert "2 provisions" in work.notices[0]


def test_the_first_of_two_files_in_one_language_is_kept() -> None:
    changed = (("p/1", "OperativeParagraph", "Invites Member States to report;"),)
    work = assemble([version(ROWS, "en"), version(changed, "en")])
    assert work.passages["p/1"].texts["en"].startswith("Requests")


def test_a_mention_belongs_to_the_provision_that_it_stands_in() -> None:
    made = document(ROWS)
    places = {path: made.text.index(words) for path, _, words in ROWS}
    inside = Mention(places["p/1"] + 13, places["p/1"] + 30, "organization", "Secretary-General")
    across = Mention(places["p/1"] + 40, places["p/2"] + 5, "organization", "across")
    item = Mention(places["p/2/a"], places["p/2/a"] + 2, "organization", "item")
    work = assemble([Version(made, [inside, across, item])])
    found = {path: passage.mentions.get("en") for path, passage in work.passages.items()}
    assert found["p/1"] == [inside]
    assert found["p/2"] == []
    assert found["p/2/a"] == [item]


def test_a_paragraph_knows_that_it_has_items() -> None:
    work = assemble([version(ROWS, "en")])
    assert [path for path, passage in work.passages.items() if passage.has_items] == ["p/2"]


def test_a_footnote_knows_what_it_is_a_note_to() -> None:
    assert assemble([version(ROWS, "en")]).passages["footnote/1"].note_in == "preamble/1"


def test_every_official_language_has_a_place() -> None:
    assert sorted(PREFERRED) == ["ar", "en", "es", "fr", "ru", "zh"]
