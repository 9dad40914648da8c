"""Highlights, notes, page tags and read marks, changed only through the journal."""

from datetime import UTC, datetime

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.annotation import Highlight, HighlightColour, Note, PageTag
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef, Passage
from explorer.store.journal import Journal

_PAGE = "WHERE document = ? AND ordinal = ?"
_SPAN = 'document, ordinal, start, "end", quote'


def highlights(db: Database, document: DocumentId, ordinal: int) -> list[Highlight]:
    rows = db.execute(
        f"SELECT {_SPAN}, id, colour FROM highlight {_PAGE} ORDER BY start", [document, ordinal]
    ).fetchall()
    text = _text(db, document, ordinal) if rows else ""
    return [Highlight(row[5], Passage(*row[:5]).found_in(text), HighlightColour(row[6])) for row in rows]


def notes(db: Database, document: DocumentId, ordinal: int) -> list[Note]:
    rows = db.execute(
        f"SELECT {_SPAN}, id, text, written FROM note {_PAGE} ORDER BY written", [document, ordinal]
    ).fetchall()
    text = _text(db, document, ordinal) if rows else ""
    return [Note(row[5], Passage(*row[:5]).found_in(text), row[6], row[7]) for row in rows]


def _text(db: Database, document: DocumentId, ordinal: int) -> str:
    """What a page holds now: passages are shown where their words stand, also after it was read anew."""
    row = db.execute(f"SELECT text FROM page {_PAGE}", [document, ordinal]).fetchone()
    return str(row[0]) if row else ""


def tags(db: Database, document: DocumentId, ordinal: int) -> list[PageTag]:
    rows = db.execute(f"SELECT id, tag FROM page_tag {_PAGE} ORDER BY tag", [document, ordinal])
    return [PageTag(row[0], PageRef(document, ordinal), row[1]) for row in rows.fetchall()]


def all_tags(db: Database) -> list[str]:
    return [row[0] for row in db.execute("SELECT DISTINCT tag FROM page_tag ORDER BY tag").fetchall()]


def is_read(db: Database, document: DocumentId, ordinal: int) -> bool:
    return db.execute(f"SELECT 1 FROM read_mark {_PAGE}", [document, ordinal]).fetchone() is not None


def highlight(journal: Journal, passage: Passage, colour: HighlightColour = HighlightColour.YELLOW) -> str:
    with journal.operation("Highlight") as operation:
        return operation.insert("highlight", {**_columns(passage), "colour": colour.value})


def remove_highlight(journal: Journal, highlight: str) -> None:
    with journal.operation("Remove a highlight") as operation:
        operation.delete("highlight", highlight)


def write_note(journal: Journal, passage: Passage, text: str) -> str:
    with journal.operation("Write a note") as operation:
        written = datetime.now(UTC).isoformat(timespec="seconds")
        return operation.insert("note", {**_columns(passage), "text": _worded(text), "written": written})


def edit_note(journal: Journal, note: str, text: str) -> None:
    with journal.operation("Change a note") as operation:
        operation.update("note", note, {"text": _worded(text)})


def remove_note(journal: Journal, note: str) -> None:
    with journal.operation("Remove a note") as operation:
        operation.delete("note", note)


def tag_page(journal: Journal, document: DocumentId, ordinal: int, tag: str) -> str:
    """Put a tag on a page; one that is there already stays."""
    known = journal.db.execute(
        f"SELECT id FROM page_tag {_PAGE} AND tag = ?", [document, ordinal, tag.strip()]
    ).fetchone()
    if known:
        return str(known[0])
    with journal.operation(f"Tag page “{tag.strip()}”") as operation:
        return operation.insert("page_tag", {"document": document, "ordinal": ordinal, "tag": _worded(tag)})


def untag_page(journal: Journal, document: DocumentId, ordinal: int, tag: str) -> None:
    with journal.operation(f"Remove page tag “{tag}”") as operation:
        for row in journal.db.execute(
            f"SELECT id FROM page_tag {_PAGE} AND tag = ?", [document, ordinal, tag]
        ).fetchall():
            operation.delete("page_tag", row[0])


def set_read(journal: Journal, document: DocumentId, ordinal: int, is_read_now: bool) -> None:
    known = journal.db.execute(f"SELECT id FROM read_mark {_PAGE}", [document, ordinal]).fetchone()
    if bool(known) == is_read_now:
        return
    with journal.operation("Mark as read" if is_read_now else "Mark as unread") as operation:
        if known:
            operation.delete("read_mark", known[0])
        else:
            operation.insert("read_mark", {"document": document, "ordinal": ordinal})


def _columns(passage: Passage) -> dict[str, str | int]:
    return {
        "document": passage.document,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _worded(text: str) -> str:
    if not text.strip():
        raise InputError("There are no words to keep", "Type something first.")
    return text.strip()
