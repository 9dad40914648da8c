"""Which kinds of file a draft is read from, and by what. Runs in the child process, on a hostile file."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from explorer.errors import NotADraftError
from explorer.extract import media
from explorer.extract.base import Source
from explorer.extract.doc import doc_blocks
from explorer.extract.draft_blocks import block_draft
from explorer.extract.draft_markdown import markdown_draft
from explorer.extract.draft_odt import odt_draft
from explorer.extract.draft_plain import plain_draft
from explorer.extract.draft_text import DraftText
from explorer.extract.draft_word import word_draft
from explorer.extract.encodings import decode
from explorer.extract.html import decode_html
from explorer.extract.html_blocks import html_blocks
from explorer.extract.html_tree import shallow
from explorer.extract.odf import OdfFile
from explorer.extract.old_office import OldOffice
from explorer.extract.rtf_blocks import RtfText
from explorer.extract.word import WordReader
from explorer.extract.word_2003 import Word2003Reader

_WRITTEN = (".txt", ".text", ".md", ".markdown", ".mdown", "")
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
    if kind in (media.DOCX, media.WORD_2003):
        reader = WordReader() if kind == media.DOCX else Word2003Reader()
        with reader.open(source) as package:
            word_draft(package, source.name, draft)
            draft.problems += package.problems
    elif kind == media.ODT:
        with OdfFile(source.path, source.name) as file:
            odt_draft(file, draft)
            draft.problems += file.problems
    elif kind == media.DOC:
        with OldOffice(source.path, source.name) as office:
            block_draft(doc_blocks(office), draft)
            draft.problems += office.problems
    elif kind == media.RTF:
        data = source.path.read_bytes()
        rich = RtfText(data[max(data.find(b"{\\rt"), 0) :])
        block_draft(rich.blocks(), draft)
        if rich.is_cut:
            draft.problems.append(f"“{source.name}” ends in the middle; what stands before was read.")
    elif kind == media.HTML:
        block_draft(html_blocks(_without_deletions(decode_html(source.path.read_bytes())))[1], draft)
    else:
        _tell_text(source, kind, draft)


def _without_deletions(html: str) -> str:
    """A page without what it says was taken out; words that are only struck through are still there to be read."""
    tree = LexborHTMLParser(shallow(html))
    for each in tree.css("del"):
        each.decompose()
    return tree.html or ""


def _tell_text(source: Source, kind: str, draft: DraftText) -> None:
    suffix = Path(source.name).suffix.lower()
    if kind == media.MARKDOWN or (kind in _TEXTS and suffix in (".md", ".markdown", ".mdown")):
        markdown_draft(decode(source.path.read_bytes()), draft)
    elif kind == media.TEXT or (kind in _TEXTS and suffix in _WRITTEN):
        plain_draft(decode(source.path.read_bytes()), draft)
    else:
        raise NotADraftError(source.name, _IN_WORDS.get(kind) or media.PLAIN_WORDS.get(kind, kind))
