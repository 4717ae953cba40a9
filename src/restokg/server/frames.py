"""How the service and its workers talk: frames of a JSON head and a body of bytes.

A frame is two lengths (big-endian, four bytes each), then head and body.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from struct import Struct
from typing import Any

_LENGTHS = Struct(">II")
PREFIX = _LENGTHS.size


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(said), len(body)), said, body))


class Unpacker:
    """Bytes in, frames out, wherever the bytes are cut."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield the frames that these bytes complete.

        >>> unpacker = Unpacker()
        >>> frame = pack({"status": 200}, b"rows")
        >>> list(unpacker.feed(frame[:7])), list(unpacker.feed(frame[7:]))
        ([], [({'status': 200}, b'rows')])
        """
        buffer = self._buffer
        buffer += data
        while len(buffer) >= PREFIX:
            head, body = _LENGTHS.unpack_from(buffer)
            end = PREFIX + head + body
            if len(buffer) < end:
                return
            said = json.loads(buffer[PREFIX : PREFIX + head])
            content = bytes(buffer[PREFIX + head : end])
            del buffer[:end]
            yield said, content
