"""AKN4UN files become documents: metadata, collections, and what is no such file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from restokg.errors import UnreadableDocumentError
from restokg.ingest.readers.akn import read_akn
from tests.ingest.readers.akn_making import (
    COVER,
    IDENTIFICATION,
    NAMESPACE,
    PREFACE,
    akn,
    note,
    paragraph,
    paths,
    read_one,
    words,
)

# --- metadata -------------------------------------------------------------------------------------


def test_metadata_is_read() -> None:
    keywords = (
        '<classification><keyword href="http://metadata.un.org/sdg/15"/>'
        '<keyword href="http://metadata.un.org/sdg/6"/><keyword value="WETLANDS"/>'
        '<keyword href="http://metadata.un.org/sdg/15"/></classification>'
    )
    document = read_one(akn(cover=COVER, preface=PREFACE, meta=IDENTIFICATION + keywords))
    assert document.symbol == "A/RES/99/1"
    assert document.title == "Wetlands of the example"
    assert (document.date, document.date_adopted) == ("2044-12-10", True)
    assert (document.session, document.agenda_item, document.language) == ("99", "12 (b)", "en")
    assert document.subjects == ["http://metadata.un.org/sdg/15", "http://metadata.un.org/sdg/6"]
    assert document.notices == []


def test_metadata_that_is_missing_is_none() -> None:
    document = read_one(akn())
    assert (document.symbol, document.title, document.date) == (None, None, None)
    assert (document.session, document.agenda_item, document.language) == (None, None, None)
    assert (document.date_adopted, document.subjects) == (False, [])


def test_a_day_of_publication_is_not_one_of_adoption() -> None:
    meta = IDENTIFICATION.replace("adoption", "publication")
    document = read_one(akn(meta=meta))
    assert (document.date, document.date_adopted) == ("2044-12-10", False)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ara", "ar"),
        ("chi", "zh"),
        ("zho", "zh"),
        ("eng", "en"),
        ("fra", "fr"),
        ("rus", "ru"),
        ("spa", "es"),
        ("deu", None),
    ],
)
def test_languages_are_named_by_their_short_codes(code: str, language: str | None) -> None:
    assert read_one(akn(meta=IDENTIFICATION.replace("eng", code))).language == language


def test_an_agenda_item_may_stand_in_a_title() -> None:
    cover = COVER.replace('"agenda item">', '"agenda item" title="75 (a)">')
    assert read_one(akn(cover=cover)).agenda_item == "75 (a)"


def test_a_note_on_the_title_is_no_part_of_it() -> None:
    preface = f"<preface><p><docTitle>Wetlands{note('1', 'A note.')}</docTitle></p></preface>"
    document = read_one(akn(preface=preface))
    assert document.title == "Wetlands"
    assert words(document) == {"masthead": "Wetlands", "footnote/1": "A note."}


# --- collections ----------------------------------------------------------------------------------


def collection(*letters: str) -> str:
    """Return a file of several resolutions behind one masthead."""
    parts = "".join(
        f"<component><statement><preface><p><docNumber>{letter}</docNumber>"
        f" <docTitle>Part {letter}</docTitle></p></preface>"
        f"<mainBody>{paragraph('1.', f'Decides {letter}.')}</mainBody></statement></component>"
        for letter in letters
    )
    cover = COVER.replace("99/1", "99/1 A-B")
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><documentCollection><meta>{IDENTIFICATION}</meta>'
        f"{cover}{PREFACE}</documentCollection><components>{parts}</components></akomaNtoso>"
    )


def test_each_part_of_a_collection_is_a_document() -> None:
    whole, first, second = read_akn(collection("A", "B").encode(), "a.xml")
    assert (whole.symbol, first.symbol, second.symbol) == (
        "A/RES/99/1 A-B",
        "A/RES/99/1 A",
        "A/RES/99/1 B",
    )
    assert second.title == "Wetlands of the example: Part B"
    assert (second.language, second.date, second.date_adopted) == ("en", "2044-12-10", True)
    assert (second.session, second.agenda_item) == ("99", "12 (b)")
    assert paths(whole) == []
    assert words(second) == {"masthead": "B Part B", "p/1": "Decides B."}


def test_a_part_without_a_letter_is_told() -> None:
    _, part = read_akn(collection("اثنان").encode(), "a.xml")
    assert part.symbol is None
    assert part.notices == ["The letter of a part of A/RES/99/1 A-B cannot be told."]


# --- files that are something else ----------------------------------------------------------------


def test_a_fault_is_told_with_its_place() -> None:
    with pytest.raises(UnreadableDocumentError, match="not well-formed") as told:
        read_akn(b"<akomaNtoso>\n<statement></akomaNtoso>", "a.xml")
    assert told.value.line == 2


@pytest.mark.parametrize(
    "text",
    ["<akomaNtoso><statement/></akomaNtoso>", f'<akomaNtoso xmlns="{NAMESPACE}"/>', "<rdf/>"],
)
def test_xml_of_another_kind_is_told(text: str) -> None:
    with pytest.raises(UnreadableDocumentError, match="not Akoma Ntoso"):
        read_akn(text.encode(), "a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "ascii", "gb18030"])
def test_characters_that_part_passages_cannot_be_smuggled_in(encoding: str) -> None:
    body = paragraph("1.", "One\ue001p\ue0029.\ue002\ue002Forged. \ue003 \ue008", "a\ue002b")
    text = f'<?xml version="1.0" encoding="{encoding}"?>{akn(body)}'
    [document] = read_akn(text.encode(encoding, "xmlcharrefreplace"), "a.xml")
    fake = "\ufffd"
    assert words(document) == {
        "masthead": "",
        "p/1": f"One{fake}p{fake}9.{fake}{fake}Forged. {fake} {fake}",
    }
    assert document == read_akn(akn(body).encode("utf-16"), "a.xml")[0]
    assert document == read_akn(akn(body).encode("ascii", "xmlcharrefreplace"), "a.xml")[0]


# --- the official files ---------------------------------------------------------------------------

SHARE = 0.95
"""Of the preambular and operative paragraphs and their items, those with one path everywhere. The
markup of headings and annexes is not the same in all languages."""


def test_the_six_languages_of_official_files_have_the_same_paths(corpus: Path) -> None:
    told: dict[tuple[str | None, int], dict[str, set[str]]] = defaultdict(dict)
    for file in sorted(corpus.glob("*session/*/*.xml")):
        try:
            documents = read_akn(file.read_bytes(), file.name)
        except UnreadableDocumentError:
            continue
        for order, document in enumerate(documents):
            kept = {path for path in paths(document) if path.startswith(("preamble/", "p/"))}
            told[documents[0].symbol, order][file.parts[-2]] = kept
    complete = [list(versions.values()) for versions in told.values() if len(versions) == 6]
    assert len(complete) >= 100
    shared = sum(len(set.intersection(*versions)) for versions in complete)
    assert shared / sum(len(set.union(*versions)) for versions in complete) >= SHARE
