"""What appointments and contacts of an Outlook store say beside their words, as a calendar or a card sent with them.

Source: [MS-OXOCAL] 2.2.1, [MS-OXOCNTC] 2.2.1, [MS-OXPROPS]; RFC 5545, RFC 6350.
"""

from datetime import datetime

from explorer.extract.pst_message import Item, Sent
from explorer.extract.pst_properties import Names

_APPOINTMENT, _CONTACT = "00062002", "00062004"  # PSETID_Appointment, PSETID_Address
_START, _END, _WHERE, _PATTERN, _ALL = 0x820D, 0x820E, 0x8208, 0x8232, 0x8238
_MAILS = ((0x8083, 0x8080), (0x8093, 0x8090), (0x80A3, 0x80A0))
_TELEPHONES = (
    (0x3A08, "WORK"), (0x3A1B, "WORK"), (0x3A09, "HOME"), (0x3A2F, "HOME"), (0x3A1C, "CELL"), (0x3A24, "FAX"),
    (0x3A21, "PAGER"), (0x3A1F, "VOICE"),
)  # fmt: skip
_WORK_ADDRESS = (0x8045, 0x8046, 0x8047, 0x8048, 0x8049)
_HOME_ADDRESS = (0x3A5D, 0x3A59, 0x3A5C, 0x3A5B, 0x3A5A)


def appointment(item: Item, names: Names) -> Sent | None:
    """The calendar of an appointment or invitation; None for anything else."""
    kind = item.properties.text(0x001A).lower()
    if not kind.startswith(("ipm.appointment", "ipm.schedule.meeting")):
        return None
    held = item.properties
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", _line("SUMMARY", item.subject)]
    start = held.time(names.number(_APPOINTMENT, _START), 0x0060)
    end = held.time(names.number(_APPOINTMENT, _END), 0x0061)
    lines += [_time("DTSTART", start), _time("DTEND", end)]
    lines.append(_line("LOCATION", held.text(names.number(_APPOINTMENT, _WHERE))))
    lines.append(_line("X-REPEATS", held.text(names.number(_APPOINTMENT, _PATTERN))))
    lines.append(_line("ATTENDEE", held.text(names.number(_APPOINTMENT, _ALL))))
    return _sent("appointment.ics", "text/calendar", [*lines, "END:VEVENT", "END:VCALENDAR"])


def contact(item: Item, names: Names) -> Sent | None:
    """The card of a contact; None for anything else."""
    held = item.properties
    if not held.text(0x001A).lower().startswith("ipm.contact"):
        return None
    family = ";".join(_escaped(held.text(number)) for number in (0x3A11, 0x3A06, 0x3A44, 0x3A45, 0x3A05))
    lines = ["BEGIN:VCARD", "VERSION:3.0", _line("FN", held.text(0x3001) or item.subject), f"N:{family}"]
    lines += [_line("ORG", held.text(0x3A16)), _line("TITLE", held.text(0x3A17)), _line("NICKNAME", held.text(0x3A4F))]
    lines += [_line(f"TEL;TYPE={kind}", held.text(number)) for number, kind in _TELEPHONES]
    for pair in _MAILS:
        lines.append(_line("EMAIL", held.text(*(names.number(_CONTACT, number) for number in pair))))
    work = [held.text(names.number(_CONTACT, number)) for number in _WORK_ADDRESS]
    home = [held.text(number) for number in _HOME_ADDRESS]
    for kind, parts in (("WORK", work), ("HOME", home)):
        if any(parts):
            lines.append(f"ADR;TYPE={kind}:;;{';'.join(map(_escaped, parts))}")
    birthday = held.time(0x3A42)
    lines += [_line("URL", held.text(0x3A51)), f"BDAY:{birthday.date().isoformat()}" if birthday else ""]
    return _sent("contact.vcf", "text/vcard", [*lines, "END:VCARD"])


def _sent(name: str, kind: str, lines: list[str]) -> Sent:
    return Sent(name, kind, "".join(f"{line}\r\n" for line in lines if line).encode("utf-8", "replace"))


def _line(name: str, value: str) -> str:
    return f"{name}:{_escaped(value.strip())}" if value.strip() else ""


def _time(name: str, moment: datetime | None) -> str:
    return f"{name}:{moment:%Y%m%dT%H%M%S}Z" if moment else ""


def _escaped(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return value.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
