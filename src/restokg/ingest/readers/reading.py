"""The door of the readers: a file of any format becomes the documents in it."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from restokg.errors import DocumentLimitError, MissingPathError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers import plain
from restokg.ingest.readers.akn import read_akn
from restokg.ingest.readers.html import read_html
from restokg.ingest.readers.limits import Limits

_KINDS_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "a Word file of before 2007, or a protected one. Save it as DOCX"),
    (b"{\\rtf", "RTF. Save it as DOCX"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "compressed by gzip. Unpack it"),
    (b"BZh", "compressed by bzip2. Unpack it"),
    (b"\xfd7zXZ", "compressed by xz. Unpack it"),
    (b"7z\xbc\xaf", "a 7-Zip archive. Unpack it"),
    (b"Rar!", "a RAR archive. Unpack it"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_SIGNATURE_FAR = 1024
"""Within how many bytes the signature of a PDF may stand."""
_HEAD = 4096
_HTML = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|title|meta|div|table|p|h[1-6]|article|main|section)"
    r"[\s>/]",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.\-]{0,60}:)?(?P<name>[A-Za-z_][\w.\-]{0,60})[\s>/]")


def read(path: Path, *, limits: Limits | None = None) -> list[Document]:
    """Return the documents of a file: one, unless it is a collection in AKN4UN.

    The format is told by the content; the name decides only between HTML and plain text where the
    content leaves it open.

    Raises:
        MissingPathError: If there is no such file.
        UnreadableDocumentError: If no reader can make sense of it, or a limit strikes.
    """
    limits = limits or Limits()
    data = content_of(path, limits)
    name = str(path)
    if b"%PDF-" in data[:_SIGNATURE_FAR]:
        from restokg.ingest.readers.pdf import read_pdf

        return [read_pdf(data, name, limits)]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        from restokg.ingest.readers.docx import read_docx

        return [read_docx(data, name, limits)]
    for signature, kind in _KINDS_REFUSED:
        if data.startswith(signature):
            raise UnreadableDocumentError(
                path, f"This is {kind}. Give HTML, DOCX, PDF, AKN4UN XML or plain text."
            )
    return _read_text(data, path, limits)


def content_of(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a regular file, never more than the limit.

    The file is opened without waiting and told by its handle: a pipe or a device that takes the
    name at the last moment is not read either.

    Raises:
        MissingPathError: If there is no such file, or it may not be read.
        UnreadableDocumentError: If it is no regular file, is empty or too large.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise MissingPathError(path) from None
    except IsADirectoryError:
        raise UnreadableDocumentError(path, "This is a folder, not a file.") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise MissingPathError(path, "The links lead in a circle.") from None
        if error.errno == errno.ENXIO:
            raise UnreadableDocumentError(path, "This is no regular file.") from None
        raise MissingPathError(path, f"{error.strerror}.") from None
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableDocumentError(path, "This is a folder, not a file.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocumentError(
                path, "This is no regular file but a pipe, socket or device."
            )
        _check_size(path, status.st_size, limits)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            # Room for the limit would be asked for, and given back, with each file.
            data = stream.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += stream.read(limits.file_bytes + 1 - len(data))
    finally:
        os.close(handle)
    _check_size(path, len(data), limits)
    if not data or data.isspace():
        raise UnreadableDocumentError(path, "The file is empty.")
    return data


def _check_size(path: Path, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise DocumentLimitError(
            path,
            f"The file has {size:,} bytes or more",
            "file_bytes",
            f"{limits.file_bytes:,}",
        )


def _read_text(data: bytes, path: Path, limits: Limits) -> list[Document]:
    """Read markup or plain text, as its beginning tells."""
    name = str(path)
    if len(data) > limits.text_bytes:
        raise DocumentLimitError(
            path,
            f"The file has {len(data):,} bytes of text",
            "text_bytes",
            f"{limits.text_bytes:,}",
        )
    head = _beginning(data)
    start = head.lstrip("\ufeff \t\r\n")
    named_html = path.suffix.lower() in (".html", ".htm", ".xhtml")
    if start.startswith("<"):
        root = _ROOT.search(start)
        if root is not None and root["name"] == "akomaNtoso":
            return read_akn(data, name)
        if _HTML.search(start):
            return [read_html(data, name, limits)]
        if start.startswith("<?xml") or path.suffix.lower() == ".xml":
            # Not well-formed, or with entities: told with its place before its kind is.
            return read_akn(data, name)
    if named_html:
        return [read_html(data, name, limits)]
    return [plain.read_plain(data, name, limits)]


def _beginning(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return data[:_HEAD].decode(encoding, "replace")
