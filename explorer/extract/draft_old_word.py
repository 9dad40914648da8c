"""Drafts as Word wrote them up to 2003: in its own format, or as one piece of XML."""

from explorer.extract.base import Source
from explorer.extract.doc import doc_blocks
from explorer.extract.draft_blocks import block_draft
from explorer.extract.draft_text import DraftText
from explorer.extract.draft_word import word_draft
from explorer.extract.old_office import OldOffice
from explorer.extract.word_2003 import Word2003Reader


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a DOC file says."""
    with OldOffice(source.path, source.name) as office:
        block_draft(doc_blocks(office), draft)
        draft.problems += office.problems


def tell_2003(source: Source, draft: DraftText) -> None:
    """Tell the draft what a document of one piece of XML says."""
    with Word2003Reader().open(source) as package:
        word_draft(package, source.name, draft)
        draft.problems += package.problems
