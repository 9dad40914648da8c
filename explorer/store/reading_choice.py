"""Which of a page's readings a person wants to be shown, changed only through the journal.

Without such a word the newest reading that holds words is shown, else what the page held before any engine read it.
Whoever runs a change, an undo or a redo brings the page's row in line (``recognition.refresh``).
"""

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.ocr import LAYER, engine_words
from explorer.model.passage import PageRef
from explorer.store.journal import Journal


def choose(journal: Journal, page: PageRef, engine: str) -> None:
    """Show one of a page's readings; ``LAYER`` is the text of the file itself.

    Raises:
        InputError: that engine has not read the page.
    """
    if engine not in {each for each, _ in _readings(journal.db, page)}:
        raise InputError(f"“{engine}” has not read this page", "Have it read first: “casefile ocr CASE --engine …”.")
    key = [page.document, page.ordinal]
    held = journal.db.execute("SELECT id FROM reading_choice WHERE document = ? AND ordinal = ?", key).fetchone()
    with journal.operation(f"Show {engine_words(engine)}") as operation:
        if held:
            operation.update("reading_choice", held[0], {"engine": engine})
        else:
            operation.insert("reading_choice", {"document": page.document, "ordinal": page.ordinal, "engine": engine})


def apply(db: Database, page: PageRef) -> None:
    """Mark the reading that counts as the one in use."""
    key = [page.document, page.ordinal]
    found = _readings(db, page)
    row = db.execute("SELECT engine FROM reading_choice WHERE document = ? AND ordinal = ?", key).fetchone()
    known = {engine for engine, _ in found}
    chosen = row[0] if row and row[0] in known else next((each for each, has_words in found if has_words), LAYER)
    db.execute("UPDATE reading SET in_use = 0 WHERE document = ? AND ordinal = ? AND engine <> ?", [*key, chosen])
    db.execute("UPDATE reading SET in_use = 1 WHERE document = ? AND ordinal = ? AND engine = ?", [*key, chosen])


def _readings(db: Database, page: PageRef) -> list[tuple[str, bool]]:
    """The engines that read a page, the newest reading first and the file's own text last; whether each found words."""
    rows = db.execute(
        """SELECT engine, trim(text, char(9, 10, 12, 13, 32)) <> '' FROM reading WHERE document = ? AND ordinal = ?
           ORDER BY engine = ?, made DESC, rowid DESC""",
        [page.document, page.ordinal, LAYER],
    )
    return [(str(engine), bool(has_words)) for engine, has_words in rows.fetchall()]
