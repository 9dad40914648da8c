"""Which kinds of file a draft is read from, and by what. Readers are named: a child loads only what its file needs.

Runs in the child process, on a hostile file.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

from explorer.errors import NotADraftError
from explorer.extract import media
from explorer.extract.base import Source
from explorer.extract.draft_text import DraftText

_PLAIN, _MARKDOWN = "explorer.extract.draft_plain:tell", "explorer.extract.draft_markdown:tell"
_READERS = {
    media.DOCX: "explorer.extract.draft_word:tell",
    media.ODT: "explorer.extract.draft_odt:tell",
    media.HTML: "explorer.extract.draft_html:tell",
    media.RTF: "explorer.extract.draft_rtf:tell",
    media.DOC: "explorer.extract.draft_old_word:tell",
    media.WORD_2003: "explorer.extract.draft_old_word:tell_2003",
    media.MARKDOWN: _MARKDOWN,
    media.TEXT: _PLAIN,
}
_SUFFIXES = {**dict.fromkeys((".txt", ".text", ""), _PLAIN), **dict.fromkeys((".md", ".markdown", ".mdown"), _MARKDOWN)}
_IN_WORDS = {
    media.PDF: "a PDF",
    media.PPTX: "slides",
    media.PPT: "slides",
    media.ODP: "slides",
    media.XLSX: "a workbook",
    media.XLS: "a workbook",
    media.ODS: "a workbook",
    media.CSV: "a table",
    media.EML: "an e-mail",
    media.MSG: "an e-mail",
    media.ZIP: "an archive or a damaged Office file",
    media.BINARY: "no text",
    **dict.fromkeys(media.IMAGES, "a picture"),
}
_TEXTS = frozenset({media.TEXT, media.CSV, media.EML, media.MBOX, media.ICS, media.VCF})


def tell_draft(source: Source, kind: str, draft: DraftText) -> None:
    """Tell the draft what a file of a media type says.

    Raises:
        NotADraftError: no draft is written in such a file.
        DocumentError: nothing of it can be read.
    """
    named = _READERS.get(kind)
    if kind in _TEXTS:  # what looks like a table or mail is a story all the same if its name says so
        named = _SUFFIXES.get(Path(source.name).suffix.lower(), named)
    if named is None:
        raise NotADraftError(source.name, _IN_WORDS.get(kind) or media.PLAIN_WORDS.get(kind, kind))
    module, _, function = named.partition(":")
    tell: Callable[[Source, DraftText], None] = getattr(importlib.import_module(module), function)
    tell(source, draft)
