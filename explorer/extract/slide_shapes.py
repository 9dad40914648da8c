"""Draws the shapes of a slide onto a page: outlines, pictures, text, groups, tables, charts, diagrams.

Shapes are drawn in the file's order, which is also the order of the page's text.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from explorer.extract.drawing_parts import diagram_paragraphs, read_chart
from explorer.extract.ooxml import Element, R, child, local, number
from explorer.extract.slide_canvas import LABEL, QUIET, Canvas, draw_picture
from explorer.extract.slide_charts import draw_chart
from explorer.extract.slide_deck import MARGINS, Placeholder, placeholder_of, shape_tree
from explorer.extract.slide_frame import frame_of
from explorer.extract.slide_geometry import Frame, Place, outline
from explorer.extract.slide_paint import corners, paint
from explorer.extract.slide_picture import Look
from explorer.extract.slide_table import draw_table
from explorer.extract.typeset import Colour, Paragraph, Run, Shape, Style, lay_out_in
from explorer.model.document import Box, Layer

_DEEPEST = 40  # groups within groups
_SHAPES_MOST = 5_000  # drawn on one slide; of further ones only the text is kept
_SHAPES = ("sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart")


def draw_tree(canvas: Canvas, root: Element | None, part: str, *, is_own: bool) -> None:
    """Draw all shapes of a slide, or the shapes a layout or master lends to it (no placeholders)."""
    canvas.part = part
    canvas.layer = None if is_own else Layer.MARGIN
    tree = shape_tree(root)
    if tree is not None:
        _draw_all(canvas, tree, Frame(), is_own=is_own, depth=0)
    canvas.layer = None


def _draw_all(canvas: Canvas, parent: Element, frame: Frame, *, is_own: bool, depth: int) -> None:
    for shape in _shapes(parent):
        place = placeholder_of(shape)
        if place is not None and not is_own:
            continue
        _draw(canvas, shape, frame, place, depth)


def _shapes(parent: Element) -> Iterator[Element]:
    for each in parent:
        name = local(each)
        if name in _SHAPES:
            yield each
        elif name == "AlternateContent":
            branch = child(each, "Choice")
            if branch is None or not any(local(inner) in _SHAPES for inner in branch):
                branch = child(each, "Fallback")
            if branch is not None:
                yield from _shapes(branch)


def _draw(canvas: Canvas, shape: Element, frame: Frame, place: Placeholder | None, depth: int) -> None:
    name = local(shape)
    canvas.shapes += 1
    about = next((child(part, "cNvPr") for part in shape if local(part).startswith("nv")), None)
    if about is not None:
        _note_description(canvas, about)
        if about.get("hidden") in ("1", "true"):
            canvas.hidden += _loose_text(canvas, shape)
            return
    if name == "grpSp":
        if depth < _DEEPEST:
            inner = frame.inner(child(shape, "grpSpPr", "xfrm"))
            _draw_all(canvas, shape, inner, is_own=True, depth=depth + 1)
        else:
            canvas.outside += _loose_text(canvas, shape)
        return
    ancestors = canvas.design.ancestors(place)
    where = _where(shape, frame, ancestors)
    if where is None or canvas.shapes > _SHAPES_MOST or _is_off(canvas, where):
        canvas.outside += _loose_text(canvas, shape)
        return
    if name == "graphicFrame":
        _draw_graphic(canvas, shape, where)
    elif name == "pic":
        _draw_picture(canvas, shape, where)
    else:
        _draw_shape(canvas, shape, where, place, ancestors, frame.place)


def _note_description(canvas: Canvas, about: Element) -> None:
    text = " ".join((about.get("descr") or about.get("title") or "").split())
    if text and "." + text.rpartition(".")[2].lower() not in (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp"):
        canvas.descriptions.append(text)


def _loose_text(canvas: Canvas, shape: Element) -> list[Paragraph]:
    found: list[Paragraph] = []
    for body in shape.iter():
        if local(body) in ("txBody", "txbxContent"):
            found += [item for item in canvas.setter.paragraphs(body) if any(run.text.strip() for run in item.runs)]
    return found


def _where(shape: Element, frame: Frame, ancestors: list[Element]) -> Place | None:
    own = child(shape, "spPr", "xfrm")
    own = child(shape, "xfrm") if own is None else own
    place = frame.place(own)
    if place is not None:
        return place
    inherited = (Frame().place(child(each, "spPr", "xfrm")) for each in ancestors)
    return next((found for found in inherited if found is not None), None)


def _is_off(canvas: Canvas, where: Place) -> bool:
    """Whether a frame lies outside the slide altogether."""
    (cx, cy), reach = where.centre, max(where.w, where.h) / 2 if where.turn else 0.0
    half_w, half_h = reach or where.w / 2, reach or where.h / 2
    deck = canvas.deck
    return cx + half_w <= 0 or cy + half_h <= 0 or cx - half_w >= deck.width or cy - half_h >= deck.height


def _draw_shape(
    canvas: Canvas,
    shape: Element,
    where: Place,
    place: Placeholder | None,
    ancestors: list[Element],
    text_place: Callable[[Element | None], Place | None],
) -> None:
    bodies = [body for each in (shape, *ancestors) if (body := child(each, "txBody")) is not None]
    own = child(shape, "txBody")
    paragraphs: list[Paragraph] = []
    frame = frame_of(bodies) if bodies else frame_of([])
    if own is not None:
        inherited = [body for body in bodies if body is not own]
        paragraphs = canvas.setter.paragraphs(
            own, place, inherited, _style_colour(canvas, shape), frame.scale, frame.tighter
        )
    has_text = any(run.text.strip() for item in paragraphs for run in item.runs)
    if place is None or has_text or child(shape, "spPr", "xfrm") is not None:
        paint(canvas, shape, where, ancestors)
    if not has_text:
        return
    own_place = text_place(child(shape, "txXfrm"))
    if own_place is not None:  # a diagram's drawing says where its text stands
        where = replace(own_place, turn=(where.turn + own_place.turn) % 360)
    turn = (where.turn + frame.turn) % 360
    if frame.turn:  # the text runs along the other side
        cx, cy = where.centre
        where = Place(cx - where.h / 2, cy - where.w / 2, where.h, where.w)
    x0, x1 = where.x + frame.left, where.x + where.w - frame.right
    box = Box(x0, where.y + frame.top, max(x1, x0 + 8.0), where.y + where.h - frame.bottom)
    layer = Layer.MARGIN if place is not None and place.type in MARGINS else canvas.layer
    leaf = canvas.leaf
    words, drawings = len(leaf.words), len(leaf.above)
    slide = Box(0.0, 0.0, canvas.deck.width, canvas.deck.height)
    within = slide if not turn and not frame.fits else None
    shrink = frame.wraps and within is None
    lay_out_in(leaf, box, paragraphs, anchor=frame.anchor, shrink=shrink, wrap=frame.wraps, layer=layer, within=within)
    if turn:
        leaf.turn(words, drawings, turn, where.centre)


def _style_colour(canvas: Canvas, shape: Element) -> Colour | None:
    found = canvas.design.palette.colour(child(shape, "style", "fontRef"))
    return found[0] if found else None


def _draw_picture(canvas: Canvas, shape: Element, where: Place) -> None:
    fill = child(shape, "blipFill")
    blip = child(fill, "blip")
    crop_element = child(fill, "srcRect")
    crop = (0.0, 0.0, 0.0, 0.0)
    if crop_element is not None:
        left, top, right, bottom = (number((crop_element.get(side) or "0").rstrip("%")) / 100_000 for side in "ltrb")
        crop = (max(left, 0.0), max(top, 0.0), max(right, 0.0), max(bottom, 0.0))
    if blip is not None:
        geometry = child(shape, "spPr", "prstGeom")
        is_plain = geometry is None or geometry.get("prst", "rect") == "rect"
        kind, paths = outline(child(shape, "spPr"), where)
        cut = () if is_plain or not paths else corners(kind, paths[0])
        draw_picture(canvas, blip.get(f"{R}embed", ""), where, Look(crop, outline=cut))
    paint(canvas, shape, where, [])


def _draw_graphic(canvas: Canvas, shape: Element, where: Place) -> None:
    """A table, chart, diagram, or packed object."""
    data = child(shape, "graphic", "graphicData")
    for each in data if data is not None else ():
        name = local(each)
        if name == "tbl":
            draw_table(canvas, each, where)
        elif name == "chart":
            chart = read_chart(canvas.deck.package.xml(canvas.target(each.get(f"{R}id", ""))))
            if chart is not None:
                canvas.charts.append(chart)
                draw_chart(canvas.leaf, chart, where, canvas.design.palette)
        elif name == "relIds":
            _draw_diagram(canvas, each, where)
        else:
            _draw_object(canvas, each, where)


def _draw_diagram(canvas: Canvas, ids: Element, where: Place) -> None:
    """A diagram by the drawing that was saved with it; without one, its texts as a list."""
    package = canvas.deck.package
    root = package.xml(canvas.target(ids.get(f"{R}dm", "")))
    key = (
        next((str(each.get("relId")) for each in root.iter() if local(each) == "dataModelExt"), "")
        if root is not None
        else ""
    )
    drawing = package.xml(canvas.target(key)) if key else None
    tree = child(drawing, "spTree")
    words = len(canvas.leaf.words)
    if tree is not None:
        part, canvas.part = canvas.part, canvas.target(key)
        _draw_all(canvas, tree, Frame().moved(where.x, where.y), is_own=True, depth=1)
        canvas.part = part
    if len(canvas.leaf.words) == words:
        paragraphs = [
            Paragraph([Run(text, Style(size=12))], bullet="•", space_after=3) for text in diagram_paragraphs(root)
        ]
        lay_out_in(canvas.leaf, Box(where.x, where.y, where.x + where.w, where.y + where.h), paragraphs, shrink=True)


def _draw_object(canvas: Canvas, element: Element, where: Place) -> None:
    """A packed object by the picture that stands for it."""
    blip = next((each for each in element.iter() if local(each) == "blip"), None)
    if blip is not None:
        draw_picture(canvas, blip.get(f"{R}embed", ""), where)
        return
    corners = ((where.x, where.y), (where.x + where.w, where.y + where.h))
    canvas.leaf.above.append(Shape("rect", corners, QUIET, None, 0.5))
    canvas.leaf.put_label(where.x + 4, where.y + 10, f"Packed object{_program(element)}, not shown", LABEL)


def _program(element: Element) -> str:
    """The program that a packed object was made with, as the file names it."""
    named = next((str(each.get("progId")) for each in element.iter() if each.get("progId")), "")
    return f" ({named[:40]})" if named else ""
