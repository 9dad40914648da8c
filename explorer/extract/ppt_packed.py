"""Objects packed in a PowerPoint 97 to 2003 file, as documents of their own. Source: [MS-PPT] 2.10.17 to 2.10.35."""

import re
import zlib

from explorer.extract.base import Sink
from explorer.extract.old_packed import give_bytes
from explorer.extract.ppt_file import PptFile
from explorer.extract.ppt_records import Record

_LIST, _EMBEDDED, _ATOM, _STRING, _STORAGE = 0x0409, 0x0FCC, 0x0FC3, 0x0FBA, 0x1011
_PROGRAM = 2  # instance of the string that names the program
_DAMAGED = "It is damaged: it cannot be unpacked. Open the slides in the program they came from to see it."
_LONGEST = 100_000_000  # bytes of one object
_UNNAMED = re.compile(r"[^\w .()-]+")


def give_objects(file: PptFile, sink: Sink) -> None:
    """Hand the sink each embedded object; one that cannot be unpacked is named with the reason."""
    listing = file.document.first(_LIST)
    count = 0
    for entry in listing.inner() if listing is not None else ():
        if entry.kind != _EMBEDDED:
            continue
        count += 1
        if count > sink.limits.children:
            sink.partly(
                f"“{file.office.name}” holds more than {sink.limits.children:,} objects; the rest was left out."
            )
            return
        _give(file, entry, count, sink)


def _give(file: PptFile, entry: Record, count: int, sink: Sink) -> None:
    atom = entry.first(_ATOM)
    program = next((s.text() for s in entry.inner() if s.kind == _STRING and s.instance == _PROGRAM), "")
    name = f"object {count}" + (f" ({_UNNAMED.sub(' ', program)[:60]})" if program else "")
    stored = file.object(atom.number(16)) if atom is not None else None
    if stored is None or stored.kind != _STORAGE:
        sink.unread_child(name, "Its bytes are not in the presentation.")
        return
    data = stored.content
    if stored.instance == 1:
        packer = zlib.decompressobj()
        try:
            data = packer.decompress(data[4:], _LONGEST)
        except zlib.error:
            sink.unread_child(name, _DAMAGED)
            return
        if packer.unconsumed_tail:
            sink.unread_child(name, f"It unpacks to more than {_LONGEST // 1_000_000} MB.")
            return
    give_bytes(data, name, sink)
