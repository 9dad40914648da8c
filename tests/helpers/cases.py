"""Makes cases with documents and pages, without any reader."""

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from explorer.model.case import ProductionId
from explorer.model.document import Box, DocumentId, Kind, PageId, PlaceId, State, Word, pack_words
from explorer.model.entity import Detection
from explorer.store import intake
from explorer.store.casefile import CaseFolder, create_case
from explorer.store.database import open_for_writing
from explorer.store.intake import NewPlace, Reading, ReadPage


def new_case(folder: Path, name: str = "made") -> CaseFolder:
    """An empty case."""
    return create_case(folder / f"{name}.casefile", name)


def opened(folder: Path, name: str = "made") -> Database:
    """An empty case's record, open for writing."""
    return open_for_writing(new_case(folder, name))


def place(
    document: str,
    path: str,
    *,
    parent: PlaceId | None = None,
    production: str | None = None,
    depth: int = 0,
    sha256: str | None = "",
) -> NewPlace:
    """A place of a document; its hash is its name unless given."""
    return NewPlace(
        document=DocumentId(document),
        sha256=document if sha256 == "" else sha256,
        bytes=1,
        path=path,
        path_bytes=None,
        name=path.rpartition("/")[2],
        parent=parent,
        production=ProductionId(production) if production else None,
        depth=depth,
        mtime=None,
        reason="" if sha256 == "" else "It could not be opened.",
    )


def words_of(text: str) -> tuple[Word, ...]:
    """Words on one line, ten points a letter."""
    words, at = [], 0
    for part in text.split():
        start = text.index(part, at)
        at = start + len(part)
        words.append(Word(start, at, Box(start * 10, 10, at * 10, 20)))
    return tuple(words)


def add_document(
    db: Database,
    document: str,
    texts: Sequence[str],
    *,
    path: str = "",
    stamps: Sequence[str | None] = (),
    detections: Sequence[Detection] = (),
    kind: Kind = Kind.PDF,
) -> list[PageId]:
    """A document that was read, with these pages. Returns their ids."""
    intake.register(db, [place(document, path or f"{document}.pdf")])
    pages = tuple(
        ReadPage(
            ordinal=number,
            label=f"p. {number}",
            text=text,
            words=pack_words(words_of(text), 612, 792),
            width=612,
            height=792,
            stamp=stamps[number - 1] if stamps else None,
            detections=tuple(detections) if number == 1 else (),
        )
        for number, text in enumerate(texts, 1)
    )
    reading = Reading(DocumentId(document), "application/pdf", kind, State.READ, "", "maker", 1, pages)
    return intake.store_reading(db, reading)
