"""Parts that slides, sheets and documents share: pictures, charts and diagrams, as plain values and blocks.

Source: ECMA-376 part 1, 21.2 (charts), 21.4 (diagrams).
"""

import io
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from PIL import Image as Pillow

from explorer.extract.ooxml import A, Element, Package, child, children, local, number
from explorer.extract.typeset import Block, Boxed, Paragraph, Picture, Run, Style, Table

_SHOWN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_POINTS_MOST = 2_000  # of one series
_CHARTS = (("bar", "bar"), ("line", "line"), ("area", "line"), ("scatter", "line"), ("pie", "pie"), ("doughnut", "pie"))
_ACROSS = 10  # categories
_CELL = Style(size=8.5)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart's numbers; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    style: Element | None = None  # its c:spPr


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, from the numbers kept beside it."""

    kind: str  # bar, line, pie, or other
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()  # titles of axes and other texts
    is_sideways: bool = False  # bars that lie
    is_stacked: bool = False
    is_percent: bool = False  # numbers are shown as per cent
    gap: float = 1.5  # between groups of bars, over the thickness of one
    legend: str = ""  # where the key stands: r, l, t, b, tr; empty for none
    size: float = 10.0  # of its letters, in points
    least: float | None = None  # of the axis, where the chart says so
    most: float | None = None

    def table(self) -> list[list[str]]:
        """The numbers as rows: series down and categories across, or the other way round if there are many."""
        count = max([len(self.categories), *(len(each.values) for each in self.series)], default=0)
        names = [self.categories[place] if place < len(self.categories) else "" for place in range(count)]
        rows = [["", *names]]
        for each in self.series:
            values = (each.values[place] if place < len(each.values) else None for place in range(count))
            rows.append([each.name, *("" if value is None else format(value, ".10g") for value in values)])
        return rows if count <= _ACROSS else [list(row) for row in zip(*rows, strict=True)]


def is_shown(data: bytes) -> bool:
    """Whether the bytes begin like a picture that can be drawn."""
    return data.startswith(_SHOWN)


def picture_block(package: Package, part: str, width: float, height: float, *, wanted: bool) -> Block:
    """A picture as a block; what cannot be shown (EMF, WMF) as a titled empty frame.

    Args:
        package: where it lies.
        part: its name there.
        width: in points; 0 if the file does not say.
        height: likewise.
        wanted: False while only reading, when its pixels are not needed.
    """
    data = package.data(part) or b""
    if not is_shown(data):
        return Boxed(f"Picture ({PurePosixPath(part).suffix.lstrip('.').upper() or 'unknown'}), not shown", [])
    if width <= 0 or height <= 0:
        try:
            with Pillow.open(io.BytesIO(data)) as picture:
                width, height = picture.width * 0.75, picture.height * 0.75
        except (OSError, ValueError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            width = height = 96.0
    return Picture(data if wanted else b"", width, height)


def read_chart(root: Element | None) -> Chart | None:
    """A chart's title, categories and numbers."""
    plot = child(root, "chart", "plotArea")
    if root is None or plot is None:
        return None
    groups = [each for each in plot if local(each).endswith("Chart")]
    kind = next((kind for each in groups for start, kind in _CHARTS if local(each).startswith(start)), "other")
    series: list[Series] = []
    categories: tuple[str, ...] = ()
    for group in groups:
        for each in children(group, "ser"):
            names = _points(child(each, "tx"))
            values = tuple(_value(text) for text in _points(child(each, "val")) or _points(child(each, "yVal")))
            series.append(Series(" ".join(names), values, child(each, "spPr")))
            categories = categories or tuple(_points(child(each, "cat")) or _points(child(each, "xVal")))
    title_element = child(root, "chart", "title")
    title = _drawn_text(title_element) if title_element is not None else ""
    if title_element is not None and not title:
        title = " ".join(_points(child(title_element, "tx"))) or (series[0].name if len(series) == 1 else "")
    labels = [_drawn_text(each) for each in plot.iter() if local(each) in ("title", "rich")]
    sideways = any(each.get("val") == "bar" for group in groups for each in children(group, "barDir"))
    found = tuple(label for label in dict.fromkeys(labels) if label and label != title)
    return replace(_how_drawn(root, groups), kind=kind, title=title, categories=categories, series=tuple(series),
                   labels=found, is_sideways=sideways)  # fmt: skip


def _how_drawn(root: Element, groups: list[Element]) -> Chart:
    """A chart without its numbers, as it is to be drawn."""
    plot, legend = child(root, "chart", "plotArea"), child(root, "chart", "legend")
    place = child(legend, "legendPos")
    stacked = any(each.get("val") in ("stacked", "percentStacked") for g in groups for each in children(g, "grouping"))
    gaps = [number(each.get("val"), 150) / 100 for group in groups for each in children(group, "gapWidth")]
    axis = child(plot, "valAx")
    scaling, form = child(axis, "scaling"), child(axis, "numFmt")
    letters = child(root, "txPr", "p", "pPr", "defRPr")
    return Chart(
        "other", "", (), (),
        is_stacked=stacked,
        is_percent=form is not None and "%" in form.get("formatCode", ""),
        gap=gaps[0] if gaps else 1.5,
        legend="" if legend is None else place.get("val", "r") if place is not None else "r",
        size=number(letters.get("sz"), 1000) / 100 if letters is not None else 10.0,
        least=_bound(scaling, "min"),
        most=_bound(scaling, "max"),
    )  # fmt: skip


def _bound(scaling: Element | None, name: str) -> float | None:
    found = child(scaling, name)
    return _value(str(found.get("val", ""))) if found is not None else None


def _drawn_text(element: Element) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))
    return "\n".join(text.strip() for text in paragraphs if text.strip())


def _points(element: Element | None) -> list[str]:
    """Cached values of a reference, by their index; a multi-level category is joined."""
    if element is None:
        return []
    cache = next((e for e in element.iter() if local(e) in ("strCache", "numCache", "strLit", "numLit")), None)
    if cache is None:
        levels = [each for each in element.iter() if local(each) == "lvl"]
        if not levels:
            value = child(element, "v")
            return [value.text or ""] if value is not None else []
        cache = levels[0]
    found: dict[int, str] = {}
    for point in children(cache, "pt")[:_POINTS_MOST]:
        value = child(point, "v")
        found[int(number(point.get("idx")))] = (value.text or "") if value is not None else ""
    last = min(max(found, default=-1), _POINTS_MOST)
    return [found.get(index, "") for index in range(last + 1)]


def _value(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def chart_blocks(root: Element | None) -> list[Block]:
    """A chart as its title and its numbers, for kinds that do not draw it."""
    chart = read_chart(root)
    if chart is None:
        return []
    blocks: list[Block] = [Paragraph([Run(text, Style(bold=True))]) for text in (chart.title, *chart.labels) if text]
    rows = [[[Run(cell, _CELL)] for cell in row] for row in chart.table()]
    return [Boxed("Chart", [*blocks, Table(rows)])] if len(rows) > 1 or blocks else []


def diagram_paragraphs(root: Element | None) -> list[str]:
    """A diagram's texts, in the order of its data."""
    texts = []
    for point in root.iter() if root is not None else ():
        if local(point) == "pt" and point.get("type", "node") in ("node", "asst", "doc"):
            text = _drawn_text(point)
            if text:
                texts.append(text)
    return texts
