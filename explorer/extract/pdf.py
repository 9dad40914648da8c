"""Reads PDF files: text and words of each page, comments, form values, files attached; never runs or draws anything.

Source: ISO 32000-1; 7.6 (encryption), 7.9.4 (dates), 7.11.4 (embedded files), 12.5 (annotations), 12.7 (forms).
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from explorer.errors import DamagedDocumentError, EmptyDocumentError, LockedDocumentError
from explorer.extract import media
from explorer.extract.base import ExtractedPage, Facts, Sink, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_about import about
from explorer.extract.pdf_attached import attached_files
from explorer.extract.pdf_extras import Extra, is_shown
from explorer.extract.pdf_fields import fields_of
from explorer.extract.pdf_invisible import invisible_spans
from explorer.extract.pdf_look import FLAGS, Look, look_of
from explorer.extract.pdf_notes import notes_of
from explorer.extract.pdf_states import Hanging, other_states
from explorer.extract.pdf_tally import Tally
from explorer.extract.words import words_of
from explorer.model.document import Box, Kind, Layer, LayerSpan, PageFlag, Word

MUPDF_ERRORS = (RuntimeError, ValueError, TypeError, IndexError, KeyError, OverflowError, pymupdf.mupdf.FzErrorBase)

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_UNSEEN = frozenset((Layer.HIDDEN, Layer.REVISION))
_NO_SIZE = (612.0, 792.0)  # for a page that cannot be loaded
_REPAIRED = (
    "The file is damaged and was repaired while reading: text may be missing. Compare its pages with the original, "
    "or ask the agency for a fresh copy."
)


class PdfReader:
    """Reads PDF. One page of the document is one page of the file."""

    name = "pdf"
    version = 4
    media = frozenset({media.PDF})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``. A page that cannot be read becomes an empty one, and is named."""
        with contextlib.closing(open_pdf(source.path, source.name, source.passwords, sink.unlocked)) as document:
            metadata = document.metadata or {}
            sink.facts(Facts(Kind.PDF, title=metadata.get("title") or "", date=iso_date(metadata.get("creationDate"))))
            tally = Tally()
            hanging, left_out = other_states(document, source.path, source.passwords)
            for page in _pages(document, tally, hanging):
                sink.page(page)
            if tally.pages == len(tally.broken):
                raise DamagedDocumentError(source.name, "none of its pages can be read")
            if document.is_repaired:
                sink.partly(_REPAIRED)
            if left_out:
                sink.partly(left_out)
            for reason in tally.reasons():
                sink.partly(reason)
            for reason in tally.until_ocr():
                sink.needs_ocr(reason)
            for found in attached_files(document, sink.limits.pages):
                if found.data is None:
                    sink.unread_child(found.name, "It is attached, but cannot be taken out: the PDF is damaged.")
                else:
                    sink.child(found.name, found.data)

    def render(self, source: Source, target: Path) -> None:
        """A PDF is its own rendition."""
        raise NotImplementedError(f"{source.name} needs no rendition at {target}")


def open_pdf(path: Path, name: str, passwords: Sequence[str] = (), used: Callable[[str], None] = lambda _: None) -> Any:
    """Open a PDF file, with the empty password or one of those given where it asks for one.

    Args:
        path: the file.
        name: for messages.
        passwords: tried in order; an owner's or a user's.
        used: told which of them opened it.

    Returns:
        A ``pymupdf.Document`` of one page or more.

    Raises:
        EmptyDocumentError, DamagedDocumentError, LockedDocumentError: what the words say.
    """
    try:
        document = pymupdf.open(path, filetype="pdf")
        if document.needs_pass and not document.authenticate(""):
            opened = next((password for password in passwords if document.authenticate(password)), None)
            if opened is None:
                raise LockedDocumentError(name)
            used(opened)
        if document.page_count < 1 and not document.is_repaired:
            pymupdf.mupdf.pdf_repair_xref(pymupdf.mupdf.pdf_document_from_fz_document(document.this))
        if document.page_count < 1:
            raise DamagedDocumentError(name, "it holds no pages")
    except pymupdf.EmptyFileError as problem:
        raise EmptyDocumentError(name) from problem
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        raise DamagedDocumentError(name, "it cannot be opened as a PDF") from problem
    return document


