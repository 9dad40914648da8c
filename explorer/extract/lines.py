"""Breaks runs of text into lines, first fit: each word goes on the line if it fits.

A word longer than a line, and a word of a script without spaces, is broken where the line ends; its text stays whole.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from explorer.extract.blocks import PLAIN, Run, Style
from explorer.extract.fonts import face_of
from explorer.extract.shaping import RTL, drawn_form, reads_right_to_left, visual_order

_WORD = re.compile(r"\S+")
_HARD = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
TAB = 4  # spaces a tab is as wide as
_PORTION = 4000  # lines; about 3 MB

# A word before it is placed: start, end, gap before it, width, its style or (start, end, width, style) for each part.
_Part = tuple[int, int, float, Style]
_Loose = tuple[int, int, float, float, Style | list[_Part]]
_Placed = tuple[int, int, float, float, Style]  # start, end, left, right, style; a part of a word
Inked = tuple[float, float, str, Style]  # left, width, text as drawn, style


@dataclass(slots=True)
class Line:
    """One line: which text it covers, and where its words stand, counted from the line's left."""

    start: int
    end: int
    words: list[tuple[int, int, float, float]]  # start, end, left, right
    inked: list[Inked]
    width: float
    size: float  # largest type on it


@dataclass(slots=True)
class SetText:
    """A paragraph broken into lines, or a portion of its lines; offsets are into the paragraph's whole text."""

    text: str
    runs: Sequence[Run]
    starts: Sequence[int]  # where each run begins
    lines: list[Line]
    rtl: bool
    marks: Sequence[tuple[int, str]] = ()  # drawn raised after the letter before this offset; in order

    def runs_in(self, begin: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """The runs that a stretch touches, each with the part of the stretch that it covers."""
        return runs_between(self.runs, self.starts, begin, end)


def clean(text: str) -> str:
    """Text that can be stored: lone surrogates and NUL replaced, length unchanged."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text.replace("\x00", " ")


def runs_between(runs: Sequence[Run], starts: Sequence[int], begin: int, end: int) -> Iterator[tuple[int, int, Run]]:
    """The runs that a stretch of their text touches, each with the part of the stretch that it covers."""
    at = max(bisect_right(starts, begin) - 1, 0)
    while at < len(runs) and starts[at] < end:
        run = runs[at]
        low, high = max(starts[at], begin), min(starts[at] + len(run.text), end)
        if low < high:
            yield low, high, run
        at += 1


def set_text(runs: Sequence[Run], width: float) -> SetText:
    """Break runs into lines no wider than ``width`` points (at least one letter a line)."""
    portions = list(set_in_portions(runs, width))
    first = portions[0]
    for more in portions[1:]:
        first.lines += more.lines
    return first


def set_in_portions(runs: Sequence[Run], width: float) -> Iterator[SetText]:
    """The same, some thousands of lines at a time, so that a text of millions never stands in memory as lines."""
    text = clean("".join(run.text for run in runs) if len(runs) != 1 else runs[0].text)
    rtl = reads_right_to_left(text) if not text.isascii() and RTL.search(text) else False
    starts = [0, *accumulate(len(run.text) for run in runs)][: max(len(runs), 1)]
    marks = [(start + len(run.text), run.mark) for start, run in zip(starts, runs, strict=False) if run.mark]
    breaker = _Breaker(text, runs, starts, max(width, 1.0), rtl)
    lines: list[Line] = []
    start = 0
    for hard in _HARD.finditer(text):
        breaker.line_up(start, hard.start(), lines)
        start = hard.end()
        if len(lines) >= _PORTION:
            yield SetText(text, runs, starts, lines, rtl, marks)
            lines = []
    breaker.line_up(start, len(text), lines)
    yield SetText(text, runs, starts, lines, rtl, marks)


class _Breaker:
    def __init__(self, text: str, runs: Sequence[Run], starts: Sequence[int], width: float, rtl: bool) -> None:
        self._text = text
        self._runs = runs
        self._starts = starts
        self._width = width
        self._rtl = rtl
        self._plain = text.isascii()
        self._has_rtl = not self._plain and bool(RTL.search(text))
        self._spaceless = not self._plain and bool(_SPACELESS.search(text))
        self._size = max((run.style.size for run in runs), default=PLAIN.size)

    def line_up(self, start: int, end: int, lines: list[Line]) -> None:
        """Break the text between two hard line ends and add its lines."""
        words = self._one_style(start, end) if len(self._runs) == 1 else self._many_styles(start, end)
        placed: list[_Placed] = []
        x = 0.0
        limit = self._width
        first = len(lines)
        for word in words:
            gap = word[2]
            if placed and x + gap + word[3] <= limit:
                x = _put(word, x + gap, placed)
            elif not placed and gap + word[3] <= limit and len(lines) == first:
                x = _put(word, gap, placed)
            elif self._spaceless and _SPACELESS.search(self._text, word[0], word[1]):
                x = self._put_in_pieces(word, x + gap if placed else 0.0, placed, lines)
            else:
                if placed:
                    self._close(placed, lines)
                    placed = []
                x = _put(word, 0.0, placed) if word[3] <= limit else self._put_in_pieces(word, 0.0, placed, lines)
        if placed or len(lines) == first:
            self._close(placed, lines, at=start)

    def _one_style(self, start: int, end: int) -> Iterator[_Loose]:
        style = self._runs[0].style
        face, size, text = face_of(style), style.size, self._text
        width_of, space = face.width, face.space * size
        has_rtl = self._has_rtl
        last = start
        for found in _WORD.finditer(text, start, end):
            begin, stop = found.span()
            is_space = begin - last == 1 and text[last] == " "
            gap = space if is_space else self._gap(last, begin, style)
            word = self._drawn(begin, stop) if has_rtl else text[begin:stop]
            yield begin, stop, gap, width_of(word) * size, style
            last = stop

    def _many_styles(self, start: int, end: int) -> Iterator[_Loose]:
        """Words where the style may change, even within one."""
        parts: list[_Part] = []
        gap = 0.0
        for low, high, run in runs_between(self._runs, self._starts, start, end):
            face, size, last = face_of(run.style), run.style.size, low
            for found in _WORD.finditer(self._text, low, high):
                begin, stop = found.span()
                if begin > last:
                    yield from _joined(parts, gap)
                    gap = (0.0 if parts else gap) + self._gap(last, begin, run.style)
                    parts = []
                parts.append((begin, stop, face.width(self._drawn(begin, stop)) * size, run.style))
                last = stop
            if last < high:
                yield from _joined(parts, gap)
                gap = (0.0 if parts else gap) + self._gap(last, high, run.style)
                parts = []
        yield from _joined(parts, gap)

    def _gap(self, start: int, end: int, style: Style) -> float:
        if start == end:
            return 0.0
        blank = self._text[start:end].replace("\t", " " * TAB)
        return face_of(style).width(blank) * style.size

    def _drawn(self, start: int, end: int) -> str:
        word = self._text[start:end]
        return drawn_form(word) if self._has_rtl and RTL.search(word) else word

    def _put_in_pieces(self, word: _Loose, x: float, placed: list[_Placed], lines: list[Line]) -> float:
        """Place a word letter by letter over as many lines as it needs; where the last piece ends."""
        parts = word[4] if isinstance(word[4], list) else [(word[0], word[1], word[3], word[4])]
        for start, end, _width, style in parts:
            face = face_of(style)
            while start < end:
                count = face.fitting(self._text, (self._width - x) / style.size, start, end)
                if count == 0 and placed:
                    self._close(placed, lines)
                    placed.clear()
                    x = 0.0
                    continue
                stop = start + max(count, 1)
                width = face.width(self._drawn(start, stop)) * style.size
                placed.append((start, stop, x, x + width, style))
                x, start = x + width, stop
        return x

    def _close(self, placed: list[_Placed], lines: list[Line], at: int = 0) -> None:
        """Make a line of what was placed."""
        if not placed:
            lines.append(Line(at, at, [], [], 0.0, self._size))
            return
        size = self._size if len(self._runs) == 1 else max(part[4].size for part in placed)
        width = placed[-1][3]
        parts = self._reordered(placed) if self._has_rtl else placed
        words = [part[:4] for part in parts] if len(self._runs) == 1 else _whole_words(parts)
        lines.append(Line(placed[0][0], placed[-1][1], words, self._ink(parts), width, size))

    def _reordered(self, placed: list[_Placed]) -> list[_Placed]:
        """The same parts with their places exchanged as the eye reads them; still in reading order."""
        directions = [
            True if RTL.search(word) else False if any(map(str.isalnum, word)) else None
            for word in (self._text[part[0] : part[1]] for part in placed)
        ]
        moved: dict[int, _Placed] = {}
        x = 0.0 if self._rtl else placed[0][2]
        for place, index in enumerate(visual_order(directions, self._rtl)):
            start, end, left, right, style = placed[index]
            if place:
                x += face_of(style).space * style.size
            moved[index] = (start, end, x, x + right - left, style)
            x += right - left
        return [moved[index] for index in range(len(placed))]

    def _ink(self, parts: list[_Placed]) -> list[Inked]:
        """What to draw: neighbours of one style in one stroke, unless a gap between them is not made of spaces."""
        text = self._text
        if self._has_rtl:
            return [(left, right - left, self._drawn(start, end), style) for start, end, left, right, style in parts]
        inked: list[Inked] = []
        start, end, left, right, style = parts[0]
        for begin, stop, near, far, own in parts[1:]:
            if own is style and (begin == end or text[end:begin].strip(" ") == ""):
                end, right = stop, far
                continue
            inked.append((left, right - left, text[start:end], style))
            start, end, left, right, style = begin, stop, near, far, own
        inked.append((left, right - left, text[start:end], style))
        return inked


def _joined(parts: list[_Part], gap: float) -> Iterator[_Loose]:
    """The word that the parts make, if there are any."""
    if len(parts) == 1:
        start, end, width, style = parts[0]
        yield start, end, gap, width, style
    elif parts:
        yield parts[0][0], parts[-1][1], gap, sum(part[2] for part in parts), parts


def _whole_words(parts: list[_Placed]) -> list[tuple[int, int, float, float]]:
    """Words whose style changes inside, as one box each."""
    words: list[tuple[int, int, float, float]] = []
    for start, end, left, right, _style in parts:
        if words and words[-1][1] == start and abs(words[-1][3] - left) < 0.01:
            words[-1] = (words[-1][0], end, words[-1][2], right)
        else:
            words.append((start, end, left, right))
    return words


def _put(word: _Loose, x: float, placed: list[_Placed]) -> float:
    """Place a word's parts from ``x`` on; where it ends."""
    start, end, _gap, width, style = word
    if isinstance(style, list):
        for begin, stop, own, face in style:
            placed.append((begin, stop, x, x + own, face))
            x += own
        return x
    placed.append((start, end, x, x + width, style))
    return x + width
