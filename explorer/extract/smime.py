"""What lies in an S/MIME blob: the words that were signed, by whom, or whom they were encrypted for.

No signature is checked, and nothing is decrypted. Source: RFC 5652 3, 5 and 6 (ContentInfo, SignedData, EnvelopedData),
RFC 5083 (AuthEnvelopedData), RFC 5280 4.1 (Certificate).
"""

import binascii
import re
from dataclasses import dataclass, field
from datetime import datetime

from explorer.extract.der import INTEGER, LONG_TIME, OCTETS, SEQUENCE, SET, UTC_TIME, Value, value_of
from explorer.extract.smime_names import named

_SIGNED = "1.2.840.113549.1.7.2"
_ENCRYPTED = frozenset({"1.2.840.113549.1.7.3", "1.2.840.113549.1.7.6", "1.2.840.113549.1.9.16.1.23"})
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_EXPLICIT, _FURTHER = 0xA0, 0xA1  # [0] and [1]
_OCTETS_IN_PIECES = OCTETS | 0x20
_ARMOUR = re.compile(rb"-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----\s+([A-Za-z0-9+/=\s]+)")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")
_MOST_NAMES = 200  # signers, certificates


@dataclass(frozen=True, slots=True)
class Signer:
    """Who says to have signed, as the certificate sent along names him; ISO 8601, empty where nothing is said."""

    name: str
    date: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.date}" if self.date else self.name


@dataclass(frozen=True, slots=True)
class Blob:
    """What a blob is and holds. ``content`` is None where what was signed lies elsewhere."""

    is_encrypted: bool = False
    is_signed: bool = False
    content: bytes | None = field(default=None, repr=False)
    signers: tuple[Signer, ...] = ()
    certificates: tuple[str, ...] = ()  # whom each one sent along names, and who says so


def opened(data: bytes) -> Blob:
    """What lies in a blob; neither encrypted nor signed if it is no S/MIME."""
    top = value_of(_binary(data))
    inside = top.inside() if top is not None and top.tag == SEQUENCE else []
    if not inside:
        return Blob()
    kind = inside[0].identifier()
    if kind in _ENCRYPTED:
        return Blob(is_encrypted=True)
    held = inside[1].first(SEQUENCE) if kind == _SIGNED and len(inside) > 1 else None
    return Blob(is_signed=kind == _SIGNED) if held is None else _signed(held)


def _binary(data: bytes) -> bytes:
    """The blob without the letters that some programs write it in."""
    if data[:1] == b"\x30" and not _BASE64.match(data[:100]):
        return data
    armour = _ARMOUR.search(data[:1_000])
    letters = data[armour.start(1) :].partition(b"-----")[0] if armour else data
    try:
        return binascii.a2b_base64(letters) if armour or _BASE64.match(data) else data
    except binascii.Error:
        return data


def _signed(held: Value) -> Blob:
    parts = held.inside()
    content = next((part for part in parts if part.tag == SEQUENCE), None)
    certificates = next((part.inside() for part in parts if part.tag == _EXPLICIT), [])[:_MOST_NAMES]
    known = {_issued(each): each for each in certificates if each.tag == SEQUENCE}
    infos = [part for part in parts if part.tag == SET][1:]  # the first is the digests' names
    signers = [_signer(info, known) for group in infos for info in group.inside()[:_MOST_NAMES]]
    return Blob(
        is_signed=True,
        content=_content(content) if content else None,
        signers=tuple(signers),
        certificates=tuple(
            f"{subject} (issued by {issuer})" for subject, issuer in map(_parties, known.values()) if subject or issuer
        ),
    )


def _content(held: Value) -> bytes | None:
    explicit = held.first(_EXPLICIT)
    strings = [each for each in explicit.inside() if each.tag in (OCTETS, _OCTETS_IN_PIECES)] if explicit else []
    return strings[0].octets() if strings else None


def _body(certificate: Value) -> list[Value]:
    """The fields of a certificate from its serial number on: number, algorithm, issuer, validity, subject."""
    body = certificate.first(SEQUENCE)
    fields = body.inside() if body else []
    return fields[1:] if fields and fields[0].tag == _EXPLICIT else fields


def _issued(certificate: Value) -> tuple[bytes, bytes]:
    """What a signature names a certificate by: its issuer and its number."""
    fields = _body(certificate)
    return (fields[2].content, fields[0].content) if len(fields) > 2 else (b"", certificate.whole)


def _parties(certificate: Value) -> tuple[str, str]:
    """Whom a certificate names, and who issued it."""
    fields = _body(certificate)
    return (named(fields[4]), named(fields[2])) if len(fields) > 4 else ("", "")


def _signer(info: Value, known: dict[tuple[bytes, bytes], Value]) -> Signer:
    fields = info.inside()
    asked = fields[1].inside() if len(fields) > 1 and fields[1].tag == SEQUENCE else []
    attributes = next((each for each in fields[2:] if each.tag == _EXPLICIT), None)
    date = _signing_time(attributes) if attributes else ""
    if len(asked) > 1 and asked[1].tag == INTEGER:
        found = known.get((asked[0].content, asked[1].content))
        name = _parties(found)[0] if found else f"somebody whose certificate was issued by {named(asked[0])}"
    else:
        only = list(known.values())
        name = _parties(only[0])[0] if len(only) == 1 else ""
    return Signer(name or "somebody who is not named", date)


def _signing_time(attributes: Value) -> str:
    for attribute in attributes.inside():
        pair = attribute.inside()
        if len(pair) > 1 and pair[0].identifier() == _SIGNING_TIME:
            return _moment(next(iter(pair[1].inside()), None))
    return ""


def _moment(value: Value | None) -> str:
    """A time in ISO 8601; empty if it names none."""
    forms = {UTC_TIME: "%y%m%d%H%M%SZ", LONG_TIME: "%Y%m%d%H%M%SZ"}
    try:
        text = value.content.decode("ascii") if value is not None else ""
        return f"{datetime.strptime(text, forms[value.tag]).isoformat()}Z" if value is not None else ""
    except (ValueError, KeyError):
        return ""
