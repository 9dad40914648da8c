"""Recognises with RapidOCR: slower and larger than Tesseract, but whole in its wheel, models and all.

Its one model reads the languages of Latin script and Chinese alike, so none is chosen. It is given the models' paths,
without which it would look for them elsewhere; the network is off in this process anyway.
"""

import logging
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr

from explorer.extract.ocr_engine import Gray, SeenLine, SeenWord
from explorer.extract.ocr_order import reading_order

_MODELS = Path(rapidocr.__file__).parent / "models"
_DETECTOR = _MODELS / "PP-OCRv6_det_small.onnx"
_READER = _MODELS / "PP-OCRv6_rec_small.onnx"
# Those whose letters are all in the alphabet that the model carries.
_LANGUAGES = (
    "af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "id",
    "is", "it", "ja", "la", "lt", "lv", "ms", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tl",
    "tr", "zh",
)  # fmt: skip
_LEAST_SCORE = 0.5  # of a line; below it, it is a picture's texture rather than text
_FAULTS = (ValueError, IndexError, TypeError, cv2.error)


class RapidEngine:
    """RapidOCR on ONNX Runtime, one thread."""

    name = "rapidocr"
    poor = 90.0  # it is sure of itself: pages read upright have 97, those read upside down 84

    def __init__(self, _tessdata: Path | None = None) -> None:
        self.version = metadata.version("rapidocr")
        self._engine: Any = None

    def languages(self) -> tuple[str, ...]:
        return _LANGUAGES if _DETECTOR.is_file() and _READER.is_file() else ()

    def chosen(self, languages: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for each in languages if each in _LANGUAGES)) or ("en",)

    def turn(self, gray: Gray, dpi: int) -> int | None:  # noqa: ARG002 - see OcrEngine
        """It has no model for whole pages, and its model for lines turns good ones upside down."""
        return None

    def read(self, gray: Gray, dpi: int, languages: Sequence[str]) -> list[SeenLine]:  # noqa: ARG002 - see OcrEngine
        pieces = list(self._pieces(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR)))
        boxes = [_around(piece) for piece in pieces]
        return [SeenLine(tuple(word for index in line for word in pieces[index])) for line in reading_order(boxes)]

    def _pieces(self, picture: Any) -> "Iterator[list[SeenWord]]":
        """The words of each piece of a line that the detector found."""
        if self._engine is None:
            self._engine = _made()
        try:
            result = self._engine(picture, return_word_box=True)
        except _FAULTS:  # WORKAROUND rapidocr 3.10: degenerate quadrangles break its boxes of words, not of lines
            result = self._engine(picture, return_word_box=False)
        if result.txts is None or result.boxes is None:
            return
        parts = result.word_results if len(result.word_results) == len(result.txts) else [()] * len(result.txts)
        for text, quad, score, within in zip(result.txts, result.boxes, result.scores, parts, strict=True):
            if score >= _LEAST_SCORE and text.strip():
                yield _words(text, np.asarray(quad, float), float(score), within)


def _made() -> Any:
    logging.disable(logging.CRITICAL)  # it tells each model it loads
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.text_score": 0.0,  # we look at it ourselves: theirs loses which words belong to which line
            "Det.model_path": str(_DETECTOR),
            "Rec.model_path": str(_READER),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # the pool has a process for each core
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _words(text: str, quad: Any, score: float, parts: Sequence[Any]) -> list[SeenWord]:
    """A piece's words: by the boxes of its parts where these spell its text, else by their share of its width."""
    letters = [letter for part in parts if len(part) == 3 for letter in _letters(part)]
    tokens = text.split()
    if "".join(letter for letter, *_ in letters) != "".join(tokens):
        return list(_shares(tokens, quad, score))
    words, at = [], 0
    for token in tokens:
        own = letters[at : at + len(token)]
        at += len(token)
        x0, y0 = min(each[1] for each in own), min(each[2] for each in own)
        x1, y1 = max(each[3] for each in own), max(each[4] for each in own)
        words.append(SeenWord(token, x0, y0, x1, y1, 100 * sum(each[5] for each in own) / len(own)))
    return words


def _letters(part: Any) -> Iterator[tuple[str, float, float, float, float, float]]:
    """The letters of a part, each with its share of the part's box and the part's score."""
    text, score, quad = part
    text = "".join(text.split())
    (x0, y0), (x1, y1) = np.min(quad, axis=0).tolist(), np.max(quad, axis=0).tolist()
    step = (x1 - x0) / max(len(text), 1)
    for number, letter in enumerate(text):
        yield letter, x0 + number * step, y0, x0 + (number + 1) * step, y1, float(score)


def _shares(tokens: list[str], quad: Any, score: float) -> Iterator[SeenWord]:
    (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    step, at = (x1 - x0) / max(sum(map(len, tokens)) + len(tokens) - 1, 1), 0
    for token in tokens:
        yield SeenWord(token, x0 + at * step, y0, x0 + (at + len(token)) * step, y1, 100 * score)
        at += len(token) + 1


def _around(words: list[SeenWord]) -> tuple[float, float, float, float]:
    return (
        min(each.x0 for each in words),
        min(each.y0 for each in words),
        max(each.x1 for each in words),
        max(each.y1 for each in words),
    )
