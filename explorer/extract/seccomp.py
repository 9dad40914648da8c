"""A filter of system calls for a child on Linux: no sockets, no other programs, no looking into other processes.

Stands beside the network namespace, which some systems allow no one to make. A call that is refused fails as if it were
not permitted; everything else works as before.
Source: seccomp(2); linux/filter.h, linux/seccomp.h, linux/audit.h; the kernel's tables of system calls.
"""

import ctypes
import os
import struct
import sys

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # the latter with EPERM
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_LOCAL_FAMILY = 1  # AF_UNIX
_X32 = 0x40000000  # the first number of x86-64's other set of calls

# Its audit number; then socket, execve, execveat, ptrace, process_vm_readv, process_vm_writev, io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 59, 322, 101, 310, 311, 425)),
    "aarch64": (0xC00000B7, (198, 221, 281, 117, 270, 271, 425)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def refuse_calls() -> bool:
    """Refuse these calls to this process from now on; ``PR_SET_NO_NEW_PRIVS`` must be set.

    Returns:
        Whether the system took the filter.
    """
    if not sys.platform.startswith("linux"):
        return False
    architecture, calls = _CALLS.get(os.uname().machine, (0, ()))
    if not calls:
        return False
    return _take(_steps(architecture, calls))


def refuse_internet() -> bool:
    """Refuse sockets to anything but this machine's own programs, to this process and all it starts.

    Returns:
        Whether the system took the filter; ``PR_SET_NO_NEW_PRIVS`` must be set.
    """
    if not sys.platform.startswith("linux"):
        return False
    architecture, calls = _CALLS.get(os.uname().machine, (0, ()))
    if not calls:
        return False
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 4, 0, _X32),
        (_IF_EQUAL, 0, 2, calls[0]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 0, 1, _LOCAL_FAMILY),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return _take(b"".join(struct.pack("<HBBI", *step) for step in steps))


def _take(steps: bytes) -> bool:
    program = _Program(len(steps) // 8, steps)
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(architecture: int, calls: tuple[int, ...]) -> bytes:
    """The filter's program. Jumps count the steps that are skipped."""
    ahead = len(calls)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, ahead + 3, architecture),  # another architecture's numbers mean other calls: refuse all
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, ahead + 1, 0, _X32),
        *((_IF_EQUAL, ahead - index, 0, call) for index, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)
