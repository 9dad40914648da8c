"""Draws laid-out pages into a PDF. Source: pages as typeset placed them; nothing is measured or moved here."""

import io
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from explorer.extract.blocks import Colour, Drawing, Image, Shape, Span
from explorer.extract.fonts import INVISIBLE, face_of
from explorer.extract.leaf import Leaf
from explorer.extract.mupdf import pymupdf

_PIXELS_MOST = 60_000_000
_BAD_PICTURE = (
    RuntimeError,
    ValueError,
    OSError,
    SyntaxError,  # Pillow, on a broken PNG
    Pillow.DecompressionBombError,
    Pillow.DecompressionBombWarning,
    pymupdf.mupdf.FzErrorBase,
)
_SUBSET_ABOVE = 400_000  # bytes of one embedded font; the fall-back fonts are megabytes
_LANGUAGE = pymupdf.mupdf.fz_text_language_from_string(None)  # none: which glyphs a font falls back to


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
        text = INVISIBLE.sub("", span.text)
        if span.turn:
            _draw_turned(page, span, text)
            continue
        writer = writers.get(style.colour)
        if writer is None:
            writer = writers[style.colour] = pymupdf.TextWriter(page.rect)
        if text.strip():
            _show(writer, span, text, page.rect.height)
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


def _draw_turned(page: Any, span: Span, text: str) -> None:
    if text.strip():
        writer = pymupdf.TextWriter(page.rect)
        _show(writer, span, text, page.rect.height)
        writer.write_text(
            page, color=span.style.colour, morph=(pymupdf.Point(span.x, span.y), pymupdf.Matrix(-span.turn))
        )


def _show(writer: Any, span: Span, text: str, page_height: float) -> None:
    """Add a text to a writer.

    WORKAROUND pymupdf 2.0: ``TextWriter.append`` measures all that was written before, each time, so that a page of
    thousands of cells takes seconds; its own inner call does not.
    """
    face, size = face_of(span.style), span.style.size
    place = pymupdf.mupdf.fz_make_matrix(size * face.stretch, 0, 0, size, span.x, page_height - span.y)
    pymupdf.mupdf.fz_show_string(writer.this, face.font.this, place, text, 0, 0, 0, _LANGUAGE)


def _draw_shapes(page: Any, shapes: list[Drawing]) -> None:
    """Paths; neighbours of one paint are painted together, which is many times faster for the cells of a sheet."""
    sheet = page.new_shape()
    for (kind, stroke, fill, thickness, opacity, dashes, _alone), group in groupby(shapes, _paint):
        for shape in group:
            assert isinstance(shape, Shape)
            _trace(sheet, shape)
        sheet.finish(
            color=stroke,
            fill=fill,
            width=thickness,
            closePath=kind == "polygon",
            fill_opacity=opacity,
            stroke_opacity=opacity,
            dashes=dashes or None,
        )
    sheet.commit()


def _paint(shape: Drawing) -> tuple[Any, ...]:
    assert isinstance(shape, Shape)
    alone = id(shape) if shape.kind == "polygon" or shape.opacity < 1 else 0  # where an overlap would show
    return shape.kind, shape.stroke, shape.fill, shape.thickness, shape.opacity, shape.dashes, alone


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
        box = pymupdf.Rect(image.x0, image.y0, image.x1, image.y1)
        if (box & page.rect).is_empty:
            continue
        try:
            data = _prepared(image)
            page.insert_image(box, stream=data, keep_proportion=False, rotate=-image.rotation % 360)
        except _BAD_PICTURE:
            page.draw_rect(box & page.rect, color=(0.7, 0.7, 0.7), width=0.5)  # a broken picture keeps its place


def _prepared(image: Image) -> bytes:
    """The picture's bytes, cropped if asked; one with too many pixels is refused before it is unpacked."""
    with Pillow.open(io.BytesIO(image.data)) as picture:
        width, height = picture.size
        if width * height > _PIXELS_MOST:
            raise ValueError("too many pixels")
        if not any(image.crop):
            return image.data
        left, top, right, bottom = (min(max(share, 0.0), 0.95) for share in image.crop)
        x1, y1 = max(width * (1 - right), width * left + 1), max(height * (1 - bottom), height * top + 1)
        cropped = picture.crop((int(width * left), int(height * top), int(x1), int(y1)))
        kept = io.BytesIO()
        has_alpha = "A" in cropped.getbands() or "transparency" in cropped.info
        cropped.convert("RGBA" if has_alpha else "RGB").save(kept, "PNG")
        return kept.getvalue()


_DRAW = {Span: _draw_spans, Shape: _draw_shapes, Image: _draw_images}
