"""An item of an Outlook store as the message it was: headers, bodies, files, so that mail is read in one way only.

The transport's own headers are kept where the item has them, and made of its properties where not.
Source: [MS-OXCMSG] (messages, attachments, recipients), [MS-OXPROPS], RFC 5322 3.6, RFC 2045 to 2047.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import encode_rfc2231, format_datetime

from explorer.extract.mapi_rtf import wrapped_text
from explorer.extract.pst_properties import Properties

_TO, _CC, _BCC = 1, 2, 3
_BREAKS = re.compile(r"[\r\n\0]+[ \t]*")
_FIELD = re.compile(r"([!-9;-~]+)[ \t]*:")
_OWN = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "mime-version", "content-id"})
_MOST_HEADERS = 1_000_000  # characters
_LONGEST_NAME = 500  # characters
_SAFE_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 20866: "koi8-r", 50220: "iso-2022-jp"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A file to be sent with a message: its name, media type and bytes."""

    name: str
    type: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Item:
    """An item of a store: its properties, its recipients', its bodies and its files."""

    properties: Properties
    recipients: Sequence[Properties] = ()
    files: list[Sent] = field(default_factory=list)
    plain: str = ""
    html: bytes = field(default=b"", repr=False)
    rich: bytes = field(default=b"", repr=False)  # RTF, unpacked
    transport: str = ""  # its header lines, as they came

    @property
    def subject(self) -> str:
        """Without the two signs that say how long its "Re:" is ([MS-OXCMSG] 2.2.1.9)."""
        text = self.properties.text(0x0037, 0x0070, 0x0E1D)
        return text[2:] if text[:1] == "\x01" else text


def composed(item: Item) -> bytes:
    """The item as a message."""
    lines = [*_headers(item), "MIME-Version: 1.0"]
    parts = list(_parts(item))
    mark = "=_" + hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:40]
    head = "\r\n".join([*lines, f'Content-Type: multipart/mixed; boundary="{mark}"', "", ""])
    pieces = [head.encode("utf-8", "replace")]
    for part in parts:
        pieces += [f"--{mark}\r\n".encode(), part, b"\r\n"]
    return b"".join([*pieces, f"--{mark}--\r\n".encode()])


def _headers(item: Item) -> Iterator[str]:
    """The transport's lines without those that say how its body was packed; then what they leave out."""
    known: set[str] = set()
    is_kept = False
    for line in item.transport[:_MOST_HEADERS].replace("\r\n", "\n").replace("\0", "").split("\n"):
        match = _FIELD.match(line)
        if match:
            is_kept = match[1].lower() not in _OWN
            known.add(match[1].lower())
        elif line[:1] not in (" ", "\t") or not line.strip():
            is_kept = False
        if is_kept:
            yield line.rstrip("\r")
    for name, value in _made(item):
        if value and name.lower() not in known:
            yield f"{name}: {_BREAKS.sub(' ', value).strip()}"


def _made(item: Item) -> Iterator[tuple[str, str]]:
    held = item.properties
    sender = _party(held.text(0x0042, 0x0C1A), held.text(0x5D02, 0x5D01, 0x0065, 0x0C1F))
    yield "From", sender
    for name, kind, shown in (("To", _TO, 0x0E04), ("Cc", _CC, 0x0E03), ("Bcc", _BCC, 0x0E02)):
        found = [_recipient(each) for each in item.recipients if each.number(0x0C15) == kind]
        yield name, ", ".join(filter(None, found)) or held.text(shown)
    moment = held.time(0x0039, 0x0E06, 0x3007)
    yield "Date", format_datetime(moment) if isinstance(moment, datetime) else ""
    yield "Subject", item.subject
    yield "Message-ID", held.text(0x1035)
    yield "In-Reply-To", held.text(0x1042)
    yield "References", held.text(0x1039)


def _recipient(each: Properties) -> str:
    return _party(each.text(0x3001, 0x5FF6), each.text(0x39FE, 0x3003))


def _party(name: str, address: str) -> str:
    """A name and an address; an Exchange path is shown only where there is nothing else."""
    name, address = name.strip().strip("'\""), address.strip()
    if not address or address == name or (address.startswith("/") and name):
        return name
    quoted = name.replace("\\", "").replace('"', "'")
    quoted = f'"{quoted}"' if re.search(r"[,;<>@()]", quoted) else quoted
    return f"{quoted} <{address}>" if name else address


def _parts(item: Item) -> Iterator[bytes]:
    bodies = []
    if item.plain.strip():
        bodies.append(_part("text/plain; charset=utf-8", item.plain.encode("utf-8", "replace")))
    if item.html.strip(b"\0 \r\n"):
        charset = codec_of_page(item.properties.number(0x3FDE))
        bodies.append(_part(f"text/html; charset={charset}" if charset else "text/html", item.html))
    if len(bodies) > 1:
        mark = "=_" + hashlib.sha256(b"".join(bodies)).hexdigest()[:40]
        inner = b"".join(f"--{mark}\r\n".encode() + body + b"\r\n" for body in bodies)
        bodies = [
            f'Content-Type: multipart/alternative; boundary="{mark}"\r\n\r\n'.encode() + inner + f"--{mark}--".encode()
        ]
    yield from bodies or _rich(item.rich)
    for each in item.files:
        yield _file(each)


def _rich(rtf: bytes) -> Iterator[bytes]:
    """A body of rich text as what it says; as a file where no words are found in it, for it may hold pictures."""
    if not rtf:
        return
    words, is_html = wrapped_text(rtf)
    if words.strip():
        yield _part(f"text/{'html' if is_html else 'plain'}; charset=utf-8", words.encode("utf-8", "replace"))
    else:
        yield _file(Sent("body of the message.rtf", "application/rtf", rtf))


def _file(sent: Sent) -> bytes:
    kind = sent.type if _SAFE_TYPE.fullmatch(sent.type) else "application/octet-stream"
    if kind.startswith("multipart/"):
        kind = "application/octet-stream"
    name = encode_rfc2231(_BREAKS.sub(" ", sent.name)[:_LONGEST_NAME], "utf-8")
    return _part(kind, sent.data, f"Content-Disposition: attachment; filename*={name}")


def _part(kind: str, data: bytes, *more: str) -> bytes:
    lines = "\r\n".join([f"Content-Type: {kind}", *more, "Content-Transfer-Encoding: binary", "", ""])
    return lines.encode("utf-8", "replace") + data


def codec_of_page(page: int | None) -> str:
    """The charset that a code page's number names; empty if it names none."""
    return _CODE_PAGES.get(page or 0, f"cp{page}" if page and 0 < page < 2000 else "")
