"""XML is parsed without entities, network or endless depth."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg.errors import UnreadableDocumentError
from restokg.ingest.readers.markup import parse_html, parse_xml, stylesheet

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def test_a_root_is_returned_without_comments_and_instructions() -> None:
    root = parse_xml(b"<?xml version='1.0'?><!-- c --><a><?pi x?><b/><!-- d -->t</a>")
    assert [element.tag for element in root.iter()] == ["a", "b"]


@pytest.mark.parametrize(
    "declaration",
    [
        BOMB,
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;',
    ],
    ids=["bomb", "external", "parameter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(
    declaration: str, encoding: str, no_network: list[object]
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE x [\n{declaration}]><x>&a9;</x>'
    with pytest.raises(UnreadableDocumentError, match="declares entities of its own") as told:
        parse_xml(text.encode(encoding), "a.xml")
    assert told.value.line == (3 if encoding == "utf-8" else None)
    assert no_network == []


def test_a_document_type_is_not_fetched(no_network: list[object]) -> None:
    data = b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a>&unknown;</a>'
    assert parse_xml(data).tag == "a"
    assert no_network == []


def test_a_fault_is_told_with_path_line_and_column() -> None:
    with pytest.raises(UnreadableDocumentError) as told:
        parse_xml(b"<a>\n<b></a>", "a.xml")
    assert (told.value.line, told.value.column) == (2, 8)
    assert str(told.value) == (
        "a.xml:2:8: The markup is not well-formed: Opening and ending tag mismatch: b line 2 and a."
    )


def test_elements_nest_no_deeper_than_256() -> None:
    assert len(list(parse_xml(b"<a>" * 250 + b"</a>" * 250).iter())) == 250
    with pytest.raises(UnreadableDocumentError, match="Excessive depth"):
        parse_xml(b"<a>" * 300 + b"</a>" * 300)


@pytest.mark.parametrize("text", ["", "<!-- nothing -->"])
def test_a_page_without_elements_is_told(text: str) -> None:
    with pytest.raises(UnreadableDocumentError):
        parse_html(text)


XSL = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/><xsl:template match="/"><xsl:value-of select="{}"/></xsl:template>
</xsl:stylesheet>"""


def test_a_stylesheet_puts_out_text_and_reads_no_file(tmp_path: Path) -> None:
    other = tmp_path / "a.xml"
    other.write_text("<a>secret</a>")
    root = parse_xml("<a>湿地</a>".encode())
    assert stylesheet(XSL.format("a"))(root) == "湿地"
    with pytest.raises(Exception, match="read rights"):  # the engine's own kind
        stylesheet(XSL.format(f"document('{other.as_uri()}')"))(root)
