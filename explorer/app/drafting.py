"""Use cases of drafts: opening a story and splitting it into what has to be traced."""

from explorer.analyze.statements import statements
from explorer.extract.draft_reading import draft_from_bytes, draft_from_text, read_draft
from explorer.model.draft import Draft, Statement

__all__ = ["draft_from_bytes", "draft_from_text", "read_draft", "statements_of"]


def statements_of(draft: Draft) -> list[Statement]:
    """The quotations and checkable sentences of a draft, in reading order."""
    return statements(draft.text)
