"""The reader of HEIF pictures, and what all pictures share that telephones and scanners do in odd ways."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from explorer.errors import LimitError, MissingDecoderError
from explorer.extract import heif, image, media
from explorer.extract.base import Source
from explorer.extract.heif import HeifReader
from explorer.extract.image import ImageReader
from explorer.extract.mupdf import pymupdf
from explorer.extract.registry import sniff
from tests.helpers.files import saved
from tests.unit.extract.contract import check_garbage, check_reader, read

pytest.importorskip("pi_heif", reason="pi-heif, which reads HEIC pictures, is not installed")
pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif, which makes HEIC pictures, is not installed")

READER = HeifReader()


def test_each_picture_of_a_file_is_a_page(tmp_path: Path) -> None:
    path = saved(tmp_path, "photo.heic", _heic((300, 200), (120, 160)))
    assert sniff(path, "photo.heic") == media.HEIF
    found = check_reader(READER, path)
    assert [(page.width, page.height) for page in found.pages] == [(225, 150), (90, 120)]


def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    path = saved(tmp_path, "photo.heic", _heic((320, 200), orientation=6))
    (page,) = read(READER, path).pages
    assert (page.width, page.height) == (150, 240)
    drawn = _drawn(READER, path, tmp_path)
    corners = [drawn.pixel(x, y)[0] > 128 for x, y in ((5, 5), (drawn.width - 6, 5))]
    assert corners == [False, True]  # the white top-left corner of the stored picture, turned clockwise by 90 degrees


def test_too_many_pixels_are_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "_MOST_PIXELS", 50_000)
    path = saved(tmp_path, "photo.heic", _heic((300, 200)))
    with pytest.raises(LimitError, match="megapixels"):
        READER.render(Source(path, "photo.heic"), tmp_path / "out.pdf")


def test_without_its_library_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heif, "pi_heif", None)
    with pytest.raises(MissingDecoderError, match="needs pi-heif, which is not on this computer") as caught:
        read(READER, saved(tmp_path, "photo.heic", _heic((30, 20))))
    assert caught.value.advice().startswith("Install pi-heif and choose Retry, or save the picture as JPEG")


def test_an_avif_picture_is_told_by_its_brands_and_drawn(tmp_path: Path) -> None:
    out = io.BytesIO()
    _corner((300, 200)).save(out, "AVIF")
    path = saved(tmp_path, "a.avif", out.getvalue())
    assert sniff(path, "a.avif") == media.AVIF
    check_reader(ImageReader(), path)
    assert _drawn(ImageReader(), path, tmp_path).pixel(5, 5)[0] > 128


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_drawn_as_pillow_would(tmp_path: Path, kind: str, orientation: int) -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    _corner((120, 80)).save(out, kind, exif=exif)
    path = saved(tmp_path, "a", out.getvalue())
    drawn = _drawn(ImageReader(), path, tmp_path)
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture).resize((drawn.width, drawn.height)).convert("L")
    (page,) = read(ImageReader(), path).pages
    assert (page.width > page.height) == (upright.width > upright.height)
    places = [(x, y) for x in (4, drawn.width - 5) for y in (4, drawn.height - 5)]
    assert [drawn.pixel(*at)[0] > 128 for at in places] == [upright.getpixel(at) > 128 for at in places]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_words_on_a_see_through_ground_stand_on_white(tmp_path: Path, mode: str) -> None:
    picture = Image.new("RGBA", (100, 60), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (40, 20, 60, 40))
    out = io.BytesIO()
    picture.convert(mode).save(out, "PNG", **({"transparency": 0} if mode == "P" else {}))
    drawn = _drawn(ImageReader(), saved(tmp_path, "a.png", out.getvalue()), tmp_path)
    assert drawn.pixel(3, 3)[0] == 255
    if mode != "P":
        assert drawn.pixel(37, 22)[0] == 0


@pytest.mark.parametrize(("kind", "dark", "bright"), [("u2", 300, 3000), ("f4", 0.25, 0.75), ("i4", 1000, 90_000)])
def test_greys_of_more_than_8_bits_are_spread(tmp_path: Path, kind: str, dark: float, bright: float) -> None:
    greys = np.full((60, 100), bright, kind)
    greys[20:40, 40:60] = dark
    out = io.BytesIO()
    Image.fromarray(greys).save(out, "TIFF")
    drawn = _drawn(ImageReader(), saved(tmp_path, "a.tif", out.getvalue()), tmp_path)
    assert drawn.pixel(3, 3)[0] > 240
    assert drawn.pixel(37, 22)[0] < 16


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_lzw", "packbits", "tiff_adobe_deflate", "jpeg"])
def test_each_packing_of_faxes_and_scanners_is_drawn(tmp_path: Path, packing: str) -> None:
    pages = [_corner((300, 200)).convert("1" if packing.startswith("group") else "L") for _ in range(3)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression=packing)
    path = saved(tmp_path, "fax.tif", out.getvalue())
    assert len(check_reader(ImageReader(), path).pages) == 3
    drawn = _drawn(ImageReader(), path, tmp_path, 2)
    assert drawn.pixel(5, 5)[0] > 240
    assert drawn.pixel(drawn.width - 6, 5)[0] < 16


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 700), st.binary(max_size=60))
def test_any_damage_gives_pages_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes
) -> None:
    data = _heic((64, 64))
    check_garbage(READER, tmp_path_factory.getbasetemp(), data[:at] + junk + data[at + len(junk) :])


def _corner(size: tuple[int, int]) -> Image.Image:
    """A black picture with a white top-left corner."""
    picture = Image.new("RGB", size, 0)
    picture.paste((255, 255, 255), (0, 0, size[0] // 5, size[1] // 4))
    return picture


def _heic(*sizes: tuple[int, int], orientation: int = 1) -> bytes:
    """Pictures in one file; the library that writes them takes no part in reading."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    first, *rest = [_corner(size) for size in sizes]
    reading = Image.OPEN["HEIF"]
    pillow_heif.register_heif_opener()
    try:
        first.save(out, "HEIF", save_all=True, append_images=rest, exif=exif.tobytes(), quality=90)
    finally:
        Image.OPEN["HEIF"] = reading
    return out.getvalue()


def _drawn(reader: ImageReader, path: Path, folder: Path, page: int = 0) -> pymupdf.Pixmap:
    reader.render(Source(path, path.name), folder / "out.pdf")
    with pymupdf.open(folder / "out.pdf") as document:
        return document[page].get_pixmap()
