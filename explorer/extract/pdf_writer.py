"""Draws laid-out pages into a PDF. Source: pages as typeset placed them; nothing is measured or moved here."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from explorer.extract.blocks import Colour, Drawing, Image, Shape, Span
from explorer.extract.fonts import INVISIBLE, face_of
from explorer.extract.leaf import Leaf
from explorer.extract.mupdf import pymupdf

_SUBSET_ABOVE = 400_000  # bytes of one embedded font; the fall-back fonts are megabytes


def write_pdf(leaves: Iterable[Leaf], target: Path) -> None:
    """Write one PDF page for each leaf; a document without pages gets one empty page, since PDF asks for it."""
    document = pymupdf.open()
    try:
        for leaf in leaves:
            page = document.new_page(width=max(leaf.width, 3), height=max(leaf.height, 3))
            for _kind, group in groupby((*leaf.below, *leaf.above), type):
                _DRAW[_kind](page, list(group))
        if not document.page_count:
            document.new_page(width=612, height=792)
        if _has_large_font(document):
            document.subset_fonts()
        document.save(str(target), deflate=True, garbage=1)
    finally:
        document.close()


def _has_large_font(document: Any) -> bool:
    fonts = {font[0] for page in document for font in page.get_fonts()}
    return any(len(document.extract_font(font)[3] or b"") > _SUBSET_ABOVE for font in fonts)


def _draw_spans(page: Any, spans: list[Drawing]) -> None:
    """Text, one writer for each colour; then the lines through and under it."""
    writers: dict[Colour, Any] = {}
    rules: list[Drawing] = []
    for span in spans:
        assert isinstance(span, Span)
        style = span.style
        writer = writers.get(style.colour)
        if writer is None:
            writer = writers[style.colour] = pymupdf.TextWriter(page.rect)
        text = INVISIBLE.sub("", span.text)
        if text.strip():
            writer.append((span.x, span.y), text, face_of(style).font, style.size)
        for wanted, rise in ((style.strike, 0.3), (style.underline, -0.12)):
            if wanted and span.width:
                y = span.y - rise * style.size
                rules.append(
                    Shape("line", ((span.x, y), (span.x + span.width, y)), style.colour, None, style.size / 16)
                )
    for colour, writer in writers.items():
        writer.write_text(page, color=colour)
    if rules:
        _draw_shapes(page, rules)


def _draw_shapes(page: Any, shapes: list[Drawing]) -> None:
    sheet = page.new_shape()
    for shape in shapes:
        assert isinstance(shape, Shape)
        _trace(sheet, shape)
        sheet.finish(
            color=shape.stroke,
            fill=shape.fill,
            width=shape.thickness,
            closePath=shape.kind == "polygon",
            fill_opacity=shape.opacity,
            stroke_opacity=shape.opacity,
            dashes=shape.dashes or None,
        )
    sheet.commit()


def _trace(sheet: Any, shape: Shape) -> None:
    points = shape.points
    if shape.kind in ("rect", "oval"):
        (x0, y0), (x1, y1) = points
        box = pymupdf.Rect(x0, y0, max(x1, x0 + 0.1), max(y1, y0 + 0.1))
        (sheet.draw_rect if shape.kind == "rect" else sheet.draw_oval)(box)
    elif len(points) > 1:
        sheet.draw_polyline(points)


def _draw_images(page: Any, images: list[Drawing]) -> None:
    for image in images:
        assert isinstance(image, Image)
        box = pymupdf.Rect(image.x0, image.y0, image.x1, image.y1) & page.rect
        if box.is_empty:
            continue
        try:
            page.insert_image(
                pymupdf.Rect(image.x0, image.y0, image.x1, image.y1),
                stream=image.data, keep_proportion=False, rotate=-image.rotation % 360,
            )  # fmt: skip
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            page.draw_rect(box, color=(0.7, 0.7, 0.7), width=0.5)  # a broken picture keeps its place


_DRAW = {Span: _draw_spans, Shape: _draw_shapes, Image: _draw_images}
