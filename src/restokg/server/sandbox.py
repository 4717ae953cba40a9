"""What a worker process gives up before it takes its first job.

Limits of resources are POSIX; the rest is for Linux and does nothing elsewhere: no new sockets
and no new programs (seccomp), and death with the parent.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
from contextlib import suppress
from pathlib import Path
from struct import pack

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_FILTER_MODE = 2

# Of linux/audit.h and the system call tables: architecture, then socket, socketpair, connect,
# execve, execveat, io_uring_setup (which could open sockets past the filter).
_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 425)),
}

# Of linux/bpf_common.h and linux/seccomp.h
_LOAD, _JUMP_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_X32_BIT = 0x40000000


def die_with_parent() -> None:
    """End this process when the one that forked it ends, even in the middle of a query."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # it ended before the call
            os._exit(1)


def limit_resources(memory: int) -> None:
    """Limit what is taken of memory from now on, in bytes; forbid files to grow, and cores."""
    import resource

    for name, limit in (
        (resource.RLIMIT_DATA, _held() + memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        if hard == resource.RLIM_INFINITY or hard > limit:
            with suppress(ValueError, OSError):  # a platform that refuses to set it
                resource.setrlimit(name, (limit, limit))


def _held() -> int:
    """Return what this process has of memory to write to, in bytes, used or not.

    A fork begins with all that its parent had, such as room for the stacks of the parent's threads.
    """
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[5]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def forbid_network() -> bool:
    """Forbid this process to open sockets and to run programs; False where that is impossible."""
    known = _CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, calls = known
    refuse = len(calls) + 1  # how far the last jump is from the first comparison
    program = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_JUMP_SET, refuse, 0, _X32_BIT),
        *((_JUMP_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(pack("HBBI", *step) for step in program))
    # struct sock_fprog: a length, padding to a pointer, the pointer
    filter_ = ctypes.create_string_buffer(pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, filter_, 0, 0) == 0)
