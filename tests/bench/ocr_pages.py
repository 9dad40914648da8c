"""Made pages for measuring OCR: fictional records, set in several faces, printed and scanned badly in known ways."""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_engine import Gray
from explorer.extract.ocr_prepare import turned

_SENTENCES = (
    "The Board of Alder Creek met on {date} in the town hall and approved the minutes without change.",
    "Deputy Marlow Quist reported that the gauge at the mill had not been read since {date}.",
    "Under section {number} of the county code, a permit lapses if work does not begin within {small} days.",
    "Ms. Orla Fenwick asked who had signed the invoice of ${money} from Harrow & Pike Paving, Inc.",
    "The clerk answered that the original was missing from file {code} and that a copy would be requested.",
    "Three of the {small} samples exceeded the limit for nitrates; the laboratory repeated the test twice.",
    "I did not authorise the transfer, and I was not aware of any agreement between the parties at that time.",
    "Please forward the enclosed records to the Office of Public Works no later than {date}.",
    "[Redacted] stated that the vehicle, a gray sedan with plate {code}, left the lot at about {small}:15 p.m.",
    'Residents on Lower Mill Road were told to boil water "until further notice" by a recorded message.',
    "The contractor's estimate rose from ${money} to ${money}, an increase the auditor called unexplained.",
    "No minutes were kept of the meeting, although {small} members were present and two of them voted.",
    "See attachment {code} for the photographs, the engineer's letter, and the list of those notified.",
    'Chief Engineer Tobias Wren wrote that the spillway "cannot be relied upon" in a flood of that size.',
    "The request was denied in part under exemption (b)({small}) and the remaining pages were released.",
    "Mr. Fenwick's telephone log shows {small} calls to the mayor's office between {date} and {date}.",
)
_MONTHS = ("January", "March", "April", "June", "August", "October", "December")
_SIZE, _LEADING, _MARGIN, _WIDE, _HIGH = 11.0, 15.0, 72.0, 612.0, 792.0


@dataclass(frozen=True, slots=True)
class Made:
    """A page and what it says."""

    kind: str
    dpi: int
    picture: bytes  # PNG or JPEG
    truth: str


def made_pages(each: int = 2) -> Iterator[Made]:
    """So many pages of each kind and resolution, the same every time."""
    for kind, (font, columns, spoil) in _KINDS.items():
        for dpi in (150, 200, 300):
            for number in range(each):
                dice = random.Random(f"{kind} {dpi} {number}")
                truth, gray = _printed(dice, font or dice.choice(("tiro", "helv")), columns, dpi, kind)
                yield Made(kind, dpi, spoil(gray, dice, dpi), truth)


def _printed(dice: random.Random, font: str, columns: int, dpi: int, kind: str) -> tuple[str, Gray]:
    """A page of about 270 words, its lines in reading order."""
    document = pymupdf.open()
    page = document.new_page(width=_WIDE, height=_HIGH)
    face = pymupdf.Font(font)
    gap = 24.0
    width = (_WIDE - 2 * _MARGIN - gap * (columns - 1)) / columns
    words = iter(" ".join(sentence(dice) for _ in range(60)).split())
    lines, word = [], next(words)
    rows = 30 if columns == 1 else 40
    for column in range(columns):
        for row in range(rows):
            line = word
            while face.text_length(f"{line} {(word := next(words))}", _SIZE) <= width:
                line = f"{line} {word}"
            lines.append(line)
            at = (_MARGIN + column * (width + gap), _MARGIN + 20 + row * _LEADING)
            _set(page, at, line, font, face, dice if "typewriter" in kind else None)
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    gray = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width].copy()
    return "\n".join(lines), gray


def set_in_print(dice: random.Random, dpi: int = 150) -> Gray:
    """A page of print."""
    return _printed(dice, "tiro", 1, dpi, "print")[1]


def _set(page: object, at: tuple[float, float], line: str, font: str, face: object, dice: random.Random | None) -> None:
    """Write a line; with dice, as a worn typewriter does: letters off the line, some faint."""
    x, y = at
    if dice is None:
        page.insert_text(at, line, fontname=font, fontsize=_SIZE)  # type: ignore[attr-defined]
        return
    for letter in line:
        ink = dice.choice((0.0, 0.0, 0.1, 0.25, 0.45))
        place = (x + dice.gauss(0, 0.15), y + dice.gauss(0, 0.35))
        page.insert_text(place, letter, fontname=font, fontsize=_SIZE, color=(ink,) * 3)  # type: ignore[attr-defined]
        x += face.text_length(letter, _SIZE)  # type: ignore[attr-defined]


def sentence(dice: random.Random) -> str:
    def date() -> str:
        return f"{dice.choice(_MONTHS)} {dice.randint(1, 28)}, {dice.randint(1988, 2019)}"

    text = dice.choice(_SENTENCES)
    for name, value in (
        ("{date}", date), ("{number}", lambda: f"{dice.randint(10, 99)}-{dice.randint(100, 999)}"),
        ("{small}", lambda: str(dice.randint(2, 12))), ("{money}", lambda: f"{dice.randint(1000, 99999):,}"),
        ("{code}", lambda: f"{dice.choice('ABKR')}{dice.choice('CTX')}-{dice.randint(1000, 99999)}"),
    ):  # fmt: skip
        while name in text:
            text = text.replace(name, value(), 1)
    return text


def scanned_well(gray: Gray, dice: random.Random, dpi: int) -> bytes:
    return _png(_noisy(cv2.GaussianBlur(gray, (0, 0), 0.4), dice, 4), dpi)


def scanned_badly(gray: Gray, dice: random.Random, dpi: int) -> bytes:
    """Askew by 1 to 2 degrees, blurred, noisy, specked, and saved as JPEG of quality 40."""
    height, width = gray.shape
    angle = dice.choice((-1, 1)) * dice.uniform(1.0, 2.0)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    gray = np.asarray(cv2.warpAffine(gray, matrix, (width, height), borderValue=(255,)), np.uint8)
    gray = _noisy(cv2.GaussianBlur(gray, (0, 0), 0.7), dice, 14)
    for _ in range(500):
        cv2.circle(gray, (dice.randrange(width), dice.randrange(height)), dice.choice((0, 1)), dice.randint(0, 120), -1)
    out = io.BytesIO()
    Image.fromarray(gray).save(out, "JPEG", quality=40, dpi=(dpi, dpi))
    return out.getvalue()


def _turn(degrees: int) -> Callable[[Gray, random.Random, int], bytes]:
    return lambda gray, dice, dpi: scanned_well(turned(gray, degrees), dice, dpi)


def _noisy(gray: Gray, dice: random.Random, sigma: float) -> Gray:
    noise = np.random.default_rng(dice.randrange(1 << 30)).normal(0, sigma, gray.shape)
    return np.clip(gray + noise, 0, 255).astype(np.uint8)


def _png(gray: Gray, dpi: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(gray).save(out, "PNG", compress_level=1, dpi=(dpi, dpi))
    return out.getvalue()


_KINDS = {
    "print": ("", 1, scanned_well),
    "print, bad": ("", 1, scanned_badly),
    "typewriter": ("cour", 1, scanned_well),
    "typewriter, bad": ("cour", 1, scanned_badly),
    "two columns": ("", 2, scanned_well),
    "two columns, bad": ("", 2, scanned_badly),
    "turned 90": ("", 1, _turn(90)),
    "turned 180": ("", 1, _turn(180)),
}
