"""A worker process: it holds one snapshot open and answers one job after the other.

Whatever happens in here, the service outlives it: a job that does not end is ended with its
process.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import zlib
from pathlib import Path
from typing import Any

from restokg.errors import QueryRefusedError, RestokgError
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.graph.snapshot import open_snapshot
from restokg.representation import problems
from restokg.representation.exchange import Request
from restokg.server import sandbox
from restokg.server.evaluation import Query, evaluate
from restokg.server.frames import Unpacker, pack
from restokg.server.limits import Limits

COMPRESSED_FROM = 1_000
"""Bytes below which compression does not pay."""
_READ = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS


def main(channel: socket.socket, errors: Any, snapshot: str, index: str, limits: Limits) -> None:
    """Answer jobs until the other end closes the channel.

    ``errors`` is a connection whose other end the service reads when this process has died.
    """
    sandbox.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(errors.fileno(), 2)
    library = Library(open_snapshot(Path(snapshot)), Path(index))
    next(library.store.quads(), None)  # opened before files and sockets are out of reach
    sandbox.limit_resources(limits.memory)
    confined = sandbox.forbid_network()
    gc.freeze()
    channel.setblocking(True)
    channel.sendall(pack({"ready": True, "confined": confined, "pid": os.getpid()}))
    unpacker = Unpacker()
    while data := channel.recv(_READ):
        for head, body in unpacker.feed(data):
            channel.sendall(_reply(head, body, library, limits))


def _reply(head: dict[str, Any], body: bytes, library: Library, limits: Limits) -> bytes:
    gzip = head.pop("gzip", False)
    try:
        said, content = _ANSWERS[head["kind"]](head, body, library, limits)
    except RestokgError as error:
        problem = problems.of(error)
        headers = [*problem.headers]
        said = {"status": problem.status, "type": "application/problem+json", "headers": headers}
        content = problem.json()
    if gzip and len(content) >= COMPRESSED_FROM:
        compressor = zlib.compressobj(5, wbits=_GZIP)
        content = compressor.compress(content) + compressor.flush()
        said["encoding"] = "gzip"
    return pack(said, content)


Answer = tuple[dict[str, Any], bytes]


def _query(head: dict[str, Any], body: bytes, library: Library, limits: Limits) -> Answer:
    head["text"] = body.decode()
    try:
        outcome = evaluate(library.store, Query.of(head), limits)
    except QueryRefusedError:
        reason = "The query calls another server (SERVICE), which this endpoint never does."
        raise QueryRefusedError(f"{reason} Ask that server itself.") from None
    return {"status": 200, "type": outcome.type, "lasting": outcome.lasting}, outcome.body


def _page(head: dict[str, Any], _: bytes, library: Library, __: Limits) -> Answer:
    parameters = tuple((name, value) for name, value in head["parameters"])
    request = Request(head["path"], parameters, head["accept"], head["languages"], head["root"])
    response = respond(request, library)
    said = {
        "status": response.status,
        "type": response.type,
        "headers": response.headers,
        "varies": response.varies,
        "lasting": response.status == 200 and ("Cache-Control", "no-store") not in response.headers,
    }
    return said, response.body


def _description(head: dict[str, Any], _: bytes, library: Library, limits: Limits) -> Answer:
    from restokg.server import description

    type_, body = description.respond(head["accept"], head["root"], library.store, limits)
    return {"status": 200, "type": type_, "lasting": True, "varies": ("Accept",)}, body


_ANSWERS = {"query": _query, "page": _page, "description": _description}
