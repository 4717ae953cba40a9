"""HTML pages: words, headings, lists, tables and notes; nothing is run or fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg.errors import UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers.reading import read
from tests.ingest.readers.making import PATHS, RESOLUTION, written


def page(tmp_path: Path, body: str, head: str = "", name: str = "a.html") -> Document:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(written(tmp_path, name, text))[0]


def words(document: Document, path: str) -> str:
    provision = next(p for p in document.provisions if p.path == path)
    return document.text[provision.start : provision.end]


def test_paragraphs_become_provisions(tmp_path: Path) -> None:
    document = page(tmp_path, "".join(f"<p>{line}</p>" for line in RESOLUTION))
    assert [p.path for p in document.provisions] == list(PATHS)
    assert words(document, "p/1/b/ii") == "On cost;"
    assert (document.format, document.language) == ("html", "en")


def test_lists_are_numbered_as_browsers_number_them(tmp_path: Path) -> None:
    body = (
        "<ol><li>Requests:<ol type=a><li>Land;<li>Sea:<ol type=i><li>Near;<li>Far;</ol></ol>"
        "<li value=3>Decides.</ol>"
    )
    document = page(tmp_path, body)
    numbers = [(p.path, p.number) for p in document.provisions]
    assert numbers == [
        ("p/1", "1"), ("p/1/a", "(a)"), ("p/1/b", "(b)"), ("p/1/b/i", "(i)"), ("p/1/b/ii", "(ii)"),
        ("p/3", "3"),
    ]  # fmt: skip
    assert words(document, "p/1/b/ii") == "Far;"


def test_headings_and_bullets_are_told_by_their_elements(tmp_path: Path) -> None:
    body = "<h1>Report</h1><h2>I. Land</h2><p>1. It shows:</p><ul><li>Loss.<li>Gain.</ul>"
    document = page(tmp_path, body)
    assert [p.path for p in document.provisions] == [
        "masthead",
        "section/1",
        "p/1",
        "p/1/1",
        "p/1/2",
    ]


def test_rows_of_a_table_are_blocks_with_their_cells(tmp_path: Path) -> None:
    body = "<p>1. See below.</p><table><tr><th>Year<th>Area<tr><td>2020<td>12 000</table>"
    document = page(tmp_path, body)
    assert "Year\tArea\n2020\t12 000" in document.text
    assert [p.path for p in document.provisions] == ["p/1", "unnumbered/1", "unnumbered/2"]


def test_scripts_styles_and_hidden_words_are_no_text(tmp_path: Path) -> None:
    body = (
        "<script>evil()</script><style>p{}</style><p>1. Seen<!-- not this --> words.</p>"
        "<p hidden>Unseen</p><div style='display: none'>Unseen</div><noscript>Unseen</noscript>"
        "<template><p>Unseen</p></template><svg><text>Unseen</text></svg>"
    )
    document = page(tmp_path, body, "<title>The title</title><script>evil()</script>")
    assert document.text == "1. Seen words."
    assert document.title == "The title"


def test_notes_are_tied_to_their_marks(tmp_path: Path) -> None:
    body = (
        '<p>1. Recalls the plan<sup><a id=r1 href="#n1">1</a></sup> of 2015.</p><p>2. Goes on.</p>'
        '<hr><p id=n1><a href="#r1">1</a> Resolution 70/1.</p>'
    )
    document = page(tmp_path, body)
    assert [p.path for p in document.provisions] == ["p/1", "p/2", "footnote/1"]
    note = document.provisions[-1]
    assert document.text[note.start : note.end] == "Resolution 70/1."
    assert note.note_at == document.text.index(" of 2015")
    assert note.parent == 0


def test_links_are_kept_beside_the_text(tmp_path: Path) -> None:
    document = page(
        tmp_path, '<p>1. See <b><a href="https://undocs.org/A/RES/70/1">70/1</a></b>.</p>'
    )
    [(start, end, address)] = document.links
    assert (document.text[start:end], address) == ("70/1", "https://undocs.org/A/RES/70/1")


@pytest.mark.parametrize(
    ("lang", "body", "language"),
    [
        ("zh-CN", "<p>1. Acronyms only: UNEP</p>", "zh"),
        ("de", "<p>1. 恢复生态系统</p>", "zh"),
        ("", "<p>1. восстановление экосистем</p>", "ru"),
        ("", "<p dir=rtl>1 - استعادة النظم الإيكولوجية</p>", "ar"),
    ],
)
def test_the_language_is_that_of_the_page_or_else_of_its_words(
    tmp_path: Path, lang: str, body: str, language: str
) -> None:
    path = written(tmp_path, "a.html", f'<html lang="{lang}"><body>{body}</body></html>')
    assert read(path)[0].language == language


@pytest.mark.parametrize("encoding", ["gb18030", "windows-1251", "utf-8"])
def test_a_page_is_decoded_as_it_says(tmp_path: Path, encoding: str) -> None:
    words_in = "恢复" if encoding != "windows-1251" else "восстановление"
    text = f"<html><head><meta charset={encoding}></head><body><p>1. {words_in}</p></body></html>"
    assert read(written(tmp_path, "a", text.encode(encoding)))[0].text == f"1. {words_in}"


@pytest.mark.parametrize("charset", ["klingon", "rot13", "hex"])
def test_an_unknown_encoding_is_told(tmp_path: Path, charset: str) -> None:
    path = written(tmp_path, "a.html", f"<html><meta charset={charset}><p>text</html>")
    with pytest.raises(UnreadableDocumentError, match=f"'{charset}', which is unknown"):
        read(path)


def test_a_false_encoding_is_told_with_its_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", b"<html><meta charset=utf-8>\n<p>\xff</html>")
    with pytest.raises(UnreadableDocumentError, match=r"a\.html:2: .* byte 30 is not"):
        read(path)


def test_deep_nesting_is_refused_and_not_cut(tmp_path: Path) -> None:
    assert page(tmp_path, "<div>" * 200 + "deep enough").text == "deep enough"
    with pytest.raises(UnreadableDocumentError, match="nest more than 256 deep"):
        page(tmp_path, "<div>" * 100_000 + "too deep")


def test_a_page_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no words"):
        page(tmp_path, "<script>x</script>")


def test_nothing_that_a_page_names_is_fetched(tmp_path: Path, no_network: list[object]) -> None:
    body = (
        '<img src="http://example.org/a.png"><iframe src="http://example.org/"></iframe>'
        '<object data="http://example.org/x"></object><p>1. Words.</p>'
    )
    head = '<base href="http://example.org/"><link rel=stylesheet href="http://example.org/a.css">'
    assert page(tmp_path, body, head).text == "1. Words."
    assert no_network == []
