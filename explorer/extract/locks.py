"""Whether a file opens only with a password, where its own reader cannot say so or there is none.

Source: [MS-DOC] 2.5.2, [MS-PPT] 2.3.2, [MS-XLS] 2.4.117; technote.txt of RAR 4 and 5.
"""

import struct
from typing import BinaryIO

from explorer.extract import media
from explorer.extract.ole import CompoundFile

_PPT_LOCKED, _PPT_OPEN = b"\xdf\xc4\xd1\xf3", b"\x5f\xc0\x91\xe3"


def is_office_locked(compound: CompoundFile, kind: str, stream: str) -> bool:
    """Whether a Word, PowerPoint or Excel 97-2003 file is encrypted; ``stream`` is the one that holds its content."""
    if kind == media.DOC:
        head = compound.head(stream)
        return len(head) > 11 and bool(head[11] & 1)
    if kind == media.PPT:
        token = compound.head("Current User")[12:16]  # an opened copy still holds its encrypted summary
        return token == _PPT_LOCKED or (token != _PPT_OPEN and "EncryptedSummary" in compound.entries)
    if kind == media.XLS:
        return _has_file_pass(compound.head(stream, 4096))
    return False


def is_rar_locked(file: BinaryIO) -> bool:
    """Whether even the list of a RAR archive's files is encrypted, or its first file is."""
    file.seek(0)
    head = file.read(64)
    if head[6:8] == b"\x01\0":  # RAR 5: the first block after the mark is an encryption header
        return head[13:14] == b"\4" or head[14:15] == b"\4"
    if len(head) >= 25:
        (of_archive,) = struct.unpack_from("<H", head, 10)
        (of_first,) = struct.unpack_from("<H", head, 23)
        return bool(of_archive & 0x80) or (head[22] == 0x74 and bool(of_first & 4))
    return False


def _has_file_pass(head: bytes) -> bool:
    """Whether a workbook's first records hold FILEPASS."""
    at = 0
    for _ in range(12):
        if at + 4 > len(head):
            break
        record, length = struct.unpack_from("<HH", head, at)
        if record == 0x2F:
            return True
        at += 4 + length
    return False
