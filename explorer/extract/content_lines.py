"""Calendars and cards as components of lines: "NAME;PARAMETER=value:value", folded, escaped, often encoded.

Source: RFC 5545 3.1 (content lines), 3.3.11 (escapes); RFC 6350 3; vCard 2.1 and vCalendar 1.0 (quoted-printable).
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.encodings import decode
from explorer.extract.mail_headers import decode_base64

DEEPEST = 20  # components within components
MOST_LINES = 1_000_000
_LONGEST_HEAD = 5_000  # characters before a value
_HEAD = re.compile(r'(?:[\w-]{1,60}\.)?([\w-]{1,60})((?:;(?:"[^"]*"|[^":;])*)*):')
_PARAMETER = re.compile(r';([\w-]*)=?((?:"[^"]*"|[^";])*)')
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PARTED = {";": re.compile(r"(?<!\\);"), ",": re.compile(r"(?<!\\),")}
_DATA = re.compile(r"data:([^,;]{0,100})((?:;[^,;]{0,100})*),", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One property. Names and parameter names are in upper case."""

    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as people read it."""
        return _unescaped(self.value)

    def parts(self, mark: str = ";") -> list[str]:
        """A value that is a list, each part as people read it."""
        return [_unescaped(part).strip() for part in _PARTED[mark].split(self.value)]

    def data(self) -> bytes | None:
        """The bytes that stand in the line itself; None if it holds or names no such thing."""
        if self.parameters.get("ENCODING", "").upper() in ("BASE64", "B"):
            return decode_base64(self.value.encode("ascii", "ignore"))
        inline = _DATA.match(self.value[:500])
        if inline is None:
            return None
        rest = self.value[inline.end() :]
        if ";base64" in inline[2].lower():
            return decode_base64(rest.encode("ascii", "ignore"))
        return _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), rest.encode("utf-8", "replace"))

    @property
    def type(self) -> str:
        """The media type of the bytes that stand in the line, as far as it says."""
        inline = _DATA.match(self.value[:500])
        return (inline[1] if inline else self.parameters.get("FMTTYPE", self.parameters.get("TYPE", ""))).lower()


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END: "VEVENT", its lines, and what lies within."""

    name: str
    lines: list[Line] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def line(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """The first value of a name as people read it; empty if there is none."""
        found = self.line(name)
        return found.text.strip() if found else ""


def components(data: bytes) -> tuple[list[Component], bool]:
    """The outermost components, and whether they are all: a file may end early, or hold too much."""
    top = Component("")
    opened, is_whole, skipped = [top], True, 0
    for number, line in enumerate(_lines(decode(data))):
        if number >= MOST_LINES:
            is_whole = False
            break
        if line.name == "BEGIN":
            if len(opened) > DEEPEST:
                skipped, is_whole = skipped + 1, False
                continue
            inner = Component(line.value.strip().upper())
            opened[-1].inside.append(inner)
            opened.append(inner)
        elif line.name == "END" and skipped:
            skipped -= 1
        elif line.name == "END":
            del opened[1 if len(opened) < 3 else -1 :]
        elif not skipped:
            opened[-1].lines.append(line)
    return top.inside, is_whole and len(opened) == 1


def _lines(text: str) -> Iterator[Line]:
    for raw in _unfolded(text):
        match = _HEAD.match(raw[:_LONGEST_HEAD])
        if match is None:
            continue
        parameters: dict[str, str] = {}
        for name, value in _PARAMETER.findall(match[2]):
            key, said = (name.upper(), value.strip('"')) if value else _bare(name)
            parameters[key] = f"{parameters[key]},{said}" if key in parameters else said
        yield Line(match[1].upper(), _value(raw[match.end() :], parameters), parameters)


def _bare(word: str) -> tuple[str, str]:
    """A parameter that is a value alone, as vCard 2.1 has it: ";HOME", ";QUOTED-PRINTABLE"."""
    upper = word.upper()
    return ("ENCODING", upper) if upper in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT") else ("TYPE", word)


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines: those that were folded, and quoted-printable ones that end in "=", joined."""
    pieces: list[str] = []
    is_soft = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if is_soft:
            pieces.append("\n" + line)
        elif line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
        else:
            if pieces:
                yield "".join(pieces)
            pieces = [line]
        is_soft = line.endswith("=") and bool(_QUOTED_PRINTABLE.search(pieces[0][:_LONGEST_HEAD]))
    yield "".join(pieces)


def _value(value: str, parameters: dict[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    try:
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return value
    return decode(raw, parameters.get("CHARSET", "")).replace("\r\n", "\n")


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
