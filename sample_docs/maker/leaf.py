"""One page of a PDF as it is being drawn."""

from dataclasses import dataclass, field
from typing import Any

import pymupdf

from sample_docs.maker.truth import Redaction

MUPDF: Any = pymupdf  # has no types
Colour = tuple[float, float, float]
INK: Colour = (0.08, 0.08, 0.1)
GREY: Colour = (0.42, 0.42, 0.45)
WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(slots=True)
class Leaf:
    """A page being drawn, and the words that stand on it. Words of one colour are kept back and drawn at once."""

    document: Any
    index: int  # from 0
    lines: list[str] = field(default_factory=list)
    boxes: list[Redaction] = field(default_factory=list)
    colour: Colour = INK
    writer: Any = None  # a TextWriter while words wait

    @property
    def page(self) -> Any:
        """Fetched anew each time: a page object dies when the document gets another page."""
        return self.document[self.index]

    def put(self, x: float, y: float, text: str, font: Any, size: float, colour: Colour) -> None:
        """Takes words to be drawn with their baseline's left end at the point."""
        if self.writer is None or colour != self.colour:
            self.flush()
            self.writer, self.colour = MUPDF.TextWriter(self.page.rect), colour
        self.writer.append((x, y), text, font=font, fontsize=size)

    def flush(self) -> None:
        """Draws the words that wait."""
        if self.writer is not None:
            self.writer.write_text(self.page, color=self.colour)
        self.writer = None
