"""AKN4UN files become documents: preamble, numbers, annexes, notes, links."""

from __future__ import annotations

import time

import pytest

from tests.ingest.readers.akn_making import (
    akn,
    annexes,
    note,
    paragraph,
    paths,
    point,
    read_one,
    words,
)

# --- structure ------------------------------------------------------------------------------------

LANGUAGES = {
    "en": ("1.", "(a)", "(b)", "(i)", "(ii)"),
    "fr": ("1.", "a)", "b)", "i)", "ii)"),
    "es": ("1.", "a)", "b)", "i)", "ii)"),
    "ru": ("1.", "a)", "b)", "i)", "ii)"),
    "zh": ("1.", "(a)", "(b)", "㈠", "㈡"),
    "ar": ("", "(أ)", "(ب)", "’1‘", "’2‘"),
}
WORDS = {
    "en": ("The Assembly,", "Noting the lake,", "Decides:"),
    "fr": ("L’Assemblée,", "Notant le lac,", "Décide\xa0:"),
    "es": ("La Asamblea,", "Observando el lago,", "Decide:"),
    "ru": ("Ассамблея,", "отмечая озеро,", "постановляет:"),
    "zh": ("大会，", "注意到湖泊，", "决定："),
    "ar": ("إن الجمعية،", "وإذ تلاحظ البحيرة،", "1 - تقرر:"),
}
PATHS = ["preamble/1", "p/1", "p/1/a", "p/1/b", "p/1/b/i", "p/1/b/ii"]


