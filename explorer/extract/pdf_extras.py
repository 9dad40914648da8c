"""What a PDF page holds beside its text: notes, form values, words of the whole document that hang on it."""

from dataclasses import dataclass

from explorer.model.document import Box, Layer

LONGEST = 20_000  # characters of one comment or value


@dataclass(frozen=True, slots=True)
class Extra:
    """A stretch of text added to a page's end, and what it is. ``box`` is on the displayed page."""

    text: str
    box: Box
    layer: Layer


def is_shown(written: str, text: str) -> bool:
    """Whether the page's text holds some words already, however they are spaced."""
    return squashed(written) in squashed(text)


def squashed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def one_line(written: object) -> str:
    """What a PDF string says, on one line, at most 20,000 characters."""
    return " ".join(str(written or "").replace("\0", "").split())[:LONGEST]
