"""Mailboxes: one file of many messages, each handed on as a message of its own.

A line that begins with "From " starts a message after an empty line, if it names a time or an address and a header
field follows; without the empty line only if it has the exact form. Anything else is somebody's sentence.
Source: RFC 4155, and mboxrd's quoting of ">From ".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from explorer.errors import DamagedDocumentError, EmptyDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.mail_headers import split_headers
from explorer.extract.typeset import write_pdf
from explorer.model.document import Kind

_PLAUSIBLE = re.compile(rb"From +(?:\S+@\S+|\S.*\b\d{1,2}:\d\d\b|\S+ +\S.*\b(?:19|20)\d\d\b)")
_STRICT = re.compile(
    rb"From (?:-|\S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +\w+ +\w+ +[\d:]+ .*\d{4}.*)\s*$|From - .*\d{4}\s*$"
)
_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_MAIL_FIELD = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|Reply-To|Status"
    rb"|Sender|X-[\w-]+):",
    re.IGNORECASE,
)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"
MOST_MESSAGE = 200_000_000  # bytes
_LONGEST_LINE = 10_000_000  # bytes; a longer one is taken in pieces
_HEAD = 100_000  # bytes that are searched for a subject
_UNFIT = re.compile(r"[/\\\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Message:
    """One message's bytes, and whether they are all."""

    data: bytes = field(repr=False)
    is_whole: bool = True


class MboxReader:
    """Splits a mailbox into its messages."""

    name = "mbox"
    version = 2
    media = frozenset({media.MBOX})

    def read(self, source: Source, sink: Sink) -> None:
        """Each message as a child, named by its number and subject; a mailbox has no pages.

        Raises:
            EmptyDocumentError: the file has no bytes.
            DamagedDocumentError: no message begins anywhere in it.
        """
        with source.path.open("rb") as file:
            if not file.read(1):
                raise EmptyDocumentError(source.name)
            file.seek(0)
            sink.facts(Facts(Kind.ARCHIVE))
            number = 0
            for number, message in enumerate(messages(file), start=1):
                sink.child(_name(number, message.data), message.data)
                if not message.is_whole:
                    sink.partly(f"Message {number:,} of “{source.name}” was cut at {MOST_MESSAGE // 1_000_000} MB.")
        if not number:
            raise DamagedDocumentError(source.name, "no message begins in it")

    def render(self, source: Source, target: Path) -> None:  # noqa: ARG002 - the protocol's
        """A mailbox shows nothing of its own."""
        write_pdf([], target)


class _Message:
    """The lines of one message, as far as it stays under the limit."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._size = 0

    def add(self, line: bytes) -> None:
        self._size += len(line)
        if self._size <= MOST_MESSAGE:
            self.lines.append(line)

    def whole(self) -> Message:
        return Message(_message(self.lines), self._size <= MOST_MESSAGE)


def messages(file: BinaryIO) -> Iterator[Message]:
    """The messages of a mailbox in order, without their "From " lines and with ">From " unquoted."""
    message: _Message | None = None
    after_blank = True
    held: bytes | None = None  # a line that may begin a message: the next one decides
    for line in _lines(file):
        if held is not None and _begins(held, line, after_blank):
            if message:
                yield message.whole()
            message, held = _Message(), None
        elif held is not None:
            if message:
                message.add(held)
            held, after_blank = None, False
        if line.startswith(b"From ") and (_STRICT.match(line) or (after_blank and _PLAUSIBLE.match(line))):
            held = line
            continue
        if message:
            message.add(line)
        after_blank = not line.strip(b"\r\n")
    if message and held is not None:
        message.add(held)
    if message:
        yield message.whole()


def _begins(held: bytes, following: bytes, after_blank: bool) -> bool:
    """Whether a line that starts with "From " begins a message, given the line that follows it."""
    if not after_blank:
        return bool(_MAIL_FIELD.match(following))
    is_field = bool(_FIELD.match(following)) or following.startswith(b">From ")
    return is_field or (bool(_STRICT.match(held)) and not following.strip())


def _lines(file: BinaryIO) -> Iterator[bytes]:
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b"")):
        yield line.removeprefix(_BOM) if number == 0 else line


def _message(lines: list[bytes]) -> bytes:
    """One message's bytes; the empty line that parts it from the next is the mailbox's."""
    if len(lines) > 1 and not lines[-1].strip(b"\r\n"):
        lines = lines[:-1]
    return _QUOTED.sub(rb"\1", b"".join(lines))


def _name(number: int, message: bytes) -> str:
    subject = split_headers(message, 0, min(len(message), _HEAD))[0].text("subject")
    subject = _UNFIT.sub("-", subject)[:100].strip()
    return f"{number:04d} {subject or '(no subject)'}.eml"