def preamble(opening: str, *recitals: str) -> str:
    """Return the blocks of a preamble."""
    blocks = "".join(f"<container><p>\t{recital}</p></container>\n" for recital in recitals)
    return f"<formula><p><span>{opening.rstrip(',،，')}</span>{opening[-1]}</p></formula>{blocks}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_marked_up_as_paragraphs_have_the_same_paths_in_all_languages(language: str) -> None:
    one, a, b, i, ii = LANGUAGES[language]
    opening, recital, operative = WORDS[language]
    body = paragraph(one, operative)
    body += "".join(paragraph(number, f"№ {number}") for number in (a, b, i, ii))
    document = read_one(akn(body, preamble=preamble(opening, recital)))
    assert paths(document) == PATHS
    told = words(document)
    assert told["preamble/1"] == recital
    assert told["p/1"] == operative.replace("1 - ", "").replace("\xa0", " ")
    assert told["p/1/b/i"] == f"№ {i}"
    assert document.text.startswith(opening)
    printed = [provision.number for provision in document.provisions[2:]]
    assert printed == ["1", a, b, i, ii]
    assert [provision.parent for provision in document.provisions[2:]] == [None, 2, 2, 4, 4]
    assert [provision.kind for provision in document.provisions[:4]] == [
        "Masthead",
        "PreambularParagraph",
        "OperativeParagraph",
        "Item",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_marked_up_as_lists_have_the_same_paths_in_all_languages(language: str) -> None:
    one, a, b, i, ii = LANGUAGES[language]
    operative = WORDS[language][2]
    items = (
        f"<list><intro><p>intro</p></intro>{point(a, 'A')}{point(b, 'B')}"
        f"<sublist>{point(i, 'I')}{point(ii, 'II')}</sublist></list>"
    )
    number = one or "1."
    document = read_one(akn(paragraph(number, operative, more=items) + paragraph("2.", "End.")))
    assert paths(document) == [*PATHS[1:], "p/2"]
    told = words(document)
    assert told["p/1"].endswith("\nintro")
    assert [told[path] for path in PATHS[2:]] == ["A", "B", "I", "II"]


def test_the_ninth_item_is_not_taken_for_a_sub_item() -> None:
    body = paragraph("1.", "Decides:")
    body += "".join(paragraph(f"({letter})", letter) for letter in "abcdefghij")
    assert paths(read_one(akn(body)))[-3:] == ["p/1/h", "p/1/i", "p/1/j"]


def test_an_arabic_number_in_the_text_is_the_number_of_the_paragraph() -> None:
    body = (
        paragraph("", "1 - تقرر النظر") + paragraph("", "2 – تطلب النظر") + paragraph("", "تقرر 3")
    )
    document = read_one(akn(body))
    assert words(document) == {
        "masthead": "",
        "p/1": "تقرر النظر",
        "p/2": "تطلب النظر",
        "unnumbered/1": "تقرر 3",
    }


def test_the_letter_of_an_item_that_stands_in_the_text_is_its_number() -> None:
    body = paragraph("1.", "Asks them to:") + paragraph("", "(a)\tCount;")
    body += paragraph("", "b)\tMeasure.") + paragraph("", "Told at last.")
    document = read_one(akn(body))
    assert paths(document) == ["p/1", "p/1/a", "p/1/b", "unnumbered/1"]
    assert words(document)["p/1/b"] == "Measure."


def test_a_body_that_another_preamble_follows_belongs_to_the_preamble() -> None:
    astray = paragraph("", "Noting the reeds,")
    again = "<preamble><container><p>Noting the otters,</p></container></preamble>"
    file = akn(paragraph("1.", "Counts;")).replace(
        "<mainBody>", f"<mainBody>{astray}</mainBody>{again}<mainBody>"
    )
    assert paths(read_one(file)) == ["preamble/1", "preamble/2", "p/1"]


def test_a_number_that_is_torn_off_its_paragraph_is_its_number() -> None:
    body = paragraph("1.", "") + paragraph("", "Rivers.") + paragraph("2.", "")
    document = read_one(akn(body + paragraph("", "Lakes.") + paragraph("", "More on lakes.")))
    told = {path: text for path, text in words(document).items() if path != "masthead"}
    assert told == {"p/1": "Rivers.", "p/2": "Lakes.", "unnumbered/1": "More on lakes."}
    assert [provision.number for provision in document.provisions[-3:]] == ["1", "2", None]


def test_a_number_without_words_that_items_follow_stays_with_them() -> None:
    document = read_one(akn(paragraph("1.", "") + paragraph("(a)", "Rivers.")))
    assert paths(document) == ["p/1", "p/1/a"]


def test_a_note_on_a_number_is_no_part_of_it() -> None:
    document = read_one(akn(paragraph(f"1.{note('1', 'See.')}", "One.")))
    assert (paths(document), document.provisions[1].number) == (["p/1"], "1")


def test_headings_hold_the_paragraphs_that_follow() -> None:
    body = paragraph("I", "First part", "H1") + paragraph("1.", "One.")
    body += paragraph("II", "Second part", "H1") + paragraph("2.", "Two.")
    document = read_one(akn(body))
    assert paths(document) == ["section/1", "p/1", "section/2", "p/2"]
    assert [one.parent for one in document.provisions] == [None, None, 1, None, 3]
    assert [one.number for one in document.provisions] == [None, "I", "1", "II", "2"]


def test_numbers_that_begin_anew_stand_below_their_headings() -> None:
    body = "".join(
        f"<section><num>{number}</num><crossHeading>{number} part</crossHeading>"
        f"{paragraph('1.', 'One.')}{paragraph('(a)', 'Item.')}</section>"
        for number in ("I.", "II.")
    )
    document = read_one(akn(body))
    assert paths(document) == [
        "section/1",
        "section/1/p/1",
        "section/1/p/1/a",
        "section/2",
        "section/2/p/1",
        "section/2/p/1/a",
    ]
    assert document.provisions[1].number == "I"
    assert document.notices == []


def test_a_heading_of_two_lines_is_one_provision() -> None:
    heading = '<paragraph class="HCh"><heading>{}</heading></paragraph>'
    document = read_one(akn(heading.format("Part one") + heading.format("Wetlands")))
    assert words(document)["section/1"] == "Part one\nWetlands"
    other = '<paragraph class="H23"><heading>Rivers</heading></paragraph>'
    document = read_one(akn(heading.format("Part one") + other))
    assert paths(document) == ["section/1", "section/2"]


def test_a_style_of_headings_does_not_make_a_numbered_paragraph_one() -> None:
    assert paths(read_one(akn(paragraph("3.", "Three.", "H1")))) == ["p/3"]


def test_one_annex_needs_no_number_and_several_have_one() -> None:
    body = paragraph("1.", "Adopts the annex.")
    annex = paragraph("1.", "Rule.") + paragraph("", "A closing line.")
    document = read_one(akn(body, after=annexes(annex)))
    assert paths(document) == ["p/1", "annex", "annex/p/1", "annex/unnumbered/1"]
    assert [one.kind for one in document.provisions[2:]] == ["Annex", "Paragraph", "Paragraph"]
    assert [one.parent for one in document.provisions[2:]] == [None, 2, 2]
    document = read_one(akn(body, after=annexes(annex, annex)))
    assert paths(document)[1:] == [
        "annex-1",
        "annex-1/p/1",
        "annex-1/unnumbered/1",
        "annex-2",
        "annex-2/p/1",
        "annex-2/unnumbered/1",
    ]


def test_a_second_provision_with_one_number_is_told() -> None:
    document = read_one(akn(paragraph("1.", "One.") + paragraph("1.", "Again.")))
    assert paths(document) == ["p/1", "p/1-2"]
    assert document.notices == ["There is more than one p/1; the next is p/1-2."]


def test_a_block_list_in_the_preamble_holds_items() -> None:
    listed = (
        "<container><p>Noting:</p><blockList><listIntroduction>the following:</listIntroduction>"
        "<item><num>(a)</num><p>lakes,</p></item><item><p>rivers,</p></item></blockList></container>"
    )
    document = read_one(akn(preamble=listed))
    told = words(document)
    assert told["preamble/1"] == "Noting:\nthe following:"
    assert told["preamble/1/a"] == "lakes,"
    assert told["preamble/1/unnumbered"] == "rivers,"
    assert [one.parent for one in document.provisions] == [None, None, 1, 1]


def test_a_table_is_read_row_by_row() -> None:
    rows = "<table><tr><td><p>Lake</p></td>\n<td><p>Area</p></td></tr><tr><td>One</td></tr></table>"
    document = read_one(
        akn(f"<container>{rows}</container>", preamble=f"<container>{rows}</container>")
    )
    assert words(document)["preamble/1"] == "Lake Area\nOne"
    assert words(document)["unnumbered/1"] == "Lake Area\nOne"


def test_tables_in_tables_are_read_once() -> None:
    table = "words"
    for _ in range(70):
        table = f"<table><tr><td>{table}</td></tr></table>"
    document = read_one(akn(f"<container>{table}</container>", preamble=f"<a>{table}</a>"))
    assert document.text == "words\nwords\n"


def test_white_space_of_all_kinds_is_one_space() -> None:
    document = read_one(
        akn(paragraph("1.\xa0", "A \xa0 lake\u2009,\n\t and\xa0\xa0a\u3000 river.\xa0"))
    )
    assert words(document)["p/1"] == "A lake , and a river."


# --- footnotes and links --------------------------------------------------------------------------


def test_footnotes_stand_last_with_their_marks_and_places() -> None:
    inner = note("2", f"See the report{note('3', 'Or not.')} of 2044.", "Second line.")
    body = paragraph("1.", f"Welcomes the report{note('1', 'A/99/1.')} and the lake {inner} here;")
    document = read_one(akn(body))
    assert words(document) == {
        "masthead": "",
        "p/1": "Welcomes the report and the lake here;",
        "footnote/1": "A/99/1.",
        "footnote/2": "See the report of 2044.\nSecond line.",
        "footnote/3": "Or not.",
    }
    notes = document.provisions[2:]
    assert [one.number for one in notes] == ["1", "2", "3"]
    before = [document.text[: one.note_at].rstrip().rpartition(" ")[2] for one in notes]
    assert before == ["report", "lake", "report"]


def test_brackets_around_the_mark_of_a_note_are_left_out() -> None:
    body = paragraph(
        "1.", f"ترحب<sup>(</sup>{note('1', '() انظر')}<sup>)</sup> بالتقرير<sup>2</sup>"
    )
    told = words(read_one(akn(body)))
    assert told["p/1"] == "ترحب بالتقرير2"
    assert told["footnote/1"] == "انظر"


def test_links_are_told_on_demand() -> None:
    address = "https://undocs.org/en/A/RES/98/2"
    body = paragraph(
        "1.", f'Recalls <span>its <a href="{address}">resolution\n 98/2 </a></span> of it;'
    )
    document = read_one(akn(body), links=True)
    [(start, end, told)] = document.links
    assert (document.text[start:end], told) == ("resolution 98/2", address)
    without = read_one(akn(body))
    assert without.links == []
    assert (without.text, without.provisions) == (document.text, document.provisions)


@pytest.mark.parametrize(
    "body",
    [
        paragraph("1.", "Again.") * 20_000,
        paragraph("1.", "Items.", more=f"<list>{point('(a)', 'Again.') * 20_000}</list>"),
        paragraph("1.", f"Notes. {note('1', 'See.') * 20_000}"),
        f"{'<section>' * 200}{paragraph('1.', 'Deep.') * 5_000}{'</section>' * 200}",
    ],
    ids=["paragraphs", "items", "notes", "sections"],
)
def test_the_time_grows_with_the_length(body: str) -> None:
    started = time.process_time()
    assert len(read_one(akn(body)).provisions) > 5_000
    assert time.process_time() - started < 5


def test_many_annexes_take_no_longer_than_their_words() -> None:
    started = time.process_time()
    assert len(read_one(akn(after=annexes(*["<p>Words.</p>"] * 10_000))).provisions) == 10_001
    assert time.process_time() - started < 5
