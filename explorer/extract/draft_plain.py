"""Drafts in plain text: paragraphs out of lines, whether lines are paragraphs or were broken by hand to a width."""

from itertools import pairwise

from explorer.extract.base import Source
from explorer.extract.draft_text import DraftText
from explorer.extract.encodings import decode

_WIDTHS = range(40, 161)  # characters of the longest line, where lines are broken by hand
_BROKEN_LINES = 3  # so many full lines tell that they are, if they are most of those that another follows


def tell(source: Source, draft: DraftText) -> None:
    """Tell the draft what a file says, in whatever encoding."""
    plain_draft(decode(source.path.read_bytes()), draft)


def plain_draft(text: str, draft: DraftText) -> None:
    """Tell the draft the paragraphs of a text.

    A line goes on in the next one if that one's first word would not have fitted behind it.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")]
    width = max(map(len, lines), default=0)
    followed = [pair for pair in pairwise(lines) if all(line.strip() for line in pair)]
    full = sum(_is_full(*pair, width) for pair in followed)
    is_wrapped = width in _WIDTHS and full >= _BROKEN_LINES and full * 2 >= len(followed)
    for number, line in enumerate(lines):
        draft.say(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if is_wrapped and line and following and (_is_full(line, following, width) or following[0].islower()):
            draft.say(" ")
        else:
            draft.end()


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether a line was broken because the next word did not fit."""
    if not line.strip() or not following.strip() or following[:1].isspace():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
