"""The words of a PDF page as rows of box, text, block, line and number in the line, as MuPDF finds them; mended where
its list of words says less than its text.

MuPDF's list leaves out words without a width: the later words of a text that a tagged PDF gives in place of what is
drawn (ISO 32000-1, 14.9.4), and of glyphs that stand for several words. It takes vertical lines apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from explorer.extract.mupdf import pymupdf

Row = tuple[float, float, float, float, str, int, int, int]

_FIRST_IDEOGRAPH = "\u2e80"  # of the scripts that are written downwards
_IN_LINE = 0.5  # of a character's height or width: how far the next may be off its place


def rows_of(page: Any, flags: int) -> Sequence[Row]:
    """The words of a page in reading order."""
    textpage = page.get_textpage(flags=flags)
    rows: Sequence[Row] = textpage.extractWORDS()
    if _is_tagged(page.parent) and _letters(rows) < len("".join(textpage.extractText().split())):
        rows = list(_from_characters(textpage))
    if any(row[4] >= _FIRST_IDEOGRAPH and len(row[4]) == 1 for row in rows):
        rows = _downwards(rows)
    return rows


def _is_tagged(document: Any) -> bool:
    return bool(document.is_pdf) and document.xref_get_key(document.pdf_catalog(), "StructTreeRoot")[0] != "null"


def _letters(rows: Sequence[Row]) -> int:
    return sum(len(row[4]) for row in rows)


def _from_characters(textpage: Any) -> Iterator[Row]:
    """The words put together from their characters, those without a width among them."""
    for block in textpage.extractRAWDICT()["blocks"]:
        for at, line in enumerate(block.get("lines", ())):
            number, word, box = 0, "", pymupdf.Rect()
            for each in [*(each for span in line["spans"] for each in span["chars"]), {"c": " "}]:
                if not each["c"].isspace():
                    edges = pymupdf.Rect(each["bbox"])
                    box = pymupdf.Rect(
                        *map(min, box.tl, edges.tl), *map(max, box.br, edges.br)
                    ) if word else edges  # fmt: skip
                    word += each["c"]
                elif word:
                    yield (box.x0, box.y0, box.x1, box.y1, word, block["number"], at, number)
                    number, word = number + 1, ""


def _downwards(rows: Sequence[Row]) -> list[Row]:
    """The same with characters that stand below one another, each on a line of its own, as one word."""
    alone = Counter((row[5], row[6]) for row in rows)
    found: list[Row] = []
    tail: Row | None = None  # the last character, where it may be gone on with
    for row in rows:
        is_single = len(row[4]) == 1 and row[4] >= _FIRST_IDEOGRAPH and alone[row[5], row[6]] == 1
        if tail and is_single and _is_below(row, tail):
            above = found.pop()
            sides = min(above[0], row[0]), above[1], max(above[2], row[2]), row[3]
            found.append((*sides, above[4] + row[4], *above[5:]))
        else:
            found.append(row)
        tail = row if is_single else None
    return found


def _is_below(row: Row, above: Row) -> bool:
    wide, high = above[2] - above[0], above[3] - above[1]
    return row[5] == above[5] and abs(row[0] - above[0]) < _IN_LINE * wide and abs(row[1] - above[3]) < _IN_LINE * high
