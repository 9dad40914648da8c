"""Colours, fills and fonts of a deck: theme names resolved to red, green and blue.

Source: ECMA-376 part 1, 20.1.2.3 (colours), 20.1.8 (fills). Gradients and patterns are shown in one colour.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.extract.ooxml import A, Element, R, child, local, number
from explorer.extract.typeset import Colour

_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "orange": "FFA500", "dkBlue": "00008B", "ltGray": "D3D3D3", "dkGray": "A9A9A9",
}  # fmt: skip
_PLAIN_THEME = {
    "dk1": (0.0, 0.0, 0.0), "lt1": (1.0, 1.0, 1.0), "dk2": (0.12, 0.29, 0.49), "lt2": (0.93, 0.93, 0.88),
    "accent1": (0.31, 0.51, 0.74), "accent2": (0.75, 0.31, 0.30), "accent3": (0.61, 0.73, 0.35),
    "accent4": (0.50, 0.39, 0.64), "accent5": (0.29, 0.67, 0.78), "accent6": (0.97, 0.59, 0.27),
    "hlink": (0.0, 0.0, 0.8), "folHlink": (0.5, 0.0, 0.5),
}  # fmt: skip
_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True, slots=True)
class Fill:
    """What a shape is filled with: a colour, a picture (by relation id), or, with neither, nothing."""

    colour: Colour | None = None
    opacity: float = 1.0
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's colours and fonts, with the master's names for them."""

    colours: Mapping[str, Colour] = field(default_factory=lambda: dict(_PLAIN_THEME))
    names: Mapping[str, str] = field(default_factory=lambda: dict(_MAPPED))
    fonts: Mapping[str, str] = field(default_factory=dict)  # "+mj-lt", "+mn-lt"

    @classmethod
    def of(cls, theme: Element | None, mapping: Element | None) -> "Palette":
        """From a theme part's root and a master's clrMap."""
        colours = dict(_PLAIN_THEME)
        scheme = child(theme, "themeElements", "clrScheme")
        for each in scheme if scheme is not None else ():
            base = _base_colour(each[0], {}) if len(each) else None
            if base is not None:
                colours[local(each)] = base
        fonts = {}
        for key, kind in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
            latin = child(theme, "themeElements", "fontScheme", kind, "latin")
            fonts[key] = latin.get("typeface", "") if latin is not None else ""
        names = {str(k): str(v) for k, v in mapping.attrib.items()} if mapping is not None else dict(_MAPPED)
        return cls(colours, names, fonts)

    def colour(self, holder: Element | None, own: Colour | None = None) -> tuple[Colour, float] | None:
        """The colour that stands in an element such as a:solidFill, and its opacity.

        Args:
            holder: the element whose child is the colour.
            own: what "phClr" stands for, in a style.
        """
        for each in holder if holder is not None else ():
            base = own if each.get("val") == "phClr" and local(each) == "schemeClr" else _base_colour(each, self._all())
            if base is not None:
                return _modified(base, each)
        return None

    def fill(self, properties: Element | None) -> Fill | None:
        """The fill that shape properties set; None if they say nothing of it."""
        for each in properties if properties is not None else ():
            name = local(each)
            if name == "noFill":
                return Fill()
            if name in ("solidFill", "pattFill"):
                found = self.colour(each if name == "solidFill" else child(each, "fgClr"))
                return Fill(*found) if found else Fill()
            if name == "gradFill":
                return self._gradient(each)
            if name == "blipFill":
                blip = child(each, "blip")
                return Fill(picture=blip.get(f"{R}embed", "") if blip is not None else "")
        return None

    def _gradient(self, element: Element) -> Fill:
        stops = [found for stop in element.iter(f"{A}gs") if (found := self.colour(stop))]
        if not stops:
            return Fill()
        mean = [sum(colour[part] for colour, _ in stops) / len(stops) for part in range(3)]
        return Fill((mean[0], mean[1], mean[2]), sum(opacity for _, opacity in stops) / len(stops))

    def _all(self) -> Mapping[str, Colour]:
        return {**self.colours, **{k: self.colours[v] for k, v in self.names.items() if v in self.colours}}


def _base_colour(element: Element, theme: Mapping[str, Colour]) -> Colour | None:
    name, value = local(element), element.get("val", "")
    if name == "srgbClr":
        return _hex(value)
    if name == "sysClr":
        return _hex(element.get("lastClr", "")) or ((1, 1, 1) if value == "window" else (0, 0, 0))
    if name == "schemeClr":
        return theme.get(value)
    if name == "prstClr":
        return _hex(_NAMED.get(value, "808080"))
    if name == "scrgbClr":
        red, green, blue = (min(max(number(element.get(key)) / 100_000, 0), 1) for key in "rgb")
        return red, green, blue
    if name == "hslClr":
        hue, sat, lum = number(element.get("hue")) / 21_600_000, number(element.get("sat")), number(element.get("lum"))
        return colorsys.hls_to_rgb(hue % 1.0, min(lum / 100_000, 1), min(sat / 100_000, 1))
    return None


def _hex(text: str) -> Colour | None:
    if not re.fullmatch("[0-9A-Fa-f]{6}", text):
        return None
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _modified(base: Colour, element: Element) -> tuple[Colour, float]:
    """A colour with its modifications: lighter, darker, clearer."""
    hue, lum, sat = colorsys.rgb_to_hls(*base)
    mix, opacity = 0.0, 1.0
    for each in element:
        name, share = local(each), number(each.get("val")) / 100_000
        if name == "lumMod":
            lum *= share
        elif name == "lumOff":
            lum += share
        elif name == "satMod":
            sat *= share
        elif name == "shade":
            lum *= share
        elif name == "tint":
            mix = 1.0 - share
        elif name == "alpha":
            opacity = min(max(share, 0.0), 1.0)
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(lum, 0.0), 1.0), min(max(sat, 0.0), 1.0))
    return (red + (1 - red) * mix, green + (1 - green) * mix, blue + (1 - blue) * mix), opacity
