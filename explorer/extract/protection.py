"""What a child process does to itself before it looks at a received file: it gives up what it does not need.

Limits of memory, processor time, file size and open files where the system has them; on Linux also: it dies with its
parent, can gain no rights, has no network and starts no program. What a system refuses is left out; the parent's
time-out always holds.
Source: setrlimit(2), prctl(2), unshare(2).
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from explorer.extract.seccomp import refuse_calls, refuse_internet

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWPID = 0x10000000, 0x40000000, 0x20000000
_OPEN_FILES = 256


def leave_the_network(parent: int, *, starts_another: bool = False) -> None:
    """Tie this process to its parent and cut it from the network. Call before any thread starts.

    Args:
        parent: the process that must be alive; if it is gone already, this one ends.
        starts_another: it must start one other program (LibreOffice), which is then cut off likewise.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | (_CLONE_NEWPID if starts_another else 0))
    if starts_another:
        refuse_internet()
    else:
        refuse_calls()
    if os.getppid() != parent:
        os._exit(3)


def tie_to_parent() -> None:
    """End this process when the one that started it ends, where the system can."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def limit_resources(memory_bytes: int, file_bytes: int | None = None) -> None:
    """Cap this process: bytes of address space beyond what it has now, bytes of one file, open files, no core dump.

    Where ``file_bytes`` is None, ``limit_files`` says it anew for each task.
    """
    if sys.platform == "win32":
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if file_bytes is not None:
        _limit(resource.RLIMIT_FSIZE, file_bytes)
    if (size := _statm(0)) is not None:
        _limit(resource.RLIMIT_AS, size + memory_bytes)


def limit_processor(seconds: float) -> None:
    """End this process if it computes for so many seconds more."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, hard))


def limit_files(size: int) -> None:
    """Let this process write no file of more bytes; may be called again with another size."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def memory_used() -> int:
    """Resident bytes of this process now (its peak where the system does not tell); 0 where neither is known."""
    if sys.platform == "win32":
        return 0
    resident = _statm(1)
    if resident is not None:
        return resident
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit(what: int, value: int) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (value, value))


def _statm(field: int) -> int | None:
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return None
    return int(pages[field]) * os.sysconf("SC_PAGE_SIZE")
