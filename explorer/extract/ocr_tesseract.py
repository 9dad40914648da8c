"""Recognises with Tesseract, where its language data is installed. The library itself is in tesserocr's wheel.

Source: Tesseract's manual, "Command line usage" (page segmentation modes, TSV output) and its baseapi.h.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tesserocr

from explorer.extract.ocr_engine import Gray, SeenLine, SeenWord
from explorer.extract.ocr_languages import codes_of, name_of

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)  # fmt: skip
_MOST_APIS = 3  # kept open, each about 30 MB
_WORD = "5"  # the level of a word in TSV
_SURE = 1.0  # confidence in an orientation below which it is none


class TesseractEngine:
    """Tesseract by its C++ interface: no process for each page."""

    name = "tesseract"
    poor = 65.0

    def __init__(self, tessdata: Path | None = None) -> None:
        self.version = tesserocr.tesseract_version().split()[1]
        self._folder = tessdata_folder(tessdata)
        self._apis: dict[str, Any] = {}

    def languages(self) -> tuple[str, ...]:
        return codes_of(self._data()) if self._folder else ()

    def chosen(self, languages: Sequence[str]) -> tuple[str, ...]:
        here = self.languages()
        wanted = tuple(dict.fromkeys(each for each in languages if each in here))
        return wanted or (("en",) if "en" in here else here[:1])

    def read(self, gray: Gray, dpi: int, languages: Sequence[str]) -> list[SeenLine]:
        api = self._api("+".join(name_of(each) for each in self.chosen(languages)), tesserocr.PSM.AUTO)
        _show(api, gray, dpi)
        try:
            return list(_lines(api.GetTSVText(0)))
        finally:
            api.Clear()

    def turn(self, gray: Gray, dpi: int) -> int | None:
        if "osd" not in self._data():
            return None
        api = self._api("osd", tesserocr.PSM.OSD_ONLY)
        _show(api, gray, dpi)
        try:
            seen = api.DetectOrientationScript()
        finally:
            api.Clear()
        if not seen or seen["orient_conf"] < _SURE:
            return None
        return int(-seen["orient_deg"] % 360)

    def _data(self) -> list[str]:
        return sorted(each.stem for each in self._folder.glob("*.traineddata")) if self._folder else []

    def _api(self, languages: str, mode: Any) -> Any:
        if languages not in self._apis:
            while len(self._apis) >= _MOST_APIS:
                self._apis.pop(next(iter(self._apis))).End()
            path = f"{self._folder}{os.sep}"
            self._apis[languages] = tesserocr.PyTessBaseAPI(path=path, lang=languages, psm=mode)
        return self._apis[languages]


def tessdata_folder(named: Path | None) -> Path | None:
    """The folder of Tesseract's language data: the one named, else the environment's, else the system's.

    A folder that was named, here or in ``TESSDATA_PREFIX``, is the only one looked at.
    """
    prefix = os.environ.get("TESSDATA_PREFIX")
    asked = named or (Path(prefix) if prefix else None)
    candidates = [asked, asked / "tessdata"] if asked else [Path(each) for each in _FOLDERS]
    return next((each for each in candidates if any(each.glob("*.traineddata"))), None)


def _show(api: Any, gray: Gray, dpi: int) -> None:
    height, width = gray.shape
    api.SetImageBytes(gray.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)


def _lines(tsv: str) -> Iterator[SeenLine]:
    """The lines of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    place: list[str] = []
    words: list[SeenWord] = []
    for row in tsv.split("\n"):
        cells = row.split("\t", 11)
        if cells[0] != _WORD or len(cells) < 12 or not cells[11].strip():
            continue
        if cells[1:5] != place and words:
            yield SeenLine(tuple(words))
            words = []
        place = cells[1:5]
        left, top, width, height = map(int, cells[6:10])
        words.append(SeenWord(cells[11].strip(), left, top, left + width, top + height, float(cells[10])))
    if words:
        yield SeenLine(tuple(words))
