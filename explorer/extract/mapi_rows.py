"""What appointments, tasks, contacts and reports say besides the words of a message.

Source: [MS-OXOCAL], [MS-OXOTASK], [MS-OXOCNTC], [MS-OXPROPS].
"""

from collections.abc import Iterator
from datetime import datetime

from explorer.extract.mapi import Props

_APPOINTMENT, _TASK, _ADDRESS = 0x00062002, 0x00062003, 0x00062004
_NAMED = (
    ("Start", _APPOINTMENT, 0x820D), ("End", _APPOINTMENT, 0x820E), ("Place", _APPOINTMENT, 0x8208),
    ("Repeats", _APPOINTMENT, 0x8232), ("Begins", _TASK, 0x8104), ("Due", _TASK, 0x8105), ("Done on", _TASK, 0x810F),
    ("Owner", _TASK, 0x811F), ("E-mail", _ADDRESS, 0x8083), ("E-mail 2", _ADDRESS, 0x8093),
    ("E-mail 3", _ADDRESS, 0x80A3), ("Work address", _ADDRESS, 0x801B), ("Home address", _ADDRESS, 0x801A),
    ("Web page", _ADDRESS, 0x802B),
)  # fmt: skip
_CONTACT = (
    ("Name", 0x3001), ("Company", 0x3A16), ("Department", 0x3A18), ("Job", 0x3A17), ("Profession", 0x3A46),
    ("Work phone", 0x3A08), ("Home phone", 0x3A09), ("Mobile phone", 0x3A1C), ("Fax", 0x3A24), ("Other phone", 0x3A1F),
    ("Web page", 0x3A51), ("Assistant", 0x3A30), ("Manager", 0x3A4E), ("Spouse", 0x3A48), ("Nickname", 0x3A4F),
    ("Birthday", 0x3A42),
)  # fmt: skip


def item_rows(props: Props, kind: str) -> Iterator[tuple[str, str]]:
    """Labels and values, the empty ones too. ``kind`` is the message class in lower case."""
    for label, group, name in _NAMED:
        shown = _shown(props, props.of_name(group, name))
        yield label, shown.partition(" ")[0] if group == _TASK and label != "Owner" else shown  # tasks have days
    yield "Report", props.line(0x1001)
    if kind.startswith("ipm.contact"):
        for label, number in _CONTACT:
            yield label, _shown(props, number)


def _shown(props: Props, number: int) -> str:
    moment = props.time(number)
    return _shown_moment(moment) if moment else props.line(number)


def _shown_moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC").replace(":00 UTC", " UTC")
