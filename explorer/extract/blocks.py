"""What typeset sets: paragraphs, tables, rules, pictures, titled frames. Values only; lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.model.document import Layer

Colour = tuple[float, float, float]  # red, green, blue, each 0 to 1


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks."""

    size: float = 10.5
    bold: bool = False
    italic: bool = False
    mono: bool = False
    colour: Colour = (0, 0, 0)
    strike: bool = False
    underline: bool = False
    serif: bool = False
    stretch: float = 1.0  # width of the letters over the face's own, as for a narrower font
    rise: float = 0.0  # of the baseline, in type sizes: raised and lowered letters


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. A newline in it ends the line. ``layer`` says what it is, if it is not the body.

    ``mark`` is drawn small and raised after the text but is no part of it: the number of a footnote.
    """

    text: str
    style: Style = PLAIN
    layer: Layer | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set as one paragraph.

    A bullet that holds a letter or digit ("4.2") becomes part of the page's text; a mere sign is only drawn.
    A paragraph whose first letter reads right to left is set flush right, whatever ``align`` says.
    """

    runs: Sequence[Run]
    indent: float = 0
    space_after: float = 6
    bullet: str = ""
    align: str = "left"  # left, center, right
    leading: float = 1.35  # line height over type size
    space_before: float = 0
    keep: bool = False  # stay on the page of what follows: headings
    hang: float | None = None  # from the bullet to the text, in points; None: as the bullet needs
    bullet_style: Style | None = None  # None: as the first run


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell a list of runs. Page text: cells joined by tabs, rows by newlines.

    Attributes:
        widths: of the columns, in any unit; scaled to the page. None: fitted to the cells.
        header_rows: drawn bold on grey.
        separator: what joins the cells of a row in the page's text.
        column_labels, row_labels: drawn in grey at the edges (A, B …; 40, 41 …); no part of the text.
    """

    rows: Sequence[Sequence[Sequence[Run]]]
    widths: Sequence[float] | None = None
    header_rows: int = 1
    column_labels: Sequence[str] = ()
    row_labels: Sequence[str] = ()
    space_after: float = 8
    separator: str = "\t"


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG, GIF or BMP; scaled down to fit the column. Width and height in points."""

    data: bytes
    width: float
    height: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Boxed:
    """Blocks in a grey frame with a small title, which is drawn but is no part of the text."""

    title: str
    blocks: Sequence["Block"]
    layer: Layer | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page. ``label`` names the pages up to the next labelled break ("message 4", then "message 4, p. 2")."""

    label: str | None = None


Block = Paragraph | Table | Rule | Picture | Boxed | PageBreak


@dataclass(frozen=True, slots=True)
class Span:
    """Text to draw on one baseline, in visual order. ``x`` and ``y`` (the baseline) in points on the page."""

    x: float
    y: float
    width: float
    text: str
    style: Style
    turn: float = 0.0  # degrees clockwise about (x, y)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path to draw: a rectangle, ellipse, polyline or polygon, by its points."""

    kind: str  # rect, oval, line, polygon
    points: tuple[tuple[float, float], ...]
    stroke: Colour | None = None
    fill: Colour | None = None
    thickness: float = 0.75
    opacity: float = 1.0
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture to draw into a box given by its corners."""

    data: bytes
    x0: float
    y0: float
    x1: float
    y1: float
    rotation: int = 0  # multiple of 90, clockwise
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom, as shares of its sides


Drawing = Span | Shape | Image
