"""The pictures of a PowerPoint 97 to 2003 file, by the number that shapes know them by.

Source: [MS-ODRAW] 2.2.20 to 2.2.32 (store of pictures), 2.2.23 (blips).
"""

from dataclasses import dataclass, field

from explorer.extract.old_office import OldOffice
from explorer.extract.ppt_records import Record, record_at

_STORE = (0x040B, 0xF000, 0xF001)  # the path within the document
_ENTRY = 0xF007
_KINDS = {0xF01A: "EMF", 0xF01B: "WMF", 0xF01C: "PICT", 0xF01D: "JPEG", 0xF01E: "PNG", 0xF01F: "DIB", 0xF029: "TIFF",
          0xF02A: "JPEG"}  # fmt: skip
_DRAWN = frozenset(("JPEG", "PNG", "DIB", "TIFF"))
_MOST = 50_000


@dataclass(slots=True)
class Pictures:
    """Where each picture begins in the stream of pictures. ``data`` is read when first asked for."""

    office: OldOffice
    folder: tuple[str, ...]
    places: list[int] = field(default_factory=list)
    _data: bytes | None = None

    @classmethod
    def of(cls, office: OldOffice, folder: tuple[str, ...], document: Record) -> "Pictures":
        found = cls(office, folder)
        store: Record | None = document
        for kind in _STORE:
            store = store.first(kind) if store is not None else None
        for entry in store.inner() if store is not None else ():
            if entry.kind == _ENTRY and len(found.places) < _MOST:
                found.places.append(entry.number(28))
        return found

    def picture(self, number: int) -> tuple[str, bytes]:
        """A picture's kind in words, and its bytes; none where it cannot be drawn."""
        if not 1 <= number <= len(self.places):
            return "", b""
        if self._data is None:
            self._data = self.office.data(*self.folder, "Pictures")
        blip = record_at(self._data, self.places[number - 1])
        kind = _KINDS.get(blip.kind, "") if blip is not None else ""
        if blip is None or kind not in _DRAWN:
            return kind, b""
        data = blip.content[33 if blip.instance & 1 else 17 :]
        return kind, _bitmap(data) if kind == "DIB" else data


def _bitmap(data: bytes) -> bytes:
    """A bitmap with the file head that Windows leaves off in memory."""
    if len(data) < 40:
        return b""
    head, depth = int.from_bytes(data[:4], "little"), int.from_bytes(data[14:16], "little")
    colours = int.from_bytes(data[32:36], "little") or (1 << depth if depth <= 8 else 0)
    start = 14 + head + 4 * min(colours, 256)
    return b"BM" + (14 + len(data)).to_bytes(4, "little") + bytes(4) + start.to_bytes(4, "little") + data
