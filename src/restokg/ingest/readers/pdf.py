"""PDF files with text. Scripts, forms, attachments and links are left alone; nothing is fetched."""

from __future__ import annotations

import io
import logging
import struct
import time
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from restokg.errors import DocumentLimitError, UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers import plain
from restokg.ingest.readers.blocks import reflowed
from restokg.ingest.readers.languages import language_of
from restokg.ingest.readers.limits import Limits
from restokg.ingest.readers.lines import blocks_of
from restokg.ingest.readers.masthead import describe
from restokg.ingest.readers.structure import structure_of

_TAIL = 4096
"""Within how many bytes from its end a file must say that it ends."""
# What the library is known to raise over broken files besides its own errors.
_BROKEN = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    ArithmeticError, RecursionError, NotImplementedError, OSError, struct.error, zlib.error,
    MemoryError,
)  # fmt: skip


class _TimeOverError(Exception):
    pass


def read_pdf(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document of a PDF file. Its text is put in order: notes stand behind paragraphs.

    Raises:
        UnreadableDocumentError: If it is broken, protected, or holds no text.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableDocumentError(
            path, "The file is cut off: its end is missing. Fetch it again."
        )
    with _silence():
        pages, notices = _pages(data, path, limits)
    text = "\f".join(pages)
    if not text.strip():
        raise UnreadableDocumentError(
            path,
            "The pages hold images, but no text. Run text recognition (OCR) on the file first.",
        )
    bare = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    if bare:
        notices.append(f"Pages without text: {', '.join(bare)}.")
    plain.check_lines(text, path, limits)
    source = reflowed(blocks_of(text))
    structure = structure_of(source)
    document = Document(
        path=path,
        format="pdf",
        text=source.text,
        provisions=structure.provisions,
        language=language_of(source.text),
        notices=notices + structure.notices,
    )
    describe(document, source)
    return document


def _pages(data: bytes, path: str, limits: Limits) -> tuple[list[str], list[str]]:
    """Return the text of each page, and what could not be read."""
    notices: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise _protected(path)
        count = len(reader.pages)
        if count > limits.pages:
            raise DocumentLimitError(
                path, f"There are {count:,} pages", "pages", f"{limits.pages:,}"
            )
        pages = list(_texts(reader, path, limits, notices))
    except _TimeOverError:
        raise DocumentLimitError(
            path, "Reading takes too long", "seconds", f"{limits.seconds:g}"
        ) from None
    except DependencyError:
        raise _protected(path) from None
    except UnreadableDocumentError:
        raise
    except _BROKEN as error:
        reason = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        raise UnreadableDocumentError(
            path, f"The file is broken as PDF ({reason}). Fetch it again, or save it anew."
        ) from None
    if notices and not any(pages):
        raise UnreadableDocumentError(path, f"The file is broken as PDF. {notices[0]}")
    return pages, notices


def _texts(reader: PdfReader, path: str, limits: Limits, notices: list[str]) -> Iterator[str]:
    ends = time.monotonic() + limits.seconds

    def check_time(*_: object) -> None:
        if time.monotonic() > ends:
            raise _TimeOverError

    length = 0
    for number, page in enumerate(reader.pages, start=1):
        check_time()
        try:
            text = page.extract_text(visitor_operand_before=check_time)
        except (LimitReachedError, DependencyError, MemoryError):
            raise
        except _BROKEN as error:
            notices.append(f"Page {number} cannot be read: {type(error).__name__}.")
            text = ""
        length += len(text)
        if length > limits.text_length:
            raise DocumentLimitError(
                path,
                f"The text of {number} pages is longer than {limits.text_length:,} characters",
                "text_length",
                f"{limits.text_length:,}",
            )
        yield text.replace("\f", "\n")


def _protected(path: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        path, "The file is encrypted. Save it without a password or protection."
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what the library says about faults that it mends off the user's screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
