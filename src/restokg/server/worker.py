"""A worker process: it holds one snapshot open and answers one job after the other.

Whatever happens in here, the service outlives it: a job that does not end is ended with its
process.
"""

from __future__ import annotations

import os
import socket
import threading
import traceback
import zlib
from time import perf_counter

from restokg.errors import QueryLimitError, RequestError, RestokgError
from restokg.explorer import fallback
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.representation import problems
from restokg.representation.exchange import Request
from restokg.representation.media import GRAPHS, HTML, RESULTS
from restokg.representation.negotiation import choose
from restokg.server import description, protocol, sandbox
from restokg.server.evaluation import evaluate
from restokg.server.limits import Limits
from restokg.server.messages import Answered, Asked, Ready, Unpacker, pack, pack_long

ENDPOINT = "/sparql"
_TYPES = (*RESULTS.values(), *GRAPHS.values(), HTML)
STACK = 16 * 1024**2
"""Bytes; queries that are nested or chained need much of it."""
SENT_TOGETHER = 6
"""Replies that are sent at once where jobs have come together."""
COMPRESSED_FROM = 1_000
"""Bytes below which compression does not pay."""
LONG = 256 * 1024
"""Bytes of an answer that is not copied more than it must be, as memory may be wanting."""
MOST_FRAMES = 8
"""Innermost calls that are told of a mistake."""
_READ = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS


def main(channel: socket.socket, words: int, library: Library, limits: Limits) -> None:
    """Answer jobs until the other end closes the channel.

    ``words`` is a file descriptor for what the engine says when it ends the process.
    """
    sandbox.die_with_parent()
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
    channel.sendall(pack(Ready(confined, thread)))
    unpacker = Unpacker()
    replies: list[bytes | bytearray] = []
    while data := channel.recv(_READ):
        for asked in unpacker.feed(data):
            if isinstance(asked, Asked):
                reply = _reply(asked, library, limits)
                if len(reply) > LONG:
                    channel.sendall(b"".join(replies))
                    channel.sendall(reply)
                    replies.clear()
                else:
                    replies.append(reply)
            if len(replies) == SENT_TOGETHER:
                channel.sendall(b"".join(replies))
                replies.clear()
        if replies:
            channel.sendall(b"".join(replies))
            replies.clear()


def _reply(asked: Asked, library: Library, limits: Limits) -> bytes | bytearray:
    """Return the answer as it is sent, or that memory did not suffice for it."""
    started = perf_counter()
    try:
        answered = _answered(asked, library, limits)
        answered.seconds = perf_counter() - started
        return pack_long(answered) if len(answered.body) > LONG else pack(answered)
    except MemoryError:  # of the interpreter; the engine's ends the process
        answered = _problem(limits.exceeded("memory"), asked)
    except Exception:  # noqa: BLE001 - ours to mend; to end the process would say less to both
        error = RestokgError("The service made a mistake; those who run it have been told.")
        answered = _problem(error, asked)
        answered.fault = traceback.format_exc(limit=-MOST_FRAMES)
    answered.seconds = perf_counter() - started
    return pack(answered)


def _problem(error: RestokgError, asked: Asked) -> Answered:
    problem = problems.of(error)
    shown = fallback.shown(problem, asked.accept, asked.query, asked.languages)
    answered = Answered(problem.status, *shown, problem.headers, fallback.VARIES)
    if isinstance(error, QueryLimitError):
        answered.stopped = error.limit
    return answered


def _answered(asked: Asked, library: Library, limits: Limits) -> Answered:
    try:
        if asked.path in (ENDPOINT, ENDPOINT + "/"):
            answered = _endpoint(asked, library, limits)
        else:
            answered = _page(asked, protocol.parameters(asked.query), library)
    except RestokgError as error:
        answered = _problem(error, asked)
    if asked.gzip and len(answered.body) >= COMPRESSED_FROM:
        compressor = zlib.compressobj(5, wbits=_GZIP)
        answered.body = compressor.compress(answered.body) + compressor.flush()
        answered.encoding = "gzip"
    return answered


def _endpoint(asked: Asked, library: Library, limits: Limits) -> Answered:
    """Answer a query, or a request without one: a browser gets the editor, others a description.

    Raises:
        RequestError, RestokgError: As the protocol and the query have it.
    """
    posted = None if asked.posted is None else protocol.Body(asked.posted, asked.body)
    operation = protocol.read(asked.query, posted)
    if posted is None and operation.format is None:
        if choose(asked.accept, _TYPES) == HTML:
            page = _page(asked, protocol.parameters(asked.query), library)
            page.varies = ("Accept", *(page.varies or ()))
            return page
        if operation.text is None:
            type_, content = description.respond(asked.accept, asked.root, library.store, limits)
            return Answered(200, type_, content, lasting=True)
    if operation.text is None:
        raise RequestError("There is no query; send it as the parameter 'query'.")
    outcome = evaluate(library.store, operation, asked.root + ENDPOINT, asked.accept, limits)
    return Answered(200, outcome.type, outcome.body, lasting=outcome.lasting)


def _page(asked: Asked, parameters: list[tuple[str, str]], library: Library) -> Answered:
    path = asked.path if asked.path != ENDPOINT + "/" else ENDPOINT
    request = Request(path, tuple(parameters), asked.accept, asked.languages, asked.root)
    response = respond(request, library)
    kept = ("Cache-Control", "no-store") not in response.headers
    return Answered(
        response.status,
        response.type,
        response.body,
        response.headers,
        response.varies,
        lasting=response.status == 200 and kept,
    )
