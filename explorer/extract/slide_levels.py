"""Properties of text, laid one over the other: what a level, a paragraph and a run say. Weakest first.

Source: ECMA-376 part 1, 21.1.2.2 (paragraphs), 21.1.2.3 (runs), 21.1.2.4 (lists).
"""

from collections.abc import Mapping

from explorer.extract.ooxml import Element, child, local, number
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour

_ALIGN = {"ctr": "center", "r": "right", "just": "left", "l": "left"}
_LEVELS = tuple(f"lvl{level}pPr" for level in range(1, 10))

Props = dict[str, object]


class Levels:
    """Properties of each level of a text body, worked out once."""

    def __init__(self, styles: list[Element | None], palette: Palette, colour: Colour | None, *, bold: bool) -> None:
        self._styles = [style for style in styles if style is not None]
        self._palette = palette
        self._base: Props = {"colour": colour} if colour else {}
        dark = palette.colours.get(palette.names.get("tx1", "dk1"))
        self._base.setdefault("colour", dark)
        self._given = colour
        if bold:
            self._base["bold"] = True
        self._known: dict[int, Props] = {}

    def __call__(self, level: int) -> Mapping[str, object]:
        if level not in self._known:
            props = dict(self._base)
            for place, style in enumerate(self._styles):
                for name in ("defPPr", _LEVELS[level]):
                    read_paragraph(child(style, name), props, self._palette)
                if place == 0 and self._given:
                    props["colour"] = self._given  # a shape's style is stronger than the presentation's default
            self._known[level] = props
        return self._known[level]


def read_paragraph(ppr: Element | None, props: Props, palette: Palette) -> None:
    """Lay what a paragraph's properties say over what is known."""
    if ppr is None:
        return
    if ppr.get("algn"):
        props["align"] = _ALIGN.get(ppr.get("algn", "l"), "left")
    for key, name in (("margin", "marL"), ("indent", "indent")):
        if ppr.get(name) is not None:
            props[key] = number(ppr.get(name)) / EMU
    for each in ppr:
        name = local(each)
        if name in ("buClr", "buClrTx"):
            props["bullet_colour"] = found[0] if (found := palette.colour(each)) else None
        elif name in ("buSzPct", "buSzPts", "buSzTx"):
            points = number(each.get("val"), 100) / 100
            props["bullet_size"] = points if name == "buSzPts" else percent(each.get("val", "100000"))
        elif name == "buNone":
            props["bullet"] = ""
        elif name == "buChar":
            sign = each.get("char", "•")
            props["bullet"] = sign if sign in "•–-—*►▪●○→■□✓" else "•"
        elif name == "buAutoNum":
            props["bullet"] = f"auto:{each.get('type', '')}:{each.get('startAt', '1')}"
        elif name == "buBlip":
            props["bullet"] = "•"
        elif name in ("spcBef", "spcAft", "lnSpc") and len(each):
            share = local(each[0]) == "spcPct"
            value = each[0].get("val", "0")
            key = {"spcBef": "before", "spcAft": "after", "lnSpc": "line"}[name]
            props[key] = percent(value) if share else number(value) / 100
            props[key + "_share"] = share
        elif name == "defRPr":
            read_run(each, props, palette)


def read_run(rpr: Element | None, props: Props, palette: Palette) -> None:
    """Lay what a run's properties say over what is known."""
    if rpr is None:
        return
    if rpr.get("sz"):
        props["size"] = min(max(number(rpr.get("sz"), 1800) / 100, 4.0), 200.0)
    if rpr.get("baseline") is not None:
        props["rise"] = percent(rpr.get("baseline", "0"))
    for key, name in (("bold", "b"), ("italic", "i")):
        if rpr.get(name) is not None:
            props[key] = rpr.get(name) in ("1", "true")
    for key, name in (("underline", "u"), ("strike", "strike")):
        if rpr.get(name) is not None:
            props[key] = rpr.get(name) not in ("none", "noStrike")
    fill = child(rpr, "solidFill")
    fill = child(rpr, "gradFill", "gsLst", "gs") if fill is None else fill
    found = palette.colour(fill)
    if found:
        props["colour"] = found[0]
    latin = child(rpr, "latin")
    if latin is not None and latin.get("typeface"):
        props["font"] = latin.get("typeface")
    if child(rpr, "hlinkClick") is not None and fill is None:
        props["underline"] = True
        props["colour"] = palette.colours.get("hlink")


def as_float(props: Mapping[str, object], key: str, usual: float = 0.0) -> float:
    value = props.get(key, usual)
    return float(value) if isinstance(value, int | float) else usual


def percent(value: str) -> float:
    """A share as thousandths of a per cent, or as "62.5%"."""
    return number(value.rstrip("%")) / (100 if value.endswith("%") else 100_000)
