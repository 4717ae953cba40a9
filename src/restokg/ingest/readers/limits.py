"""What a file may cost to read, so that no file of unknown origin takes the machine with it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the readers. The documents that these readers are for stay far below."""

    file_bytes: int = 64 * MIB
    text_bytes: int = 8 * MIB
    """Of a file of plain text, HTML or XML, which takes up to eighty times as much in memory."""
    unpacked_bytes: int = 256 * MIB
    """Of all members of a DOCX file together."""
    xml_bytes: int = 32 * MIB
    """Of one XML member of a DOCX file, which takes several times as much in memory."""
    members: int = 5_000
    """Of a DOCX file."""
    ratio: int = 200
    """How many times its packed size a member of a DOCX file may have; small members may have more,
    since even honest ones do."""
    pages: int = 3_000
    line_length: int = 1_000_000
    """Code points of one line of plain text."""
    text_length: int = 8_000_000
    """Code points of the text of a document."""
    seconds: float = 120.0
    """For one PDF file, whose drawing operators may go on without end."""
