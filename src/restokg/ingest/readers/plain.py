"""Plain text. The document's text is the very content of the file, so that offsets hold in it.

Offsets count code points as they do for ``open(path, encoding="utf-8", newline="")``. A byte order
mark of UTF-8 is the first of them, as it is there; that of UTF-16 is none, as it is with
``encoding="utf-16"``.
"""

from __future__ import annotations

import codecs
import re

from restokg.errors import AnyPath, DocumentLimitError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers.languages import language_of
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.lines import blocks_of
from restokg.ingest.readers.masthead import describe
from restokg.ingest.readers.structure import structure_of

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_RUN = re.compile(rb"[\x80-\xff]{1,400}")
_SAMPLE = 20_000


def read_plain(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document of a text file."""
    text = decoded(data, path)
    check_lines(text, path, limits)
    source = blocks_of(text)
    structure = structure_of(source)
    document = Document(
        path=path,
        format="text",
        text=text,
        provisions=structure.provisions,
        language=language_of(text),
        notices=structure.notices,
    )
    describe(document, source)
    return document


def decoded(data: bytes, path: AnyPath) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        UnreadableDocumentError: If it is in another encoding, or no text.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _other_encoding(path, "UTF-32", 0, 1)
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf16 else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if utf16:
            raise UnreadableDocumentError(
                path,
                f"The byte order mark says UTF-16, but byte {error.start} is not. "
                "Fetch the file again, or save it as UTF-8.",
                line=line,
            ) from None
        if b"\x00" in data[:_SAMPLE]:
            raise _no_text(path, data) from None
        raise _other_encoding(path, _guess(data), error.start, line) from None
    if match := _CONTROLS.search(text):
        if match[0] == "\x00" and not utf16:
            raise _no_text(path, data)
        line = text.count("\n", 0, match.start()) + 1
        raise UnreadableDocumentError(
            path,
            f"This is no text: it holds the control character U+{ord(match[0]):04X}.",
            line=line,
        )
    return text


def check_lines(text: str, path: AnyPath, limits: Limits) -> None:
    """Refuse a text with a line, or a length, beyond its limit."""
    if len(text) > limits.text_length:
        raise DocumentLimitError(
            path,
            f"The text is {len(text):,} characters long",
            "text_length",
            f"{limits.text_length:,}",
        )
    start, line = 0, 1
    while len(text) - start > limits.line_length:
        end = text.find("\n", start)
        length = (end if end >= 0 else len(text)) - start
        if length > limits.line_length:
            raise DocumentLimitError(
                path,
                f"Line {line} is {length:,} characters long",
                "line_length",
                f"{limits.line_length:,}",
            )
        start, line = end + 1, line + 1


def _other_encoding(
    path: AnyPath, encoding: str, offset: int, line: int
) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        path,
        f"This is not UTF-8 (byte {offset}); it looks like {encoding}. "
        f"Save it as UTF-8: iconv -f {encoding} -t UTF-8.",
        line=line,
    )


def _no_text(path: AnyPath, data: bytes) -> UnreadableDocumentError:
    sample = data[:_SAMPLE]
    for encoding, offset in (("UTF-16LE", 1), ("UTF-16BE", 0)):
        half = sample[offset::2]
        if half and half.count(0) > len(half) * 0.5 and sample[1 - offset :: 2].count(0) == 0:
            return _other_encoding(path, encoding, sample.index(0), 1)
    return UnreadableDocumentError(
        path,
        f"This is no text: byte {data.index(0)} is zero. "
        "Give HTML, DOCX, PDF, AKN4UN XML or plain text.",
    )


def _guess(data: bytes) -> str:
    """Return the likeliest of the old encodings of the six languages, by its habits."""
    runs = _RUN.findall(data[:_SAMPLE])
    total = sum(map(len, runs))
    letters = len(re.findall(rb"[A-Za-z]", data[:_SAMPLE]))
    if total > letters:
        if sum(len(run) for run in runs if len(run) % 2 == 0) > total * 0.75:
            return "GB18030"
        # Alif and lam, the commonest letters of Arabic, are capitals of Russian.
        alif = sum(run.count(b"\xc7") for run in runs)
        return "WINDOWS-1256" if alif > total * 0.06 else "WINDOWS-1251"
    return "WINDOWS-1252"
