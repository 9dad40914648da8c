"""Finds the document that a person means by what they typed."""

import difflib
import re

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.document import PlaceId
from explorer.store.places import current_place

_NAMES = 20_000  # so many are compared with a mistyped one


def resolve(db: Database, text: str) -> PlaceId:
    """The place that an id or its beginning, a path, a name or a hash's beginning means.

    An id that the place had before it moved is still understood.

    Raises:
        InputError: none, or more than one; names the nearest.
    """
    for condition, value in (
        ("id = ?", text),
        ("id = ?", _moved(db, text)),
        ("path = ?", text),
        ("name = ?", text),
        ("id LIKE ? || '%'", text if re.fullmatch("[0-9a-f]{4,12}", text) else "-"),
        ("document LIKE ? || '%'", text if re.fullmatch("[0-9a-f]{8,64}", text) else "-"),
        ("path LIKE '%/' || ? ESCAPE '\\'", re.sub(r"([\\%_])", r"\\\1", text)),
    ):
        found = db.execute(
            f"SELECT id, document FROM place WHERE {condition} ORDER BY own DESC, depth, sort_key, id", [value]
        ).fetchall()
        documents = {document for _, document in found}
        if len(documents) == 1:
            return PlaceId(found[0][0])
        if found:
            raise InputError(f"{len(documents)} documents are called “{text}”", "Use an id from “casefile documents”.")
    raise _unknown(db, text)


def _moved(db: Database, text: str) -> str:
    has_moves = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'moved_place'").fetchone()  # not in format 1.0
    return current_place(db, PlaceId(text)) if has_moves else text


def _unknown(db: Database, text: str) -> InputError:
    names = [row[0] for row in db.execute("SELECT DISTINCT name FROM place LIMIT ?", [_NAMES]).fetchall()]
    near = difflib.get_close_matches(text, names, 3)
    remedy = "Did you mean " + " or ".join(f"“{name}”" for name in near) + "?" if near else ""
    return InputError(
        f"There is no document “{text}” in this case", remedy or "See “casefile documents” for what there is."
    )
