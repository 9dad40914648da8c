"""PyMuPDF as every reader here imports it: without its page-layout models, and without a word on standard output.

A reader process talks to its parent over pipes and has one job, so the layout models (60 MB, half a second) are kept
out. Import ``pymupdf`` from here and nowhere else; only ``explorer.extract`` may, and only in child processes.
"""

import contextlib
import io
import sys
from typing import Any

# WORKAROUND pymupdf 2.0: importing it also imports its layout models and a Markdown writer, unless these modules are
# marked as absent; it then prints an advertisement on standard output.
for _unwanted in ("pymupdf.layout", "pymupdf4llm"):
    sys.modules.setdefault(_unwanted, None)  # type: ignore[arg-type]  # None means "not importable" to Python

with contextlib.redirect_stdout(io.StringIO()):
    import pymupdf as _pymupdf

pymupdf: Any = _pymupdf  # its own annotations are few and partly wrong
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

__all__ = ["pymupdf"]
