"""From a page to its reading: draw, read, put the words where they stand on the page as it is displayed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from explorer.extract import wire
from explorer.extract.ocr_attempt import Attempt, best_attempt
from explorer.extract.ocr_engine import OcrEngine, SeenWord, engine_named
from explorer.extract.ocr_picture import FINEST_DPI, OpenDocument, PagePicture, picture_of
from explorer.extract.picture_hash import picture_hash
from explorer.model.document import Box, Word
from explorer.model.ocr import OcrReading

_POOR = 80.0  # percent of mean confidence below which a finer picture is tried, where there is one


class Desk:
    """What stays from one page to the next: the open document, and (in ``ocr_engine``) the engines."""

    def __init__(self, tessdata: str) -> None:
        self._tessdata = tessdata
        self._open = OpenDocument(Path.cwd())

    def read(self, order: wire.OcrOrder) -> OcrReading:
        """Recognise a page.

        Raises:
            DocumentError: the document cannot be opened, the page not drawn, or the engine not used.
        """
        engine = engine_named(order.engine, self._tessdata, order.name)
        page = self._open.page(Path(order.path), order.media, order.name, order.ordinal, order.passwords)
        languages = engine.chosen(order.languages)
        picture = picture_of(page, order.name, order.ordinal, order.dpi)
        attempt = best_attempt(picture.gray, picture.dpi, engine, languages)
        if not order.dpi and attempt.lines and attempt.confidence < _POOR and picture.can_be_finer:
            finer = picture_of(page, order.name, order.ordinal, FINEST_DPI)
            second = best_attempt(finer.gray, finer.dpi, engine, languages)
            if second.confidence > attempt.confidence and second.sure >= attempt.sure:
                picture, attempt = finer, second
        return reading_of(attempt, picture, engine, languages)


def reading_of(attempt: Attempt, picture: PagePicture, engine: OcrEngine, languages: tuple[str, ...]) -> OcrReading:
    """The reading that an attempt makes: words joined by spaces, lines by breaks, as in ``words``."""
    words: list[Word] = []
    confidences = bytearray()
    parts: list[str] = []
    at = 0
    for line in attempt.lines:
        for number, (word, box) in enumerate(zip(line.words, _boxes(line.words, attempt, picture), strict=True)):
            parts += (word.text, "\n" if number == len(line.words) - 1 else " ")
            words.append(Word(at, at + len(word.text), box))
            confidences.append(min(max(round(word.confidence), 0), 99))
            at += len(word.text) + 1
    return OcrReading(
        engine.name,
        engine.version,
        languages,
        picture.dpi,
        "".join(parts[:-1]),
        tuple(words),
        bytes(confidences),
        attempt.fit.rotation,
        attempt.fit.skew,
        picture_hash(attempt.fit.gray),
    )


def _boxes(words: tuple[SeenWord, ...], attempt: Attempt, picture: PagePicture) -> Iterator[Box]:
    """Boxes in the picture that was read, as they lie on the page: turned back, in points, cut at its edges."""
    corners: Any = np.array([(w.x0, w.y0, 1, w.x1, w.y0, 1, w.x1, w.y1, 1, w.x0, w.y1, 1) for w in words], float)
    drawn = corners.reshape(-1, 4, 3) @ attempt.fit.back.T
    height, width = picture.gray.shape
    points = drawn * (picture.width / width, picture.height / height)
    points = np.clip(points, 0, (picture.width, picture.height))
    for (x0, y0), (x1, y1) in zip(points.min(axis=1).tolist(), points.max(axis=1).tolist(), strict=True):
        yield Box(x0, y0, x1, y1)
