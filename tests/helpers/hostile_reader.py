"""A reader that misbehaves as its file says, and an ``enrich`` function that puts it in place of the reader of text.

A pool made with ``enrich="tests.helpers.hostile_reader:enrich"`` loads this module in its children; nothing else does.
"""

import ctypes
import os
import signal
import socket
import stat
import struct
import time
from pathlib import Path

from explorer.errors import LimitError
from explorer.extract import media
from explorer.extract.base import ExtractedPage, Facts, Sink, Source
from explorer.extract.registry import register
from explorer.model.document import Box, Kind, PageFlag, Word

ENRICH = "tests.helpers.hostile_reader:enrich"

register(media.TEXT, "tests.helpers.hostile_reader:HostileReader")


def enrich(page: ExtractedPage) -> bytes:
    """The page's text backwards; fails where the text says so."""
    if "detector bug" in page.text:
        raise ValueError(page.text)
    return page.text[::-1].encode()


class HostileReader:
    """Does what the first words of its file name."""

    name = "hostile"
    version = 7
    media = frozenset({media.TEXT})

    def read(self, source: Source, sink: Sink) -> None:
        verb, _, rest = source.path.read_text().partition(" ")
        sink.facts(Facts(Kind.TEXT, title=verb))
        getattr(self, verb)(rest, sink, source)

    def render(self, source: Source, target: Path) -> None:
        self.read(source, None)  # type: ignore[arg-type]

    def say(self, rest: str, sink: Sink, source: Source) -> None:
        sink.page(page(1, rest))

    def pages(self, rest: str, sink: Sink, source: Source) -> None:
        for ordinal in range(1, int(rest) + 1):
            sink.page(page(ordinal, f"page {ordinal} " + "filler " * 3000))

    def crash(self, rest: str, sink: Sink, source: Source) -> None:
        sink.page(page(1, "before the crash"))
        os.kill(os.getpid(), signal.SIGSEGV)

    def late(self, rest: str, sink: Sink, source: Source) -> None:
        time.sleep(0.5)
        sink.page(page(1, rest))

    def topple(self, rest: str, sink: Sink, source: Source) -> None:
        """Takes the whole program down with it, as what makes a machine run out of memory does."""
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)

    def segfault(self, rest: str, sink: Sink, source: Source) -> None:
        ctypes.string_at(0)

    def leave(self, rest: str, sink: Sink, source: Source) -> None:
        os._exit(3)

    def hang(self, rest: str, sink: Sink, source: Source) -> None:
        time.sleep(600)

    def chatter(self, rest: str, sink: Sink, source: Source) -> None:
        for number in range(10_000):
            sink.unread_child(f"{number}", "still there")
            time.sleep(0.05)

    def hog(self, rest: str, sink: Sink, source: Source) -> None:
        kept = []
        while True:
            kept.append(bytearray(50_000_000))

    def loop(self, rest: str, sink: Sink, source: Source) -> None:
        self.loop(rest, sink, source)

    def bug(self, rest: str, sink: Sink, source: Source) -> None:
        raise KeyError(rest)

    def limit(self, rest: str, sink: Sink, source: Source) -> None:
        raise LimitError("another name", "it is too odd")

    def chat(self, rest: str, sink: Sink, source: Source) -> None:
        print("advertisement " * 1000, flush=True)
        os.write(1, b"more of it")
        sink.page(page(1, "quiet"))

    def garbage(self, rest: str, sink: Sink, source: Source) -> None:
        _to_the_pipe(struct.pack(">I", 9) + b"not a msg")
        time.sleep(600)

    def huge(self, rest: str, sink: Sink, source: Source) -> None:
        _to_the_pipe(b"\xff\xff\xff\xff" + b"x" * 100)
        time.sleep(600)

    def half(self, rest: str, sink: Sink, source: Source) -> None:
        _to_the_pipe(struct.pack(">I", 5000) + b"half of it")
        os._exit(0)

    def skip(self, rest: str, sink: Sink, source: Source) -> None:
        sink.page(page(2, "page 2 first"))
        time.sleep(600)

    def outside(self, rest: str, sink: Sink, source: Source) -> None:
        sink.page(ExtractedPage(1, "p. 1", "short", float("nan"), 10.0))
        time.sleep(600)

    def link(self, rest: str, sink: Sink, source: Source) -> None:
        """Say that a link to a file outside is a file found inside."""
        folder = sink._folder  # type: ignore[attr-defined]
        sink.child("a", b"1")
        (folder / "1").unlink(missing_ok=True)
        (folder / "2").symlink_to("/etc/passwd")
        sink._files = 1  # type: ignore[attr-defined]
        sink._write = lambda path, data: 0  # type: ignore[attr-defined]
        sink.child("b", b"2")
        time.sleep(600)

    def children(self, rest: str, sink: Sink, source: Source) -> None:
        sink.child("../../evil.txt", b"inside")
        sink.child("streamed \udcff", iter([b"a", b"b"]))
        sink.unread_child("locked.zip", "It is locked with a password.")
        sink.partly("Something was left out.")

    def many(self, rest: str, sink: Sink, source: Source) -> None:
        for number in range(int(rest)):
            sink.child(str(number), b"x" * 1000)

    def unsendable(self, rest: str, sink: Sink, source: Source) -> None:
        sink.page(page(1, "lone \ud800 surrogate and \0 zero"))

    def network(self, rest: str, sink: Sink, source: Source) -> None:
        lines = Path("/proc/self/net/dev").read_text().splitlines()[2:]
        sink.page(page(1, " ".join(line.split(":")[0].strip() for line in lines)))

    def call_out(self, rest: str, sink: Sink, source: Source) -> None:
        """Try to open a socket and to start a program; say how that went."""
        said = []
        for attempt in (socket.socket, lambda: os.execv("/bin/true", ["true"])):
            try:
                attempt()
            except OSError as problem:
                said.append(type(problem).__name__)
        sink.page(page(1, " ".join(said)))


def page(ordinal: int, text: str) -> ExtractedPage:
    words = (Word(0, len(text.split()[0]), Box(1, 2, 30, 40)),) if text.split() else ()
    return ExtractedPage(ordinal, f"p. {ordinal}", text, 100.0, 200.0, words, frozenset({PageFlag.HAS_NOTES}))


def _to_the_pipe(data: bytes) -> None:
    """Write past the protocol, to whichever file is the pipe to the parent."""
    for number in range(3, 12):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, data)
        except OSError:
            continue
