"""Opens OpenDocument files that are locked with a password: each part is packed, then encrypted on its own.

Source: OASIS OpenDocument 1.3, part 2, 4 (encryption). Packages encrypted as a whole (LibreOffice 24.8) are not read.
"""

import base64
import hashlib
import hmac
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from Cryptodome.Cipher import AES, Blowfish
from lxml import etree

from explorer.extract.ooxml import parse_xml

_MANIFEST = "META-INF/manifest.xml"
_LARGEST, _MOST_PARTS = 200_000_000, 5_000  # bytes of the open parts together; parts
_MOST_ROUNDS = 2_000_000
_NS = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_PROVED = 1024  # bytes of the packed part whose hash is given
_HASHES: Mapping[str, Callable[[bytes], "hashlib._Hash"]] = {
    "sha1": hashlib.sha1, "sha1/1k": hashlib.sha1, "sha1-1k": hashlib.sha1, "sha256": hashlib.sha256,
    "sha256-1k": hashlib.sha256,
}  # fmt: skip
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class _Lock:
    """How one part is encrypted."""

    cipher: str
    start: bytes  # the initialisation vector
    salt: bytes
    rounds: int
    key_bytes: int
    start_hash: str
    proof_hash: str
    proof: bytes

    def opened(self, data: bytes, password: bytes) -> bytes | None:
        """The packed part; None if the password is not the one."""
        first = _HASHES[self.start_hash](password).digest()
        key = hashlib.pbkdf2_hmac("sha1", first, self.salt, self.rounds, self.key_bytes)
        if self.cipher == "blowfish":
            rest = -len(data) % 8
            cipher = Blowfish.new(key, Blowfish.MODE_CFB, self.start, segment_size=64)  # noqa: S304 - the file's choice
            plain = cipher.decrypt(data + bytes(rest))
            plain = plain[: len(data)]
        else:
            plain = AES.new(key, AES.MODE_CBC, self.start).decrypt(data)
            plain = plain[: -plain[-1]] if 0 < plain[-1] <= 16 else plain
        found = _HASHES[self.proof_hash](plain[:_PROVED]).digest()
        return plain if hmac.compare_digest(found, self.proof) else None


def odf_opens(path: Path, password: str, target: Path) -> bool:
    """Whether a password opens an OpenDocument file; then the open one is written to ``target``.

    Raises:
        OSError: the disk refuses.
    """
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            locks = _locks(archive)
            return bool(locks) and _copy(archive, out, locks, password.encode())
    except _BROKEN:
        return False


def _copy(archive: zipfile.ZipFile, out: zipfile.ZipFile, locks: Mapping[str, _Lock], password: bytes) -> bool:
    left = _LARGEST
    for member in archive.infolist()[:_MOST_PARTS]:
        if member.is_dir() or member.filename == _MANIFEST or member.file_size > left:
            continue  # without the list of parts, none counts as locked
        data = archive.read(member)
        if (lock := locks.get(member.filename)) is not None:
            packed = lock.opened(data, password)
            if packed is None:
                return False
            data = zlib.decompressobj(-15).decompress(packed, left)
        left -= len(data)
        out.writestr(member.filename, data)
    return True


def _locks(archive: zipfile.ZipFile) -> dict[str, _Lock]:
    with archive.open(_MANIFEST) as member:
        root, _is_faulty = parse_xml(member.read(10_000_000))
    found: dict[str, _Lock] = {}
    for entry in () if root is None else root.iter(f"{_NS}file-entry"):
        if (data := entry.find(f"{_NS}encryption-data")) is not None:
            found[entry.get(f"{_NS}full-path", "")] = _lock(data)
    return found


def _lock(data: etree._Element) -> _Lock:
    """
    Raises:
        ValueError, KeyError: it is encrypted in a way that is not known here.
    """
    algorithm, derivation, start = (
        data.find(f"{_NS}{name}") for name in ("algorithm", "key-derivation", "start-key-generation")
    )
    if algorithm is None or derivation is None:
        raise ValueError("no algorithm")
    cipher = _short(algorithm.get(f"{_NS}algorithm-name", ""))
    rounds, key_bytes = int(derivation.get(f"{_NS}iteration-count", "0")), int(derivation.get(f"{_NS}key-size", "16"))
    if cipher not in ("blowfish", "aes256-cbc") or _short(derivation.get(f"{_NS}key-derivation-name", "")) != "pbkdf2":
        raise ValueError("another algorithm")
    if not 0 < rounds <= _MOST_ROUNDS or not 0 < key_bytes <= 64:
        raise ValueError("numbers out of all bounds")
    started = _short(start.get(f"{_NS}start-key-generation-name", "sha1")) if start is not None else "sha1"
    proof = _short(data.get(f"{_NS}checksum-type", ""))
    if started not in _HASHES or proof not in _HASHES:
        raise ValueError("another hash")
    return _Lock(
        cipher,
        base64.b64decode(algorithm.get(f"{_NS}initialisation-vector", "")),
        base64.b64decode(derivation.get(f"{_NS}salt", "")),
        rounds,
        key_bytes,
        started,
        proof,
        base64.b64decode(data.get(f"{_NS}checksum", "")),
    )


def _short(name: str) -> str:
    """An algorithm's name without its place: "http://www.w3.org/2001/04/xmlenc#aes256-cbc" is "aes256-cbc"."""
    return re.split(r"[#:]", name)[-1].lower().replace(" cfb", "")
