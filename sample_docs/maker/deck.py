"""The training deck: 18 slides with bullets, tables, diagrams of grouped shapes, a picture, notes, one hidden slide."""

import io
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from sample_docs.maker.deck_text import DECK_TITLE, SLIDES, Slide
from sample_docs.maker.packing import repacked
from sample_docs.maker.pictures import results_screen
from sample_docs.maker.story import STATE, stamps
from sample_docs.maker.truth import SAMPLE, Made

_colour: Any = RGBColor  # has no types
_NAVY, _GOLD, _GREY = _colour(0x1F, 0x3F, 0x66), _colour(0xE0, 0xA7, 0x30), _colour(0x6A, 0x6E, 0x73)
_INK, _WASH, _BLACK = _colour(0x22, 0x26, 0x2B), _colour(0xE7, 0xEE, 0xF5), _colour(0, 0, 0)
_WHITE = _colour(0xFF, 0xFF, 0xFF)
_FOOT = f"{SAMPLE} · Marrow State Fusion Center, Training Desk"


def training_deck() -> Made:
    """The deck with its truth; slide 14 carries MSP-000417."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)
    numbers = stamps("MSP-", 404, 403 + len(SLIDES))
    for slide, number in zip(SLIDES, numbers, strict=True):
        _draw(deck, slide, number)
    _date(deck.core_properties)
    target = io.BytesIO()
    deck.save(target)
    facts: dict[str, object] = {
        "title": DECK_TITLE,
        "hidden_slides": [n for n, slide in enumerate(SLIDES, start=1) if slide.is_hidden],
        "notes": {str(n): slide.notes for n, slide in enumerate(SLIDES, start=1) if slide.notes},
    }
    pages = [_text(slide, number) for slide, number in zip(SLIDES, numbers, strict=True)]
    path = f"{STATE.folder}/LinkView training deck.pptx"
    return Made(path, repacked(target.getvalue()), "slides", pages, STATE.name, bates=list(numbers), facts=facts)


def _text(slide: Slide, number: str) -> str:
    rows = [cell for row in slide.table for cell in row]
    return "\n".join(
        [slide.title, *slide.bullets, *rows, *slide.boxes, *slide.black, _FOOT, number, slide.notes]
    ).strip()


def _date(facts: Any) -> None:
    facts.title, facts.author, facts.last_modified_by = DECK_TITLE, "Training Desk", "Training Desk"
    facts.created = facts.modified = facts.last_printed = datetime(2017, 11, 8, 9, 0)
    facts.subject, facts.comments, facts.revision = SAMPLE, SAMPLE, 7


def _draw(deck: Any, slide: Slide, number: str) -> None:
    is_cover = slide.kind == "cover"
    drawn = deck.slides.add_slide(deck.slide_layouts[1 if slide.bullets else 5])
    title = drawn.shapes.title
    title.left, title.top, title.width, title.height = (
        Inches(0.6),
        Inches(1.5 if is_cover else 0.35),
        Inches(8.8),
        Inches(0.85),
    )
    _say(title.text_frame, [slide.title], 34 if is_cover else 26, _NAVY, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    line = drawn.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(0.6), title.top + title.height + Inches(0.06), Inches(8.8), Inches(0.04)
    )
    _fill(line, _GOLD)
    if slide.bullets:
        _bullets(drawn, slide, is_cover=is_cover)
    if slide.table:
        _table(drawn, slide)
    if slide.boxes:
        _diagram(drawn, slide)
    if slide.kind == "picture":
        picture = drawn.shapes.add_picture(io.BytesIO(results_screen()), Inches(3.7), Inches(1.45), width=Inches(5.8))
        picture.name = "Results screen"
        _alt(picture, "Results screen with one criterion and 214 hits")
    for label in slide.black:
        _withhold(drawn, label)
    _small(drawn, _FOOT, Inches(0.6), PP_ALIGN.LEFT)
    _small(drawn, number, Inches(6.4), PP_ALIGN.RIGHT)
    if slide.notes:
        drawn.notes_slide.notes_text_frame.text = slide.notes
    if slide.is_hidden:
        drawn._element.set("show", "0")


def _alt(picture: Any, words: str) -> None:
    picture._element.nvPicPr.cNvPr.set("descr", words)


def _say(frame: Any, lines: tuple[str, ...] | list[str], size: float, colour: Any, *, bold: bool = False) -> None:
    frame.word_wrap = True
    for number, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size * 0.4)
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.color.rgb, run.font.name = Pt(size), bold, colour, "Arial"


def _bullets(drawn: Any, slide: Slide, *, is_cover: bool) -> None:
    body = drawn.placeholders[1]
    narrow = slide.kind == "picture"
    body.left, body.top = Inches(0.6), Inches(2.6 if is_cover else 1.4)
    body.width, body.height = Inches(3.0 if narrow else 8.8), Inches(2.2 if is_cover else 3.6)
    _say(body.text_frame, slide.bullets, 15 if narrow else 20, _GREY if is_cover else _INK)


def _fill(shape: Any, colour: Any) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.fill.background()
    shape.shadow.inherit = False


def _table(drawn: Any, slide: Slide) -> None:
    rows, columns = len(slide.table), len(slide.table[0])
    top = Inches(1.45 + 0.42 * len(slide.bullets))
    frame = drawn.shapes.add_table(rows, columns, Inches(0.6), top, Inches(8.8), Inches(0.4 * rows))
    for row, cells in enumerate(slide.table):
        for column, words in enumerate(cells):
            cell = frame.table.cell(row, column)
            cell.margin_top = cell.margin_bottom = Emu(20000)
            _say(cell.text_frame, [words], 13, _WHITE if row == 0 else _INK, bold=row == 0)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _NAVY if row == 0 else (_WASH if row % 2 else _WHITE)


def _diagram(drawn: Any, slide: Slide) -> None:
    """Boxes around the last one, each tied to it, all in one group."""
    group = drawn.shapes.add_group_shape()
    *around, centre = slide.boxes
    middle, top = Inches(3.9), Inches(3.0)
    for number, words in enumerate(around):
        left = Inches(0.6 + (8.8 - 2.0) * (number % 3) / 2)
        height = Inches(1.55 if number < 3 else 4.25)
        link = group.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, left + Inches(1.0), height + Inches(0.35), middle + Inches(1.1), top + Inches(0.3)
        )
        link.line.color.rgb, link.line.width = _GREY, Pt(1.5)
        _box(group, words, left, height, Inches(2.0), _WASH, _INK)
    _box(group, centre, middle, top, Inches(2.2), _NAVY, _WHITE)


def _box(group: Any, words: str, left: int, top: int, width: int, fill: Any, ink: Any) -> None:
    box = group.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, left, top, width, Inches(0.62))
    _fill(box, fill)
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _say(box.text_frame, [words], 12, ink, bold=True)
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _withhold(drawn: Any, label: str) -> None:
    box = drawn.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1.05), Inches(3.85), Inches(2.6), Inches(0.32))
    _fill(box, _BLACK)
    _say(box.text_frame, [label], 9, _WHITE, bold=True)


def _small(drawn: Any, words: str, left: int, alignment: Any) -> None:
    box = drawn.shapes.add_textbox(left, Inches(5.22), Inches(3.0 if alignment == PP_ALIGN.RIGHT else 5.5), Inches(0.3))
    _say(box.text_frame, [words], 9, _GREY)
    box.text_frame.paragraphs[0].alignment = alignment
