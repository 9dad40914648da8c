"""Draws a chart from the numbers kept with it: bars, lines or a pie, with its title, axes and key.

What is drawn here is a picture; the chart's words and numbers stand as text in the table below the slide.
"""

import math
from collections.abc import Sequence

from explorer.extract.drawing_parts import Chart
from explorer.extract.ooxml import child
from explorer.extract.slide_chart_axis import Axis, axis_of
from explorer.extract.slide_chart_labels import draw_axes, fitted
from explorer.extract.slide_geometry import Place, Point
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour, Leaf, Shape, Style, label_width

_TEXT = (0.25, 0.25, 0.27)
_BARS_MOST = 400
_SLICES = 60  # points along a full circle
_PAD = 6.0
_MARK = 7.0  # side of a colour's square in the key
_BLACK = (0.2, 0.2, 0.22)


def draw_chart(leaf: Leaf, chart: Chart, where: Place, palette: Palette) -> None:
    """Draw a chart into its place."""
    label = Style(size=min(max(chart.size, 5.0), where.h / 8, 24.0), colour=_TEXT)
    names = list(chart.categories) if chart.kind == "pie" else [each.name for each in chart.series]
    colours = _colours(chart, palette, len(names))
    room = _titled(leaf, chart, where, label)
    room = _keyed(leaf, chart, names, room, colours, label)
    if chart.kind == "pie":
        _draw_pie(leaf, chart, room, colours)
        return
    axis = axis_of(chart)
    if axis is None:
        return
    plot = draw_axes(leaf, chart, room, axis, label)
    count = max(len(each.values) for each in chart.series) * len(chart.series)
    if chart.kind == "line" or count > _BARS_MOST:
        _draw_lines(leaf, chart, plot, axis, colours)
    else:
        _draw_bars(leaf, chart, plot, axis, colours)


def _colours(chart: Chart, palette: Palette, count: int) -> list[Colour]:
    """Of the series, as they say themselves, else the theme's accents one after the other."""
    accents = [palette.colours.get(f"accent{index}", (0.4, 0.5, 0.6)) for index in range(1, 7)]
    found = []
    for at in range(max(count, len(chart.series), 1)):
        own = palette.fill(chart.series[at].style) if chart.kind != "pie" and at < len(chart.series) else None
        style = chart.series[at].style if chart.kind == "line" and at < len(chart.series) else None
        line = palette.fill(child(style, "ln")) if own is None else None
        colour = own.colour if own is not None else line.colour if line is not None else None
        found.append(colour or accents[at % len(accents)])
    return found


def _titled(leaf: Leaf, chart: Chart, where: Place, label: Style) -> Place:
    """Draw the title, as many lines of it as a third of the chart holds; what is left for the rest."""
    top = where.y + _PAD
    style = Style(size=min(max(label.size * 1.2, 6.0), 28.0), bold=True, colour=_BLACK)
    for line in _lines(chart.title, where.w - 2 * _PAD, style) if chart.title else ():
        if top > where.y + where.h / 3:
            break
        leaf.put_label(where.x + max((where.w - label_width(line, style)) / 2, 2), top + style.size, line, style)
        top += style.size * 1.2
    return Place(where.x + _PAD, top, max(where.w - 2 * _PAD, 10), max(where.y + where.h - _PAD - top, 10))


