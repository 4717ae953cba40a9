"""Numbers become a tree of provisions, whatever the language prints them in."""

from __future__ import annotations

import time

import pytest

from restokg.ingest.readers import markers
from restokg.ingest.readers.blocks import Block, Blocks, Note, reflowed
from restokg.ingest.readers.lines import blocks_of
from restokg.ingest.readers.structure import structure_of
from tests.ingest.readers.making import PATHS, RESOLUTION


def apart(lines: str) -> str:
    """Return lines with a blank line between any two."""
    return lines.replace("|", "\n\n")


def paths(text: str) -> list[str]:
    return [provision.path for provision in structure_of(blocks_of(text)).provisions]


def test_a_resolution_has_a_preamble_paragraphs_items_and_sub_items() -> None:
    structure = structure_of(blocks_of("\n\n".join(RESOLUTION)))
    assert [provision.path for provision in structure.provisions] == list(PATHS)
    kinds = {provision.path: provision.kind for provision in structure.provisions}
    assert kinds["preamble/1"] == "PreambularParagraph"
    assert kinds["p/1"] == "OperativeParagraph"
    assert kinds["p/1/b/ii"] == "Item"
    assert structure.notices == []


@pytest.mark.parametrize(
    "lines",
    [
        "大会，|回顾其决议，|1. 请秘书长：|(a) 恢复湿地；|(一) 面积；|(二) 费用；",
        "Генеральная Ассамблея,|ссылаясь на резолюцию,|1. просит:|a) земли;|i) раз;|ii) два;",
        "إن الجمعية العامة،|إذ تشير إلى قرارها،|1 - تطلب:|(أ) الأراضي؛|’1‘ المساحة؛|’2‘ التكلفة؛",
        "L’Assemblée générale,|Rappelant sa résolution,|1. Prie :|a) Terres ;|i) Un ;|ii) Deux ;",
        "La Asamblea General,|Recordando la suya,|1. Solicita:|a) Las tierras;|i) Uno;|ii) Dos;",
    ],
    ids=["zh", "ru", "ar", "fr", "es"],
)
def test_an_item_has_one_address_in_all_languages(lines: str) -> None:
    assert paths(apart(lines)) == ["preamble/1", "p/1", "p/1/a", "p/1/a/i", "p/1/a/ii"]


def test_sections_nest_by_the_style_of_their_numbers() -> None:
    text = apart(
        "I. Past|A. Land|1. One was done.|B. Sea|2. Two was done.|II. Future|A. Land|"
        "3. Three will be done."
    )
    assert paths(text) == [
        "section/1", "section/1/a", "p/1", "section/1/b", "p/2", "section/2", "section/2/a", "p/3",
    ]  # fmt: skip


def test_the_ninth_item_is_told_from_a_first_sub_item() -> None:
    letters = [f"({letter}) Something;" for letter in "abcdefghij"]
    found = paths("\n\n".join(["1. Do these:", *letters, "2. Do not stop."]))
    assert found == ["p/1", *(f"p/1/{letter}" for letter in "abcdefghij"), "p/2"]


def test_annexes_number_anew_and_appendices_stand_below_them() -> None:
    text = apart(
        "1. Adopts the plan.|Annex I|The plan|1. It begins.|(a) At once;|Appendix 1|"
        "Guidance|• Do good.|• Do no harm.|Annex II|1. It ends."
    )
    assert paths(text) == [
        "p/1", "annex-1", "annex-1/p/1", "annex-1/p/1/a", "annex-1/appendix-1",
        "annex-1/appendix-1/1", "annex-1/appendix-1/2", "annex-2", "annex-2/p/1",
    ]  # fmt: skip


def test_a_single_annex_has_no_number_in_its_address() -> None:
    assert paths("1. Adopts it.\n\nAnnex\n\n1. It begins.") == ["p/1", "annex", "annex/p/1"]


def test_articles_hold_their_words_and_items() -> None:
    text = apart(
        "1. Approves the text below.|Annex|Article 1. Purpose|"
        "This is what it is for.|Article 2. Term|(a) Five years;|(b) Once more."
    )
    structure = structure_of(blocks_of(text))
    article = next(p for p in structure.provisions if p.path == "annex/article-1")
    assert text[article.start : article.end] == "Purpose\n\nThis is what it is for."
    assert paths(text)[-3:] == ["annex/article-2", "annex/article-2/a", "annex/article-2/b"]


def test_items_that_run_on_are_cut_out_of_their_paragraph() -> None:
    text = "1. It applies to: (a) land; (b) sea; and (c) air."
    paragraph, *items = structure_of(blocks_of(text)).provisions
    assert text[paragraph.start : paragraph.end] == "It applies to:"
    assert [text[item.start : item.end] for item in items] == ["land;", "sea; and", "air."]


def test_a_pinpoint_in_a_sentence_is_no_item() -> None:
    assert paths("1. Recalls article 8 (a) and paragraph 3 (b) thereof.") == ["p/1"]
    assert paths("1. Recalls its requests in paragraphs (a), (b) and (c).") == ["p/1"]


def test_a_figure_at_the_start_of_a_line_is_no_paragraph() -> None:
    text = "1. Many more were restored, in all\n\n19. The rest was lost.\n\n2. Goes on."
    assert paths(text) == ["p/1", "p/1/2", "p/2"]


