"""What readers of a PDF wrote on its pages: notes, replies, highlights with the words below them, stamps.

Source: ISO 32000-1, 12.5 (annotations).
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_extras import Extra, is_shown, one_line
from explorer.extract.pdf_objects import ERRORS, some
from explorer.extract.words import placed
from explorer.model.document import Box, Layer, Word

_NAMES = {
    "Text": "Note",
    "FreeText": "Text box",
    "Highlight": "Highlight",
    "Underline": "Underlined",
    "Squiggly": "Underlined",
    "StrikeOut": "Struck out",
    "Caret": "Insertion",
    "Stamp": "Stamp",
    "FileAttachment": "Attached file",
    "Redact": "Redaction mark",
    "Ink": "Drawing",
}
_OVER_WORDS = frozenset(("Highlight", "Underline", "Squiggly", "StrikeOut"))
_UNREAD = frozenset(("Popup", "Widget", "Link", "Watermark", "PrinterMark", "TrapNet"))
_TAG = re.compile(r"<[^<>]*>")
_MARKED = 2_000  # characters of the words under a highlight
_MOST_QUADS = 500


def notes_of(page: Any, text: str, words: Sequence[Word]) -> Iterator[Extra]:
    """The notes of a page that its text does not show already, each saying what it is and who wrote it."""
    if page.first_annot is None:
        return
    for annot in some(page.annots()):
        try:
            found = _note(page, annot, text, words)
        except ERRORS:
            continue  # this one is damaged
        if found:
            yield found


def _note(page: Any, annot: Any, text: str, words: Sequence[Word]) -> Extra | None:
    kind = annot.type[1]
    if kind in _UNREAD:
        return None
    info = annot.info
    written = one_line(info.get("content")) or _rich(annot)
    if kind == "FreeText" and written and is_shown(written, text):
        return None
    marked = _words_under(page, annot, text, words) if kind in _OVER_WORDS else ""
    parts = [f"“{marked}”" if marked else "", _name(annot, kind), written]
    said = " ".join(part for part in dict.fromkeys(parts) if part)
    if not said:
        return None
    name = "Reply" if annot.irt_xref else _NAMES.get(kind, "Mark")
    author = one_line(info.get("title"))[:200]
    (box,) = placed(page, [Box(*annot.rect)])
    return Extra(f"{name}{f' by {author}' if author else ''}: {said}", box, Layer.COMMENT)


def _name(annot: Any, kind: str) -> str:
    """The word on a stamp or the name of a file; other kinds are named after their look, which says nothing."""
    if kind == "Stamp":
        return one_line(annot.info.get("name")).lstrip("#")[:200]
    if kind == "FileAttachment":
        return one_line(_file_name(annot))[:500]
    return ""


def _file_name(annot: Any) -> str:
    try:
        return str(annot.file_info.get("filename") or "")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - PyMuPDF raises a plain Exception where the entry is not there
        return ""


def _rich(annot: Any) -> str:
    """The words of a rich text, where there is no plain one."""
    kind, written = annot.parent.parent.xref_get_key(annot.xref, "RC")
    return one_line(unescape(_TAG.sub(" ", written))) if kind == "string" else ""


def _words_under(page: Any, annot: Any, text: str, words: Sequence[Word]) -> str:
    """The words whose middle lies below a highlight."""
    corners = list(annot.vertices or ())[: 4 * _MOST_QUADS]
    rects = [pymupdf.Quad(corners[at : at + 4]).rect for at in range(0, len(corners) - 3, 4)]
    boxes = placed(page, [Box(*rect) for rect in rects])
    under = [text[word.start : word.end] for word in words if any(_is_in(word.box, box) for box in boxes)]
    return " ".join(under)[:_MARKED]


def _is_in(word: Box, box: Box) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= across <= box.x1 and box.y0 <= down <= box.y1
