"""The name that a certificate gives a person, an office or a machine, as one line. Source: RFC 5280 4.1.2.4, X.520."""

from explorer.extract.der import Value

_COMMON, _ADDRESS = "2.5.4.3", "1.2.840.113549.1.9.1"
_OFFICES = ("2.5.4.11", "2.5.4.10")  # unit, organisation
_WIDE = 0x1E  # BMPString
_LONGEST = 300
_MOST = 50


def named(name: Value) -> str:
    """The common name, its organisation and its address: "Dana Whitcomb, Eastmere Police <dw@…>"."""
    found: dict[str, list[str]] = {}
    for group in name.inside()[:_MOST]:
        for pair in group.inside()[:_MOST]:
            fields = pair.inside()
            if len(fields) > 1:
                found.setdefault(fields[0].identifier(), []).append(_text(fields[1]))
    words = [*found.get(_COMMON, []), *(word for kind in _OFFICES for word in found.get(kind, [])[:1])]
    address = next(iter(found.get(_ADDRESS, [])), "")
    return " ".join(filter(None, [", ".join(dict.fromkeys(filter(None, words))), f"<{address}>" if address else ""]))


def _text(value: Value) -> str:
    raw = value.content[:_LONGEST]
    text = raw.decode("utf-16-be", "replace") if value.tag == _WIDE else raw.decode("utf-8", "replace")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
