"""What stands at the head of a paper: a drawn seal, and a rubber stamp's frame."""

from typing import Any

from sample_docs.maker.leaf import Colour

_SPOKES = ((0, 15), (11, 11), (15, 0), (11, -11), (0, -15), (-11, -11), (-15, 0), (-11, 11))


def draw_seal(page: Any, x: float, y: float, colour: Colour) -> None:
    """A wheel of eight spokes, 40 points wide, that is nobody's."""
    for radius, width in ((20, 1.6), (15, 0.7), (5, 1.2)):
        page.draw_circle((x, y), radius, color=colour, width=width)
    for across, down in _SPOKES:
        page.draw_line((x, y), (x + across, y + down), color=colour, width=0.6)
