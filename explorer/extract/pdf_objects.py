"""Damaged PDFs make PyMuPDF raise nearly anything; lists in them may have no end."""

from collections.abc import Iterator
from typing import Any

from explorer.extract.mupdf import pymupdf

ERRORS = (RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError, pymupdf.mupdf.FzErrorBase)
_MOST = 2_000  # comments or fields of one page


def some(found: Iterator[Any]) -> Iterator[Any]:
    """The first 2,000 of them; a damaged list just ends."""
    for _ in range(_MOST):
        try:
            yield next(found)
        except (StopIteration, *ERRORS):
            return
