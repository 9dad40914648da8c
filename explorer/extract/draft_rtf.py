"""Drafts in rich text."""

from explorer.extract.base import Source
from explorer.extract.draft_blocks import block_draft
from explorer.extract.draft_text import DraftText
from explorer.extract.rtf_blocks import RtfText


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what the file says, and whether it ends in the middle."""
    data = source.path.read_bytes()
    rich = RtfText(data[max(data.find(b"{\\rt"), 0) :])
    block_draft(rich.blocks(), draft)
    if rich.is_cut:
        draft.problems.append(f"“{source.name}” ends in the middle; what stands before was read.")
