"""Plain text keeps its offsets; what is no text in UTF-8 or UTF-16 is told, with the remedy."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from restokg.errors import DocumentLimitError, UnreadableDocumentError
from restokg.ingest.readers.languages import language_of
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.reading import read
from tests.ingest.readers.making import written

TEXT = "1. 恢复生态系统。\r\n\r\n2. Restore it, 𠀀.\r\n"
SENTENCES = {
    "ar": "إن الجمعية العامة، إذ تشير إلى قرارها بشأن النظم الإيكولوجية",
    "zh": "大会回顾关于生态系统恢复的决议",
    "en": "The Conference of the Parties recalls that it adopted the plan in its decision",
    "fr": "La Conférence des Parties rappelle les décisions qui sont dans le plan et aux annexes",
    "ru": "Генеральная Ассамблея, ссылаясь на свою резолюцию о восстановлении экосистем",
    "es": "La Conferencia de las Partes recuerda las decisiones del plan y los anexos para 2030",
}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "\ufeff" + TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16", "UTF-16, big end first"],
)
def test_the_text_is_the_very_content(tmp_path: Path, data: bytes, text: str) -> None:
    path = written(tmp_path, "a.txt", data)
    [document] = read(path)
    assert document.text == text
    assert [p.path for p in document.provisions] == ["p/1", "p/2"]
    second = document.provisions[1]
    assert text[second.start : second.end] == "Restore it, 𠀀."
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with path.open(encoding="utf-8", newline="") as file:
            assert document.text == file.read()


@pytest.mark.parametrize(
    ("encoding", "text", "guess"),
    [
        ("gb18030", "生态系统恢复十年的战略，\n大会回顾其决议。", "GB18030"),
        ("cp1251", SENTENCES["ru"], "WINDOWS-1251"),
        ("cp1256", SENTENCES["ar"], "WINDOWS-1256"),
        ("cp1252", SENTENCES["fr"], "WINDOWS-1252"),
        ("utf-16-le", "The plan, and more.", "UTF-16LE"),
        ("utf-16-be", "The plan, and more.", "UTF-16BE"),
        ("utf-32", "The plan", "UTF-32"),
    ],
)
def test_another_encoding_is_guessed_and_the_remedy_named(
    tmp_path: Path, encoding: str, text: str, guess: str
) -> None:
    path = written(tmp_path, "a.txt", text.encode(encoding))
    with pytest.raises(UnreadableDocumentError) as told:
        read(path)
    assert f"it looks like {guess}. Save it as UTF-8: iconv -f {guess}" in str(told.value)


def test_a_fault_in_utf8_is_told_with_byte_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"one\ntwo \xff\n")
    with pytest.raises(UnreadableDocumentError, match=r"a\.txt:2: This is not UTF-8 \(byte 8\)"):
        read(path)


def test_broken_utf16_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "one\ntwo".encode("utf-16")[:-1])
    with pytest.raises(UnreadableDocumentError, match="mark says UTF-16, but byte"):
        read(path)


@pytest.mark.parametrize(
    "data", [b"abc\x00def", bytes(range(1, 128)) * 9, b"\xff\xfe\x41\x00\x01\x00"]
)
def test_a_binary_renamed_to_txt_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="This is no text"):
        read(written(tmp_path, "a.txt", data))


def test_a_long_line_and_a_long_text_are_refused_with_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "short\n" + "x" * 101 + "\nshort\n")
    with pytest.raises(DocumentLimitError, match="Line 2 is 101 characters long; the limit line_"):
        read(path, limits=Limits(line_length=100))
    with pytest.raises(DocumentLimitError, match="the limit text_length is 100"):
        read(path, limits=Limits(text_length=100))
    assert read(path, limits=Limits(line_length=101, text_length=114))[0].text


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_each_official_language_is_told(language: str, sentence: str) -> None:
    assert language_of(sentence) == language


def test_chinese_with_many_latin_names_is_chinese() -> None:
    assert language_of("粮农组织与 Mirova-Althelia 合作") == "zh"


def test_figures_are_in_no_language() -> None:
    assert language_of("15.3.1 / 2030") is None
