"""DOCX files: words, automatic numbers, notes and tables; bad archives never reach the library."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from restokg.errors import DocumentLimitError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers.limits import MIB, Limits
from restokg.ingest.readers.reading import read
from tests.ingest.readers.making import (
    PATHS,
    RESOLUTION,
    paragraphs,
    with_members,
    word,
    written,
)

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Document:
    return read(written(tmp_path, "a.docx", data), limits=limits)[0]


def test_paragraphs_become_provisions(tmp_path: Path) -> None:
    found = document(tmp_path, paragraphs(*RESOLUTION))
    assert [p.path for p in found.provisions] == list(PATHS)
    assert (found.format, found.language) == ("docx", "en")


def test_chinese_paragraphs_become_provisions(tmp_path: Path) -> None:
    found = document(
        tmp_path, paragraphs("大会，", "回顾其决议，", "1. 请秘书长：", "(a) 恢复湿地；")
    )
    assert [p.path for p in found.provisions] == ["preamble/1", "p/1", "p/1/a"]
    assert found.language == "zh"


def test_numbers_that_the_word_processor_prints_count(tmp_path: Path) -> None:
    def build(made: WordDocument) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(
                [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]
            )
        )
        numbering = made.part.numbering_part.element
        space = nsdecls("w")
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{levels}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for level, words in [
            (0, "Land:"),
            (1, "Soil;"),
            (1, "Rock:"),
            (2, "Hard;"),
            (0, "Sea:"),
            (1, "Salt."),
        ]:
            properties = made.add_paragraph(words)._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f'<w:numPr {space}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
                )
            )

    found = document(tmp_path, word(build))
    assert found.text == "Land:\nSoil;\nRock:\nHard;\nSea:\nSalt."
    assert [(p.path, p.number) for p in found.provisions] == [
        ("p/1", "1"), ("p/1/a", "(a)"), ("p/1/b", "(b)"), ("p/1/b/i", "(i)"), ("p/2", "2"),
        ("p/2/a", "(a)"),
    ]  # fmt: skip


def test_headings_bullets_and_tables_are_told_by_their_form(tmp_path: Path) -> None:
    def build(made: WordDocument) -> None:
        made.add_heading("I. Land", level=1)
        made.add_paragraph("1. It shows:")
        made.add_paragraph("Loss.", style="List Bullet")
        table = made.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2020", "12 000"

    found = document(tmp_path, word(build))
    assert [p.path for p in found.provisions] == ["section/1", "p/1", "p/1/1", "unnumbered/1"]
    assert found.text.endswith("2020\t12 000")


def test_notes_are_tied_to_their_marks_and_links_kept(tmp_path: Path) -> None:
    def build(made: WordDocument) -> None:
        identity = made.part.relate_to("https://undocs.org/1", f"{RELATIONSHIPS}/hyperlink", True)
        paragraph = made.add_paragraph("1. Recalls the plan")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        link = parse_xml(
            f"<w:hyperlink {nsdecls('w')}><w:r><w:t> of 2015.</w:t></w:r></w:hyperlink>"
        )
        link.set(qn("r:id"), identity)
        paragraph._p.append(link)
        made.add_paragraph("2. Goes on.")

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"/>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Resolution 70/1.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    data = word(build)
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read(name).decode()
    own = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/footnotes" Target="footnotes.xml"/>'
    relations = relations.replace("</Relationships>", f"{own}</Relationships>")
    data = with_members(data, {name: relations.encode(), "word/footnotes.xml": notes.encode()})
    found = document(tmp_path, data)
    note = found.provisions[-1]
    assert [p.path for p in found.provisions] == ["p/1", "p/2", "footnote/1"]
    assert found.text[note.start : note.end] == "Resolution 70/1."
    assert (note.note_at, note.parent) == (len("1. Recalls the plan"), 0)
    [(start, end, address)] = found.links
    assert (found.text[start:end], address) == (" of 2015.", "https://undocs.org/1")


def test_headers_tell_the_symbol(tmp_path: Path) -> None:
    def build(made: WordDocument) -> None:
        made.sections[0].header.paragraphs[0].text = "A/76/100"
        made.add_paragraph("Report of the Secretary-General")
        made.add_paragraph("Introduction")
        made.add_paragraph("1. It shows.")

    found = document(tmp_path, word(build))
    assert found.symbol == "A/76/100"
    assert [p.path for p in found.provisions] == ["masthead", "section/introduction", "p/1"]


@pytest.mark.parametrize(
    ("name", "text"), [("del", "delText"), ("del", "t"), ("moveFrom", "t"), ("rPr", "t")]
)
def test_words_that_were_deleted_or_moved_away_are_no_text(
    tmp_path: Path, name: str, text: str
) -> None:
    def build(made: WordDocument) -> None:
        paragraph = made.add_paragraph("1. Kept")
        for element, own in ((name, text), ("ins", "t")):
            paragraph._p.append(
                parse_xml(
                    f"<w:{element} {nsdecls('w')}><w:r><w:{own}>, {element}</w:{own}></w:r>"
                    f"</w:{element}>"
                )
            )

    assert document(tmp_path, word(build)).text == "1. Kept, ins"


def test_macros_templates_and_remote_images_are_left_alone(
    tmp_path: Path, no_network: list[object]
) -> None:
    def build(made: WordDocument) -> None:
        made.add_paragraph("1. Words.")
        for kind in ("attachedTemplate", "image", "oleObject", "frame"):
            made.part.relate_to(f"http://example.org/{kind}", f"{RELATIONSHIPS}/{kind}", True)

    data = with_members(word(build), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"})
    assert document(tmp_path, data).text == "1. Words."
    assert no_network == []


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    data = with_members(paragraphs("1. Words."), {"word/media/a.bin": bytes(50 * MIB)})
    assert len(data) < MIB
    with pytest.raises(
        DocumentLimitError, match=r"word/media/a\.bin unpacks to 52,428,800 bytes"
    ) as e:
        document(tmp_path, data)
    assert e.value.limit == "ratio"


def test_a_zip_bomb_is_refused_by_its_total(tmp_path: Path) -> None:
    limits = Limits(unpacked_bytes=MIB, ratio=10**9)
    data = with_members(
        paragraphs("1. Words."), {f"word/media/{n}.bin": bytes(MIB // 4) for n in range(9)}
    )
    with pytest.raises(DocumentLimitError, match=r"unpacks to more than 1,[0-9,]+ bytes") as e:
        document(tmp_path, data, limits)
    assert e.value.limit == "unpacked_bytes"


def test_a_large_xml_member_is_refused(tmp_path: Path) -> None:
    content = b"<a>" + b" " * MIB + b"</a>"
    data = with_members(paragraphs("1. Words."), {"word/styles.xml": content})
    with pytest.raises(DocumentLimitError, match=r"word/styles\.xml unpacks to 1,048,583") as e:
        document(tmp_path, data, Limits(xml_bytes=MIB, ratio=10**9))
    assert e.value.limit == "xml_bytes"


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    data = with_members(paragraphs("1. Words."), {f"word/{n}.bin": b"" for n in range(99)})
    with pytest.raises(DocumentLimitError, match="the limit members is 50"):
        document(tmp_path, data, Limits(members=50))


def test_an_archive_in_the_archive_is_not_unpacked(tmp_path: Path) -> None:
    inner = with_members(paragraphs("1. Inner."), {"bomb": bytes(MIB)})
    data = with_members(paragraphs("1. Outer."), {"word/embeddings/inner.docx": inner})
    assert document(tmp_path, data).text == "1. Outer."


def test_an_archive_of_other_things_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.docx", paragraphs("1. Words."))
    with pytest.raises(UnreadableDocumentError, match="ZIP archive, but no DOCX document"):
        document(tmp_path, out.getvalue())


@pytest.mark.parametrize(
    "declaration", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_member_are_refused(tmp_path: Path, declaration: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [{declaration}]><a>&a;</a>'
    data = with_members(paragraphs("1. Words."), {"word/document.xml": content.encode(encoding)})
    with pytest.raises(UnreadableDocumentError, match=r"word/document\.xml.* declares"):
        document(tmp_path, data)


def test_a_broken_member_is_told_with_line_and_column(tmp_path: Path) -> None:
    data = with_members(paragraphs("1. Words."), {"word/document.xml": b"<a>\n<b></a>"})
    with pytest.raises(UnreadableDocumentError, match=r"\(word/document.xml\):2:8: The markup"):
        document(tmp_path, data)


def test_a_member_that_nests_too_deep_is_told(tmp_path: Path) -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    data = with_members(paragraphs("1. Words."), {"word/document.xml": deep})
    with pytest.raises(UnreadableDocumentError, match="Excessive depth"):
        document(tmp_path, data)


def test_a_document_type_in_a_member_is_refused(tmp_path: Path) -> None:
    content = b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>'
    data = with_members(paragraphs("1. Words."), {"word/styles.xml": content})
    with pytest.raises(UnreadableDocumentError, match=r"word/styles\.xml declares a document type"):
        document(tmp_path, data)


@pytest.mark.parametrize("kept", [100, 5_000, -30])
def test_a_file_that_is_cut_off_is_told(tmp_path: Path, kept: int) -> None:
    with pytest.raises(UnreadableDocumentError, match="damaged or cut off"):
        document(tmp_path, paragraphs("1. Words.")[:kept])


def test_a_member_with_a_false_sum_is_told(tmp_path: Path) -> None:
    data = bytearray(paragraphs("1. Words."))
    start = data.index(b"word/document.xml") + 40
    data[start : start + 8] = bytes(8)
    with pytest.raises(UnreadableDocumentError, match="damaged or cut off"):
        document(tmp_path, bytes(data))


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_document_with_a_wrong_part_is_told(tmp_path: Path, name: str) -> None:
    data = with_members(paragraphs("1. Words."), {name: b"<a/>"})
    with pytest.raises(UnreadableDocumentError):
        document(tmp_path, data)


def test_a_document_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no words"):
        document(tmp_path, paragraphs(""))


def test_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(paragraphs("1. Words."))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(UnreadableDocumentError, match="protected by a password"):
        document(tmp_path, bytes(data))
