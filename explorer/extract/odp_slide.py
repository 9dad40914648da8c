"""An OpenDocument slide under way, and how large slides are. Source: OpenDocument 1.3 part 3, 16.5 (page layouts)."""

from dataclasses import dataclass, field

from explorer.extract.odf import DRAW, FO, STYLE, OdfFile, length
from explorer.extract.odf_text import Odf
from explorer.extract.ooxml import Element, child, local
from explorer.extract.typeset import (
    Block,
    Colour,
    Leaf,
    Paragraph,
)


@dataclass(slots=True)
class Slide:
    """A slide being drawn, and what is gathered for the strip below it."""

    odf: Odf
    element: Element
    number: int  # from 1
    width: float
    height: float
    leaf: Leaf = field(init=False)
    outside: list[Paragraph] = field(default_factory=list)
    hidden: list[Paragraph] = field(default_factory=list)
    objects: list[Block] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    picture_area: float = 0.0
    ground: Colour = (1, 1, 1)
    painted: int = 0  # shapes

    @property
    def is_hidden(self) -> bool:
        return self.odf.styles.is_slide_hidden(self.element.get(f"{DRAW}style-name", ""))

    def __post_init__(self) -> None:
        mark = ", hidden" if self.is_hidden else ""
        self.leaf = Leaf(self.width, self.height, f"slide {self.number}{mark}")


def size_of(file: OdfFile, page: Element) -> tuple[float, float]:
    """The width and height of a page, in points, from its master's layout."""
    wanted = page.get(f"{DRAW}master-page-name", "")
    layout = ""
    masters = child(file.styles, "master-styles")
    for each in masters if masters is not None else ():
        if local(each) == "master-page" and (each.get(f"{STYLE}name") == wanted or not layout):
            layout = each.get(f"{STYLE}page-layout-name", "")
    for each in file.styles.iter(f"{STYLE}page-layout") if file.styles is not None else ():
        properties = child(each, "page-layout-properties")
        if each.get(f"{STYLE}name") == layout and properties is not None:
            wide, high = length(properties.get(f"{FO}page-width")), length(properties.get(f"{FO}page-height"))
            if wide > 0 and high > 0:
                return min(max(wide, 72.0), 4000.0), min(max(high, 72.0), 4000.0)
    return 720.0, 540.0