def _lines(text: str, room: float, style: Style) -> list[str]:
    """A text broken between its words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and label_width(longer, style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _keyed(leaf: Leaf, chart: Chart, names: list[str], room: Place, colours: list[Colour], label: Style) -> Place:
    """Draw what the colours mean, where the chart has it; what is left for the rest."""
    if not chart.legend or not names:
        return room
    shown = [fitted(name or f"Series {at + 1}", room.w / 3, label) for at, name in enumerate(names)]
    step = label.size * 1.45
    if chart.legend in ("r", "tr", "l"):
        wide = max(label_width(name, label) for name in shown) + _MARK + 12
        shown = shown[: max(int(room.h / step), 1)]
        x = room.x if chart.legend == "l" else room.x + room.w - wide
        y = room.y + (room.h - step * len(shown)) / 2
        for at, name in enumerate(shown):
            _key(leaf, x + 4, y + step * at, name, colours[at], label)
        return Place(room.x + (wide if chart.legend == "l" else 0), room.y, max(room.w - wide, 10), room.h)
    wides = [label_width(name, label) + _MARK + 14 for name in shown]
    while len(wides) > 1 and sum(wides) > room.w:
        wides.pop()
    x = room.x + max((room.w - sum(wides)) / 2, 0)
    y = room.y if chart.legend == "t" else room.y + room.h - step
    for at, wide in enumerate(wides):
        _key(leaf, x, y, shown[at], colours[at], label)
        x += wide
    return Place(room.x, room.y + (step if chart.legend == "t" else 0), room.w, max(room.h - step, 10))


def _key(leaf: Leaf, x: float, y: float, name: str, colour: Colour, label: Style) -> None:
    middle = y + label.size * 0.7
    leaf.above.append(Shape("rect", ((x, middle - _MARK / 2), (x + _MARK, middle + _MARK / 2)), None, colour))
    leaf.put_label(x + _MARK + 4, middle + label.size * 0.34, name, label)


def _draw_bars(leaf: Leaf, chart: Chart, plot: Place, axis: Axis, colours: Sequence[Colour]) -> None:
    count = max(len(each.values) for each in chart.series)
    abreast = 1 if chart.is_stacked else len(chart.series)
    room = (plot.h if chart.is_sideways else plot.w) / max(count, 1)
    thick = room / (abreast + min(max(chart.gap, 0.0), 5.0))
    ends = [[0.0, 0.0] for _ in range(count)]  # of what is stacked, above and below zero
    for order, each in enumerate(chart.series):
        for place, value in enumerate(each.values):
            if value is None:
                continue
            start = 0.0
            if chart.is_stacked:
                side = 0 if value >= 0 else 1
                start, ends[place][side] = ends[place][side], ends[place][side] + value
            near, far = sorted((axis.share(start), axis.share(start + value)))
            at = room * place + (room - thick * abreast) / 2 + (0 if chart.is_stacked else thick * order)
            if chart.is_sideways:
                y = plot.y + plot.h - at - thick
                corners = ((plot.x + plot.w * near, y), (plot.x + plot.w * far, y + thick))
            else:
                x = plot.x + at
                corners = ((x, plot.y + plot.h * (1 - far)), (x + thick, plot.y + plot.h * (1 - near)))
            leaf.above.append(Shape("rect", corners, None, colours[order]))


def _draw_lines(leaf: Leaf, chart: Chart, plot: Place, axis: Axis, colours: Sequence[Colour]) -> None:
    for order, each in enumerate(chart.series):
        step = plot.w / max(len(each.values), 1)
        points = tuple(
            (plot.x + step * (place + 0.5), plot.y + plot.h * (1 - axis.share(value)))
            for place, value in enumerate(each.values)
            if value is not None
        )
        if len(points) > 1:
            leaf.above.append(Shape("line", points, colours[order], None, 2.0))


def _draw_pie(leaf: Leaf, chart: Chart, plot: Place, colours: Sequence[Colour]) -> None:
    values = [max(value or 0.0, 0.0) for value in (chart.series[0].values if chart.series else ())]
    whole = sum(values)
    if whole <= 0:
        return
    (cx, cy), radius = plot.centre, min(plot.w, plot.h) / 2
    start = -math.pi / 2
    for place, value in enumerate(values):
        angle = 2 * math.pi * value / whole
        steps = max(int(_SLICES * value / whole), 2)
        arc: list[Point] = [
            (cx + radius * math.cos(start + angle * s / steps), cy + radius * math.sin(start + angle * s / steps))
            for s in range(steps + 1)
        ]
        leaf.above.append(Shape("polygon", ((cx, cy), *arc), (1, 1, 1), colours[place % len(colours)], 0.5))
        start += angle
