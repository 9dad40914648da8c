"""Slide decks (PPTX and kin): one page for each slide, drawn from its shapes, with its notes below.

It is our own drawing, so it may look unlike PowerPoint's; every word of the slide stands on it where it belongs.
Hidden slides are pages like the others, and say that they are hidden.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.ooxml import Element, Package, child
from explorer.extract.ooxml_parts import give_embedded, say_problems
from explorer.extract.slide_canvas import Canvas
from explorer.extract.slide_deck import Deck, SlideRef, placeholder_of, shape_tree
from explorer.extract.slide_edge import draw_edge, mark_hidden
from explorer.extract.slide_paint import fill_background
from explorer.extract.slide_shapes import draw_tree
from explorer.extract.slide_strip import strip_blocks
from explorer.extract.typeset import Image, Leaf, add_below, write_pdf
from explorer.model.document import Kind, Layer, PageFlag

_MARGIN = 24.0
_NO_TITLES = ("slide 1", "powerpoint presentation", "presentation", "untitled", "no slide title")
_PICTURE_SHARE = 0.12  # of the slide; a smaller picture is a logo, not a page


class SlidesReader:
    """Reads PPTX, PPTM, PPSX and templates."""

    name = "slides"
    version = 3
    media = frozenset({media.PPTX})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the slides and the files packed inside."""
        with Package(source.path, source.name) as package:
            deck = Deck(package)
            core = package.core()
            sink.facts(Facts(Kind.SLIDES, title=_deck_title(core.title, deck), date=core.created))
            unread = []
            for ordinal, (slide, leaf) in enumerate(_leaves(deck, wants_pictures=False), 1):
                page = leaf.extracted(ordinal, f"slide {slide.number}")
                if PageFlag.NEEDS_OCR in page.flags:
                    unread.append(str(slide.number))
                sink.page(page)
            if unread:
                sink.needs_ocr(_picture_slides(unread))
            give_embedded(package, sink)
            say_problems(package, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with Package(source.path, source.name) as package:
            write_pdf((leaf for _slide, leaf in _leaves(Deck(package), wants_pictures=True)), target)


def _picture_slides(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"Slide {numbers[0]} is a picture without text; it needs OCR before it can be searched."
    shown = ", ".join(numbers[:12]) + (" …" if len(numbers) > 12 else "")
    return f"{len(numbers)} slides are pictures without text ({shown}); they need OCR before they can be searched."


def _leaves(deck: Deck, *, wants_pictures: bool) -> Iterator[tuple[SlideRef, Leaf]]:
    for slide in deck.slides():
        yield slide, _leaf(deck, slide, wants_pictures=wants_pictures)


def _leaf(deck: Deck, slide: SlideRef, *, wants_pictures: bool) -> Leaf:
    design = deck.design(slide.part).on(slide.root)
    leaf = Leaf(deck.width, deck.height, f"slide {slide.number}{', hidden' if slide.is_hidden else ''}")
    canvas = Canvas(deck, design, leaf, slide.number, wants_pictures)
    _draw_background(canvas, slide)
    _draw_inherited(canvas, slide)
    draw_tree(canvas, slide.root, slide.part, is_own=True)
    if _is_picture_only(leaf):
        leaf.flags.add(PageFlag.NEEDS_OCR)
    if slide.is_hidden:
        mark_hidden(leaf)
    blocks = strip_blocks(canvas, slide.part)
    draw_edge(leaf, deck.width, deck.height)
    if blocks:
        y = add_below(leaf, blocks, _MARGIN, deck.width - _MARGIN, deck.height + 14)
        leaf.height = y + 10
    return leaf


def _is_picture_only(leaf: Leaf) -> bool:
    """Whether a slide shows a picture and no words of its own; running headers and footers do not count."""
    margins = sum(span.end - span.start for span in leaf.layers if span.layer is Layer.MARGIN)
    written = sum(word.end - word.start for word in leaf.words)
    least = leaf.width * leaf.height * _PICTURE_SHARE
    pictures = (drawing for drawing in leaf.above if isinstance(drawing, Image))
    return written <= margins and any((each.x1 - each.x0) * (each.y1 - each.y0) >= least for each in pictures)


def _draw_background(canvas: Canvas, slide: SlideRef) -> None:
    """The slide's own background, else its layout's, else its master's."""
    design, palette = canvas.design, canvas.design.palette
    levels = ((slide.root, slide.part), (design.layout, design.layout_part), (design.master, design.master_part))
    for root, part in levels:
        background = child(root, "cSld", "bg")
        if background is None:
            continue
        fill = palette.fill(child(background, "bgPr"))
        reference = child(background, "bgRef")
        if fill is None and reference is not None:
            fill = palette.styled(reference)
        if fill is not None:
            canvas.part = part
            fill_background(canvas, fill)
        return


def _draw_inherited(canvas: Canvas, slide: SlideRef) -> None:
    """Shapes that master and layout lend to the slide."""
    design = canvas.design
    shows = slide.root.get("showMasterSp") not in ("0", "false")
    layout_shows = design.layout is None or design.layout.get("showMasterSp") not in ("0", "false")
    if shows and layout_shows:
        draw_tree(canvas, design.master, design.master_part, is_own=False)
    if shows:
        draw_tree(canvas, design.layout, design.layout_part, is_own=False)


def _deck_title(named: str, deck: Deck) -> str:
    """The deck's title; the first slide's where the deck has none but what its program wrote by itself."""
    if named and named.lower() not in _NO_TITLES:
        return named
    first = next(deck.slides(), None)
    return (_title(first.root) if first is not None else "") or named


def _title(root: Element) -> str:
    tree = shape_tree(root)
    for shape in tree if tree is not None else ():
        place = placeholder_of(shape)
        body = child(shape, "txBody")
        if place is not None and place.is_title and body is not None:
            words = " ".join(each.text or "" for each in body.iter() if str(each.tag).endswith("}t"))
            return " ".join(words.split())[:300]
    return ""
