"""Type faces and their widths: MuPDF's built-in Helvetica, Times and Courier, which fall back to its Noto and Droid.

So any script shows without a font file on the machine, and a page is the same on every system. Widths are cached by
face and letter; nothing here makes a PDF.
"""

import re
import unicodedata
from functools import lru_cache

from explorer.extract.blocks import Style
from explorer.extract.mupdf import pymupdf

ASCENT = 0.92  # of the type size, above the baseline; what a word's box covers
DESCENT = 0.24
_WORDS_KEPT = 60_000  # cached word widths of one face
_NAMES = {"sans": ("helv", "hebo", "heit", "hebi"), "serif": ("tiro", "tibo", "tiit", "tibi")}
_MONO = ("cour", "cobo", "coit", "cobi")
INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


class _Advances(dict[str, float]):
    """Letter to advance width at size 1, asked of the font once."""

    def __init__(self, font: object, stretch: float) -> None:
        super().__init__()
        self._font, self._stretch = font, stretch

    def __missing__(self, letter: str) -> float:
        width = 0.0
        if not INVISIBLE.match(letter) and unicodedata.category(letter) != "Cs":
            advance = self._font.glyph_advance(ord(letter))  # type: ignore[attr-defined]  # a pymupdf.Font
            width = float(advance) * self._stretch
        self[letter] = width
        return width


class Face:
    """One font with its widths, drawn as wide as ``stretch`` says."""

    def __init__(self, name: str, stretch: float = 1.0) -> None:
        self.font = pymupdf.Font(name)
        self.stretch = stretch
        self._advances = _Advances(self.font, stretch)
        self._words: dict[str, float] = {}
        self.space = self._advances[" "]

    def width(self, text: str) -> float:
        """Width at size 1."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _WORDS_KEPT:
                self._words.clear()
            known = self._words[text] = sum(map(self._advances.__getitem__, text))
        return known

    def fitting(self, text: str, width: float, start: int, end: int) -> int:
        """How many letters of a stretch fit into a width at size 1, from its first; marks stay with their letter.

        The stretch is not cut out: it may be millions of letters long and be asked about once for each line of it.
        """
        used = 0.0
        for at in range(start, end):
            used += self._advances[text[at]]
            if used > width:
                return at - start
        return end - start


@lru_cache(maxsize=64)
def _face(name: str, stretch: float) -> Face:
    return Face(name, stretch)


@lru_cache(maxsize=4096)
def face_of(style: Style) -> Face:
    """The face a style asks for."""
    names = _MONO if style.mono else _NAMES["serif" if style.serif else "sans"]
    return _face(names[(1 if style.bold else 0) + (2 if style.italic else 0)], style.stretch)
