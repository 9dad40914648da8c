"""Drawing pages, with a real child process."""

import io
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from PIL import Image

from explorer.errors import DamagedDocumentError, LockedPageError, UnknownKindError
from explorer.extract import media
from explorer.extract.mupdf import pymupdf
from explorer.extract.render import DrawRequest, Picture, Renderer
from explorer.model.document import Box
from tests.helpers.files import pdf, picture, saved

PATIENCE = 60.0  # seconds until a test gives up


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    renderer = Renderer(tmp_path_factory.mktemp("renderer"))
    yield renderer
    renderer.close()


def draw(renderer: Renderer, request: DrawRequest) -> Picture:
    return renderer.request(request).result(PATIENCE)


def a_pdf(folder: Path, *pages: str, dpi: float = 72, **more: object) -> DrawRequest:
    path = saved(folder, "memo.pdf", pdf(*pages))
    return DrawRequest(path, media.PDF, folder / "none.pdf", 1, dpi, **more)  # type: ignore[arg-type]


def test_a_page_is_drawn_at_the_resolution_asked_for(renderer: Renderer, tmp_path: Path) -> None:
    drawn = draw(renderer, a_pdf(tmp_path, "words", dpi=144))
    assert (drawn.width, drawn.height) == (1190, 1684)
    assert len(drawn.pixels) == drawn.stride * drawn.height


def test_ink_is_where_the_words_are(renderer: Renderer, tmp_path: Path) -> None:
    drawn = draw(renderer, a_pdf(tmp_path, "HHHHHHHH"))
    rows = [drawn.pixels[at : at + drawn.stride] for at in range(0, len(drawn.pixels), drawn.stride)]
    inked = [number for number, row in enumerate(rows) if min(row) < 100]
    assert 85 < inked[0] < inked[-1] < 105


def test_a_png_shows_its_boxes_marked(renderer: Renderer, tmp_path: Path) -> None:
    drawn = draw(renderer, a_pdf(tmp_path, "words", png=True, boxes=(Box(10, 10, 50, 30),)))
    with Image.open(io.BytesIO(drawn.pixels)) as image:
        inside, outside = image.getpixel((20, 20)), image.getpixel((60, 20))
    assert outside == (255, 255, 255)
    assert isinstance(inside, tuple)
    assert inside[2] < 120 < inside[0]


def test_raw_pixels_are_never_marked(renderer: Renderer, tmp_path: Path) -> None:
    plain, marked = a_pdf(tmp_path, "words"), a_pdf(tmp_path, "words", boxes=(Box(0, 0, 99, 99),))
    assert draw(renderer, plain).pixels == draw(renderer, marked).pixels


def test_a_giant_page_is_capped(renderer: Renderer, tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page(width=200_000, height=100)
        path = saved(tmp_path, "giant.pdf", document.tobytes())
    drawn = draw(renderer, DrawRequest(path, media.PDF, tmp_path / "x", 1, 600))
    assert max(drawn.width, drawn.height) <= 10_000


def test_a_high_resolution_is_capped(renderer: Renderer, tmp_path: Path) -> None:
    drawn = draw(renderer, a_pdf(tmp_path, "words", dpi=100_000))
    assert drawn.width * drawn.height < 37_000_000


def test_a_picture_gets_a_rendition_and_keeps_it(renderer: Renderer, tmp_path: Path) -> None:
    rendition = tmp_path / "renditions" / "abcd.pdf"
    path = saved(tmp_path, "scan.png", picture(size=(960, 480)))
    drawn = draw(renderer, DrawRequest(path, media.PNG, rendition, 1, 72))
    assert (drawn.width, drawn.height) == (720, 360)
    assert [each.name for each in rendition.parent.iterdir()] == ["abcd.pdf"]


def test_warming_makes_the_rendition_and_draws_nothing(renderer: Renderer, tmp_path: Path) -> None:
    rendition = tmp_path / "warm.pdf"
    path = saved(tmp_path, "scan.png", picture())
    assert renderer.warm(path, media.PNG, rendition).result(PATIENCE).pixels == b""
    assert rendition.exists()


@pytest.mark.parametrize(
    ("data", "kind", "ordinal", "error"),
    [
        (b"%PDF-1.4 no more", media.PDF, 1, DamagedDocumentError),
        (pdf("one page"), media.PDF, 2, DamagedDocumentError),
        (pdf("secret", password="open"), media.PDF, 1, LockedPageError),
        (b"SQLite format 3\0", media.SQLITE, 1, UnknownKindError),
    ],
)
def test_what_cannot_be_drawn_says_why(
    renderer: Renderer, tmp_path: Path, data: bytes, kind: str, ordinal: int, error: type[Exception]
) -> None:
    request = DrawRequest(saved(tmp_path, "x", data), kind, tmp_path / "out", ordinal, 72, name="memo.pdf")
    with pytest.raises(error, match=r"memo\.pdf"):
        draw(renderer, request)
    assert not (tmp_path / "out").exists()


def test_a_child_that_dies_is_started_again(renderer: Renderer, tmp_path: Path) -> None:
    assert draw(renderer, a_pdf(tmp_path, "before")).width
    assert renderer._child is not None
    renderer._child.kill()
    assert draw(renderer, a_pdf(tmp_path, "after")).width


def test_the_newest_urgent_request_comes_first_and_others_last(renderer: Renderer, tmp_path: Path) -> None:
    request = a_pdf(tmp_path, "words", dpi=300)
    order: list[str] = []
    done = threading.Semaphore(0)
    plan = [("running", True), ("thumbnail", False), ("older", True), ("newest", True)]
    for name, urgent in plan:
        future = renderer.request(request, urgent=urgent)
        future.add_done_callback(lambda _, name=name: (order.append(name), done.release()))  # type: ignore[misc]
    for _ in plan:
        assert done.acquire(timeout=PATIENCE)
    assert order[-3:] == ["newest", "older", "thumbnail"] or order[:1] == ["newest"]
    assert order[-1] == "thumbnail"


def test_a_waiting_request_can_be_cancelled(renderer: Renderer, tmp_path: Path) -> None:
    request = a_pdf(tmp_path, "words", dpi=300)
    first = renderer.request(request, urgent=False)
    second = renderer.request(request, urgent=False)
    assert second.cancel()
    assert first.result(PATIENCE).width
    with pytest.raises(CancelledError):
        second.result(PATIENCE)


def test_closing_cancels_what_waits(tmp_path: Path) -> None:
    renderer = Renderer(tmp_path / "scratch")
    futures = [renderer.request(a_pdf(tmp_path, "words", dpi=300), urgent=False) for _ in range(20)]
    renderer.close()
    assert futures[-1].cancelled()


def test_a_text_page_is_drawn_quickly_once_open(renderer: Renderer, tmp_path: Path) -> None:
    request = a_pdf(tmp_path, "\n".join("words on a line of a page " * 3 for _ in range(40)), dpi=150)
    draw(renderer, request)
    took = []
    for _ in range(10):
        began = time.perf_counter()
        draw(renderer, request)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.06  # 0.01 s on an idle machine; the figure itself is the benchmark's
