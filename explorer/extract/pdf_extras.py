"""What a PDF holds beside its pages' text: comments, values of form fields, attached files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from explorer.extract.mupdf import pymupdf

_LONGEST = 20_000  # characters of one comment or value
_ERRORS = (RuntimeError, ValueError, TypeError, KeyError, IndexError, pymupdf.mupdf.FzErrorBase)
_TREE = "EmbeddedFiles"
_MOST = 2_000  # comments or fields of one page


@dataclass(frozen=True, slots=True)
class Extra:
    """A comment or a form value. ``box`` is on the unrotated page."""

    text: str
    box: tuple[float, float, float, float]
    is_comment: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """A file attached to a PDF; ``data`` is None where its bytes cannot be had."""

    name: str
    data: bytes | None


def page_extras(page: Any, text: str) -> list[Extra]:
    """Comments and form values of a page that its text does not hold already."""
    found: list[Extra] = []
    if page.first_annot is not None:
        for annot in _some(page.annots()):
            written = " ".join(str(annot.info.get("content") or "").split("\r")).strip()[:_LONGEST]
            _add(found, text, written, tuple(annot.rect), is_comment=True)
    if page.first_widget is not None:
        for widget in _some(page.widgets()):
            value = widget.field_value
            if isinstance(value, str) and value not in ("Off", "Yes"):
                _add(found, text, value.strip()[:_LONGEST], tuple(widget.rect), is_comment=False)
    return found


def attached_files(document: Any, most_pages: int) -> Iterator[Attached]:
    """The files of a PDF, those of its list first, then those pinned to pages; each once.

    Args:
        document: a ``pymupdf.Document``.
        most_pages: how many pages are looked at for pinned files.
    """
    seen: set[tuple[str, int]] = set()
    for found in _listed_files(document):
        seen.add((found.name, len(found.data or b"")))
        yield found
    for page_number in _pages_with_files(document, most_pages):
        for annot in _some(document.load_page(page_number).annots(types=[pymupdf.PDF_ANNOT_FILE_ATTACHMENT])):
            name = _name_of(annot)
            data = _bytes_of(annot.get_file)
            if (name, len(data or b"")) not in seen:
                seen.add((name, len(data or b"")))
                yield Attached(name, data)


def _listed_files(document: Any) -> Iterator[Attached]:
    """The files of the name tree EmbeddedFiles. PyMuPDF's own list sees only a tree without branches."""
    mupdf = pymupdf.mupdf
    try:
        tree = mupdf.pdf_load_name_tree(mupdf.pdf_document_from_fz_document(document.this), mupdf.pdf_new_name(_TREE))
        count = mupdf.pdf_dict_len(tree)
    except _ERRORS:
        return  # no list, or one that cannot be followed
    for number in range(count):
        written = mupdf.pdf_dict_get_val(tree, number)
        names = (mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(written, key)) for key in ("UF", "F"))
        name = next(filter(None, names), "") or mupdf.pdf_to_name(mupdf.pdf_dict_get_key(tree, number))
        yield Attached(name, _bytes_of(partial(_contents, written)))


def _contents(written: Any) -> Any:
    mupdf = pymupdf.mupdf
    return mupdf.fz_buffer_extract_copy(mupdf.pdf_load_embedded_file_contents(written))


def _pages_with_files(document: Any, most_pages: int) -> Iterator[int]:
    for number in range(min(document.page_count, most_pages)):
        try:
            kinds = {kind for _, kind, _ in document.page_annot_xrefs(number)}
        except _ERRORS:
            continue  # the page is damaged; that was said when it was read
        if pymupdf.PDF_ANNOT_FILE_ATTACHMENT in kinds:
            yield number


def _bytes_of(get: Any) -> bytes | None:
    try:
        return bytes(get())
    except (AssertionError, *_ERRORS):  # the binding asserts that there is a stream
        return None


def _name_of(annot: Any) -> str:
    try:
        return str(annot.file_info.get("filename") or "attachment")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - PyMuPDF raises a plain Exception where the entry is not there
        return "attachment"


def _some(found: Iterator[Any]) -> Iterator[Any]:
    """The first of them; a damaged list just ends."""
    for _ in range(_MOST):
        try:
            yield next(found)
        except (StopIteration, *_ERRORS):
            return


def _add(found: list[Extra], text: str, written: str, box: tuple[float, ...], *, is_comment: bool) -> None:
    if not written or _squash(written) in _squash(text):
        return
    x0, y0, x1, y1 = box
    found.append(Extra(written, (x0, y0, x1, y1), is_comment))


def _squash(text: str) -> str:
    return "".join(text.split())