def test_paragraphs_may_be_missing_but_not_come_back() -> None:
    assert paths("1. One.\n\n2. Two.\n\n5. Five.\n\n3. Three.") == ["p/1", "p/2", "p/5", "p/5/2"]


def test_numbers_may_begin_anew_under_each_heading() -> None:
    text = "I. Land\n\n1. One.\n\n2. Two.\n\nII. Sea\n\n1. One."
    assert paths(text) == ["section/1", "p/1", "p/2", "section/2", "section/2/p/1"]


def test_an_address_that_comes_twice_is_told() -> None:
    text = "Annex\n\n1. One.\n\nAppendix\n\n1. One.\n\nAppendix\n\n1. Two."
    structure = structure_of(blocks_of(text))
    found = [provision.path for provision in structure.provisions]
    assert len(found) == len(set(found))
    assert structure.notices[0].startswith("There is more than one annex/appendix-1;")


def test_notes_behind_stars_and_rules_are_no_paragraphs() -> None:
    text = (
        "1. Recalls the plan* of the Commission.1\n\n"
        "* A/76/1.\n"
        "______________\n"
        "1 Resolution 70/1.\n"
        "2. Goes on.\n"
    )
    source = blocks_of(text)
    provisions = structure_of(source).provisions
    assert [p.path for p in provisions] == ["p/1", "p/2", "footnote/star-1", "footnote/1"]
    star, first = provisions[2:]
    assert (text[star.start : star.end], star.note_at) == ("A/76/1.", text.index("*"))
    assert (text[first.start : first.end], first.note_at) == ("Resolution 70/1.", text.index("1\n"))
    assert first.parent == 0


def test_a_figure_behind_the_notes_is_no_note() -> None:
    text = "1. Recalls the plan.1\n\n____\n1 Resolution 70/1.\n12 wetlands were restored."
    assert paths(text) == ["p/1", "p/1/2", "footnote/1"]


def test_text_that_is_put_in_order_keeps_the_places_of_marks() -> None:
    text = "1. Restores land\nA/76/100\nand sea2 too.\n2 See below."
    pieces = ((0, 16), (26, 39))
    note = Note(42, 52, "2", 33, ((42, 52),))
    found = reflowed(Blocks(text, [Block(0, 39, pieces=pieces)], [note]))
    assert found.text == "1. Restores land\nand sea2 too.\nSee below."
    [moved] = found.notes
    assert found.text[moved.start : moved.end] == "See below."
    assert moved.at == found.text.index("2 too")


def test_lines_as_wide_as_the_page_are_joined() -> None:
    lines = [
        "1. The Executive Director supported Member States in the preparation of",
        "their reports, and in the restoration of wetlands, forests, grasslands",
        "and drylands.",
        "2. The Executive Director also supported the work of the secretariat, in",
        "particular on data.",
    ]
    text = "\n".join(lines)
    source = blocks_of(text)
    assert [text[b.start : b.end] for b in source.blocks] == [
        "\n".join(lines[:3]),
        "\n".join(lines[3:]),
    ]


def test_headers_that_pages_repeat_are_furniture() -> None:
    words = ("One is land.", "Another is sea.", "Then air.", "Fire comes last.", "No more.")
    pages = [f"A/76/100\n{n}. {own}\nReport {n}\n{n}" for n, own in enumerate(words, 1)]
    source = blocks_of("\f".join(pages))
    assert len(source.blocks) == 5
    assert {"A/76/100", "Report 3", "3"} <= set(source.furniture)


def test_no_text_makes_the_patterns_run_away() -> None:
    hard = (
        "(" * 50_000,
        "1." * 50_000,
        " \n" * 50_000,
        "*" * 50_000,
        "A/" * 50_000,
        "。\n" * 50_000,
    )
    start = time.process_time()
    for text in hard:
        structure_of(blocks_of(text))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("(b) x", [("letter", 2)]),
        ("（b）x", [("letter", 2)]),
        ("(i) x", [("small-roman", 1), ("letter", 9)]),
        ("b) x", [("letter", 2)]),
        ("(ب) x", [("letter", 2)]),
        ("㈢ x", [("counted", 3)]),
        ("(十二) x", [("counted", 12)]),
        ("二十一、 x", [("chinese", 21)]),
        ("IV. x", [("roman", 4)]),
        ("C. x", [("capital", 3)]),
        ("ثانيا - x", [("roman", 2)]),
        ("٣ - x", [("paragraph", 3)]),
        ("12. x", [("paragraph", 12)]),
        ("15.3.1 x", []),
        ("2020. x", []),
        ("第三条 x", [("article", 3)]),
        ("第 4/10 号决议", []),
        ("Annex II", [("annex", 2)]),
        ("Annexes are many", []),
        ("附件", [("annex", 0)]),
        ("附件一所载", []),
    ],
)
def test_a_marker_is_read(text: str, readings: list[tuple[str, int]]) -> None:
    assert [(marker.style, marker.order) for marker in markers.markers(text)] == readings


def test_roman_numbers_and_letters_are_written_as_they_are_read() -> None:
    for order in range(1, 40):
        [roman, *_] = markers.markers(f"({markers.roman(order)}) x")
        assert (roman.style, roman.order) == ("small-roman", order)
    for order in range(1, 53):
        readings = markers.markers(f"({markers.letter(order)}) x")
        assert ("letter", order) in [(marker.style, marker.order) for marker in readings]


def test_no_blocks_make_no_provisions() -> None:
    assert structure_of(Blocks("", [])).provisions == []
