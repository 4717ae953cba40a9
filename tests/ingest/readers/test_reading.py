"""The door: formats are told by content, and what is no document is told in one line."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from restokg.errors import DocumentLimitError, MissingPathError, UnreadableDocumentError
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.reading import content_of, read
from tests.ingest.readers.making import paragraphs, pdf, written

HTML = "<!DOCTYPE html><html><body><p>1. Words.</p></body></html>"
XHTML = "http://www.w3.org/1999/xhtml"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.pdf", "a.docx", "a.xml"])
@pytest.mark.parametrize(
    ("data", "form"),
    [
        (HTML.encode(), "html"),
        (b"\xef\xbb\xbf \n" + HTML.encode(), "html"),
        (HTML.encode("utf-16"), "html"),
        (f'<?xml version="1.0"?><html xmlns="{XHTML}"><p>1. Words.</p></html>'.encode(), "html"),
        (pdf([["1. Words."]]), "pdf"),
        (paragraphs("1. Words."), "docx"),
    ],
    ids=["html", "html with a mark", "html in UTF-16", "xhtml", "pdf", "docx"],
)  # fmt: skip
def test_the_format_is_told_by_the_content(
    tmp_path: Path, name: str, data: bytes, form: str
) -> None:
    [document] = read(written(tmp_path, name, data))
    assert (document.format, document.text) == (form, "1. Words.")


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.txt", "1. Less than <5 per cent", "text"),
        ("a.txt", "<5 per cent of the land", "text"),
        ("a.html", "1. Words without any element", "html"),
    ],
)
def test_text_without_markup_is_plain_unless_the_name_says_else(
    tmp_path: Path, name: str, text: str, form: str
) -> None:
    assert read(written(tmp_path, name, text))[0].format == form


def test_akn4un_is_told_by_its_root(tmp_path: Path) -> None:
    root = f'<akomaNtoso xmlns="{AKN}"><statement/></akomaNtoso>'
    text = f'<?xml version="1.0"?>\n<!-- a copy -->\n{root}'
    assert read(written(tmp_path, "a.txt", text))[0].format == "akn"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word file of before 2007"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02", "program"),
        (b"PK\x05\x06" + bytes(18), "no DOCX document"),
        (b"<?xml version='1.0'?><rdf/>", "not Akoma Ntoso"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=kind):
        read(written(tmp_path, "a.txt", data))


@pytest.mark.parametrize("data", [b"", b" \n\n\t"])
def test_an_empty_file_is_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="The file is empty"):
        read(written(tmp_path, "a.txt", data))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocumentError, match="a folder, not a file"):
        read(tmp_path)


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    with pytest.raises(MissingPathError, match="links lead in a circle"):
        read(loop)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="There are no pipes here.")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_a_pipe_or_device_is_told_and_not_waited_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "pipe":
        os.mkfifo(path)
    with pytest.raises(UnreadableDocumentError, match="no regular file"):
        read(path)


def test_a_large_file_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "1. Words.")
    assert read(path, limits=Limits(file_bytes=9))[0].text == "1. Words."
    with pytest.raises(DocumentLimitError) as told:
        read(path, limits=Limits(file_bytes=8))
    assert told.value.limit == "file_bytes"
    assert "the limit file_bytes is 8." in str(told.value)
    assert str(told.value).endswith("If you trust the file, raise it: --limit file_bytes=NUMBER.")


@pytest.mark.parametrize("data", [HTML, "1. Words.", "<?xml version='1.0'?><a/>"])
def test_markup_and_text_have_a_limit_of_their_own(tmp_path: Path, data: str) -> None:
    with pytest.raises(DocumentLimitError, match="the limit text_bytes is 8"):
        read(written(tmp_path, "a", data), limits=Limits(text_bytes=8))


def test_a_line_of_500_megabytes_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(DocumentLimitError, match="has 500,000,000 bytes or more"):
            read(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("line", ["x" * 2_000_000, "1. " * 700_000])
def test_a_line_within_the_file_limit_is_refused_by_its_length(tmp_path: Path, line: str) -> None:
    with pytest.raises(DocumentLimitError, match="the limit line_length is 1,000,000"):
        read(written(tmp_path, "a.txt", line))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="There is no such file system.")
def test_a_file_that_is_longer_than_it_says_is_read_up_to_the_limit() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert content_of(path, Limits()).count(b"\n") > 5
    with pytest.raises(DocumentLimitError, match="has 9 bytes or more"):
        content_of(path, Limits(file_bytes=8))
