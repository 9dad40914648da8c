"""An OCR engine that misbehaves as the width of its picture says. Named as ``ENGINE`` in an ``OcrTask``."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from explorer.extract.ocr_engine import Gray, SeenLine, SeenWord

ENGINE = "tests.helpers.hostile_engine:HostileEngine"
WELL, CRASH, CRASH_ONCE, HANG, HOG, BUG, ENDLESS = range(100, 800, 100)  # pixels


class HostileEngine:
    """Reads two words off any picture, if it reads at all."""

    name = "hostile"
    poor = 65.0
    version = "1"

    def __init__(self, tessdata: Path | None) -> None:
        self._folder = tessdata  # where what must outlive a crash is put

    def languages(self) -> tuple[str, ...]:
        return ("en",)

    def chosen(self, languages: Sequence[str]) -> tuple[str, ...]:
        return ("en",)

    def turn(self, gray: Gray, dpi: int) -> int | None:
        return None

    def read(self, gray: Gray, dpi: int, languages: Sequence[str]) -> list[SeenLine]:
        width = gray.shape[1]
        if width == CRASH or (width == CRASH_ONCE and self._is_first()):
            os.kill(os.getpid(), signal.SIGSEGV)
        if width == HANG:
            time.sleep(600)
        if width == BUG:
            raise KeyError(width)
        kept = []
        while width == HOG:
            kept.append(bytearray(50_000_000))
        second = "words" * (1_000_000 if width == ENDLESS else 1)
        return [SeenLine((SeenWord("two", 1, 2, 10, 12, 90), SeenWord(second, 12, 2, 30, 12, 70)))]

    def _is_first(self) -> bool:
        assert self._folder
        mark = self._folder / "crashed"
        if mark.exists():
            return False
        mark.touch()
        return True
