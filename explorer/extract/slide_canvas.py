"""The page that a slide is drawn on, and pictures on it."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from explorer.extract.drawing_parts import Chart, is_shown
from explorer.extract.slide_deck import Deck, Design
from explorer.extract.slide_geometry import Place
from explorer.extract.slide_picture import Look, placed
from explorer.extract.slide_text import TextSetter
from explorer.extract.typeset import Leaf, Paragraph, Shape, Style
from explorer.model.document import Layer

_AS_IT_IS = Look()
QUIET = (0.62, 0.61, 0.58)
LABEL = Style(size=8, colour=(0.45, 0.46, 0.48))


@dataclass(slots=True)
class Canvas:
    """The page a slide is drawn on, and what is gathered on the way for the strip below it."""

    deck: Deck
    design: Design
    leaf: Leaf
    number: int
    wants_pictures: bool
    part: str = ""  # where relation ids lead from
    layer: Layer | None = None
    descriptions: list[str] = field(default_factory=list)  # alternative texts
    charts: list[Chart] = field(default_factory=list)
    outside: list[Paragraph] = field(default_factory=list)  # text that lies off the slide
    hidden: list[Paragraph] = field(default_factory=list)  # text of shapes that are not shown
    shapes: int = 0

    @property
    def setter(self) -> TextSetter:
        return TextSetter(self.design, self.number)

    def target(self, key: str, part: str = "") -> str:
        """The part that a relation id leads to, from ``part`` or the one drawn now; empty if it leads nowhere."""
        relation = self.deck.package.relations(part or self.part).get(key)
        return relation.target if relation is not None and not relation.external else ""


def draw_picture(canvas: Canvas, key: str, where: Place, look: Look = _AS_IT_IS, *, part: str = "") -> None:
    """Draw the picture that a relation id names; one that cannot be shown leaves a labelled frame.

    Args:
        canvas: what it is drawn on.
        key: the relation id.
        where: its frame.
        look: how it stands there.
        part: where the id leads from; empty for the part that is being drawn.
    """
    part = canvas.target(key, part)
    data = canvas.deck.package.data(part) if part else None
    quarter = round(where.turn / 90) * 90 % 360
    w, h = (where.h, where.w) if quarter in (90, 270) else (where.w, where.h)
    (cx, cy), half_w, half_h = where.centre, w / 2, h / 2
    if data and is_shown(data):
        canvas.leaf.above.append(placed(data if canvas.wants_pictures else b"", where, look))
        return
    kind = PurePosixPath(part).suffix.lstrip(".").upper() if part else ""
    corners = ((cx - half_w, cy - half_h), (cx + half_w, cy + half_h))
    canvas.leaf.above.append(Shape("rect", corners, QUIET, None, 0.5, 1.0, "[2 2] 0"))
    if w > 60 and h > 12:
        canvas.leaf.put_label(cx - half_w + 4, cy - half_h + 10, f"Picture ({kind or 'missing'}), not shown", LABEL)
