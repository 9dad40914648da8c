"""What an OCR engine takes and gives, and which one a page gets. Runs in a child process only.

Engines are named, not imported: a child loads only the one it needs, since each is tens to hundreds of megabytes.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from explorer.errors import LimitError
from explorer.model.ocr import EngineInfo

Gray = npt.NDArray[np.uint8]  # height × width, 0 is black

_ENGINES = {  # in the order of preference
    "tesseract": "explorer.extract.ocr_tesseract:TesseractEngine",
    "rapidocr": "explorer.extract.ocr_rapid:RapidEngine",
}


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in a picture; its box in pixels, origin top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float  # percent


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words of one line, left to right."""

    words: tuple[SeenWord, ...]


class OcrEngine(Protocol):
    """Something that reads upright pictures.

    Attributes:
        name: "tesseract" or "rapidocr".
        version: of the library.
        poor: mean confidence of a page, percent, below which it probably lies another way.
    """

    name: str
    version: str
    poor: float

    def languages(self) -> tuple[str, ...]:
        """Those it reads here, ISO 639-1, sorted; none if it cannot be used."""

    def chosen(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Those of these languages that it will use; what it takes by itself where it has none of them."""

    def read(self, gray: Gray, dpi: int, languages: Sequence[str]) -> list[SeenLine]:
        """The lines of a picture in reading order."""

    def turn(self, gray: Gray, dpi: int) -> int | None:
        """By how many degrees clockwise the picture must be turned to stand upright; None if it cannot tell."""


def engine_named(name: str, tessdata: str, document: str) -> OcrEngine:
    """An engine, made once a process.

    Args:
        name: "tesseract", "rapidocr", or "module:Class" of another one; "auto" is Tesseract where it has language
            data, else RapidOCR.
        tessdata: the folder of Tesseract's language data, if the person named one.
        document: for the message.

    Raises:
        LimitError: it cannot be used on this machine.
    """
    for each in _ENGINES if name == "auto" else [name]:
        engine = _made(each, tessdata)
        if engine is not None and engine.languages():
            return engine
    needed = "it needs OCR, and no engine for that is installed" if name == "auto" else f"{name} cannot be used here"
    raise LimitError(document, needed)


def usable(tessdata: str) -> tuple[EngineInfo, ...]:
    """The engines that can be used on this machine, the preferred one first."""
    made = [engine for name in _ENGINES if (engine := _made(name, tessdata)) is not None]
    return tuple(EngineInfo(each.name, each.version, each.languages()) for each in made if each.languages())


@cache
def _made(name: str, tessdata: str) -> OcrEngine | None:
    module, _, attribute = _ENGINES.get(name, name).partition(":")
    try:
        loaded: Any = importlib.import_module(module)
    except ImportError:  # not installed, or not for this system
        return None
    kind = getattr(loaded, attribute, None)
    return kind(Path(tessdata) if tessdata else None) if kind else None
