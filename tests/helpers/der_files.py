"""Makes S/MIME blobs value by value, as DER or with lengths left open; no key takes part, nothing is truly signed."""

from collections.abc import Sequence

SIGNED = bytes.fromhex("06092a864886f70d010702")
ENVELOPED = bytes.fromhex("06092a864886f70d010703")
DATA = bytes.fromhex("06092a864886f70d010701")
_SIGNING_TIME = bytes.fromhex("06092a864886f70d010905")
_SHA256 = bytes.fromhex("0609608648016503040201")
_NAMES = {
    "common": "0603550403",
    "unit": "060355040b",
    "organisation": "060355040a",
    "address": "06092a864886f70d010901",
}


def der(tag: int, *content: bytes, is_open: bool = False) -> bytes:
    """One value, its length stated or left open."""
    body = b"".join(content)
    if is_open:
        return bytes([tag, 0x80]) + body + b"\0\0"
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def name(**parts: str) -> bytes:
    """A distinguished name of common, unit, organisation, address."""
    pairs = (der(0x30, bytes.fromhex(_NAMES[part]), der(0x0C, said.encode())) for part, said in parts.items())
    return der(0x30, *(der(0x31, pair) for pair in pairs))


def certificate(issuer: bytes, subject: bytes, number: int = 7) -> bytes:
    """A certificate whose signature is nothing."""
    times = der(0x30, der(0x17, b"190101000000Z"), der(0x17, b"290101000000Z"))
    fields = (der(0x02, bytes([number])), der(0x30, _SHA256), issuer, times, subject)
    return der(0x30, der(0x30, der(0xA0, der(0x02, b"\2")), *fields), der(0x30, _SHA256), der(0x03, b"\0"))


def signer(issuer: bytes, number: int = 7, time: bytes = b"190304151500Z") -> bytes:
    """What says who signed, and when."""
    attributes = der(0xA0, der(0x30, _SIGNING_TIME, der(0x31, der(0x17, time))))
    named = der(0x30, issuer, der(0x02, bytes([number])))
    return der(0x30, der(0x02, b"\1"), named, der(0x30, _SHA256), attributes, der(0x30, _SHA256), der(0x04, b"none"))


def signed(
    content: bytes | None, certificates: Sequence[bytes] = (), signers: Sequence[bytes] = (), *, pieces: int = 0
) -> bytes:
    """A SignedData; in ``pieces`` bytes each, with open lengths, if that is not 0; a mere signature without content."""
    is_open = bool(pieces)
    if content is None:
        inner = b""
    elif pieces:
        parts = (der(0x04, content[at : at + pieces]) for at in range(0, len(content), pieces))
        inner = der(0xA0, der(0x24, *parts, is_open=True), is_open=True)
    else:
        inner = der(0xA0, der(0x04, content))
    held = (der(0x02, b"\1"), der(0x31, der(0x30, _SHA256)), der(0x30, DATA, inner, is_open=is_open))
    sent = (der(0xA0, *certificates),) if certificates else ()
    body = der(0x30, *held, *sent, der(0x31, *signers), is_open=is_open)
    return der(0x30, SIGNED, der(0xA0, body, is_open=is_open), is_open=is_open)


def enveloped() -> bytes:
    """An EnvelopedData that nobody can open."""
    return der(0x30, ENVELOPED, der(0xA0, der(0x30, der(0x02, b"\0"), der(0x31), der(0x30, DATA, b"\x80\x04none"))))
