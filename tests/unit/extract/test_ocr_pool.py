"""The pool that recognises pages, with real children and an engine that misbehaves on demand."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import DamagedDocumentError, LimitError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import media
from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_pool import OCR_LIMITS, OcrDone, OcrPool, OcrTask, engines
from tests.helpers.files import saved
from tests.helpers.hostile_engine import BUG, CRASH, CRASH_ONCE, ENDLESS, ENGINE, HANG, HOG, WELL

PATIENCE = 60.0  # seconds until a test gives up on the pool


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[OcrPool]:
    limits = replace(OCR_LIMITS, seconds=8.0, memory_bytes=1_000_000_000)
    pool = OcrPool(2, limits, tessdata=tmp_path, scratch=tmp_path / "scratch")
    yield pool
    pool.close()


def recognised(pool: OcrPool, folder: Path, *widths: int) -> list[OcrDone]:
    """What became of pages of these widths in points, which are pixels here; in the order of the pages."""
    document = pymupdf.open()
    for width in widths:
        document.new_page(width=width, height=50)
    path = saved(folder, "pages.pdf", document.tobytes())
    for ordinal in range(1, len(widths) + 1):
        pool.submit(OcrTask("key", path, media.PDF, "pages.pdf", ordinal, ENGINE, dpi=72))
    done = []
    while pool.outstanding:
        event = pool.next_event(PATIENCE)
        assert event is not None, "the pool went silent"
        done.append(event)
    return sorted(done, key=lambda each: each.ordinal)


def test_a_reading_has_the_words_their_boxes_and_confidences(pool: OcrPool, tmp_path: Path) -> None:
    (done,) = recognised(pool, tmp_path, WELL)
    assert (done.key, done.ordinal, done.error) == ("key", 1, None)
    assert done.reading is not None
    assert (done.reading.text, done.reading.engine, done.reading.dpi) == ("two words", "hostile", 72)
    assert done.reading.confidences == bytes((90, 70))
    assert [done.reading.text[word.start : word.end] for word in done.reading.words] == ["two", "words"]


@pytest.mark.parametrize(
    ("width", "error"),
    [(CRASH, ReaderDiedError), (HANG, ReaderTimeoutError), (HOG, LimitError), (BUG, DamagedDocumentError),
     (ENDLESS, ReaderDiedError)],
)  # fmt: skip
def test_a_bad_page_fails_alone_with_its_reason(
    pool: OcrPool, tmp_path: Path, width: int, error: type[Exception]
) -> None:
    before, bad, after = recognised(pool, tmp_path, WELL, width, WELL)
    assert isinstance(bad.error, error)
    assert bad.reading is None
    assert before.reading is not None
    assert after.reading is not None


def test_a_page_that_kills_its_child_once_is_tried_again(pool: OcrPool, tmp_path: Path) -> None:
    (done,) = recognised(pool, tmp_path, CRASH_ONCE)
    assert done.reading is not None


def test_an_engine_that_is_not_there_is_named(pool: OcrPool, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.pdf", b"")
    pool.submit(OcrTask("a", path, media.PDF, "a.pdf", 1, "another"))
    done = pool.next_event(PATIENCE)
    assert done is not None
    assert "another cannot be used here" in str(done.error)


def test_a_page_that_is_not_there_is_said_so(pool: OcrPool, tmp_path: Path) -> None:
    recognised(pool, tmp_path, WELL)
    pool.submit(OcrTask("b", tmp_path / "pages.pdf", media.PDF, "pages.pdf", 2, ENGINE))
    done = pool.next_event(PATIENCE)
    assert done is not None
    assert "it has no page 2" in str(done.error)


def test_closing_ends_a_child_that_hangs(pool: OcrPool, tmp_path: Path) -> None:
    path = saved(tmp_path, "pages.pdf", _page(HANG))
    pool.submit(OcrTask("c", path, media.PDF, "pages.pdf", 1, ENGINE, dpi=72))
    assert pool.next_event(0.3) is None
    pool.close()
    assert not pool.folder.exists()


def test_the_parent_loads_no_engine() -> None:
    heavy = "{'cv2', 'onnxruntime', 'tesserocr', 'rapidocr', 'pymupdf'}"
    program = f"import sys, explorer.extract.ocr_pool; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engines_of_this_machine_are_told_with_their_languages() -> None:
    assert all(each.name and each.version and each.languages for each in engines())


def _page(width: int) -> bytes:
    document = pymupdf.open()
    document.new_page(width=width, height=50)
    return bytes(document.tobytes())
