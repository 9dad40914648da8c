"""Makes e-mail messages and mailboxes as bytes: right ones, odd ones, and ones made to break a reader."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """One part of a message: its headers as lines, and its body."""

    headers: tuple[str, ...]
    body: bytes

    def __bytes__(self) -> bytes:
        return "\n".join([*self.headers, "", ""]).encode("utf-8", "surrogateescape") + self.body


def text_part(text: str, subtype: str = "plain", charset: str = "utf-8", *more: str) -> Sent:
    """Words to be read in place."""
    return Sent((f"Content-Type: text/{subtype}; charset={charset}", *more), text.encode(charset))


def file_part(name: str, data: bytes, kind: str = "application/octet-stream", way: str = "attachment") -> Sent:
    """A file, its name as a header puts it; without a name where that is empty."""
    named = f'; filename="{name}"' if name else ""
    headers = (f"Content-Type: {kind}", f"Content-Disposition: {way}{named}", "Content-Transfer-Encoding: base64")
    return Sent(headers, base64.encodebytes(data))


def message_part(message: bytes) -> Sent:
    """A message sent inside another."""
    return Sent(("Content-Type: message/rfc822",), message)


def multipart(parts: Sequence[Sent], subtype: str = "mixed", boundary: str = "=_part", **parameters: str) -> Sent:
    """Several parts as one."""
    said = "".join(f'; {name}="{value}"' for name, value in parameters.items())
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\n" + bytes(part) + b"\n" for part in parts) + mark + b"--\n"
    return Sent((f'Content-Type: multipart/{subtype}; boundary="{boundary}"{said}',), body)


def mail(
    content: Sent | str = "Body of the message.",
    *more: str,
    subject: str = "The camera list",
    sender: str = "Dana Whitcomb <dw@linkview.example>",
    date: str = "Mon, 20 Nov 2017 09:14:00 -0500",
) -> bytes:
    """A message with the usual headers; ``more`` are further header lines."""
    part = text_part(content) if isinstance(content, str) else content
    fields = (
        ("From", sender),
        ("To", "Chief H. Varga <hvarga@eastmere.example>"),
        ("Date", date),
        ("Subject", subject),
    )
    headers = tuple(f"{name}: {value}" for name, value in fields if value)
    return bytes(Sent((*headers, *more, "MIME-Version: 1.0", *part.headers), part.body))


def nested_mail(levels: int) -> bytes:
    """A message in a message in a message …"""
    message = mail("The innermost words.", subject=f"level {levels}")
    for level in range(levels - 1, 0, -1):
        message = mail(message_part(message), subject=f"level {level}")
    return message


def deep_multipart(levels: int) -> bytes:
    """Multiparts in multiparts, words in the innermost."""
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels))
    return f"From: a@b.example\nSubject: deep\n{opened}Content-Type: text/plain\n\nThe innermost words.\n".encode()


def mbox(messages: Sequence[bytes]) -> bytes:
    """A mailbox of the messages, quoted the mboxrd way."""
    joined = bytearray()
    for number, message in enumerate(messages):
        quoted = b"".join(
            b">" + line if line.lstrip(b">").startswith(b"From ") else line
            for line in message.splitlines(keepends=True)
        )
        joined += f"From sender{number}@agency.example Mon Mar  4 10:{number % 60:02d}:00 2019\n".encode() + quoted
        joined += b"\n" if quoted.endswith(b"\n") else b"\n\n"
    return bytes(joined)
