"""Colours, fills and fonts of a deck: theme names resolved to red, green and blue.

Source: ECMA-376 part 1, 20.1.2.3 (colours), 20.1.8 (fills). Patterns are shown in one colour.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from explorer.extract.ooxml import A, Element, R, child, local, number
from explorer.extract.slide_gradient import Gradient
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
_STOPS_MOST = 40
_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True, slots=True)
class Fill:
    """What a shape is filled with: a colour, a picture (by relation id), or, with neither, nothing."""

    colour: Colour | None = None
    opacity: float = 1.0
    picture: str = ""
    tile: tuple[float, float] | None = None  # scales of the picture laid as tiles
    gradient: Gradient | None = None  # then ``colour`` is its mean
    part: str = ""  # where the picture's relation id leads from, if not from the shape's own part


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's colours and fonts, with the master's names for them."""

    colours: Mapping[str, Colour] = field(default_factory=lambda: dict(_PLAIN_THEME))
    names: Mapping[str, str] = field(default_factory=lambda: dict(_MAPPED))
    fonts: Mapping[str, str] = field(default_factory=dict)  # "+mj-lt", "+mn-lt"
    styles: Element | None = None  # the theme's fmtScheme: fills, lines, backgrounds
    part: str = ""  # the theme's

    @classmethod
    def of(cls, theme: Element | None, mapping: Element | None, part: str = "") -> "Palette":
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
        return cls(colours, dict(_MAPPED), fonts, child(theme, "themeElements", "fmtScheme"), part).mapped(mapping)

    def mapped(self, mapping: Element | None) -> "Palette":
        """The same with other names for its colours, as a clrMap or an overriding one gives them."""
        if mapping is None:
            return self
        return replace(self, names={str(key): str(value) for key, value in mapping.attrib.items()})

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

    def fill(self, properties: Element | None, own: Colour | None = None) -> Fill | None:
        """The fill that shape properties set; None if they say nothing of it. ``own`` as in ``colour``."""
        for each in properties if properties is not None else ():
            found = self._fill(each, own)
            if found is not None:
                return found
        return None

    def styled(self, reference: Element) -> Fill | None:
        """The theme's fill, or from 1001 on its background, that a style refers to; None if there is none."""
        index = int(number(reference.get("idx")))
        found = self.colour(reference)
        listed = child(self.styles, "bgFillStyleLst" if index > 1000 else "fillStyleLst")
        place = index % 1000 - 1
        if listed is None or not 0 <= place < len(listed):
            return Fill(*found) if found and index not in (0, 1000) else None
        fill = self._fill(listed[place], found[0] if found else None)
        return replace(fill, part=self.part) if fill is not None and fill.picture else fill

    def line_width(self, reference: Element) -> float:
        """How thick the theme's line is that a style refers to, in points."""
        listed, place = child(self.styles, "lnStyleLst"), int(number(reference.get("idx"))) - 1
        if listed is None or not 0 <= place < len(listed):
            return 0.75
        return number(listed[place].get("w"), 9_525) / 12_700

    def _fill(self, element: Element, own: Colour | None) -> Fill | None:
        name = local(element)
        if name == "noFill":
            return Fill()
        if name in ("solidFill", "pattFill"):
            found = self.colour(element if name == "solidFill" else child(element, "fgClr"), own)
            return Fill(*found) if found else Fill()
        if name == "gradFill":
            return self._gradient(element, own)
        if name == "blipFill":
            blip = child(element, "blip")
            key, tile = blip.get(f"{R}embed", "") if blip is not None else "", child(element, "tile")
            scales = [number(tile.get(side), 100_000) / 100_000 for side in ("sx", "sy")] if tile is not None else None
            return Fill(picture=key, tile=(scales[0], scales[1]) if scales else None)
        return None

    def _gradient(self, element: Element, own: Colour | None) -> Fill:
        stops = sorted(
            (number(stop.get("pos")) / 100_000, *found)
            for stop in list(element.iter(f"{A}gs"))[:_STOPS_MOST]
            if (found := self.colour(stop, own))
        )
        if not stops:
            return Fill()
        mean = [sum(colour[part] for _at, colour, _opacity in stops) / len(stops) for part in range(3)]
        path, line = child(element, "path"), child(element, "lin")
        centre = None
        if path is not None:
            to = child(path, "fillToRect")
            sides = [number(to.get(side)) / 100_000 if to is not None else 0.5 for side in "ltrb"]
            centre = ((sides[0] + 1 - sides[2]) / 2, (sides[1] + 1 - sides[3]) / 2)
        angle = number(line.get("ang")) / 60_000 if line is not None else 0.0
        gradient = Gradient(tuple((at, colour) for at, colour, _opacity in stops), angle, centre)
        opacity = sum(opacity for _at, _colour, opacity in stops) / len(stops)
        return Fill((mean[0], mean[1], mean[2]), opacity, gradient=gradient)

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
    """A colour with its modifications, in their order: lighter, darker, stronger, clearer."""
    colour, opacity = base, 1.0
    for each in element:
        name, share = local(each), number(each.get("val")) / 100_000
        if name == "alpha":
            opacity = min(max(share, 0.0), 1.0)
        elif name in ("shade", "tint"):
            red, green, blue = (_toned(part, min(max(share, 0.0), 1.0), is_tint=name == "tint") for part in colour)
            colour = red, green, blue
        elif name[:3] in ("lum", "sat", "hue"):
            colour = _shifted(colour, name, share)
    return colour, opacity


def _shifted(colour: Colour, name: str, share: float) -> Colour:
    """Hue, lightness or saturation multiplied (Mod), or added to (Off)."""
    hue, lum, sat = colorsys.rgb_to_hls(*colour)
    parts = {"hue": hue, "lum": lum, "sat": sat}
    key, how = name[:3], name[3:]
    if how == "Mod":
        parts[key] *= share
    elif how == "Off":
        parts[key] += share if key != "hue" else share / 216
    return colorsys.hls_to_rgb(parts["hue"] % 1.0, *(min(max(parts[each], 0.0), 1.0) for each in ("lum", "sat")))


def _toned(part: float, share: float, *, is_tint: bool) -> float:
    """One part of a colour mixed with white or black where light adds up, which it does not in sRGB (IEC 61966-2-1)."""
    light = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    light = light * share + (1 - share if is_tint else 0.0)
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