def raise_if_memory(problem: BaseException) -> None:
    """MuPDF says in words that memory ran out; say it as Python does."""
    if "malloc" in str(problem) or "calloc" in str(problem):
        raise MemoryError from problem


def iso_date(written: str | None) -> str:
    """A PDF date as ISO 8601, as exact as it was written; empty if it is none."""
    match = _DATE.match(written or "")
    if not match:
        return ""
    year, month, day, hour, minute, second, zulu, sign, zone_hours, zone_minutes = match.groups()
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31 or int(hour or 0) > 23 or int(minute or 0) > 59:
        return ""
    date = f"{year}-{month or '01'}-{day or '01'}"
    if hour is None:
        return date
    zone = "Z" if zulu else f"{sign}{zone_hours}:{zone_minutes or '00'}" if sign else ""
    return f"{date}T{hour}:{minute or '00'}:{min(int(second or 0), 59):02d}{zone}"


def _pages(document: Any, tally: Tally, states: Hanging) -> Iterator[ExtractedPage]:
    hanging = about(document)
    for ordinal in range(1, document.page_count + 1):
        tally.pages = ordinal
        try:
            found = _page(document, ordinal, tally, [*hanging.get(ordinal, ()), *states.get(ordinal, ())])
        except MUPDF_ERRORS as problem:
            raise_if_memory(problem)
            tally.broken.append(ordinal)
            found = ExtractedPage(ordinal, f"p. {ordinal}", "", *_NO_SIZE)
        yield found


def _page(document: Any, ordinal: int, tally: Tally, hanging: Sequence[Extra]) -> ExtractedPage:
    page = document.load_page(ordinal - 1)
    words: Sequence[Word]
    text, words = words_of(page)
    look = look_of(page, text, words)
    tally.looks[look] += 1
    flags = FLAGS[look]
    layers = tuple(invisible_spans(page, words)) if look is Look.TEXT else ()
    notes, fields = _beside(page, text, words, tally)
    if extras := [*notes, *fields, *_not_shown(hanging, text, fields)]:
        text, words, more = _with_extras(text, words, [_on_page(each, page.rect) for each in extras])
        layers += more
    if any(span.layer in _UNSEEN for span in layers):
        flags |= {PageFlag.HAS_HIDDEN}
    size = page.rect
    return ExtractedPage(
        ordinal, f"p. {ordinal}", text, max(size.width, 1.0), max(size.height, 1.0), words, flags, layers
    )


def _beside(page: Any, text: str, words: Sequence[Word], tally: Tally) -> tuple[list[Extra], list[Extra]]:
    """A page's notes and form fields; where they are damaged, its text still counts."""
    notes: list[Extra] = []
    fields: list[Extra] = []
    try:
        notes += notes_of(page, text, words)
        fields += fields_of(page)
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        tally.bare.append(page.number + 1)
    return notes, fields


def _not_shown(hanging: Sequence[Extra], text: str, fields: Sequence[Extra]) -> list[Extra]:
    """What hangs on a page without the form data that its fields or its text show."""
    shown = " ".join([text, *(each.text for each in fields)]) if hanging else ""
    return [
        each for each in hanging if each.layer is not Layer.FIELD or not is_shown(each.text.partition(": ")[2], shown)
    ]


def _on_page(extra: Extra, paper: Any) -> Extra:
    """The same within a page, however small that is."""
    width, height, box = max(paper.width, 1.0), max(paper.height, 1.0), extra.box
    x0, y0 = min(box.x0, width), min(box.y0, height)
    return replace(extra, box=Box(x0, y0, min(max(box.x1, x0), width), min(max(box.y1, y0), height)))


def _with_extras(
    text: str, words: Sequence[Word], extras: Sequence[Extra]
) -> tuple[str, tuple[Word, ...], tuple[LayerSpan, ...]]:
    """A page's text with what hangs on it added at its end; each of their words has the box of the whole."""
    more, layers = list(words), []
    for extra in extras:
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{extra.text}" if text else extra.text
        more += [
            Word(start + found.start(), start + found.end(), extra.box) for found in re.finditer(r"\S+", extra.text)
        ]
        layers.append(LayerSpan(extra.layer, start, len(text)))
    return text, tuple(more), tuple(layers)
