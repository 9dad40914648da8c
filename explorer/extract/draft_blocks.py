"""Drafts in formats that a reader gives as blocks (HTML, RTF, old Word), without what is deleted or hidden."""

from collections.abc import Iterable, Sequence

from explorer.extract.blocks import Block, Boxed, Paragraph, Run, Table
from explorer.extract.draft_text import DraftText
from explorer.extract.html_blocks import QUIET
from explorer.extract.rtf_story import MARK
from explorer.model.document import Layer
from explorer.model.draft import NoteKind

_DEEPEST = 20  # frames within frames
_KINDS = {Layer.COMMENT: NoteKind.COMMENT, Layer.FOOTNOTE: NoteKind.FOOTNOTE}
_OTHER_FRAMES = ("Text box",)


def block_draft(blocks: Iterable[Block], draft: DraftText, depth: int = 0) -> None:
    """Tell the draft what blocks say, in order; comments and notes hang on the paragraph before them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            _paragraph(block.runs, draft)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    _paragraph(cell, draft)
        elif isinstance(block, Boxed):
            if block.layer in _KINDS:
                _note(block, draft)
            elif block.title in _OTHER_FRAMES and depth < _DEEPEST:
                block_draft(block.blocks, draft, depth + 1)


def _paragraph(runs: Sequence[Run], draft: DraftText) -> None:
    for run in runs:
        if run.layer in (Layer.DELETED, Layer.HIDDEN) or _is_target(run):
            continue
        for number, line in enumerate(run.text.split("\n")):
            if number:
                draft.break_line()
            draft.say(line)
    draft.end(is_set_off=any(run.style.colour == QUIET for run in runs))


def _is_target(run: Run) -> bool:
    """Whether a run is a link's address, which the reader of rich text sets behind the link."""
    return run.style == MARK and run.text.startswith(" <") and run.text.endswith(">")


def _note(box: Boxed, draft: DraftText) -> None:
    """A comment's first paragraph may be in bold and say who wrote it, and when."""
    author = ""
    words = DraftText()
    for block in box.blocks:
        if not isinstance(block, Paragraph):
            continue
        runs = list(block.runs)
        if box.layer is Layer.COMMENT and not author and runs and runs[0].style.bold:
            author = runs.pop(0).text.split(",")[0].rstrip(": ")
        _paragraph(runs, words)
    assert box.layer is not None
    draft.note(_KINDS[box.layer], words.finished()[0], author, max(draft.at - 1, 0))
