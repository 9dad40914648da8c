"""What stands below a slide on its page: speaker notes, comments, chart numbers, picture descriptions, hidden text."""

from collections.abc import Sequence

from explorer.extract.drawing_parts import Chart
from explorer.extract.office_facts import link_box, property_box
from explorer.extract.ooxml import Element, child, local
from explorer.extract.slide_canvas import Canvas
from explorer.extract.slide_deck import Deck, placeholder_of, shape_tree
from explorer.extract.slide_text import TextSetter, plain
from explorer.extract.typeset import Block, Boxed, Paragraph, Run, Style, Table
from explorer.model.document import Layer

_TEXT = Style(size=9.5)
_WHO = Style(size=9.5, bold=True)
_CELL = Style(size=8.5)


def strip_blocks(canvas: Canvas, slide_part: str) -> list[Block]:
    """The boxes below a slide, those that hold anything."""
    boxes = [
        Boxed("Speaker notes", notes_of(canvas, slide_part), Layer.NOTES),
        Boxed("Comments", _comments(canvas.deck, slide_part), Layer.COMMENT),
        *(Boxed("Chart", _chart_blocks(chart)) for chart in canvas.charts),
        Boxed("Picture descriptions", _lines(canvas.descriptions), Layer.COMMENT),
        Boxed("Off the slide", plain(canvas.outside, 9.5), Layer.HIDDEN),
        Boxed("Hidden shapes", plain(canvas.hidden, 9.5), Layer.HIDDEN),
    ]
    first = property_box(canvas.deck.package) if canvas.number == 1 else []
    return [*(box for box in boxes if box.blocks), *link_box(canvas.deck.package, [slide_part]), *first]


def _lines(texts: Sequence[str]) -> list[Block]:
    return [Paragraph([Run(text, _TEXT)], space_after=2) for text in dict.fromkeys(texts)]


def notes_of(canvas: Canvas, slide_part: str) -> list[Block]:
    """The text of a slide's notes page: the notes first, then whatever else is written there."""
    setter = TextSetter(canvas.design, canvas.number)
    notes: list[Block] = []
    rest: list[Block] = []
    for part in canvas.deck.package.related(slide_part, "notesSlide"):
        tree = shape_tree(canvas.deck.package.xml(part))
        for shape in tree if tree is not None else ():
            place = placeholder_of(shape)
            for body in (each for each in shape.iter() if local(each) == "txBody"):
                found = [item for item in plain(setter.paragraphs(body)) if any(run.text.strip() for run in item.runs)]
                is_body = place is not None and place.type == "body"
                (notes if is_body else rest).extend(found if is_body or not _is_only_number(found) else [])
    return notes + rest


def _is_only_number(paragraphs: Sequence[Paragraph]) -> bool:
    return "".join(run.text for item in paragraphs for run in item.runs).strip().isdigit()


def _comments(deck: Deck, slide_part: str) -> list[Block]:
    found: list[Block] = []
    for part in deck.package.related(slide_part, "comments"):
        root = deck.package.xml(part)
        for comment in root.iter() if root is not None else ():
            if local(comment) in ("cm", "reply"):
                found += _comment(deck, comment)
    return found


def _comment(deck: Deck, comment: Element) -> list[Block]:
    own = child(comment, "text")
    text = own.text or "" if own is not None else ""
    body = child(comment, "txBody")
    if body is not None:
        text = "\n".join("".join(t.text or "" for t in p.iter() if local(t) == "t") for p in body if local(p) == "p")
    if not text.strip():
        return []
    date = (comment.get("dt") or comment.get("created") or "")[:10]
    who = ", ".join(part for part in (deck.authors.get(comment.get("authorId", ""), ""), date) if part)
    runs = [Run(f"{who}: ", _WHO)] if who else []
    return [Paragraph([*runs, Run(text, _TEXT)], space_after=2)]


def _chart_blocks(chart: Chart) -> list[Block]:
    blocks: list[Block] = [Paragraph([Run(text, _WHO)], space_after=2) for text in (chart.title, *chart.labels) if text]
    rows = [[[Run(cell, _CELL)] for cell in row] for row in chart.table()]
    if len(rows) > 1:
        blocks.append(Table(rows))
    return blocks
