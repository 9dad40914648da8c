"""Pictures: the results screen, and sheets of paper as a scanner sees them."""

import io
import random

from PIL import Image, ImageDraw, ImageFont

from sample_docs.maker.leaf import MUPDF
from sample_docs.maker.truth import SAMPLE

_NAVY, _INK, _LINE, _WASH = (31, 78, 121), (34, 38, 43), (210, 214, 220), (231, 238, 245)
_ROWS = (
    ("Person 1", "17 gang member", "Larkhaven", "12 NOV 2017", "3"),
    ("Person 2", "17-S suspected", "Larkhaven", "12 NOV 2017", "1"),
    ("Person 3", "18 associate", "Eastmere", "11 NOV 2017", "0"),
    ("Person 4", "17 gang member", "Brackwater", "11 NOV 2017", "2"),
    ("Person 5", "17-L legacy", "Fenwold", "10 NOV 2017", "0"),
    ("Person 6", "17 gang member", "Eastmere", "10 NOV 2017", "2"),
    ("Person 7", "17 gang member", "Tessaly County", "09 NOV 2017", "4"),
    ("Person 8", "17-S suspected", "Ostley", "09 NOV 2017", "1"),
)
_NAMES = ("HARROW, T.", "PELL, J.", "HARROW, A.", "VANCE, O.", "ORDE, M.", "PELL, S.", "TILLER, R.", "QUADE, L.")
_COLUMNS = (196, 340, 560, 730, 890)


def _font(size: int) -> ImageFont.FreeTypeFont:
    """A sans serif that comes with PyMuPDF, so it is the same everywhere."""
    return ImageFont.truetype(io.BytesIO(MUPDF.Font("helv").buffer), size)


def results_screen(title: str = "CRITERION: GANG MEMBER", *, is_live: bool = False) -> bytes:
    """A screen of search results as PNG, 960 by 600 pixels; a live one shows (invented) names."""
    picture = Image.new("RGB", (960, 600), (250, 250, 248))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 960, 56), fill=_NAVY)
    draw.text((20, 14), "LinkView", font=_font(26), fill="white")
    draw.text((640, 20), f"{'LIVE DATA' if is_live else 'TRAINING COPY'} · {SAMPLE}", font=_font(15), fill="white")
    draw.rectangle((0, 56, 172, 600), fill=_WASH)
    for number, filter_name in enumerate(("Flag", "Agency", "Age", "Distance", "Last contact", "Saved filters")):
        top = 120 + 46 * number
        draw.rectangle((18, top + 3, 32, top + 17), outline=_NAVY, width=2, fill=_NAVY if number == 0 else None)
        draw.text((42, top), filter_name, font=_font(16), fill=_INK)
    draw.text((18, 78), "FILTER BY", font=_font(15), fill=_NAVY)
    draw.text((196, 74), title, font=_font(20), fill=_INK)
    draw.text((196, 102), "HITS 214 · SORT: LAST CONTACT", font=_font(15), fill=(95, 100, 106))
    for x, head in zip(_COLUMNS, ("NAME", "FLAG", "AGENCY", "LAST CONTACT", "ARR."), strict=True):
        draw.text((x, 136), head, font=_font(13), fill=_NAVY)
    for number, row in enumerate(_ROWS):
        name = _NAMES[number] if is_live else row[0]
        _result(draw, 158 + 52 * number, (name, *row[1:]))
    return _png(picture)


def _result(draw: ImageDraw.ImageDraw, top: int, row: tuple[str, ...]) -> None:
    draw.line((186, top, 944, top), fill=_LINE)
    draw.ellipse((196, top + 12, 222, top + 38), fill=(196, 202, 210))
    draw.text((232, top + 15), row[0], font=_font(16), fill=_INK)
    draw.rounded_rectangle((336, top + 11, 520, top + 39), 8, fill=(255, 228, 154) if "17 " in row[1] else _WASH)
    for x, cell in zip(_COLUMNS[1:], row[1:], strict=True):
        draw.text((x + (6 if x == _COLUMNS[1] else 0), top + 15), cell, font=_font(16), fill=_INK)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def scanned(pdf: bytes, ordinal: int, *, degrees: float, seed: int, dpi: int = 110) -> Image.Image:
    """A PDF page as a grey scan: tilted, speckled, its paper not quite white."""
    with MUPDF.open(stream=pdf, filetype="pdf") as document:
        drawn = document[ordinal - 1].get_pixmap(dpi=dpi, colorspace=MUPDF.csGRAY)
        page = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    paper = 232
    tilted = page.point(lambda value: value * paper // 255).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper)
    seeded = random.Random(seed)
    grain = Image.frombytes(
        "L", (tilted.width // 2, tilted.height // 2), seeded.randbytes((tilted.width // 2) * (tilted.height // 2))
    )
    noisy = Image.blend(tilted, grain.resize(tilted.size, Image.Resampling.BILINEAR), 0.06)
    draw = ImageDraw.Draw(noisy)
    for _ in range(90):
        x, y = seeded.randrange(noisy.width), seeded.randrange(noisy.height)
        draw.ellipse((x, y, x + seeded.randrange(1, 3), y + seeded.randrange(1, 3)), fill=seeded.randrange(40, 140))
    draw.rectangle((0, 0, 5, noisy.height), fill=96)  # the scanner's lid
    return noisy


def scan_pdf(pdf: bytes, *, title: str, degrees: float) -> bytes:
    """The same pages as pictures only: no text layer."""
    document = MUPDF.open()
    with MUPDF.open(stream=pdf, filetype="pdf") as source:
        count, width, height = len(source), source[0].rect.width, source[0].rect.height
    for ordinal in range(1, count + 1):
        target = io.BytesIO()
        scanned(pdf, ordinal, degrees=degrees, seed=ordinal).save(target, "JPEG", quality=38)
        page = document.new_page(width=width, height=height)
        page.insert_image(page.rect, stream=target.getvalue())
    at = "D:20080630150000Z"
    document.set_metadata({"title": title, "producer": SAMPLE, "creator": SAMPLE, "creationDate": at, "modDate": at})
    data: bytes = document.tobytes(garbage=4, deflate=True, no_new_id=True)
    document.close()
    return data


def scan_png(pdf: bytes, *, degrees: float) -> bytes:
    """The first page as a PNG of 16 greys."""
    return _png(scanned(pdf, 1, degrees=degrees, seed=7, dpi=100).quantize(16))
