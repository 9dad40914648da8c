"""Outlook's compressed rich text, and the HTML or plain text that it often wraps.

Source: [MS-OXRTFCP] 2.2 and 3.1 (LZFu), [MS-OXRTFEX] 2.1 (de-encapsulation).
"""

import struct

from explorer.extract.rtf_blocks import RtfText
from explorer.extract.rtf_stream import CONTROL, TEXT, RtfStream
from explorer.extract.typeset import Paragraph, Table

MOST_BYTES = 60_000_000  # of one body when unpacked
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_BREAKS = {"par": "\r\n", "line": "\r\n", "row": "\r\n", "cell": "\t"}


def unpacked_rtf(data: bytes) -> bytes:
    """Compressed rich text as it was written; what is damaged ends where it breaks off. Its checksum is not asked."""
    if len(data) < 16:
        return b""
    size, whole, kind = struct.unpack_from("<II4s", data)
    packed = data[16 : max(size + 4, 16)]
    if kind == b"MELA":
        return packed[: min(whole, MOST_BYTES)]
    return _inflated(packed) if kind == b"LZFu" else b""


def _inflated(packed: bytes) -> bytes:
    """Each unit yields at most 17 bytes, so the time follows the input; the window begins with well-known words."""
    out = bytearray(_START)
    position, end = 0, len(packed)
    first = len(out)
    while position < end and len(out) < MOST_BYTES:
        control = packed[position]
        position += 1
        for bit in range(8):
            if position >= end:
                break
            if not control >> bit & 1:
                out.append(packed[position])
                position += 1
                continue
            pair = int.from_bytes(packed[position : position + 2], "big")
            position += 2
            place = len(out) % _WINDOW
            if pair >> 4 == place:
                return bytes(out[first:])
            _copy(out, (place - (pair >> 4)) % _WINDOW, (pair & 15) + 2)
    return bytes(out[first:])


def _copy(out: bytearray, back: int, count: int) -> None:
    for _ in range(count):
        out.append(out[-back] if back <= len(out) else 0x20)


def wrapped_text(rtf: bytes) -> tuple[str, bool]:
    """What rich text says, and whether that is HTML source: the wrapped HTML or text, else its own words."""
    head = rtf[:4096]
    if b"\\fromhtml" in head:
        html = _html(rtf)
        if html.strip():
            return html, True
    return _plain(rtf), False


def _html(rtf: bytes) -> str:
    pieces: list[str] = []
    for event in RtfStream(rtf).events():
        state = event.state
        if state.is_rtf_only or state.destination not in ("", "htmltag"):
            continue
        if event.kind == TEXT:
            pieces.append(event.text)
        elif event.kind == CONTROL and event.text in _BREAKS:
            pieces.append(_BREAKS[event.text])
    return "".join(pieces)


def _plain(rtf: bytes) -> str:
    lines: list[str] = []
    for block in RtfText(rtf).blocks():
        if isinstance(block, Table):
            lines += ["\t".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
        elif isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
        else:
            inner = getattr(block, "blocks", ())
            lines += ["".join(run.text for run in each.runs) for each in inner if isinstance(each, Paragraph)]
    return "\n".join(lines)
