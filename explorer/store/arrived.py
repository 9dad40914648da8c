"""What the case knows of the received files it kept: by which it tells a new or changed one."""

from dataclasses import dataclass

from sqlite_utils import Database

from explorer.model.case import ProductionId
from explorer.model.document import PlaceId


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A received file as it was when it was kept."""

    place: PlaceId
    path: str  # as shown
    sha256: str
    bytes: int
    mtime: float | None  # seconds since 1970


def kept_files(db: Database, production: ProductionId | None) -> dict[bytes, list[KeptFile]]:
    """The files of a production, by their paths as the file system gave them; several where one was changed since."""
    rows = db.execute(
        """SELECT path_bytes, place.id, path, sha256, document.bytes, mtime
           FROM place JOIN document ON document.id = place.document
           WHERE parent IS NULL AND production IS ? AND sha256 IS NOT NULL AND path_bytes IS NOT NULL""",
        [production],
    )
    found: dict[bytes, list[KeptFile]] = {}
    for raw, *facts in rows.fetchall():
        found.setdefault(raw, []).append(KeptFile(*facts))
    return found
