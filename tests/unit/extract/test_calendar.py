"""Calendars are read event by event, in words; nothing in them is fetched."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Collected
from explorer.extract.calendar_file import CalendarReader
from explorer.extract.content_lines import components
from explorer.extract.recurrence import in_words
from tests.helpers.files import saved
from tests.helpers.line_files import calendar, component, escaped
from tests.unit.extract.contract import check_garbage, check_reader, read

BRIEFING = (
    "SUMMARY:Briefing on cameras",
    "DTSTART;TZID=America/New_York:20190304T100000",
    "DURATION:PT1H30M",
    "ORGANIZER;CN=Dana Whitcomb:mailto:dw@linkview.example",
    'ATTENDEE;CN="Varga, H.";ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:hvarga@eastmere.example',
    "LOCATION:Harrow Creek\\, pump house",
    "DESCRIPTION:Bring the list.\\nAnd the map.",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10",
)


def shown(folder: Path, *lines: str, method: str = "") -> Collected:
    return check_reader(CalendarReader(), saved(folder, "a.ics", calendar(component("VEVENT", *lines), method=method)))


def test_an_invitation_is_read_in_words(tmp_path: Path) -> None:
    text = shown(tmp_path, *BRIEFING, method="REQUEST").pages[0].text
    for words in (
        "Kind: event, invitation",
        "Starts: 2019-03-04 10:00 (America/New_York)",
        "Lasts: 1 hour 30 minutes",
        "Repeats: every 2 weeks on Monday and Friday, 10 times",
        "Where: Harrow Creek, pump house",
        "Organiser: Dana Whitcomb <dw@linkview.example>",
        "Varga, H. <hvarga@eastmere.example> (optional; accepted)",
        "Bring the list.\nAnd the map.",
    ):
        assert words in text


def test_the_facts_of_one_event_are_its_own(tmp_path: Path) -> None:
    known = shown(tmp_path, *BRIEFING).known
    assert known is not None
    assert (known.title, known.date) == ("Briefing on cameras", "2019-03-04T10:00:00")


def test_each_event_is_a_page(tmp_path: Path) -> None:
    events = [component("VEVENT", f"SUMMARY:Event {number}") for number in range(3)]
    pages = check_reader(CalendarReader(), saved(tmp_path, "a.ics", calendar(*events))).pages
    assert [page.label for page in pages] == ["event 1", "event 2", "event 3"]


def test_a_file_in_an_event_is_a_child(tmp_path: Path) -> None:
    data = base64.b64encode(b"cameras").decode()
    line = f"ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=list.txt:{data}"
    assert shown(tmp_path, "SUMMARY:a", line).children == [("list.txt", b"cameras")]


def test_lines_that_we_do_not_know_are_shown(tmp_path: Path) -> None:
    assert "X-LINKVIEW-ROOM: 4b" in shown(tmp_path, "SUMMARY:a", "X-LINKVIEW-ROOM:4b").pages[0].text


def test_a_quoted_printable_line_is_decoded(tmp_path: Path) -> None:
    line = "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 =\r\nat noon"
    data = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    assert "Café at noon" in read(CalendarReader(), saved(tmp_path, "a.vcs", data)).pages[0].text


def test_a_calendar_that_breaks_off_is_read_in_part(tmp_path: Path) -> None:
    data = calendar(component("VEVENT", *BRIEFING))[:-30]
    assert "breaks off" in read(CalendarReader(), saved(tmp_path, "a.ics", data)).reasons[0]


def test_a_calendar_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(CalendarReader(), saved(tmp_path, "a.ics", calendar()))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4", "every year on day 4 in March"),
        ("FREQ=WEEKLY;UNTIL=20190401T120000Z", "every week, until 2019-04-01 12:00 UTC"),
        ("FREQ=NEVER", "FREQ=NEVER"),
    ],
)
def test_rules_are_said_in_words(rule: str, words: str) -> None:
    assert in_words(rule) == words


@settings(deadline=None, max_examples=100)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool))
def test_any_words_come_out(text: str) -> None:
    found, is_whole = components(calendar(component("VEVENT", f"SUMMARY:{escaped(text)}")))
    assert (found[0].inside[0].text("SUMMARY"), is_whole) == (text, True)


@settings(deadline=None, max_examples=60)
@given(
    lines=st.lists(
        st.sampled_from(["BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "RRULE:FREQ=WEEKLY;BYDAY=,;INTERVAL=x", " x"])
        | st.text(max_size=30).map(lambda text: f"DTSTART:{text}")
    )
)
def test_broken_calendars_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    data = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines]).encode("utf-8", "replace")
    check_garbage(CalendarReader(), tmp_path_factory.mktemp("ics"), data)
