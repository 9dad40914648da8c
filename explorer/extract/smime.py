"""The words inside an S/MIME blob that is signed but not encrypted. No signature is checked.

Source: RFC 5652 5.1 and 5.2 (SignedData, EncapsulatedContentInfo), X.690 8.1 (BER lengths, constructed strings).
"""

_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
_ENVELOPED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"
_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
_OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x04, 0x24, 0xA0
_HEAD = 64  # bytes within which the outermost type stands


def is_enveloped(blob: bytes) -> bool:
    """Whether the blob is encrypted."""
    return _ENVELOPED in blob[:_HEAD]


def signed_content(blob: bytes) -> bytes | None:
    """What was signed; None if the blob is no SignedData or carries no content."""
    at = blob.find(_DATA) if _SIGNED in blob[:_HEAD] else -1
    if at < 0:
        return None
    position = at + len(_DATA)
    tag, position, _length = _head(blob, position)
    if tag != _EXPLICIT:
        return None
    tag, position, length = _head(blob, position)
    if tag == _OCTETS and length is not None:
        return blob[position : position + length]
    return _pieces(blob, position, length) if tag == _OCTETS_IN_PIECES else None


def _pieces(blob: bytes, position: int, length: int | None) -> bytes:
    """A string in pieces, to its stated end or to the end mark."""
    end = len(blob) if length is None else min(position + length, len(blob))
    found = bytearray()
    while position < end:
        tag, position, size = _head(blob, position)
        if tag != _OCTETS or size is None:
            break
        found += blob[position : position + size]
        position += size
    return bytes(found)


def _head(blob: bytes, position: int) -> tuple[int, int, int | None]:
    """A value's tag, where its content begins, and its length (None: until an end mark)."""
    if position + 2 > len(blob):
        return 0, len(blob), 0
    tag, first = blob[position], blob[position + 1]
    position += 2
    if first < 0x80:
        return tag, position, first
    if first == 0x80:
        return tag, position, None
    count = first & 0x7F
    return tag, position + count, int.from_bytes(blob[position : position + count], "big")
