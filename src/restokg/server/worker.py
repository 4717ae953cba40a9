"""A worker process: it holds one snapshot open and answers one job after the other.

Whatever happens in here, the service outlives it: a job that does not end is ended with its
process.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import zlib
from time import perf_counter
from typing import Any

from restokg.errors import QueryLimitError, RequestError, RestokgError
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.representation import problems
from restokg.representation.exchange import Request
from restokg.representation.media import GRAPHS, HTML, PROBLEM, RESULTS
from restokg.representation.negotiation import choose
from restokg.server import description, protocol, sandbox
from restokg.server.evaluation import evaluate
from restokg.server.frames import Unpacker, pack
from restokg.server.limits import Limits

ENDPOINT = "/sparql"
_TYPES = (*RESULTS.values(), *GRAPHS.values(), HTML)
STACK = 16 * 1024**2
"""Bytes; queries that are nested or chained need much of it."""
SENT_TOGETHER = 6
"""Replies that are sent at once where jobs have come together."""
COMPRESSED_FROM = 1_000
"""Bytes below which compression does not pay."""
_READ = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS


def main(channel: socket.socket, words: int, library: Library, limits: Limits) -> None:
    """Answer jobs until the other end closes the channel.

    ``words`` is a file descriptor for what the engine says when it ends the process.
    """
    sandbox.die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(words, 2)
    sandbox.limit_resources(limits.memory)
    confined = sandbox.forbid_network()
    channel.setblocking(True)
    # The engine's random numbers are of a thread: one that was not there when the process was
    # forked begins with some of its own, else all workers would give the same UUIDs.
    threading.stack_size(STACK)
    thread = threading.Thread(target=_answer, args=(channel, library, limits, confined))
    thread.start()
    thread.join()


def _answer(channel: socket.socket, library: Library, limits: Limits, confined: bool) -> None:
    thread = threading.get_native_id()
    channel.sendall(pack({"ready": True, "confined": confined, "thread": thread}))
    unpacker = Unpacker()
    replies: list[bytes] = []
    while data := channel.recv(_READ):
        for head, body in unpacker.feed(data):
            replies.append(_reply(head, body, library, limits))
            if len(replies) == SENT_TOGETHER:
                channel.sendall(b"".join(replies))
                replies.clear()
        if replies:
            channel.sendall(b"".join(replies))
            replies.clear()


def _reply(head: dict[str, Any], body: bytes, library: Library, limits: Limits) -> bytes:
    started = perf_counter()
    try:
        if head["path"] in (ENDPOINT, ENDPOINT + "/"):
            said, content = _endpoint(head, body, library, limits)
        else:
            said, content = _page(head, protocol.parameters(head["query"]), library)
    except RestokgError as error:
        problem = problems.of(error)
        said = {"status": problem.status, "type": PROBLEM, "headers": problem.headers}
        if isinstance(error, QueryLimitError):
            said["stopped"] = error.limit
        content = problem.json()
    if head["gzip"] and len(content) >= COMPRESSED_FROM:
        compressor = zlib.compressobj(5, wbits=_GZIP)
        content = compressor.compress(content) + compressor.flush()
        said["encoding"] = "gzip"
    said["seconds"] = perf_counter() - started
    return pack(said, content)


Answer = tuple[dict[str, Any], bytes]


def _endpoint(head: dict[str, Any], body: bytes, library: Library, limits: Limits) -> Answer:
    """Answer a query, or a request without one: a browser gets the editor, others a description.

    Raises:
        RequestError, RestokgError: As the protocol and the query have it.
    """
    posted = protocol.Body(head["posted"], body) if "posted" in head else None
    operation = protocol.read(head["query"], posted)
    if posted is None and operation.format is None:
        if choose(head["accept"], _TYPES) == HTML:
            return _page(head, protocol.parameters(head["query"]), library)
        if operation.text is None:
            type_, content = description.respond(
                head["accept"], head["root"], library.store, limits
            )
            return {"status": 200, "type": type_, "lasting": True}, content
    if operation.text is None:
        raise RequestError("There is no query; send it as the parameter 'query'.")
    outcome = evaluate(library.store, operation, head["root"] + ENDPOINT, head["accept"], limits)
    return {"status": 200, "type": outcome.type, "lasting": outcome.lasting}, outcome.body


def _page(head: dict[str, Any], parameters: list[tuple[str, str]], library: Library) -> Answer:
    path = head["path"] if head["path"] != ENDPOINT + "/" else ENDPOINT
    request = Request(path, tuple(parameters), head["accept"], head["languages"], head["root"])
    response = respond(request, library)
    said = {
        "status": response.status,
        "type": response.type,
        "headers": response.headers,
        "varies": response.varies,
        "lasting": response.status == 200 and ("Cache-Control", "no-store") not in response.headers,
    }
    return said, response.body
