"""Files attached to a PDF: those of its list (portfolios too), those pinned to pages, those that belong to the whole
or to a page without being listed (as electronic invoices have them).

Sources: ISO 32000-1, 7.11.4 (embedded files), 12.3.5 (collections), 12.5.6.15 (file attachment annotations);
ISO 32000-2, 14.13 (associated files).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_objects import ERRORS, some

_TREE = "EmbeddedFiles"
_MOST_ASSOCIATED = 2_000  # files of the whole or of one page


@dataclass(frozen=True, slots=True)
class Attached:
    """A file attached to a PDF; ``data`` is None where its bytes cannot be had."""

    name: str
    data: bytes | None


def attached_files(document: Any, most_pages: int) -> Iterator[Attached]:
    """The files of a PDF, those of its list first, then those pinned to pages and those associated; each once.

    Args:
        document: a ``pymupdf.Document``.
        most_pages: how many pages are looked at for pinned and associated files.
    """
    seen: set[tuple[str, int]] = set()
    for found in _listed_files(document):
        seen.add((found.name, len(found.data or b"")))
        yield found
    for found in _associated_files(document, most_pages):
        if (found.name, len(found.data or b"")) not in seen:
            seen.add((found.name, len(found.data or b"")))
            yield found
    for page_number in _pages_with_files(document, most_pages):
        for annot in some(document.load_page(page_number).annots(types=[pymupdf.PDF_ANNOT_FILE_ATTACHMENT])):
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
    except ERRORS:
        return  # no list, or one that cannot be followed
    for number in range(count):
        written = mupdf.pdf_dict_get_val(tree, number)
        name = _written_name(written) or mupdf.pdf_to_name(mupdf.pdf_dict_get_key(tree, number))
        yield Attached(name, _bytes_of(partial(_contents, written)))


def _associated_files(document: Any, most_pages: int) -> Iterator[Attached]:
    """The files of the entries AF of the catalog and of the pages."""
    mupdf = pymupdf.mupdf
    pdf = mupdf.pdf_document_from_fz_document(document.this)
    holders = [
        document.pdf_catalog,
        *(partial(document.page_xref, n) for n in range(min(document.page_count, most_pages))),
    ]
    for find_holder in holders:
        try:
            holder = find_holder()
            kind, _ = document.xref_get_key(holder, "AF")
            if kind == "null":
                continue
            files = mupdf.pdf_dict_gets(mupdf.pdf_load_object(pdf, holder), "AF")
            for number in range(min(mupdf.pdf_array_len(files), _MOST_ASSOCIATED)):
                written = mupdf.pdf_array_get(files, number)
                if mupdf.pdf_dict_gets(written, "EF").m_internal:
                    yield Attached(_written_name(written) or "attachment", _bytes_of(partial(_contents, written)))
        except ERRORS:
            continue  # damaged: what was found so far is all that can be had


def _written_name(written: Any) -> str:
    names = (pymupdf.mupdf.pdf_to_text_string(pymupdf.mupdf.pdf_dict_gets(written, key)) for key in ("UF", "F"))
    return next(filter(None, names), "")


def _contents(written: Any) -> Any:
    mupdf = pymupdf.mupdf
    return mupdf.fz_buffer_extract_copy(mupdf.pdf_load_embedded_file_contents(written))


def _pages_with_files(document: Any, most_pages: int) -> Iterator[int]:
    for number in range(min(document.page_count, most_pages)):
        try:
            kinds = {kind for _, kind, _ in document.page_annot_xrefs(number)}
        except ERRORS:
            continue  # the page is damaged; that was said when it was read
        if pymupdf.PDF_ANNOT_FILE_ATTACHMENT in kinds:
            yield number


def _bytes_of(get: Any) -> bytes | None:
    try:
        return bytes(get())
    except (AssertionError, *ERRORS):  # the binding asserts that there is a stream
        return None


def _name_of(annot: Any) -> str:
    try:
        return str(annot.file_info.get("filename") or "attachment")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - PyMuPDF raises a plain Exception where the entry is not there
        return "attachment"
