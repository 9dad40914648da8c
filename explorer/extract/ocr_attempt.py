"""Reads a picture whichever way it lies: looks how its lines run, reads, and turns it where that reading is poor.

The picture's own lines tell most pages' turn and lean in 20 ms. Only a page that lies on its side, or reads poorly, is
asked about: of the engine, where it can tell (Tesseract's orientation data), else by a vote, which is to read a part of
the page each way and take the way that reads best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2

from explorer.extract.ocr_engine import Gray, OcrEngine, SeenLine
from explorer.extract.ocr_prepare import Fit, cleaned, fitted, turned
from explorer.extract.ocr_skew import lean_of

_SURE = 70.0  # percent of a word's confidence from which it speaks for a reading
_FEW = 12  # letters read surely, below which it is tried another way
_BETTER = 1.2  # how many more sure letters another way must give


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was read off a picture that lay as ``fit`` says."""

    lines: list[SeenLine]
    fit: Fit

    @property
    def confidence(self) -> float:
        """The mean over its words, percent; 0 where there are none."""
        words = [word.confidence for line in self.lines for word in line.words]
        return sum(words) / len(words) if words else 0.0

    @property
    def sure(self) -> int:
        """The letters of words that were read with confidence."""
        return _sure(self.lines)

    def is_poor(self, least: float) -> bool:
        """Whether it had better be tried another way: its mean confidence is below ``least``, or it says little."""
        return self.confidence < least or self.sure < _FEW


def best_attempt(gray: Gray, dpi: int, engine: OcrEngine, languages: Sequence[str]) -> Attempt:
    """The best reading of a picture.

    Args:
        gray: as drawn.
        dpi: of it, as far as known.
        engine: what reads.
        languages: ISO 639-1.
    """
    gray = cleaned(gray)
    lean = lean_of(gray)
    rotation = _turn(gray, dpi, engine, languages, (90, 270)) if lean.sideways else 0
    skew = lean.skew if lean.sideways == (rotation in (90, 270)) else lean_of(turned(gray, rotation)).skew
    first = _attempt(gray, dpi, engine, languages, rotation, skew)
    if not first.is_poor(engine.poor) or lean.sideways:
        return first
    rotation = _turn(gray, dpi, engine, languages, (0, 180, 90, 270))
    if not rotation:
        return first
    second = _attempt(gray, dpi, engine, languages, rotation, lean_of(turned(gray, rotation)).skew)
    return second if second.sure > _BETTER * first.sure else first


def _attempt(gray: Gray, dpi: int, engine: OcrEngine, languages: Sequence[str], rotation: int, skew: float) -> Attempt:
    fit = fitted(gray, rotation, skew)
    return Attempt(engine.read(fit.gray, dpi, languages), fit)


def _turn(gray: Gray, dpi: int, engine: OcrEngine, languages: Sequence[str], turns: Sequence[int]) -> int:
    """By how many degrees clockwise to turn a picture: as the engine says, else as the vote among these goes."""
    told = engine.turn(gray, dpi)
    if told is not None:
        return told
    crop = _busiest(gray)
    votes = {turn: _sure(engine.read(turned(crop, turn), dpi, languages)) for turn in turns}
    return max(votes, key=lambda turn: votes[turn])


def _sure(lines: Sequence[SeenLine]) -> int:
    return sum(len(word.text) for line in lines for word in line.words if word.confidence >= _SURE)


def _busiest(gray: Gray) -> Gray:
    """The part, half as wide and half as high, that has the most edges: text rather than a margin."""
    height, width = gray.shape
    small = cv2.resize(gray, (64, 64), interpolation=cv2.INTER_AREA)
    edges = cv2.boxFilter(abs(cv2.Laplacian(small, cv2.CV_32F)), -1, (32, 32), borderType=cv2.BORDER_CONSTANT)
    middle = edges[16:48, 16:48]
    row, column = divmod(int(middle.argmax()), middle.shape[1])
    top, left = row * height // 64, column * width // 64
    return gray[top : top + max(height // 2, 1), left : left + max(width // 2, 1)]
