"""Opens members of ZIP archives that are locked with a password: ZipCrypto, and WinZip's AES.

Source: PKWARE APPNOTE 6.3.10, 6.1 (traditional encryption); WinZip, "AES Encryption Information", 1.04.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter

AES_METHOD = 99
_AES_EXTRA = 0x9901
_HAS_DESCRIPTOR = 8  # flag
_STRONG = 64  # flag: PKWARE's own encryption, which is not read
_ROUNDS = 1000
_CODE = 10  # bytes of the authentication code


class WrongPassword(Exception):
    """It does not open this member."""


@dataclass(frozen=True, slots=True)
class AesFacts:
    """What a member's extra field says of its encryption."""

    version: int  # 2: the checksum is left out
    strength: int  # 1 to 3, for keys of 16, 24 and 32 bytes
    method: int  # how the bytes are packed below it


def aes_facts(extra: bytes) -> AesFacts | None:
    """The facts, if the extra fields hold sound ones."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _AES_EXTRA and length >= 7 and at + 11 <= len(extra):
            version, strength, method = struct.unpack_from("<HxxBH", extra, at + 4)
            return AesFacts(version, strength, method) if 1 <= strength <= 3 else None
        at += 4 + length
    return None


def can_be_opened(flags: int, method: int, extra: bytes) -> bool:
    """Whether its lock is one of those known here."""
    return not flags & _STRONG and (method != AES_METHOD or aes_facts(extra) is not None)


def spellings(password: str) -> list[bytes]:
    """A password as programs of different ages write it."""
    written = [password.encode("utf-8", "replace")]
    for encoding in ("cp1252", "cp437"):
        try:
            written.append(password.encode(encoding))
        except UnicodeEncodeError:
            continue
    return list(dict.fromkeys(written))


def aes_opened(file: BinaryIO, packed: int, facts: AesFacts, password: bytes) -> Iterator[bytes]:
    """The packed bytes under WinZip's AES, from where the file stands; their code is checked at the end.

    Raises:
        WrongPassword: the password is not the one.
        ValueError: the bytes were changed.
        EOFError: they are not all there.
    """
    key_length = 8 + 8 * facts.strength
    salt, check = file.read(key_length // 2), file.read(2)
    left = packed - len(salt) - 2 - _CODE
    if left < 0 or len(check) < 2:
        raise EOFError
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * key_length + 2)
    if not hmac.compare_digest(keys[-2:], check):
        raise WrongPassword
    cipher = AES.new(keys[:key_length], AES.MODE_CTR, counter=Counter.new(128, initial_value=1, little_endian=True))
    code = hmac.new(keys[key_length : 2 * key_length], digestmod="sha1")
    while left:
        piece = file.read(min(65_536, left))
        if not piece:
            raise EOFError
        left -= len(piece)
        code.update(piece)
        yield cipher.decrypt(piece)
    if not hmac.compare_digest(code.digest()[:_CODE], file.read(_CODE)):
        raise ValueError("its code is wrong")


def crypto_opened(file: BinaryIO, packed: int, check: int, password: bytes) -> Iterator[bytes]:
    """The packed bytes under ZipCrypto, from where the file stands.

    Args:
        file: stands at the 12 bytes before the packed ones.
        packed: bytes, with those 12.
        check: what the last of them must be.
        password: tried.

    Raises:
        WrongPassword: it is not the one; one wrong password in 256 is found out only by the checksum.
        EOFError: the bytes are not all there.
    """
    stream = _ZipCrypto(password)
    head = stream.opened(file.read(12))
    if len(head) < 12:
        raise EOFError
    if head[11] != check:
        raise WrongPassword
    left = packed - 12
    while left > 0:
        piece = file.read(min(65_536, left))
        if not piece:
            raise EOFError
        left -= len(piece)
        yield stream.opened(piece)


def crypto_check(flags: int, crc: int, time: int) -> int:
    """The byte by which ZipCrypto tells a wrong password."""
    return (time >> 8) & 0xFF if flags & _HAS_DESCRIPTOR else crc >> 24


def _crc_table() -> tuple[int, ...]:
    table = []
    for number in range(256):
        for _ in range(8):
            number = (number >> 1) ^ 0xEDB88320 if number & 1 else number >> 1
        table.append(number)
    return tuple(table)


_TABLE = _crc_table()


class _ZipCrypto:
    """The three running keys."""

    def __init__(self, password: bytes) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        self._run(password, is_plain=True)

    def opened(self, data: bytes) -> bytes:
        return self._run(data, is_plain=False)

    def _run(self, data: bytes, *, is_plain: bool) -> bytes:
        table, (key0, key1, key2) = _TABLE, self._keys
        out = bytearray()
        for byte in data:
            if not is_plain:
                mask = key2 | 2
                byte ^= ((mask * (mask ^ 1)) >> 8) & 0xFF
                out.append(byte)
            key0 = (key0 >> 8) ^ table[(key0 ^ byte) & 0xFF]
            key1 = ((key1 + (key0 & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            key2 = (key2 >> 8) ^ table[(key2 ^ (key1 >> 24)) & 0xFF]
        self._keys = (key0, key1, key2)
        return bytes(out)
