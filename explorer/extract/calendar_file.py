"""Calendars (.ics, .vcs): each event, task or note is a page, with all that its lines say in words.

Links in it are shown, never fetched. Source: RFC 5545 3.6 and 3.8, RFC 5546 1.4 (methods), vCalendar 1.0.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.calendar_time import iso, span, when
from explorer.extract.content_lines import Component, Line, components
from explorer.extract.leaf import Leaf
from explorer.extract.line_files import attached, bytes_of, not_whole
from explorer.extract.mail_body import Body
from explorer.extract.mail_layout import HeaderRow, mail_leaves
from explorer.extract.recurrence import in_words
from explorer.extract.typeset import write_pdf
from explorer.model.document import Kind

_ENTRIES = {"VEVENT": "event", "VTODO": "task", "VJOURNAL": "journal entry", "VFREEBUSY": "free and busy times"}
_METHODS = {
    "REQUEST": "invitation", "CANCEL": "cancellation", "REPLY": "answer to an invitation", "PUBLISH": "published",
    "COUNTER": "counter-proposal", "DECLINECOUNTER": "refusal of a counter-proposal", "ADD": "further dates",
    "REFRESH": "request for the latest version",
}  # fmt: skip
_ANSWERS = {
    "ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "perhaps", "NEEDS-ACTION": "no answer yet",
    "DELEGATED": "sent another", "COMPLETED": "done",
}  # fmt: skip
_ROLES = {"CHAIR": "chair", "OPT-PARTICIPANT": "optional", "NON-PARTICIPANT": "for information"}
_LABELS = {
    "SUMMARY": "Event", "DTSTART": "Starts", "DTEND": "Ends", "DUE": "Due", "DURATION": "Lasts", "RRULE": "Repeats",
    "EXRULE": "Except", "EXDATE": "Except on", "RDATE": "Also on", "RECURRENCE-ID": "Instead of", "LOCATION": "Where",
    "ORGANIZER": "Organiser", "ATTENDEE": "Attendees", "CATEGORIES": "Categories", "STATUS": "Status", "URL": "Link",
    "ATTACH": "Attached", "PRIORITY": "Priority", "CLASS": "Class", "CONTACT": "Contact", "RESOURCES": "Resources",
    "COMPLETED": "Done on", "PERCENT-COMPLETE": "Done, per cent", "CREATED": "Created", "COMMENT": "Comment",
    "LAST-MODIFIED": "Last changed", "DTSTAMP": "Written", "SEQUENCE": "Version", "UID": "Identifier",
    "FREEBUSY": "Busy", "GEO": "Position", "RELATED-TO": "Related to",
}  # fmt: skip
_MOMENTS = frozenset(
    {"DTSTART", "DTEND", "DUE", "EXDATE", "RDATE", "RECURRENCE-ID", "COMPLETED", "CREATED", "LAST-MODIFIED", "DTSTAMP"}
)
_BODIES = ("DESCRIPTION", "X-ALT-DESC")


class CalendarReader:
    """Reads calendars and invitations."""

    name = "calendar"
    version = 1
    media = frozenset({media.ICS})

    def read(self, source: Source, sink: Sink) -> None:
        """Pages "event 1", "event 2" and so on; files that stand in an event's lines as children.

        Raises:
            DamagedDocumentError: it holds no event.
        """
        data, is_whole = bytes_of(source)
        calendars, is_closed = components(data)
        entries = _entries(calendars)
        if not entries:
            raise DamagedDocumentError(source.name, "it holds no event, task or note")
        sink.facts(_facts(entries))
        if not (is_whole and is_closed):
            sink.partly(not_whole(source, "events"))
        for ordinal, leaf in enumerate(_leaves(entries), start=1):
            sink.page(leaf.extracted(ordinal, "event"))
        for _, entry in entries:
            for name, content in attached(entry, ("ATTACH", "IMAGE"), "attachment"):
                sink.child(name, content)

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        write_pdf(_leaves(_entries(components(bytes_of(source)[0])[0])), target)


def _entries(calendars: list[Component]) -> list[tuple[str, Component]]:
    """Each event and the method of its calendar."""
    return [
        (calendar.text("METHOD").upper(), entry)
        for calendar in calendars
        for entry in ([calendar] if calendar.name in _ENTRIES else calendar.inside)
        if entry.name in _ENTRIES
    ]


def _facts(entries: list[tuple[str, Component]]) -> Facts:
    first = entries[0][1]
    title = " ".join(first.text("SUMMARY").split())
    if len(entries) > 1:
        return Facts(Kind.TEXT, title=f"{title} and {len(entries) - 1:,} more" if title else "")
    organiser, start = first.line("ORGANIZER"), first.line("DTSTART")
    return Facts(
        Kind.TEXT,
        title=title,
        subject=title,
        sender=_person(organiser) if organiser else "",
        to=", ".join(_person(line) for line in first.lines if line.name == "ATTENDEE"),
        date=iso(start.value) if start else "",
    )


def _leaves(entries: list[tuple[str, Component]]) -> Iterator[Leaf]:
    for number, (method, entry) in enumerate(entries, start=1):
        bodies = [Body(line.text, is_html=_is_html(line)) for line in entry.lines if line.name in _BODIES]
        has_files = any(line.name == "ATTACH" and line.data() for line in entry.lines)
        label = f"{_ENTRIES[entry.name]} {number}"
        yield from mail_leaves(_rows(method, entry), bodies[:2], has_attachment=has_files, label=label)


def _is_html(line: Line) -> bool:
    return line.parameters.get("FMTTYPE", "").lower() == "text/html"


def _rows(method: str, entry: Component) -> list[HeaderRow]:
    """What the entry says: known things first, in their order, then all else by the name it has in the file."""
    rows = [HeaderRow("Kind", f"{_ENTRIES[entry.name]}, {_METHODS[method]}")] if method in _METHODS else []
    others = [line.name for line in entry.lines if line.name not in _LABELS and line.name not in _BODIES]
    for name in [*_LABELS, *dict.fromkeys(others)]:
        said = [_said(line) for line in entry.lines if line.name == name]
        if any(said):
            rows.append(HeaderRow(_label(name, entry), ", ".join(filter(None, said))))
    rows += [HeaderRow("Reminder", _reminder(alarm)) for alarm in entry.inside if alarm.name == "VALARM"]
    return rows


def _label(name: str, entry: Component) -> str:
    if name == "SUMMARY" and entry.name != "VEVENT":
        return _ENTRIES[entry.name].capitalize()
    return _LABELS.get(name, name)


def _said(line: Line) -> str:
    if line.name in _MOMENTS:
        zone = line.parameters.get("TZID", "")
        return ", ".join(when(value, zone) for value in line.value.split(","))
    if line.name in ("RRULE", "EXRULE"):
        return in_words(line.value)
    if line.name == "DURATION":
        return span(line.value)
    if line.name in ("ATTENDEE", "ORGANIZER"):
        return _person(line) + _answer(line)
    if line.name == "ATTACH" and line.data() is not None:
        return line.parameters.get("X-FILENAME") or line.parameters.get("FILENAME") or "a file"
    return " ".join(line.text.split())


def _person(line: Line) -> str:
    address = line.text.strip()
    address = address[7:] if address.lower().startswith("mailto:") else address
    name = line.parameters.get("CN", "").strip()
    return f"{name} <{address}>" if name and name != address else address


def _answer(line: Line) -> str:
    """What an attendee is and said: " (optional; accepted)"."""
    role = _ROLES.get(line.parameters.get("ROLE", "").upper(), "")
    answer = _ANSWERS.get(line.parameters.get("PARTSTAT", "").upper(), "")
    said = "; ".join(filter(None, [role, answer]))
    return f" ({said})" if said else ""


def _reminder(alarm: Component) -> str:
    trigger = alarm.text("TRIGGER")
    if trigger[:2].upper() == "-P":
        return f"{span(trigger)} before"
    return f"{span(trigger)} after the start" if trigger[:1].upper() == "P" else when(trigger)
