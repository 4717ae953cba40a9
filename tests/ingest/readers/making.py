"""Documents made for tests: PDF written by hand, DOCX by its library."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from pypdf import PdfReader, PdfWriter

RESOLUTION = (
    "The General Assembly,",
    "Recalling its resolution 70/1,",
    "Noting with concern the loss of wetlands,",
    "1. Calls upon Member States:",
    "(a) To restore wetlands;",
    "(b) To report on progress, including:",
    "(i) On area;",
    "(ii) On cost;",
    "2. Decides to remain seized of the matter.",
)
PATHS = (
    "preamble/1",
    "preamble/2",
    "p/1",
    "p/1/a",
    "p/1/b",
    "p/1/b/i",
    "p/1/b/ii",
    "p/2",
)


def pdf(pages: Sequence[Sequence[str]], *, extra: str = "", contents: bytes | None = None) -> bytes:
    """Return a PDF file with these lines on its pages, each character coded as in UTF-16."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra.encode(),
        b"",
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 1000"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            b"/CMapName /Test def /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
            b"endcmap end end"
        ),
    ]
    kids = []
    for lines in pages:
        content = b"BT /F1 10 Tf 12 TL 50 800 Td\n"
        for line in lines:
            content += b"<%s> Tj T*\n" % line.encode("utf-16-be").hex().encode()
        content += b"ET"
        objects.append(_stream(content if contents is None else contents, packed=True))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _file(objects)


def _stream(content: bytes, *, packed: bool = False) -> bytes:
    if packed:
        content = zlib.compress(content)
    form = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), form, content)


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def changed_pdf(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """Return a PDF file after the library changed it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(build: Callable[[WordDocument], object]) -> bytes:
    """Return a DOCX file that holds what ``build`` adds to it."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(*lines: str) -> bytes:
    """Return a DOCX file of plain paragraphs."""
    return word(lambda document: [document.add_paragraph(line) for line in lines])


def with_members(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return an archive with members added or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename not in members:
                new.writestr(member, old.read(member))
        for name, content in members.items():
            new.writestr(name, content)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """Return a file with this content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
