"""From pages to their readings, with the engines of this machine, each page through a real child."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from explorer.analyze.picture_likeness import FARTHEST, distances
from explorer.extract import media
from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_pool import OcrPool, OcrTask, engines
from explorer.extract.ocr_prepare import turned
from explorer.model.ocr import HASH_BYTES, OcrReading
from tests.helpers.files import saved
from tests.helpers.scans import LINES, drawn, leaning, png, scan_pdf

USABLE = {each.name: each for each in engines()}
needs_tesseract = pytest.mark.skipif(
    "en" not in (USABLE["tesseract"].languages if "tesseract" in USABLE else ()),
    reason="Tesseract's English data (tesseract-ocr-eng) is not on this machine",
)
needs_rapid = pytest.mark.skipif("rapidocr" not in USABLE, reason="RapidOCR is not on this machine")
TEXT = "\n".join(LINES)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OcrPool]:
    pool = OcrPool(1, scratch=tmp_path_factory.mktemp("ocr"))
    yield pool
    pool.close()


def read(pool: OcrPool, path: Path, kind: str, engine: str = "tesseract", ordinal: int = 1) -> OcrReading:
    pool.submit(OcrTask("key", path, kind, path.name, ordinal, engine))
    done = pool.next_event(60.0)
    assert done is not None
    assert done.reading is not None, done.error
    return done.reading


def assert_boxes_hold_their_words(reading: OcrReading, page: np.ndarray, points: tuple[float, float]) -> None:
    """Each box holds ink of the page as it is displayed, and together they hold nearly all of it."""
    height, width = page.shape
    scale = np.array((width / points[0], height / points[1]))
    ink, covered = page < 128, np.zeros(page.shape, bool)
    for word in reading.words:
        (x0, y0), (x1, y1) = (word.box.x0, word.box.y0) * scale, (word.box.x1, word.box.y1) * scale
        part = np.s_[max(int(y0) - 2, 0) : int(y1) + 3, max(int(x0) - 2, 0) : int(x1) + 3]
        assert ink[part].any(), reading.text[word.start : word.end]
        covered[part] = True
    assert (ink & covered).sum() > 0.95 * ink.sum()


@needs_tesseract
@pytest.mark.parametrize(("turn", "lean"), [(0, 0.0), (0, 2.0), (90, 0.0), (180, 0.0), (270, -1.5)])
def test_a_page_is_read_whichever_way_it_lies(pool: OcrPool, tmp_path: Path, turn: int, lean: float) -> None:
    page = turned(leaning(drawn(), lean), turn)
    reading = read(pool, saved(tmp_path, "page.pdf", scan_pdf(page)), media.PDF)
    assert reading.text == TEXT
    assert reading.rotation == -turn % 360
    assert reading.skew == pytest.approx(-lean, abs=0.3)
    assert reading.confidence > 80
    assert_boxes_hold_their_words(reading, page, (page.shape[1] * 72 / 150, page.shape[0] * 72 / 150))


@needs_tesseract
def test_boxes_lie_on_the_page_as_the_pdf_turns_it(pool: OcrPool, tmp_path: Path) -> None:
    page = drawn()
    reading = read(pool, saved(tmp_path, "turned.pdf", scan_pdf(turned(page, 270), rotation=90)), media.PDF)
    assert (reading.text, reading.rotation) == (TEXT, 0)
    assert_boxes_hold_their_words(reading, page, (288, 200))


@needs_tesseract
def test_a_picture_file_is_read_at_its_own_resolution(pool: OcrPool, tmp_path: Path) -> None:
    reading = read(pool, saved(tmp_path, "page.png", png(drawn())), media.PNG)
    assert (reading.text, reading.dpi, reading.engine) == (TEXT, 150, "tesseract")


@needs_tesseract
def test_white_on_black_is_read(pool: OcrPool, tmp_path: Path) -> None:
    assert read(pool, saved(tmp_path, "dark.png", png(255 - drawn())), media.PNG).text == TEXT


@needs_tesseract
def test_an_empty_page_has_an_empty_reading(pool: OcrPool, tmp_path: Path) -> None:
    reading = read(pool, saved(tmp_path, "empty.png", png(np.full((300, 300), 255, np.uint8))), media.PNG)
    assert (reading.text, reading.words, reading.confidences, reading.confidence) == ("", (), b"", 0)


@needs_tesseract
def test_columns_are_read_one_after_the_other(pool: OcrPool, tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for x, first in ((60, "left"), (330, "right")):
        lines = [f"{first} the creek rose by a foot {number}" for number in range(12)]
        page.insert_text((x, 100), lines, fontsize=11)
    text = read(pool, saved(tmp_path, "columns.pdf", document.tobytes()), media.PDF).text
    assert text.rindex("left") < text.index("right")


@needs_rapid
def test_without_language_data_rapidocr_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    page = drawn()
    assert [each.name for each in engines()] == ["rapidocr"]
    pool = OcrPool(1, scratch=tmp_path / "ocr")
    try:
        reading = read(pool, saved(tmp_path, "page.png", png(page)), media.PNG, "auto")
    finally:
        pool.close()
    assert (reading.engine, reading.text) == ("rapidocr", TEXT)
    assert all(one.end < other.start for one, other in pairwise(reading.words))
    assert_boxes_hold_their_words(reading, page, (288, 200))


@needs_tesseract
def test_a_scan_that_leans_has_the_hash_of_one_that_does_not(pool: OcrPool, tmp_path: Path) -> None:
    made = [
        read(pool, saved(tmp_path, f"{lean}.pdf", scan_pdf(leaning(drawn(), lean))), media.PDF) for lean in (0.0, 2.0)
    ]
    one, other = (np.frombuffer(each.likeness, np.uint8) for each in made)
    assert len(one) == len(other) == HASH_BYTES
    assert int(distances(one, other[None, :])[0]) <= FARTHEST
