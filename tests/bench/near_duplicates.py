"""Measures near duplicates: what is found and what is wrongly found on made pages, by words and by pictures; and cost.

python -m tests.bench.near_duplicates [--pages N] [--pictures N]
"""

import argparse
import io
import random
import resource
import string
import time
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image

from explorer.analyze.near_duplicates import ALIKE, likeness, meeting, pairs_alike, shingles, sketch
from explorer.analyze.picture_likeness import FARTHEST, distances
from explorer.app.bench_corpus import vocabulary
from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_engine import Gray
from explorer.extract.ocr_prepare import cleaned, fitted
from explorer.extract.ocr_skew import lean_of
from explorer.extract.picture_hash import picture_hash
from tests.bench.ocr_pages import scanned_badly, scanned_well, sentence, set_in_print

WORDS = vocabulary()
_EACH = 200  # pairs of each kind


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--pictures", type=int, default=40)
    asked = parser.parse_args()
    print(f"by words: found of {_EACH} pairs, at a likeness of {ALIKE} and more")
    for kind, pair in _KINDS.items():
        print(f"  {kind}: {_found(pair)}")
    print(f"by pictures: at {FARTHEST} bits of 576 and fewer, of {asked.pictures} pages of each kind")
    for kind, make in (("full pages", _full), ("one letterhead", _headed)):
        _pictures(kind, [make(number) for number in range(asked.pictures)])
    _cost(asked.pages)


def _text(dice: random.Random, words: int = 220) -> list[str]:
    return [WORDS[min(int(dice.paretovariate(0.6)), len(WORDS) - 1)] for _ in range(words)]


def _edited(share: float) -> Callable[[random.Random], tuple[str, str]]:
    def pair(dice: random.Random) -> tuple[str, str]:
        page = _text(dice)
        return " ".join(page), " ".join(dice.choice(WORDS) if dice.random() < share else word for word in page)

    return pair


def _misread(share: float) -> Callable[[random.Random], tuple[str, str]]:
    """Letters that an engine read wrong."""

    def pair(dice: random.Random) -> tuple[str, str]:
        page = " ".join(_text(dice))
        wrong = (
            dice.choice(string.ascii_lowercase) if each != " " and dice.random() < share else each for each in page
        )
        return page, "".join(wrong)

    return pair


def _strangers(shared: int) -> Callable[[random.Random], tuple[str, str]]:
    """Other pages of 220 words, of which so many are those of one printed form."""
    form = _text(random.Random("form"), shared)

    def pair(dice: random.Random) -> tuple[str, str]:
        one, other = (" ".join(form + _text(dice, 220 - shared)) for _ in range(2))
        return one, other

    return pair


_KINDS = {
    "2 % of the words changed": _edited(0.02),
    "5 % of the words changed": _edited(0.05),
    "10 % of the words changed": _edited(0.10),
    "1 % of the letters misread": _misread(0.01),
    "3 % of the letters misread": _misread(0.03),
    "8 % of the letters misread": _misread(0.08),
    "strangers": _strangers(0),
    "strangers, a quarter of each page one form": _strangers(55),
    "strangers, half of each page one form": _strangers(110),
    "strangers, three quarters of each page one form": _strangers(165),
}


def _found(pair: Callable[[random.Random], tuple[str, str]]) -> str:
    """Of pairs that stand among each other: how many were found, and how many of all that was found are no pairs."""
    dice = random.Random(7)
    pages = [page for _ in range(_EACH) for page in pair(dice)]
    table = np.array([sketch(shingles(page)) for page in pages], np.uint32)
    found = pairs_alike(range(len(pages)), table, lambda keys: {key: pages[key] for key in keys})
    own = {(each.one, each.other) for each in found if each.one % 2 == 0 and each.other == each.one + 1}
    like = [likeness(shingles(pages[at]), shingles(pages[at + 1])) for at in range(0, len(pages), 2)]
    return f"{len(own)} found, {len(found) - len(own)} beside; likeness {np.median(like):.2f} at the median"


def _full(number: int) -> Gray:
    return set_in_print(random.Random(f"full {number}"))


def _headed(number: int) -> Gray:
    """A letter of seven to fourteen paragraphs below a letterhead that all of them have."""
    dice = random.Random(f"headed {number}")
    page = pymupdf.open().new_page(width=612, height=792)
    page.insert_text((72, 60), "TOWN OF ALDER CREEK", fontsize=18)
    page.insert_text((72, 80), "Office of the Clerk, 12 Mill Road")
    page.draw_line((72, 90), (540, 90))
    for row in range(dice.randint(7, 14)):
        page.insert_textbox((72, 130 + 44 * row, 540, 174 + 44 * row), f"{sentence(dice)} {sentence(dice)}")
    pixmap = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width].copy()


def _pictures(kind: str, pages: list[Gray]) -> None:
    """How far apart two scans of a page lie, one of them bad, and how far two pages."""
    dice = random.Random(3)
    scans = [(_hash(scanned_well(page, dice, 150)), _hash(scanned_badly(page, dice, 150))) for page in pages]
    sound = [pair for pair in scans if all(len(each) for each in pair)]
    same = np.array([distances(one, other[None, :])[0] for one, other in sound])
    table = np.array([other for _, other in sound])
    apart = np.concatenate([np.delete(distances(one, table), at) for at, (one, _) in enumerate(sound)])
    print(f"  {kind}: {int((same <= FARTHEST).sum())} of {len(sound)} found ({len(pages) - len(sound)} almost blank)")
    print(f"    scans of one page {np.median(same):.0f} bits apart at the median, {same.max()} at most")
    print(f"    other pages {apart.min()} at least; {int((apart <= FARTHEST).sum())} of {len(apart)} wrongly alike")


def _hash(picture: bytes) -> np.ndarray:
    gray = cleaned(np.asarray(Image.open(io.BytesIO(picture)).convert("L")))
    return np.frombuffer(picture_hash(fitted(gray, 0, lean_of(gray).skew).gray), np.uint8)


def _cost(count: int) -> None:
    """Seconds and memory of a case of so many pages, every twentieth a copy of the one before with some other words."""
    pages = list(_many(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    table = np.array([sketch(shingles(page)) for page in pages], np.uint32)
    sketched = time.perf_counter()
    for at in range(0, count, max(count // 50, 1)):
        meeting(table[at], table)
    met = (time.perf_counter() - sketched) / len(range(0, count, max(count // 50, 1)))
    began_all = time.perf_counter()
    found = pairs_alike(range(count), table, lambda keys: {key: pages[key] for key in keys})
    spent = time.perf_counter() - began_all
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"cost, {count:,} pages: sketches {1000 * (sketched - began) / count:.2f} ms a page")
    print(f"  candidates of one page {1000 * met:.1f} ms; all {len(found):,} pairs {spent:.1f} s")
    print(f"  {table.nbytes / 1e6:.0f} MB of sketches; {more:.0f} MB more at the peak")


def _many(count: int) -> Iterator[str]:
    dice = random.Random(11)
    page: list[str] = []
    for number in range(count):
        page = (
            [dice.choice(WORDS) if dice.random() < 0.03 else each for each in page]
            if number % 20 == 19
            else _text(dice)
        )
        yield " ".join(page)


if __name__ == "__main__":
    main()
