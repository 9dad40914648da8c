"""Draws a chart from the numbers kept with it: bars, lines or a pie, plainly.

What is drawn here is a picture; the chart's words and numbers stand as text in the table below the slide.
"""

import math
from collections.abc import Sequence

from explorer.extract.drawing_parts import Chart
from explorer.extract.slide_geometry import Place, Point
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour, Leaf, Shape, Style, label_width

_AXIS = (0.7, 0.7, 0.7)
_TEXT = (0.35, 0.36, 0.38)
_LABEL = Style(size=8, colour=_TEXT)
_TITLE = Style(size=12, bold=True, colour=(0.2, 0.2, 0.22))
_BARS_MOST = 400
_SLICES = 60  # points along a full circle


def draw_chart(leaf: Leaf, chart: Chart, where: Place, palette: Palette) -> None:
    """Draw a chart into its place."""
    colours = [palette.colours.get(f"accent{index}", (0.4, 0.5, 0.6)) for index in range(1, 7)]
    top = where.y + 6
    if chart.title:
        title = _fitted(chart.title.replace("\n", " "), where.w - 8, _TITLE)
        leaf.put_label(where.x + max((where.w - label_width(title, _TITLE)) / 2, 4), top + 12, title, _TITLE)
        top += 20
    plot = Place(where.x + 36, top + 4, max(where.w - 48, 10), max(where.y + where.h - top - 40, 10))
    if chart.kind == "pie":
        _draw_pie(leaf, chart, plot, colours)
        _draw_key(leaf, chart.categories, where, colours)
        return
    values = [value for each in chart.series for value in each.values if value is not None]
    if not values:
        return
    low, high = min(0.0, *values), max(0.0, *values)
    if high == low:
        high = low + 1
    _draw_axes(leaf, chart, plot, low, high)
    (_draw_lines if chart.kind == "line" else _draw_bars)(leaf, chart, plot, (low, high), colours)
    if len(chart.series) > 1:
        _draw_key(leaf, [each.name for each in chart.series], where, colours)


def _draw_axes(leaf: Leaf, chart: Chart, plot: Place, low: float, high: float) -> None:
    for step in range(5):
        share = step / 4
        value = low + (high - low) * share
        if chart.is_sideways:
            x = plot.x + plot.w * share
            leaf.above.append(Shape("line", ((x, plot.y), (x, plot.y + plot.h)), _AXIS, None, 0.4))
            leaf.put_label(x - 8, plot.y + plot.h + 10, format(value, ".3g"), _LABEL)
        else:
            y = plot.y + plot.h * (1 - share)
            leaf.above.append(Shape("line", ((plot.x, y), (plot.x + plot.w, y)), _AXIS, None, 0.4))
            leaf.put_label(plot.x - 6 - label_width(format(value, ".3g"), _LABEL), y + 3, format(value, ".3g"), _LABEL)
    if chart.is_sideways or not chart.categories:
        return
    room = plot.w / len(chart.categories)
    for place, name in enumerate(chart.categories):
        shown = _fitted(name, room)
        if shown:
            x = plot.x + room * (place + 0.5) - label_width(shown, _LABEL) / 2
            leaf.put_label(x, plot.y + plot.h + 11, shown, _LABEL)


def _fitted(name: str, room: float, style: Style = _LABEL) -> str:
    """As much of a label as there is room for; the whole of it stands in the table below."""
    name = name.split("\n")[0]
    while name and label_width(name, style) > room:
        name = name[:-2] + "…" if len(name) > 3 else ""
    return name


def _draw_bars(leaf: Leaf, chart: Chart, plot: Place, span: tuple[float, float], colours: Sequence[Colour]) -> None:
    low, high = span
    count = max(len(each.values) for each in chart.series)
    if count * len(chart.series) > _BARS_MOST:
        return _draw_lines(leaf, chart, plot, span, colours)
    room = (plot.h if chart.is_sideways else plot.w) / max(count, 1)
    thick = room * 0.7 / len(chart.series)
    for order, each in enumerate(chart.series):
        for place, value in enumerate(each.values):
            if value is None:
                continue
            start, end = sorted(((0 - low) / (high - low), (value - low) / (high - low)))
            at = room * (place + 0.15) + thick * order
            if chart.is_sideways:
                y = plot.y + plot.h - at - thick
                corners = ((plot.x + plot.w * start, y), (plot.x + plot.w * end, y + thick))
            else:
                x = plot.x + at
                corners = ((x, plot.y + plot.h * (1 - end)), (x + thick, plot.y + plot.h * (1 - start)))
            leaf.above.append(Shape("rect", corners, None, colours[order % len(colours)]))
    return None


def _draw_lines(leaf: Leaf, chart: Chart, plot: Place, span: tuple[float, float], colours: Sequence[Colour]) -> None:
    low, high = span
    for order, each in enumerate(chart.series):
        step = plot.w / max(len(each.values), 1)
        points = tuple(
            (plot.x + step * (place + 0.5), plot.y + plot.h * (1 - (value - low) / (high - low)))
            for place, value in enumerate(each.values)
            if value is not None
        )
        if len(points) > 1:
            leaf.above.append(Shape("line", points, colours[order % len(colours)], None, 1.8))


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


def _draw_key(leaf: Leaf, names: Sequence[str], where: Place, colours: Sequence[Colour]) -> None:
    """What the colours mean, in a row at the foot of the chart; as many as fit."""
    x, y = where.x + 12, where.y + where.h - 8
    for place, name in enumerate(names):
        shown = _fitted(name or f"Series {place + 1}", 140)
        if x + label_width(shown, _LABEL) + 14 > where.x + where.w:
            return
        leaf.above.append(Shape("rect", ((x, y - 6), (x + 7, y + 1)), None, colours[place % len(colours)]))
        leaf.put_label(x + 10, y, shown, _LABEL)
        x += label_width(shown, _LABEL) + 22
