"""Texts of a PowerPoint 97 to 2003 slide as paragraphs to set, looking as their master and they themselves say."""

import itertools
from collections.abc import Iterator

from explorer.extract.ppt_design import Design
from explorer.extract.ppt_style import LetterLook, ParagraphLook, over
from explorer.extract.ppt_text import Text
from explorer.extract.slide_fonts import MONO, SERIF, metrics_of
from explorer.extract.typeset import Colour, Paragraph, Run, Style

_SIZES = {0: 44.0, 6: 44.0, 1: 32.0, 5: 32.0, 7: 28.0, 8: 24.0}
_PLAIN_SIZE = 18.0
_SIGNS = "•–-—*►▪●○→■□✓»"
_ALIGN = {1: "center", 2: "right"}
_SMALL = 0.66  # raised and lowered letters, of the type size


def paragraphs_of(text: Text, design: Design) -> list[Paragraph]:
    """A text's paragraphs; empty ones between others keep their room, those at the end do not."""
    made = []
    for start, end in _bounds(text.words):
        level, own = _paragraph_at(text, start)
        paragraph, letters = design.level(text.kind, level)
        made.append(_paragraph(text, (start, end), over(paragraph, own), letters, design))
    while made and not "".join(run.text for run in made[-1].runs).strip():
        made.pop()
    return made


def _bounds(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in words.split("\r"):
        yield start, start + len(line)
        start += len(line) + 1


def _paragraph(
    text: Text, bounds: tuple[int, int], look: ParagraphLook, letters: LetterLook, design: Design
) -> Paragraph:
    usual = design.usual(text.kind)
    usual_size = _SIZES.get(text.kind, _PLAIN_SIZE)
    runs = [
        Run(text.words[start:end].replace("\x0b", "\n"), _style(over(letters, own), design, usual, usual_size))
        for start, end, own in _letters_in(text, *bounds)
    ]
    base = _style(letters, design, usual, usual_size)
    runs = runs or [Run("", base)]
    size = runs[0].style.size
    has_text = any(run.text.strip() for run in runs)
    bullet = _bullet(look) if has_text else ""
    margin, first = max(look.margin or 0.0, 0.0), max(look.first or 0.0, 0.0)
    font = design.fonts[letters.font] if letters.font is not None and letters.font < len(design.fonts) else ""
    line = 100.0 if look.line is None else look.line
    return Paragraph(
        runs,
        indent=min(first if bullet else margin, 400.0),
        space_after=_space(look.after, size),
        bullet=bullet,
        align=_ALIGN.get(look.align or 0, "left"),
        leading=min(max(line / 100 * metrics_of(font).line if line >= 0 else -line / max(size, 1), 0.6), 3.0),
        space_before=_space(look.before, size),
        hang=max(margin - first, 0.0) or None,
        bullet_style=_bullet_style(look, runs[0].style, design) if bullet else None,
    )


def _bullet(look: ParagraphLook) -> str:
    sign = look.bullet or "•"
    return (sign if sign in _SIGNS else "•") if look.has_bullet else ""


def _bullet_style(look: ParagraphLook, first: Style, design: Design) -> Style:
    size = look.bullet_size or 100
    points = first.size * size / 100 if size > 0 else -float(size)
    colour = design.tint(look.bullet_tint) or first.colour
    return Style(size=min(max(points, 3.0), 200.0), colour=colour, bold=first.bold)


def _space(value: float | None, size: float) -> float:
    return 0.0 if value is None else min(value / 100 * size * 1.2 if value >= 0 else -value, 100.0)


def _style(look: LetterLook, design: Design, usual: Colour, usual_size: float) -> Style:
    font = design.fonts[look.font] if look.font is not None and look.font < len(design.fonts) else ""
    metrics, bold = metrics_of(font), bool(look.bold)
    rise = min(max((look.rise or 0) / 100, -1.0), 1.0)
    return Style(
        size=(look.size or usual_size) * (_SMALL if rise else 1.0),
        bold=bold,
        italic=bool(look.italic),
        mono=metrics.face == MONO,
        colour=design.tint(look.tint) or usual,
        underline=bool(look.underline),
        serif=metrics.face == SERIF,
        stretch=metrics.bold if bold else metrics.plain,
        rise=rise / _SMALL,
    )


def _paragraph_at(text: Text, offset: int) -> tuple[int, ParagraphLook]:
    start = 0
    for count, level, look in text.styling.paragraphs:
        start += count
        if offset < start:
            return level, look
    return 0, ParagraphLook()


def _letters_in(text: Text, start: int, end: int) -> Iterator[tuple[int, int, LetterLook]]:
    """The parts of a paragraph that look alike."""
    runs = text.styling.letters
    ends = list(itertools.accumulate(count for count, _look in runs))
    low = 0
    for high, (_count, look) in zip(ends, runs, strict=True):
        if low < end and high > start and max(low, start) < min(high, end):
            yield max(low, start), min(high, end), look
        low = high
    if max(low, start) < end:
        yield max(low, start), end, LetterLook()
