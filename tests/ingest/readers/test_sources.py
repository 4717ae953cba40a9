"""The source texts come out as the curators divided them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from restokg.graph import reading
from restokg.ingest.document import Document
from restokg.ingest.readers.reading import read

RKG = "https://w3id.org/restokg/ontology#"

# file, curated data, provisions curated, of these found. What is not found has a name that the
# curators gave it (lead-agency/criterion/2), or stands in a table whose columns run together.
EXPECTED = (
    ("000_6201d71dfc21ba99.txt", "un-decade-partnership-framework", 124, 1),
    ("001_dc99ae35ecbe8cc2.txt", "unep-ea-5-10", 51, 51),
    ("002_05f476ff2cb2e04e.txt", "cbd-sbstta-xx-12", 127, 102),
    ("003_0f451d216cbfb85f.txt", "unccd-cop16-relations", 106, 99),
    ("004_c9ff2ce7a1a2aa8e.txt", "ipbes-4-partnerships", 73, 29),
)
NAMES = {curated: name for name, curated, _, _ in EXPECTED}


@pytest.fixture(scope="module")
def documents(sources: Path) -> dict[str, Document]:
    return {curated: read(sources / name)[0] for name, curated, _, _ in EXPECTED}


def curated(checkout: Path, name: str) -> dict[str, str | None]:
    """Return the curated paths of a document, each with its printed number."""
    orders: dict[str, str | None] = {}
    numbers: dict[str, str] = {}
    for quad in reading.quads(checkout / "data" / "documents" / f"{name}.trig"):
        graph = str(getattr(quad.graph_name, "value", ""))
        path = str(getattr(quad.subject, "value", "")).removeprefix(f"{graph}/")
        if quad.predicate.value == f"{RKG}order":
            orders[path] = None
        elif quad.predicate.value == f"{RKG}number":
            numbers[path] = str(getattr(quad.object, "value", ""))
    return {path: numbers.get(path) for path in orders}


@pytest.mark.parametrize(("name", "total", "found"), [row[1:] for row in EXPECTED])
def test_the_paths_are_those_of_the_curated_data(
    checkout: Path, documents: dict[str, Document], name: str, total: int, found: int
) -> None:
    expected = curated(checkout, name)
    paths = {provision.path for provision in documents[name].provisions}
    assert len(expected) == total
    assert len(expected.keys() & paths) == found


@pytest.mark.parametrize("name", ["unep-ea-5-10", "cbd-sbstta-xx-12", "unccd-cop16-relations"])
def test_all_numbered_paragraphs_and_lettered_items_are_found(
    checkout: Path, documents: dict[str, Document], name: str
) -> None:
    paths = {provision.path for provision in documents[name].provisions}
    counted = re.compile(r"\d+|\([a-z]\)")
    expected = {
        path
        for path, number in curated(checkout, name).items()
        if number and counted.fullmatch(number) and re.search(r"(?:^|/)p/", path)
    }
    assert len(expected) >= 38
    assert expected - paths == set()


def test_the_note_to_ipbes_has_its_paragraphs_articles_and_items(
    documents: dict[str, Document],
) -> None:
    paths = {provision.path for provision in documents["ipbes-4-partnerships"].provisions}
    assert {f"p/{number}" for number in range(1, 7)} <= paths
    assert {"p/6/a", "p/6/b", "p/6/c"} <= paths
    assert {f"annex-1/article-{number}" for number in range(1, 7)} <= paths
    assert {f"annex-1/article-2/{letter}" for letter in "abcde"} <= paths


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_content_of_the_file_and_spans_lie_in_it(
    sources: Path, documents: dict[str, Document], name: str
) -> None:
    document = documents[name]
    with (sources / NAMES[name]).open(encoding="utf-8", newline="") as file:
        assert document.text == file.read()
    starts = [p.start for p in document.provisions if p.kind != "Footnote"]
    assert starts == sorted(starts)
    for index, provision in enumerate(document.provisions):
        assert 0 <= provision.start < provision.end <= len(document.text)
        words = document.text[provision.start : provision.end]
        assert words == words.strip(), provision.path
        assert provision.parent is None or provision.parent < index


@pytest.mark.parametrize("name", ["unep-ea-5-10", "cbd-sbstta-xx-12", "unccd-cop16-relations"])
def test_numbers_are_printed_as_the_curators_have_them(
    checkout: Path, documents: dict[str, Document], name: str
) -> None:
    numbers = {provision.path: provision.number for provision in documents[name].provisions}
    expected = {path: number for path, number in curated(checkout, name).items() if number}
    same = [path for path in expected if path in numbers]
    assert len(same) > 40
    assert [p for p in same if numbers[p] != expected[p]] == []


def test_notes_are_tied_to_the_passage_with_their_mark(documents: dict[str, Document]) -> None:
    document = documents["cbd-sbstta-xx-12"]
    notes = [provision for provision in document.provisions if provision.kind == "Footnote"]
    assert [note.path for note in notes] == [f"footnote/{number}" for number in range(1, 15)]
    parents = [document.provisions[note.parent or 0].path for note in notes]
    assert parents == [
        *["preamble/4"] * 5, "p/8", "p/10/b", *["annex/p/9"] * 6, "annex/p/17",
    ]  # fmt: skip
    for note in notes:
        assert note.note_at is not None
        assert document.text.startswith(note.number or "?", note.note_at)


def test_mastheads_tell_symbol_day_and_item(documents: dict[str, Document]) -> None:
    report = documents["unep-ea-5-10"]
    assert (report.symbol, report.date, report.date_adopted) == (
        "UNEP/EA.5/10",
        "2020-11-16",
        False,
    )
    assert (report.session, report.agenda_item) == ("第五届会议", "5")
    assert documents["cbd-sbstta-xx-12"].symbol == "UNEP/CBD/SBSTTA/REC/XX/12"
    assert documents["cbd-sbstta-xx-12"].agenda_item == "10"
    # Neither prints a symbol or a day of its own, though both cite symbols and days.
    for name in ("unccd-cop16-relations", "ipbes-4-partnerships"):
        assert (documents[name].symbol, documents[name].date) == (None, None)
    assert {document.language for document in documents.values()} == {"zh"}
