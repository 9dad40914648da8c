"""Sets marked-up text into a PDF with letterhead, redaction boxes, page numbers and Bates stamps.

Lengths are points, origin at the page's top left. What is drawn is noted as it is drawn: the truth is the maker's own.
"""

from dataclasses import dataclass
from typing import Any

from sample_docs.maker.leaf import GREY, INK, MUPDF, WHITE, Colour, Leaf
from sample_docs.maker.markup import Block, Token, blocks_of, tokens_of
from sample_docs.maker.scribble import scribble
from sample_docs.maker.seal import draw_seal
from sample_docs.maker.truth import SAMPLE, Made, Redaction

_FACES = {"serif": ("tiro", "tibo"), "sans": ("helv", "hebo"), "mono": ("cour", "cobo")}
_LABEL = 7.0  # size of an exemption code inside its box


@dataclass(frozen=True, slots=True)
class Look:
    """How one document looks. ``bates`` gives the stamp of each page that is left; ``drop`` lists pages taken out."""

    title: str
    date: str  # ISO 8601 day, for the file's own dates
    letterhead: tuple[str, ...] = ()
    colour: Colour = (0.12, 0.3, 0.47)
    face: str = "serif"
    size: float = 11.0
    width: float = 612.0
    height: float = 792.0
    margin: float = 72.0
    footer: str = ""  # "Page {page} of {pages}"
    bates: tuple[str, ...] = ()
    drop: tuple[int, ...] = ()
    version: str = ""
    widths: tuple[float, ...] = ()  # shares of a table's columns
    stamp: str = ""  # "RECEIVED 12 FEB 2016"


