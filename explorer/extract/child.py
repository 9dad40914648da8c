"""One child process as its parent sees it: started afresh (never forked), spoken to over two pipes, then killed."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import explorer
from explorer.extract.wire import MAX_MESSAGE, HungUp, read_frame, write_frame

if sys.platform == "linux":
    import fcntl

_PIPE = 1 << 20  # bytes
_ROOT = str(Path(explorer.__file__).parent.parent)
_ENDINGS = {
    "SIGSEGV": "it crashed: segmentation fault",
    "SIGBUS": "it crashed: bus error",
    "SIGABRT": "it crashed: aborted",
    "SIGILL": "it crashed: illegal instruction",
    "SIGFPE": "it crashed: arithmetic error",
    "SIGKILL": "the system ended it, as it does when memory runs out",
    "SIGXCPU": "it exceeds the limit of processor time",
    "SIGXFSZ": "a file that it wrote exceeds the limit of size",
}


class ChildProcess:
    """A running child.

    Args:
        module: what it runs.
        folder: its working folder, which must exist.
        arguments: what it is told at the start.

    Raises:
        OSError: the system starts no process.
    """

    def __init__(self, module: str, folder: Path, *arguments: str) -> None:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH")))),
            "OPENBLAS_NUM_THREADS": "1",  # numpy's idle threads would take half of the address space it may use
            "OMP_NUM_THREADS": "1",
            "OMP_THREAD_LIMIT": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(os.getpid()), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            process_group=0 if os.name == "posix" else None,  # so that Ctrl-C reaches the parent alone
        )
        self._widen_pipe()

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, frame: bytes) -> None:
        """Say something to it. A child that has ended hears nothing; reading from it tells."""
        assert self._process.stdin
        with contextlib.suppress(OSError, ValueError):
            write_frame(self._process.stdin, frame)  # type: ignore[arg-type]  # IO[bytes] is a BinaryIO at run time

    def receive(self, limit: int = MAX_MESSAGE) -> bytes:
        """Its next message; waits for it.

        Raises:
            HungUp: it has ended.
            Garbled: it sent something that is no message.
        """
        assert self._process.stdout
        try:
            frame = read_frame(self._process.stdout, limit)  # type: ignore[arg-type]  # as above
        except (OSError, ValueError) as problem:
            raise HungUp(str(problem)) from problem
        if frame is None:
            raise HungUp("it ended")
        return frame

    def end(self, *, died: bool = False) -> str:
        """Kill it, if it still runs, and all it started; give back its pipes.

        Args:
            died: it closed its pipe, so it is about to end by itself; waits a moment to learn how.

        Returns:
            How it had ended by itself, in words; empty if it was still running.
        """
        code = self._process.poll()
        if died and code is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(1.0)
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe
                pipe.close()
        return "" if code is None else _in_words(code)

    def _widen_pipe(self) -> None:
        """A drawn page is megabytes: let the pipe take more of it at once, where the system can."""
        if sys.platform == "linux":
            assert self._process.stdout
            with contextlib.suppress(OSError):
                fcntl.fcntl(self._process.stdout.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)

    def kill(self) -> None:
        """End it from any thread; whoever waits for its next message is woken."""
        with contextlib.suppress(OSError):
            if os.name == "posix" and self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()


def _in_words(code: int) -> str:
    if code >= 0:
        return f"it ended by itself with code {code}"
    with contextlib.suppress(ValueError):
        name = signal.Signals(-code).name
        return _ENDINGS.get(name, f"it was ended by the signal {name}")
    return f"it was ended by signal {-code}"
