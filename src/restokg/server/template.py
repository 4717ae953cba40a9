"""The process that workers are forked from: it opens a snapshot once, for all of them.

A worker so made is there in a few milliseconds and shares what has been read with the others.
The engine's threads for background work are not in a worker; reading needs none of them.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import warnings
from contextlib import suppress
from pathlib import Path

from restokg.errors import RestokgError
from restokg.explorer.answering import respond
from restokg.explorer.library import Library
from restokg.graph.snapshot import open_snapshot
from restokg.representation.exchange import Request
from restokg.representation.media import HTML
from restokg.server import sandbox, worker
from restokg.server.limits import Limits
from restokg.server.messages import Ended, Forked, Ready, pack

BEHIND = 4
"""How far workers stand behind the service in the queue for processors, as a nice value."""
_READ_FIRST = ("/", "/questions", "/documents", "/synergies", "/search", "/sparql")
"""Pages that are made once here, so that what pages need is there in every worker."""


def main(control: socket.socket, snapshot: str, index: str, limits: Limits) -> None:
    """Fork a worker for each message until the service closes the channel.

    A message is one byte with two file descriptors: the channel of the worker, and what takes
    its last words. What is told: that all is ready, who was forked, who ended with which code.
    """
    sandbox.die_with_parent()
    os.nice(BEHIND)
    # The engine and the compiler of templates may have threads, none of which a worker needs.
    warnings.simplefilter("ignore", DeprecationWarning)
    library = Library(open_snapshot(Path(snapshot)), Path(index))
    next(library.store.quads(), None)
    for path in _READ_FIRST:
        for lang in ("en", "zh"):
            with suppress(RestokgError):
                respond(
                    Request(path, (("q", "UNEP"), ("lang", lang)), HTML, "", "http://localhost"),
                    library,
                )
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    control.setblocking(True)
    control.sendall(pack(Ready()))
    with suppress(BrokenPipeError):  # the service is gone
        while True:
            readable, _, _ = select.select([control.fileno(), woken], [], [])
            if woken in readable:
                os.read(woken, 1_000)
                _report(control)
            if control.fileno() in readable and not _fork(control, library, limits):
                return


def _fork(control: socket.socket, library: Library, limits: Limits) -> bool:
    """Fork one worker; False if the service is gone."""
    message, handles, _, _ = socket.recv_fds(control, 1, 2)
    if not message:
        return False
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            channel, words = handles
            worker.main(socket.socket(fileno=channel), words, library, limits)
            code = 0
        finally:
            os._exit(code)
    for handle in handles:
        os.close(handle)
    control.sendall(pack(Forked(child)))
    return True


def _report(control: socket.socket) -> None:
    """Tell of all the workers that have ended."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        code = os.waitstatus_to_exitcode(status)
        control.sendall(pack(Ended(child, code)))