class Paper:
    """One PDF in the making."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._document: Any = MUPDF.open()
        regular, bold = _FACES[look.face]
        self._regular, self._bold = MUPDF.Font(regular), MUPDF.Font(bold)
        self._sans, self._sans_bold = MUPDF.Font("helv"), MUPDF.Font("hebo")
        self._leaves: list[Leaf] = []
        self._y = 0.0
        self._new_page()

    def write(self, text: str) -> None:
        """Sets marked-up text."""
        for block in blocks_of(text):
            self._set(block)

    def made(self, path: str, production: str) -> Made:
        """Drops the pages to be missing, numbers and stamps the rest, and gives the file with its truth."""
        look, total = self._look, len(self._leaves)
        for number, leaf in enumerate(self._leaves, start=1):
            self._draw(leaf, look.margin, look.height - 40, SAMPLE, self._sans, 8, GREY)
            if look.footer:
                text = look.footer.format(page=number, pages=total)
                self._draw(
                    leaf,
                    (look.width - self._sans.text_length(text, 8)) / 2,
                    look.height - 40,
                    text,
                    self._sans,
                    8,
                    GREY,
                )
        kept = [leaf for number, leaf in enumerate(self._leaves, start=1) if number not in look.drop]
        for stamp, leaf in zip(look.bates, kept, strict=False):
            left = look.width - 36 - self._sans_bold.text_length(stamp, 10)
            self._draw(leaf, left, look.height - 22, stamp, self._sans_bold, 10, INK)
        for leaf in self._leaves:
            leaf.flush()
        texts = ["\n".join(leaf.lines) for leaf in kept]
        boxes = [
            Redaction(page, box.exemption, box.box, box.hidden_text)
            for page, leaf in enumerate(kept, start=1)
            for box in leaf.boxes
        ]
        facts: dict[str, object] = {"title": look.title}
        bates = list(look.bates[: len(kept)])
        return Made(path, self._bytes(), "pdf", texts, production, bates=bates, redactions=boxes, facts=facts)

    def _bytes(self) -> bytes:
        look = self._look
        for number in sorted(look.drop, reverse=True):
            self._document.delete_page(number - 1)
        at = f"D:{look.date.replace('-', '')}090000Z"
        facts = {"title": look.title, "producer": SAMPLE, "creator": SAMPLE, "creationDate": at, "modDate": at}
        self._document.set_metadata(facts)
        self._document.subset_fonts()
        data: bytes = self._document.tobytes(garbage=4, deflate=True, no_new_id=True)
        self._document.close()
        return data

    def _new_page(self) -> None:
        look = self._look
        self._document.new_page(width=look.width, height=look.height)
        self._leaves.append(Leaf(self._document, len(self._leaves)))
        self._y = look.margin - 10
        if len(self._leaves) > 1:
            self._draw(self._leaf, look.margin, 40, look.title, self._sans, 8, GREY)
            return
        if look.letterhead:
            self._letterhead()
        if look.stamp:
            self._rubber_stamp(look.stamp)

    @property
    def _leaf(self) -> Leaf:
        return self._leaves[-1]

    def _letterhead(self) -> None:
        look, page = self._look, self._leaf.page
        draw_seal(page, look.margin + 20, 62, look.colour)
        for number, line in enumerate(look.letterhead):
            font, size = (self._bold, 14) if number == 0 else (self._regular, 9)
            self._draw(
                self._leaf, look.margin + 52, 54 + 14 * number, line, font, size, look.colour if number == 0 else GREY
            )
        page.draw_line((look.margin, 100), (look.width - look.margin, 100), color=look.colour, width=1.2)
        self._y = 124

    def _rubber_stamp(self, text: str) -> None:
        width = self._sans_bold.text_length(text, 9) + 16
        left = self._look.width - self._look.margin - width
        red = (0.7, 0.15, 0.15)
        self._leaf.page.draw_rect((left, 70, left + width, 90), color=red, width=1.4)
        self._draw(self._leaf, left + 8, 83.5, text, self._sans_bold, 9, red)

    def _draw(self, leaf: Leaf, x: float, y: float, text: str, font: Any, size: float, colour: Colour) -> None:
        leaf.put(x, y, text, font, size, colour)
        leaf.lines.append(text)

    def _set(self, block: Block) -> None:
        look = self._look
        size, indent = look.size, 0.0
        if block.kind == "break":
            self._new_page()
        elif block.kind == "table":
            self._table(block)
        elif block.kind == "sign":
            self._sign(block.text)
        elif block.kind == "rule":
            self._leaf.page.draw_line(
                (look.margin, self._y), (look.width - look.margin, self._y), color=GREY, width=0.6
            )
            self._y += 12
        elif block.kind in ("title", "heading"):
            self._y += 6
            size += 5 if block.kind == "title" else 1.5
            self._paragraph(f"**{block.text}**", size, 0, "", look.colour)
        else:
            indent = {"bullet": 16.0, "item": 30.0}.get(block.kind, 0.0)
            self._paragraph(block.text, size, indent, "•" if block.kind == "bullet" else block.label, INK)

    def _paragraph(self, text: str, size: float, indent: float, label: str, colour: Colour) -> None:
        width = self._look.width - 2 * self._look.margin - indent
        lines = self._wrap(tokens_of(text, self._look.version), width, size)
        leading = size * 1.45
        for number, line in enumerate(lines):
            if self._y + leading > self._look.height - 62:
                self._new_page()
                self._y += 8
            self._y += leading
            if label and number == 0:
                self._draw(self._leaf, self._look.margin, self._y, label, self._regular, size, colour)
            self._line(line, self._look.margin + indent, self._y, size, colour)
        self._y += size * 0.75

    def _length(self, token: Token, size: float) -> float:
        font = self._bold if token.is_bold else self._regular
        length = font.text_length(token.text, size)
        if token.span:
            label = self._sans_bold.text_length(token.exemption, _LABEL) + 6
            length = length + label if token.fails else max(length, label)
        return float(length)

    def _wrap(self, tokens: list[Token], width: float, size: float) -> list[list[Token]]:
        lines: list[list[Token]] = [[]]
        used, space = 0.0, self._regular.text_length(" ", size)
        for token in tokens:
            length = self._length(token, size) + (0 if token.is_glued or not lines[-1] else space)
            if lines[-1] and used + length > width and not token.is_glued:
                lines.append([])
                used, length = 0.0, self._length(token, size)
            lines[-1].append(token)
            used += length
        return lines

    def _line(self, tokens: list[Token], x: float, y: float, size: float, colour: Colour) -> None:
        """Draws one line; a redaction's words are drawn only where it fails."""
        leaf, space = self._leaf, self._regular.text_length(" ", size)
        shown: list[str] = []
        boxes: list[tuple[float, float, Token, str]] = []
        for number, token in enumerate(tokens):
            glue = "" if number == 0 or token.is_glued else " "
            if glue:
                x += space
            length = self._length(token, size)
            is_continued = bool(boxes) and number > 0 and tokens[number - 1].span == token.span != 0
            if is_continued:
                boxes[-1] = (boxes[-1][0], x + length, token, f"{boxes[-1][3]} {token.text}")
            elif token.span:
                boxes.append((x, x + length, token, token.text))
                shown.append(glue + (f"{token.text} " if token.fails else "") + token.exemption)
            else:
                shown.append(glue + token.text)
            if not token.span or token.fails:
                follows = number + 1 < len(tokens) and not tokens[number + 1].is_glued and not token.span
                font = self._bold if token.is_bold else self._regular
                leaf.put(x, y, token.text + (" " if follows else ""), font, size, colour)
            x += length
        leaf.lines.append("".join(shown))
        for left, right, token, _ in boxes:
            self._black_out(left, right, y, size, token)

    def _black_out(self, left: float, right: float, y: float, size: float, token: Token) -> None:
        leaf = self._leaf
        box = (round(left - 1, 2), round(y - size * 0.82, 2), round(right + 1, 2), round(y + size * 0.26, 2))
        leaf.flush()  # what the box fails to take out lies under it
        leaf.page.draw_rect(box, color=(0, 0, 0), fill=(0, 0, 0), width=0)
        label = self._sans_bold.text_length(token.exemption, _LABEL)
        at = right - label - 2 if token.fails else (left + right - label) / 2
        leaf.put(at, y - 0.5, token.exemption, self._sans_bold, _LABEL, WHITE)
        leaf.boxes.append(Redaction(0, token.exemption, box, token.text if token.fails else None))

    def _table(self, block: Block) -> None:
        look = self._look
        longest = [min(34, max(len(cell) for cell in column)) + 5 for column in zip(*block.rows, strict=True)]
        shares = look.widths if len(look.widths) == len(longest) else longest
        size = min(look.size, 9.5)
        room = look.width - 2 * look.margin
        widths = [room * share / sum(shares) for share in shares]
        self._y += 5
        for number, row in enumerate(block.rows):
            self._row(row, widths, size, is_head=number == 0)
        self._y += 10

    def _row(self, row: tuple[str, ...], widths: list[float], size: float, *, is_head: bool) -> None:
        cells = [
            self._wrap(tokens_of(f"**{text}**" if is_head and text else text, self._look.version), width - 8, size)
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(cell) for cell in cells) * size * 1.3 + 5
        if self._y + height > self._look.height - 62:
            self._new_page()
        x = self._look.margin
        for cell, width in zip(cells, widths, strict=True):
            fill = (0.9, 0.92, 0.95) if is_head else None
            self._leaf.page.draw_rect((x, self._y, x + width, self._y + height), color=GREY, fill=fill, width=0.5)
            for number, line in enumerate(cell, start=1):
                if line:
                    self._line(line, x + 4, self._y + number * size * 1.3, size, INK)
            x += width
        self._y += height

    def _sign(self, text: str) -> None:
        if self._y > self._look.height - 150:
            self._new_page()
        left, top = self._look.margin + 6, self._y + 4
        points = [MUPDF.Point(left + 130 * x, top + 34 * y) for x, y in scribble(text)]
        page = self._leaf.page
        shape = page.new_shape()
        for start in range(0, len(points) - 3, 3):
            shape.draw_bezier(*points[start : start + 4])
        shape.finish(color=(0.1, 0.15, 0.5), width=0.9, closePath=False)
        shape.commit()
        page.draw_line((self._look.margin, top + 40), (self._look.margin + 200, top + 40), color=INK, width=0.6)
        self._y = top + 42
        for line in text.split(" | "):
            self._paragraph(line, self._look.size - 1, 0, "", INK)
            self._y -= self._look.size * 0.5
        self._y += 10
