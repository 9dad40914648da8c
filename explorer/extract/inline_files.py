"""Files that stand in the words of a message between marks: uuencoded and yEnc blocks.

The words keep a line that names the file, where it stood. Source: POSIX uuencode; yEnc draft 1.3 (2002).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.mime_parts import decode_uu

MOST_FILES = 1_000
_MARK = re.compile(
    rb"^(?:begin [0-7]{3,4} (?P<uu>[^\r\n]{1,255})"
    rb"|=ybegin [^\r\n]{0,300}?name=(?P<y>[^\r\n]{1,255}))\r?\n(?:=ypart [^\r\n]{0,200}\r?\n)?",
    re.MULTILINE,
)
_UU_LINE = re.compile(rb"([\x20-\x60])([\x20-\x60]*)")
_Y_END = re.compile(rb"^=yend\b[^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
_Y_ESCAPE = re.compile(rb"=(.)", re.DOTALL)
_Y_SHIFT = bytes((byte - 42) & 255 for byte in range(256))


@dataclass(frozen=True, slots=True)
class Inline:
    """A file found in words: its name as written, and its bytes as far as they stand there."""

    name: str
    data: bytes = field(repr=False)


def parted(words: bytes) -> tuple[bytes, list[Inline]]:
    """The words without their files, and the files in order."""
    if b"begin " not in words:
        return words, []
    pieces: list[bytes] = []
    files: list[Inline] = []
    position = 0
    for start, end, name, data in _found(words):
        pieces += [words[position:start], b"[", name, b"]\n"]
        files.append(Inline(name.decode("utf-8", "replace"), data))
        position = end
    return b"".join([*pieces, words[position:]]), files


def _found(words: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Where each block begins and ends, its name, and its bytes; blocks do not overlap."""
    position, count = 0, 0
    while count < MOST_FILES and (mark := _MARK.search(words, position)):
        end, data = _y_block(words, mark.end()) if mark["y"] else _uu_block(words, mark.start(), mark.end())
        position = max(end, mark.end())
        if data:
            count += 1
            name = (mark["y"] or mark["uu"]).strip().strip(b'"')
            yield mark.start(), position, name or b"attachment-%d" % count, data


def _uu_block(words: bytes, start: int, begin: int) -> tuple[int, bytes]:
    """Lines for as long as they are as long as they say; a sentence after a line "begin 644 x" is none."""
    position = begin
    while position < len(words):
        stop = words.find(b"\n", position)
        stop = len(words) if stop < 0 else stop + 1
        line = words[position:stop].rstrip(b"\r\n")
        if line.strip() == b"end":
            return stop, decode_uu(words[start:stop])
        if not _is_uu(line):
            break
        position = stop
    return position, decode_uu(words[start:position]) if position > begin else b""


def _is_uu(line: bytes) -> bool:
    match = _UU_LINE.fullmatch(line)
    if match is None:
        return not line
    quads = ((match[1][0] - 32 & 63) + 2) // 3 * 4
    if match[1] == b"M" and len(match[2]) <= quads + 2:  # a full line; spaces at its end may be lost
        return True
    return quads - 4 < len(match[2].rstrip()) + 4 and len(match[2]) <= quads + 2


def _y_block(words: bytes, begin: int) -> tuple[int, bytes]:
    closed = _Y_END.search(words, begin)
    coded = words[begin : closed.start() if closed else len(words)]
    coded = coded.translate(None, b"\r\n")
    plain = _Y_ESCAPE.sub(lambda match: bytes([(match[1][0] - 64) & 255]), coded).translate(_Y_SHIFT)
    return (closed.end() if closed else len(words)), plain
