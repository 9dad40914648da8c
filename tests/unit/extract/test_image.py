"""The reader of pictures."""

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract.base import Source
from explorer.extract.image import ImageReader
from explorer.extract.mupdf import pymupdf
from explorer.model.document import Kind, PageFlag
from tests.helpers.files import picture, saved
from tests.unit.extract.contract import check_garbage, check_reader, read

READER = ImageReader()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "PPM", "JPEG2000"])
def test_the_reader_keeps_the_contract(tmp_path: Path, kind: str) -> None:
    found = check_reader(READER, saved(tmp_path, "scan", picture(kind)))
    assert found.known is not None
    assert found.known.kind is Kind.IMAGE


def test_a_picture_needs_ocr(tmp_path: Path) -> None:
    found = read(READER, saved(tmp_path, "scan.png", picture()))
    assert found.pages[0].flags == {PageFlag.NEEDS_OCR}
    assert found.reasons == ["It is a picture: it needs OCR before its words can be found."]


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    found = check_reader(READER, saved(tmp_path, "fax.tif", picture("TIFF", frames=3)))
    assert [page.label for page in found.pages] == ["p. 1", "p. 2", "p. 3"]


def test_an_animation_is_one_page(tmp_path: Path) -> None:
    assert len(read(READER, saved(tmp_path, "a.gif", picture("GIF", frames=4))).pages) == 1


def test_the_page_is_as_large_as_the_scan_was(tmp_path: Path) -> None:
    (page,) = read(READER, saved(tmp_path, "scan.jpg", picture("JPEG", (850, 1100), dpi=100))).pages
    assert (round(page.width), round(page.height)) == (612, 792)


def test_a_picture_without_resolution_counts_96_dots_an_inch(tmp_path: Path) -> None:
    (page,) = read(READER, saved(tmp_path, "shot.png", picture(size=(960, 480)))).pages
    assert (page.width, page.height) == (720, 360)


def test_a_photo_taken_upright_makes_an_upright_page(tmp_path: Path) -> None:
    (page,) = read(READER, saved(tmp_path, "photo.jpg", _sideways())).pages
    assert page.height > page.width


def test_a_huge_picture_is_read_by_its_header_and_capped(tmp_path: Path) -> None:
    header = bytearray(picture(size=(8, 8)))
    header[16:24] = (60_000).to_bytes(4) * 2
    header[29:33] = _crc(header[12:29])
    path = saved(tmp_path, "bomb.png", bytes(header))
    assert read(READER, path).pages[0].width == 14_400
    with pytest.raises(LimitError, match="megapixels"):
        READER.render(Source(path, "bomb.png"), tmp_path / "out.pdf")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_the_rendition_has_the_pages_that_were_read(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, "scan", picture(kind, frames=2 if kind == "TIFF" else 1))
    READER.render(Source(path, "scan"), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        drawn = [(round(page.rect.width, 2), round(page.rect.height, 2)) for page in document]
        grey = document[0].get_pixmap().pixel(30, 30)[0]
    assert drawn == [(round(page.width, 2), round(page.height, 2)) for page in read(READER, path).pages]
    assert 100 < grey < 150


def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    READER.render(Source(saved(tmp_path, "photo.jpg", _sideways()), "photo.jpg"), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        drawn = document[0].get_pixmap()
        corners = [drawn.pixel(x, y)[0] > 128 for x, y in ((5, 5), (drawn.width - 6, 5))]
    assert corners == [False, True]  # the white top-left corner of the stored picture, turned clockwise by 90 degrees


def test_a_cut_off_picture_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = picture("PNG", (400, 400))
    path = saved(tmp_path, "cut.png", whole[: len(whole) // 2])
    READER.render(Source(path, "cut.png"), tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").stat().st_size > 0


def test_what_is_no_picture_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(READER, saved(tmp_path, "scan.png", b"\x89PNG\r\n\x1a\n and no more"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"]), st.integers(8, 300), st.binary(max_size=80))
def test_any_damage_gives_pages_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, kind: str, at: int, junk: bytes
) -> None:
    data = picture(kind, (20, 20))
    check_garbage(READER, tmp_path_factory.getbasetemp(), data[:at] + junk + data[at + len(junk) :])


def _sideways() -> bytes:
    """A photo 300 x 200 that is to be turned clockwise by 90 degrees; its top-left corner is white."""
    image = Image.new("L", (300, 200), 0)
    image.paste(255, (0, 0, 60, 60))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _crc(chunk: bytes) -> bytes:
    return zlib.crc32(chunk).to_bytes(4)
