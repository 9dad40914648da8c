"""From a page to its reading: draw, read, put the words where they stand on the page as it is displayed."""

from pathlib import Path

from explorer.extract import wire
from explorer.extract.ocr_engine import OcrEngine, SeenLine, engine_named
from explorer.extract.ocr_picture import OpenDocument, PagePicture, picture_of
from explorer.model.document import Box, Word
from explorer.model.ocr import OcrReading


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
        page = self._open.page(Path(order.path), order.media, order.name, order.ordinal)
        picture = picture_of(page, order.name, order.ordinal, order.dpi)
        lines = engine.read(picture.gray, picture.dpi, order.languages)
        return reading_of(lines, picture, engine, engine.chosen(order.languages))


def reading_of(
    lines: list[SeenLine], picture: PagePicture, engine: OcrEngine, languages: tuple[str, ...]
) -> OcrReading:
    """The reading that lines in a picture make: words joined by spaces, lines by breaks, as in ``words``."""
    height, width = picture.gray.shape
    across, down = picture.width / width, picture.height / height
    words: list[Word] = []
    texts: list[str] = []
    at = 0
    for line in lines:
        for number, word in enumerate(line.words):
            texts.append(word.text)
            box = Box(word.x0 * across, word.y0 * down, word.x1 * across, word.y1 * down)
            words.append(Word(at, at + len(word.text), box))
            joint = "\n" if number == len(line.words) - 1 else " "
            texts.append(joint)
            at += len(word.text) + 1
    confidences = bytes(min(max(round(word.confidence), 0), 100) for line in lines for word in line.words)
    text = "".join(texts)[:-1]
    return OcrReading(engine.name, engine.version, languages, picture.dpi, text, tuple(words), confidences)
