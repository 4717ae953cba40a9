"""What the service, its workers and the process that these are forked from tell one another.

A message is sent as its length (big-endian, four bytes) and then itself, in MessagePack. What
comes is read against these types, as a worker gone wrong might send anything.
"""

from __future__ import annotations

from struct import Struct

import msgspec

_LENGTH = Struct(">I")


class Message(msgspec.Struct, array_like=True, tag_field="said", gc=False):
    """All that is said; nothing in a message refers back to it."""


class Ready(Message, tag=1):
    """The first word of a process: it can begin."""

    confined: bool = False
    """Whether the system keeps it from the network."""
    thread: int = 0
    """The one that answers, as the system counts them."""


class Forked(Message, tag=2):
    pid: int


class Ended(Message, tag=3):
    pid: int
    code: int
    """The exit code, negative for a signal."""


class Asked(Message, tag=4):
    """A request as it came, to be read where it can do no harm."""

    path: str
    query: str
    accept: str
    languages: str
    root: str
    gzip: bool
    body: bytes = b""
    posted: str | None = None
    """The type of the body, if there is one."""


class Answered(Message, tag=5):
    """What a worker made of a request."""

    status: int
    type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    varies: tuple[str, ...] | None = None
    """The request headers that it depends on, where they are not those of queries."""
    lasting: bool = False
    """Whether the same request to the same snapshot gives the same again."""
    encoding: str = ""
    stopped: str = ""
    """The limit that ended the query, if one did."""
    seconds: float = 0.0
    """How long the worker was at it."""
    fault: str = ""
    """What went wrong in the worker, for the one who runs the service."""


_encoder = msgspec.msgpack.Encoder()
_write, _write_into = _encoder.encode, _encoder.encode_into
_read = msgspec.msgpack.Decoder(Ready | Forked | Ended | Asked | Answered).decode


def pack(message: Message) -> bytes:
    said = _write(message)
    return _LENGTH.pack(len(said)) + said


def pack_long(message: Message) -> bytearray:
    """Do the same with less memory, and raise MemoryError where there is too little.

    The other is faster, but then it ends the process.
    """
    said = bytearray(_LENGTH.size)
    _write_into(message, said, _LENGTH.size)
    _LENGTH.pack_into(said, 0, len(said) - _LENGTH.size)
    return said


class GarbledError(ValueError):
    """What came is no message; nothing that follows can be told apart any more."""


class Unpacker:
    """Bytes in, messages out, wherever the bytes are cut; none is longer than so many bytes."""

    def __init__(self, longest: int = 2**32) -> None:
        self._longest = longest
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Ready | Forked | Ended | Asked | Answered]:
        """Return the messages that these bytes complete.

        >>> unpacker = Unpacker()
        >>> said = pack(Forked(pid=7))
        >>> unpacker.feed(said[:3]), unpacker.feed(said[3:])
        ([], [Forked(pid=7)])

        Raises:
            GarbledError: If what comes is no message, or one that is too long.
        """
        buffer = self._buffer
        buffer += data
        messages, at = [], 0
        with memoryview(buffer) as view:
            while len(buffer) - at >= _LENGTH.size:
                begin = at + _LENGTH.size
                (length,) = _LENGTH.unpack_from(buffer, at)
                if length > self._longest:
                    raise GarbledError(f"A message of {length} bytes is announced.")
                end = begin + length
                if len(buffer) < end:
                    break
                try:
                    with view[begin:end] as said:
                        messages.append(_read(said))
                except msgspec.DecodeError as error:
                    raise GarbledError(str(error)) from None
                at = end
        del buffer[:at]
        return messages
