"""What an engine read off a page's picture. It is a guess until a person looked at the picture."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.document import Word

LOW_CONFIDENCE = 60  # percent; words below are underlined, and a quotation resting on one says "look at the picture"


class OcrWhen(StrEnum):
    """Which pages are recognised."""

    AUTO = "auto"  # those without text, and those whose text layer is garbage
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class OcrReading:
    """One engine's reading of one page. ``words`` index into ``text``; boxes are in points on the page as displayed."""

    engine: str  # "tesseract" or "rapidocr"
    engine_version: str
    languages: tuple[str, ...]  # ISO 639-1
    dpi: int  # of the picture that was read
    text: str
    words: tuple[Word, ...]
    confidences: bytes  # percent, one byte for each word
    rotation: int = 0  # degrees clockwise by which the picture was turned before it was read: 0, 90, 180 or 270
    skew: float = 0.0  # degrees by which it was straightened after that

    @property
    def confidence(self) -> float:
        """The mean over its words, percent; 0 where there are none."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """An engine that can be used on this machine."""

    name: str  # "tesseract" or "rapidocr"
    version: str
    languages: tuple[str, ...]  # ISO 639-1, sorted: those it reads here
