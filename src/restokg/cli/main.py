"""The entry point: which way a call takes, and how it ends.

A complete and well-formed `ask` is answered at once, without the imports that the other commands,
help and messages about wrong options need; those cost more than the answer does. All else goes
through :mod:`restokg.cli.app`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from restokg.cli.arguments import recognise
from restokg.errors import BAD_INPUT, RestokgError

INTERRUPTED = 130
LONGEST_MESSAGE = 2_000


def run() -> None:
    """Run the command line on the arguments of this process, and end the process."""
    _open_closed()
    _write_utf8()
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = _end_quietly(0)
    except OSError as error:
        place = error.filename or "the output"
        print_error(f"{place}: {error.strerror}. Make room or permit it, and try again.")
        code = _end_quietly(BAD_INPUT)
    # Everything is written and nothing is open for writing; taking the interpreter and the store
    # apart would take as long as some answers do.
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one call and return its exit code; errors go to standard error as one line."""
    try:
        call = recognise(arguments)
        if call is not None:
            gc.disable()  # an answer is out before collecting could pay
            from restokg.cli.ask import answer

            return answer(call)
        from restokg.cli.app import dispatch

        return dispatch(arguments)
    except RestokgError as error:
        print_error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


def print_error(message: str) -> None:
    """Write a message as one line; of one that repeats a long input the middle is left out."""
    line = " ".join(message.split())
    if len(line) > LONGEST_MESSAGE:
        half = LONGEST_MESSAGE // 2
        line = f"{line[:half]} […] {line[-half:]}"
    sys.stderr.write(f"restokg: {line}\n")


def _open_closed() -> None:
    """Open the streams that the caller has closed on nothing, so that all may use them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, mode, encoding="utf-8"))


def _write_utf8() -> None:
    """Write UTF-8 into files and pipes; a terminal keeps its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            # File names may hold bytes that are no text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _end_quietly(code: int) -> int:
    """Let the last flush go nowhere: nobody reads our output any more, or it has no room."""
    if sys.__stdout__ is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
    return code
