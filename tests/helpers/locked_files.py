"""Makers of files that are locked with a password. Each gives bytes."""

import base64
import hashlib
import hmac
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from Cryptodome.Cipher import AES, Blowfish
from Cryptodome.Util import Counter
from msoffcrypto.format.ooxml import OOXMLFile

from explorer.extract.mupdf import pymupdf
from tests.helpers.files import zipped
from tests.helpers.office_files import with_part


def locked_pdf(data: bytes, password: str) -> bytes:
    """The PDF, under AES-256."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        locked = document.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=f"owner of {password}"
        )
    return bytes(locked)


def locked_office(data: bytes, password: str) -> bytes:
    """The Office file, under agile encryption; made larger, since the library spoils those under 4 KiB."""
    out, filler = io.BytesIO(), hashlib.shake_256(b"filler").digest(6000)
    OOXMLFile(io.BytesIO(with_part(data, "word/filler.bin", filler))).encrypt(password, out)
    return out.getvalue()


def zip_crypto(members: Mapping[str, bytes], password: str, others: Mapping[str, bytes] | None = None) -> bytes:
    """A ZIP archive of stored members under ZipCrypto, and others that are open."""
    packed = {
        name: (_crypted(data, password.encode(), zlib.crc32(data)), 1, 0, b"", zlib.crc32(data), len(data))
        for name, data in members.items()
    }
    packed |= {name: (data, 0, 0, b"", zlib.crc32(data), len(data)) for name, data in (others or {}).items()}
    return _zip(packed)


def zip_aes(members: Mapping[str, bytes], password: str, *, is_changed: bool = False) -> bytes:
    """A ZIP archive of deflated members under WinZip's AES-256, version 2; ``is_changed``: with a byte turned over."""
    packed = {}
    for number, (name, data) in enumerate(members.items()):
        extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
        salt = hashlib.sha256(bytes([number])).digest()[:16]
        keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 66)
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        cipher = AES.new(keys[:32], AES.MODE_CTR, counter=Counter.new(128, initial_value=1, little_endian=True))
        body = cipher.encrypt(deflate.compress(data) + deflate.flush())
        code = hmac.new(keys[32:64], body, "sha1").digest()[:10]
        if is_changed:
            body = body[:-1] + bytes([body[-1] ^ 1])
        packed[name] = (salt + keys[64:] + body + code, 1, 99, extra, 0, len(data))
    return _zip(packed)


def _zip(members: Mapping[str, tuple[bytes, int, int, bytes, int, int]]) -> bytes:
    out, directory = bytearray(), bytearray()
    for name, (data, flags, method, extra, crc, size) in members.items():
        raw, at = name.encode(), len(out)
        head = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 0x21, crc, len(data), size, len(raw), len(extra))
        out += b"PK\3\4" + head + raw + extra + data
        directory += b"PK\1\2\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + raw + extra
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\5\6" + end)


def _crypted(data: bytes, password: bytes, crc: int) -> bytes:
    """Under ZipCrypto. Source: APPNOTE 6.1."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_of(number) for number in range(256)]

    def turn(byte: int) -> None:
        keys[0] = keys[0] >> 8 ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ table[(keys[2] ^ keys[1] >> 24) & 0xFF]

    for byte in password:
        turn(byte)
    out = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + data:
        mask = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        turn(byte)
    return bytes(out)


def _crc_of(number: int) -> int:
    for _ in range(8):
        number = number >> 1 ^ 0xEDB88320 if number & 1 else number >> 1
    return number


def locked_odf(data: bytes, password: str, *, is_old: bool = False) -> bytes:
    """The OpenDocument file, under AES-256, or under Blowfish as before ODF 1.2."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    hashing, entries, locked = (hashlib.sha1 if is_old else hashlib.sha256), [], {"mimetype": members.pop("mimetype")}
    rounds, size = 1024, 16 if is_old else 32
    for number, (name, plain) in enumerate(members.items()):
        salt, start = hashlib.sha256(bytes([number])).digest()[:16], hashlib.sha256(bytes([number, 1])).digest()
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(plain) + deflate.flush()
        key = hashlib.pbkdf2_hmac("sha1", hashing(password.encode()).digest(), salt, rounds, size)
        if is_old:
            start, padded = start[:8], packed + bytes(-len(packed) % 8)
            locked[name] = Blowfish.new(key, Blowfish.MODE_CFB, start, segment_size=64).encrypt(padded)[: len(packed)]
        else:
            start, rest = start[:16], 16 - len(packed) % 16
            locked[name] = AES.new(key, AES.MODE_CBC, start).encrypt(packed + bytes(rest - 1) + bytes([rest]))
        proof, salted, begun = (
            base64.b64encode(each).decode() for each in (hashing(packed[:1024]).digest(), salt, start)
        )
        entries.append(
            _ODF_ENTRY[is_old].format(name=name, proof=proof, salt=salted, start=begun, rounds=rounds, size=size)
        )
    listed = f'<manifest:manifest xmlns:manifest="{_ODF_MANIFEST}">{"".join(entries)}</manifest:manifest>'
    return zipped({**locked, "META-INF/manifest.xml": listed.encode()}, zipfile.ZIP_STORED)


_ODF_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ODF_ENTRY = {
    False: '<manifest:file-entry manifest:full-path="{name}"><manifest:encryption-data'
    ' manifest:checksum-type="' + _ODF_MANIFEST + '#sha256-1k"'
    ' manifest:checksum="{proof}"><manifest:algorithm manifest:algorithm-name='
    '"http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="{start}"/>'
    '<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>'
    '<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="{size}" manifest:salt="{salt}"'
    ' manifest:iteration-count="{rounds}"/></manifest:encryption-data></manifest:file-entry>',
    True: '<manifest:file-entry manifest:full-path="{name}"><manifest:encryption-data manifest:checksum-type="SHA1/1K"'
    ' manifest:checksum="{proof}"><manifest:algorithm manifest:algorithm-name="Blowfish CFB"'
    ' manifest:initialisation-vector="{start}"/><manifest:key-derivation manifest:key-derivation-name="PBKDF2"'
    ' manifest:salt="{salt}" manifest:iteration-count="{rounds}"/></manifest:encryption-data></manifest:file-entry>',
}  # fmt: skip
