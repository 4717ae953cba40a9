"""PDF files: words of the pages in order; broken, protected and image-only files are told."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from restokg.errors import DocumentLimitError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.reading import read
from tests.ingest.readers.making import PATHS, RESOLUTION, changed_pdf, pdf, written


def document(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Document:
    return read(written(tmp_path, "a.pdf", data), limits=limits)[0]


def test_lines_become_provisions(tmp_path: Path) -> None:
    found = document(tmp_path, pdf([RESOLUTION]))
    assert [p.path for p in found.provisions] == list(PATHS)
    assert (found.format, found.language) == ("pdf", "en")


def test_chinese_lines_become_provisions(tmp_path: Path) -> None:
    found = document(tmp_path, pdf([["大会，", "回顾其决议，", "1. 请秘书长：", "(a) 恢复湿地；"]]))
    assert [p.path for p in found.provisions] == ["preamble/1", "p/1", "p/1/a"]
    assert found.language == "zh"


def test_a_paragraph_goes_on_over_headers_and_notes(tmp_path: Path) -> None:
    first = [
        "A/76/100",
        "1. The Executive Director supported Member States in the preparation of",
        "their national reports, and in the restoration of wetlands,1 forests and",
        "_______________",
        "1 See the report.",
        "1",
    ]
    second = [
        "A/76/100",
        "grasslands in the drylands of the region, as the United Nations Decade on",
        "Ecosystem Restoration demands.",
        "2. The end.",
        "2",
    ]
    found = document(tmp_path, pdf([first, second]))
    assert [p.path for p in found.provisions] == ["p/1", "p/2", "footnote/1"]
    paragraph, _, note = found.provisions
    words = found.text[paragraph.start : paragraph.end]
    assert words.startswith("The Executive")
    assert words.endswith("Restoration demands.")
    assert "A/76/100" not in words
    assert "See the report" not in words
    assert found.text[note.start : note.end] == "See the report."
    assert note.note_at is not None
    assert found.text[: note.note_at].endswith("wetlands,")


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    assert document(tmp_path, pdf([["1. Words."], []])).notices == ["Pages without text: 2."]


def test_images_without_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableDocumentError, match=r"images, but no text\. Run text recognition"
    ):
        document(tmp_path, pdf([[], []]))


def test_a_password_is_told(tmp_path: Path) -> None:
    data = changed_pdf(
        pdf([["1. Words."]]), lambda writer: writer.encrypt("secret", algorithm="RC4-128")
    )
    with pytest.raises(UnreadableDocumentError, match="The file is encrypted"):
        document(tmp_path, data)


def test_a_file_that_anyone_may_open_is_read(tmp_path: Path) -> None:
    data = changed_pdf(
        pdf([["1. Words."]]), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")
    )
    assert document(tmp_path, data).text == "1. Words."


def test_scripts_links_and_attachments_are_left_alone(
    tmp_path: Path, no_network: list[object]
) -> None:
    action = (
        "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://example.org'\\)) >>"
        " /AA << /WC << /S /URI /URI (http://example.org) >> >>"
    )
    data = changed_pdf(
        pdf([["1. Words."]], extra=action),
        lambda writer: writer.add_attachment("evil.txt", b"evil words"),
    )
    assert document(tmp_path, data).text == "1. Words."
    assert no_network == []


@pytest.mark.parametrize("kept", [20, 300, -60])
def test_a_file_that_is_cut_off_is_told(tmp_path: Path, kept: int) -> None:
    with pytest.raises(UnreadableDocumentError, match="cut off"):
        document(tmp_path, pdf([["1. Words."]])[:kept])


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nxref\n0 0\ntrailer << /Root 9 0 R >>\nstartxref\n9\n%%EOF",
        (
            b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >> endobj\n"
            b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"
        ),
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\n%%EOF",
        b"%PDF-1.7\n1 0 obj " + b"<< /A " * 20_000 + b"endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    ],
    ids=["nothing", "no catalogue", "pages in a circle", "arrays", "dictionaries"],
)
def test_a_broken_file_is_told_in_one_line(
    tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableDocumentError) as told:
        document(tmp_path, content)
    assert str(told.value).startswith(f"{tmp_path}/a.pdf: The ")
    assert "\n" not in str(told.value)
    assert capfd.readouterr() == ("", "")


def test_a_file_that_its_library_mends_is_read_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = pdf([["1. Words."]]).replace(b"startxref\n", b"startxref\n9")
    level = logging.getLogger("pypdf").level
    assert document(tmp_path, data).text == "1. Words."
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("pypdf").level == level


def test_too_many_pages_and_too_much_text_are_refused(tmp_path: Path) -> None:
    data = pdf([["1. Words and words."], ["2. More."]])
    with pytest.raises(DocumentLimitError, match="There are 2 pages; the limit pages is 1"):
        document(tmp_path, data, Limits(pages=1))
    with pytest.raises(DocumentLimitError, match="the limit text_length is 10"):
        document(tmp_path, data, Limits(text_length=10))


def test_drawing_without_end_is_stopped(tmp_path: Path) -> None:
    endless = b"BT /F1 10 Tf " + b"1 0 0 1 0 0 Tm <0041> Tj " * 20_000 + b"ET"
    data = pdf([["x"]], contents=endless)
    with pytest.raises(
        DocumentLimitError, match=r"Reading takes too long; the limit seconds is 0\.01"
    ):
        document(tmp_path, data, Limits(seconds=0.01))


def test_a_stream_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = pdf([["x"]], contents=b" " * 100_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableDocumentError, match="broken as PDF"):
        document(tmp_path, bomb)
