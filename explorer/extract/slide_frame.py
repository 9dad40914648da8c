"""How text stands in its shape: insets, anchor, direction, and how far it was made smaller to fit.

Source: ECMA-376 part 1, 21.1.2.1.1 (bodyPr).
"""

from dataclasses import dataclass

from explorer.extract.ooxml import Element, child, local, number
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_levels import percent


@dataclass(frozen=True, slots=True)
class Frame:
    """How text stands in its shape. Lengths in points."""

    left: float = 7.2
    top: float = 3.6
    right: float = 7.2
    bottom: float = 3.6
    anchor: str = "top"
    wraps: bool = True
    turn: float = 0.0  # of the text within its shape, degrees clockwise
    scale: float = 1.0  # of the type, as PowerPoint fitted it
    tighter: float = 0.0  # by how much of themselves it drew lines together
    fits: bool = False  # text that is too much is set smaller


def frame_of(bodies: list[Element]) -> Frame:
    """The frame that text bodies ask for, nearest first."""
    set_: dict[str, str] = {}
    scale, tighter, fits = 1.0, 0.0, False
    for place, body in enumerate(reversed(bodies)):
        properties = child(body, "bodyPr")
        if properties is not None:
            set_ |= {str(key): str(value) for key, value in properties.attrib.items()}
            fitted = child(properties, "normAutofit")
            if any(local(each).endswith("utofit") or local(each) == "spAutoFit" for each in properties):
                fits = fitted is not None
            if place == len(bodies) - 1 and fitted is not None:
                scale = min(max(percent(fitted.get("fontScale", "100000")), 0.25), 1.0)
                tighter = min(max(percent(fitted.get("lnSpcReduction", "0")), 0.0), 0.2)
    left, right = (number(set_.get(key), 91_440) / EMU for key in ("lIns", "rIns"))
    top, bottom = (number(set_.get(key), 45_720) / EMU for key in ("tIns", "bIns"))
    anchor = {"ctr": "middle", "b": "bottom"}.get(set_.get("anchor", "t"), "top")
    turn = {"vert": 90.0, "vert270": -90.0, "eaVert": 90.0}.get(set_.get("vert", "horz"), 0.0)
    return Frame(left, top, right, bottom, anchor, set_.get("wrap") != "none", turn, scale, tighter, fits)
