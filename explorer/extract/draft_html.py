"""Drafts as web pages: what a reader of the page would read, without what it says was taken out."""

from selectolax.lexbor import LexborHTMLParser

from explorer.extract.base import Source
from explorer.extract.draft_blocks import block_draft
from explorer.extract.draft_text import DraftText
from explorer.extract.encodings import decode_html
from explorer.extract.html_blocks import html_blocks
from explorer.extract.html_tree import shallow


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a page says."""
    block_draft(html_blocks(_without_deletions(decode_html(source.path.read_bytes())))[1], draft)


def _without_deletions(html: str) -> str:
    """A page without what it says was taken out and without what describes pictures; words struck through stay."""
    tree = LexborHTMLParser(shallow(html))
    for each in tree.css("del, img, area"):
        each.decompose()
    return tree.html or ""
