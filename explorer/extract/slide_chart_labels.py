"""The lines and labels of a chart's axes. Names that do not fit beside one another are set aslant."""

import math

from explorer.extract.drawing_parts import Chart
from explorer.extract.slide_chart_axis import Axis
from explorer.extract.slide_geometry import Place
from explorer.extract.typeset import Leaf, Shape, Span, Style, label_width

_AXIS = (0.6, 0.6, 0.6)
_SLANT = 45.0  # degrees
_MOST_BELOW = 0.4  # of a chart's height, for slanted names


def draw_axes(leaf: Leaf, chart: Chart, room: Place, axis: Axis, label: Style) -> Place:
    """Draw lines and labels; where the numbers themselves go."""
    values = [axis.words(value) for value in axis.ticks]
    wide = max((label_width(each, label) for each in values), default=0.0) + 6
    high = label.size * 1.5
    if chart.is_sideways:
        side = min(max((label_width(each, label) for each in chart.categories), default=0.0) + 6, room.w * 0.4)
        plot = Place(room.x + side, room.y, max(room.w - side - wide / 2, 10), max(room.h - high, 10))
    else:
        below = _room_below(chart, max(room.w - wide, 10), room.h, label)
        plot = Place(room.x + wide, room.y + high / 2, max(room.w - wide, 10), max(room.h - high / 2 - below, 10))
    for value, words in zip(axis.ticks, values, strict=True):
        share = axis.share(value)
        if chart.is_sideways:
            x = plot.x + plot.w * share
            leaf.above.append(Shape("line", ((x, plot.y), (x, plot.y + plot.h)), _AXIS, None, 0.4))
            leaf.put_label(x - label_width(words, label) / 2, plot.y + plot.h + label.size * 1.2, words, label)
        else:
            y = plot.y + plot.h * (1 - share)
            leaf.above.append(Shape("line", ((plot.x, y), (plot.x + plot.w, y)), _AXIS, None, 0.4))
            leaf.put_label(plot.x - 4 - label_width(words, label), y + label.size * 0.34, words, label)
    _name_categories(leaf, chart, plot, label)
    return plot


def _name_categories(leaf: Leaf, chart: Chart, plot: Place, label: Style) -> None:
    count = len(chart.categories)
    if not count:
        return
    step = (plot.h if chart.is_sideways else plot.w) / count
    every = max(math.ceil(label.size * 1.2 / max(step, 0.1)), 1)  # where there are too many, not all are named
    for at, name in enumerate(chart.categories[::every]):
        if chart.is_sideways:
            shown = fitted(name, plot.x, label)
            y = plot.y + plot.h - step * (at * every + 0.5) + label.size * 0.34
            leaf.put_label(plot.x - 4 - label_width(shown, label), y, shown, label)
        elif _is_slanted(chart, plot.w, label):
            longest = (_room_below(chart, plot.w, plot.h / (1 - _MOST_BELOW), label) - label.size) * math.sqrt(2)
            shown = fitted(name, longest, label)
            x, y = plot.x + step * (at * every + 0.5), plot.y + plot.h + label.size
            _slant(leaf, x, y, shown, label)
        else:
            shown = fitted(name, step * every, label)
            x = plot.x + step * (at * every + 0.5) - label_width(shown, label) / 2
            leaf.put_label(x, plot.y + plot.h + label.size * 1.3, shown, label)


def _is_slanted(chart: Chart, width: float, label: Style) -> bool:
    """Whether names across stand aslant: they do not fit, and there is room for a line of each."""
    step = width / max(len(chart.categories), 1)
    widest = max((label_width(each, label) for each in chart.categories), default=0.0)
    return widest > step * 1.1 and step > label.size * 0.6


def _room_below(chart: Chart, width: float, height: float, label: Style) -> float:
    """How much room the names below the numbers need, in points."""
    if not _is_slanted(chart, width, label):
        return label.size * 1.9
    widest = max(label_width(each, label) for each in chart.categories)
    return min(widest * math.sin(math.radians(_SLANT)) + label.size * 1.4, height * _MOST_BELOW)


def _slant(leaf: Leaf, x: float, y: float, name: str, label: Style) -> None:
    """A name that rises towards the place it belongs to."""
    width, angle = label_width(name, label), math.radians(_SLANT)
    start = x - width * math.cos(angle), y + width * math.sin(angle)
    leaf.above.append(Span(start[0], start[1], width, name, label, turn=-_SLANT))


def fitted(name: str, room: float, style: Style) -> str:
    """As much of a label as there is room for; the whole of it stands in the table below."""
    name = name.split("\n")[0]
    while name and label_width(name, style) > room:
        name = name[:-2] + "…" if len(name) > 3 else ""
    return name
