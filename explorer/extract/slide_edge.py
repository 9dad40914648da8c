"""What every drawn slide has, whatever program made it: its edge, and the sign that it is hidden."""

from explorer.extract.typeset import Leaf, Shape, Style
from explorer.model.document import PageFlag

_EDGE = (0.72, 0.71, 0.68)
_BADGE = Style(size=9, bold=True, colour=(1, 1, 1))
_BADGE_FILL = (0.70, 0.22, 0.18)


def draw_edge(leaf: Leaf, width: float, height: float) -> None:
    """A thin line around the slide itself, apart from what stands below it."""
    leaf.above.append(Shape("rect", ((0.25, 0.25), (width - 0.25, height - 0.25)), _EDGE, None, 0.5))


def mark_hidden(leaf: Leaf) -> None:
    """Say on the slide that it is hidden."""
    leaf.flags.add(PageFlag.HIDDEN)
    x1 = leaf.width - 8
    leaf.above.append(Shape("rect", ((x1 - 86, 8), (x1, 24)), None, _BADGE_FILL))
    leaf.put_label(x1 - 80, 19, "HIDDEN SLIDE", _BADGE)
