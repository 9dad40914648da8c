"""A PowerPoint 97 to 2003 file as last saved: its slides in order, their notes, its pictures and packed objects.

Each saving appends what was changed, so the stream holds slides of former days too; the directories of the savings,
newest first, say which are of today. Source: [MS-PPT] 2.1.2, 2.3 (edits and persist objects), 2.4 (document).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.errors import DamagedDocumentError, LockedDocumentError, UnknownKindError
from explorer.extract.old_office import OldOffice
from explorer.extract.ppt_records import Record, record_at, records

DOCUMENT, DOCUMENT_ATOM, SLIDE, SLIDE_ATOM, NOTES, NOTES_ATOM, PERSIST, INFO = (
    1000, 1001, 1006, 1007, 1008, 1009, 1011, 1017,
)  # fmt: skip
LIST, EDIT, DIRECTORY, CURRENT_USER, MASTER, STRING = 0x0FF0, 0x0FF5, 0x1772, 0x0FF6, 0x03F8, 0x0FBA
_LOCKED = 0xF3D1C4DF
_MOST_EDITS = 5000
_STREAM = "PowerPoint Document"
_DUAL = "PP97_DUALSTORAGE"
_SLIDES, _MASTERS, _NOTES = 0, 1, 2  # instances of the lists
_DESIGN = 2  # instance of the string that names the design of a master
_UNIT = 576.0  # master units to the inch


@dataclass(frozen=True, slots=True)
class SlideRef:
    """A slide, its number from 1, its texts kept in the outline, and its notes page."""

    number: int
    record: Record
    outline: tuple[Record, ...]
    notes: Record | None
    is_hidden: bool


@dataclass(slots=True)
class PptFile:
    """The stream, and where each object of today begins in it. ``width`` and ``height`` of a slide in points."""

    office: OldOffice
    folder: tuple[str, ...]
    data: bytes
    document: Record
    places: dict[int, int]
    width: float = 720.0
    height: float = 540.0
    lost: list[int] = field(default_factory=list)  # numbers of slides that cannot be reached

    @classmethod
    def of(cls, office: OldOffice) -> "PptFile":
        """Open a file.

        Raises:
            LockedDocumentError: it is encrypted.
            UnknownKindError: it is of PowerPoint 95 or older.
            DamagedDocumentError: its slides cannot be reached.
        """
        folder = (_DUAL,) if office.has(_DUAL, _STREAM) else ()
        data = office.data(*folder, _STREAM)
        edit = _last_edit(office.data(*folder, "Current User"), data, office.name)
        if edit is None:
            _refuse(data, office.name)
        assert edit is not None
        places, root = _places(data, edit)
        document = record_at(data, places.get(root, -1))
        if document is None or document.kind != DOCUMENT:
            document = next((each for each in records(data, 0, len(data)) if each.kind == DOCUMENT), None)
        if document is None:
            raise DamagedDocumentError(office.name, "its list of slides cannot be reached")
        found = cls(office, folder, data, document, places)
        found._take_size()
        return found

    def object(self, number: int) -> Record | None:
        """An object by the number it is kept under."""
        return record_at(self.data, self.places.get(number, -1))

    def slides(self) -> Iterator[SlideRef]:
        """The slides in order; those that cannot be reached are counted in ``lost``."""
        notes = self._notes()
        for number, (entry, outline) in enumerate(self._listed(_SLIDES), 1):
            record = self.object(entry.number(0))
            if record is None or record.kind != SLIDE:
                self.lost.append(number)
                continue
            info = record.first(INFO)
            is_hidden = info is not None and bool(info.number(10, 2) & 4)
            yield SlideRef(number, record, outline, notes.get(entry.number(12)), is_hidden)

    def designs(self) -> list[str]:
        """The names of the designs that slides are drawn after."""
        found = []
        for _entry, record in self.masters():
            strings = record.inner() if record.kind == MASTER else ()
            found += [each.text().strip() for each in strings if each.kind == STRING and each.instance == _DESIGN]
        return list(dict.fromkeys(name for name in found if name))

    def masters(self) -> Iterator[tuple[Record, Record]]:
        """The masters, each after its entry in the list."""
        for entry, _outline in self._listed(_MASTERS):
            record = self.object(entry.number(0))
            if record is not None and record.kind in (MASTER, SLIDE):
                yield entry, record

    def _notes(self) -> dict[int, Record]:
        """Notes pages by the id of their slide."""
        found: dict[int, Record] = {}
        for entry, _outline in self._listed(_NOTES):
            record = self.object(entry.number(0))
            atom = record.first(NOTES_ATOM) if record is not None and record.kind == NOTES else None
            if record is not None and atom is not None:
                found.setdefault(atom.number(0), record)
        return found

    def _listed(self, which: int) -> Iterator[tuple[Record, tuple[Record, ...]]]:
        """The entries of a list of slides or notes, each with the texts that follow it there."""
        for listing in self.document.inner():
            if listing.kind != LIST or listing.instance != which:
                continue
            entry: Record | None = None
            texts: list[Record] = []
            for each in listing.inner():
                if each.kind == PERSIST:
                    if entry is not None:
                        yield entry, tuple(texts)
                    entry, texts = each, []
                else:
                    texts.append(each)
            if entry is not None:
                yield entry, tuple(texts)

    def _take_size(self) -> None:
        atom = self.document.first(DOCUMENT_ATOM)
        if atom is None:
            return
        width, height = (atom.number(at, signed=True) / _UNIT * 72 for at in (0, 4))
        if 100 <= width <= 4000 and 100 <= height <= 4000:
            self.width, self.height = width, height


def _last_edit(user: bytes, data: bytes, name: str) -> Record | None:
    """The newest saving's record: where the current user's stream says, else the last one that is come upon."""
    atom = record_at(user, 0)
    if atom is not None and atom.kind == CURRENT_USER:
        if atom.number(4) == _LOCKED:
            raise LockedDocumentError(name)
        found = record_at(data, atom.number(8))
        if found is not None and found.kind == EDIT:
            return found
    edits = [each for each in records(data, 0, len(data)) if each.kind == EDIT]
    return edits[-1] if edits else None


def _refuse(data: bytes, name: str) -> None:
    if not data:
        raise DamagedDocumentError(name, "it has no slides that can be reached")
    first = record_at(data, 0)
    if first is None or first.kind not in (DOCUMENT, SLIDE, 1016, EDIT, DIRECTORY):
        raise UnknownKindError(name, "it is a presentation of PowerPoint 95 or older")
    raise DamagedDocumentError(name, "the list of its savings is lost")


def _places(data: bytes, edit: Record) -> tuple[dict[int, int], int]:
    """Where each object begins, the newest saving's word counting most; and the number of the document itself."""
    places: dict[int, int] = {}
    seen: set[int] = set()
    current: Record | None = edit
    while current is not None and current.kind == EDIT and current.start not in seen and len(seen) < _MOST_EDITS:
        seen.add(current.start)
        directory = record_at(data, current.number(12))
        if directory is not None and directory.kind == DIRECTORY:
            for number, place in _entries(directory):
                places.setdefault(number, place)
        before = current.number(8)
        current = record_at(data, before) if before else None
    return places, edit.number(16)


def _entries(directory: Record) -> Iterator[tuple[int, int]]:
    at, length = 0, directory.end - directory.start
    while at + 4 <= length:
        head = directory.number(at)
        first, count = head & 0xF_FFFF, head >> 20
        at += 4
        for number in range(min(count, max(length - at, 0) // 4)):
            yield first + number, directory.number(at + 4 * number)
        at += 4 * count
