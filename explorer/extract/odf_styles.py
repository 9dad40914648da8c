"""OpenDocument styles: how runs and paragraphs look, what is hidden, where pages begin, how lists count.

Source: OpenDocument 1.3 part 3, 16 (styles) and 20 (formatting attributes).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from explorer.extract.blocks import Style
from explorer.extract.grid import column_name
from explorer.extract.odf import DRAW, FO, PRESENTATION, STYLE, TABLE, TEXT, length
from explorer.extract.ooxml import Element, child, local
from explorer.extract.slide_fonts import MONO, SERIF, metrics_of

_DEEPEST = 20  # styles that inherit from styles
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HEX = re.compile("#[0-9A-Fa-f]{6}")
Key = tuple[str, str]  # family, name


@dataclass(slots=True)
class Styles:
    """The styles of a file by family and name, and its list styles by name."""

    named: Mapping[Key, Element] = field(default_factory=dict)
    lists: Mapping[str, Element] = field(default_factory=dict)
    as_drawn: bool = False  # letters take their font and colour: only where what they stand on is drawn too
    _looks: dict[tuple[str, str, Style], tuple[Style, bool]] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: Element | None) -> "Styles":
        """The styles below the given roots; later ones win."""
        named: dict[Key, Element] = {}
        lists: dict[str, Element] = {}
        for root in roots:
            for group in root if root is not None else ():
                if local(group) not in ("styles", "automatic-styles"):
                    continue
                for each in group:
                    name = each.get(f"{STYLE}name", "")
                    if local(each) == "style":
                        named[each.get(f"{STYLE}family", ""), name] = each
                    elif local(each) == "list-style":
                        lists[name] = each
        return cls(named, lists)

    def chain(self, family: str, name: str) -> list[Element]:
        """A style and those that it inherits from, nearest first."""
        found: list[Element] = []
        while name and len(found) < _DEEPEST:
            style = self.named.get((family, name))
            if style is None:
                break
            found.append(style)
            name = style.get(f"{STYLE}parent-style-name", "")
        return found

    def value(self, family: str, name: str, group: str, attribute: str) -> str:
        """A formatting attribute of a style or of what it inherits from; empty if none says."""
        for style in self.chain(family, name):
            properties = child(style, group)
            found = properties.get(attribute) if properties is not None else None
            if found is not None:
                return found
        return ""

    def look(self, family: str, name: str, base: Style) -> tuple[Style, bool]:
        """How text in a style looks on top of ``base``, and whether it is hidden."""
        key = (family, name, base)
        if key not in self._looks:
            self._looks[key] = self._look(family, name, base)
        return self._looks[key]

    def _look(self, family: str, name: str, base: Style) -> tuple[Style, bool]:
        hidden = False
        for style in reversed(self.chain(family, name)):
            properties = child(style, "text-properties")
            if properties is not None:
                base = _on_top(base, properties)
                base = _as_drawn(base, properties) if self.as_drawn else base
                hidden = properties.get(f"{TEXT}display", "none" if hidden else "") == "none"
        return base, hidden

    def breaks_before(self, paragraph: str) -> bool:
        """Whether a paragraph of this style begins a page."""
        return self.value("paragraph", paragraph, "paragraph-properties", f"{FO}break-before") == "page"

    def align(self, paragraph: str) -> str:
        found = self.value("paragraph", paragraph, "paragraph-properties", f"{FO}text-align")
        return {"center": "center", "end": "right", "right": "right"}.get(found, "left")

    def is_sheet_hidden(self, table: str) -> bool:
        return self.value("table", table, "table-properties", f"{TABLE}display") == "false"

    def is_slide_hidden(self, page: str) -> bool:
        return self.value("drawing-page", page, "drawing-page-properties", f"{PRESENTATION}visibility") == "hidden"

    def is_shape_hidden(self, shape: Element) -> bool:
        return shape.get(f"{DRAW}display") == "none" or shape.get(f"{PRESENTATION}visibility") == "hidden"

    def numeral(self, list_style: str, level: int, count: int) -> str:
        """The number that an item of a list carries; empty where its level (from 1) does not count."""
        style = self.lists.get(list_style)
        for each in style if style is not None else ():
            form = each.get(f"{STYLE}num-format", "")
            if each.get(f"{TEXT}level") == str(level) and local(each) == "list-level-style-number" and form:
                start = each.get(f"{TEXT}start-value", "1")
                count += int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 6 else 0
                around = each.get(f"{STYLE}num-prefix", ""), each.get(f"{STYLE}num-suffix", "")
                return f"{around[0][:5]}{_counted(count, form)}{around[1][:5]}"
        return ""


def _counted(count: int, form: str) -> str:
    if form in ("a", "A"):
        letters = column_name(max(count - 1, 0))
        return letters if form == "A" else letters.lower()
    if form in ("i", "I") and 0 < count < 4000:
        digits = ""
        for value, sign in _ROMAN:
            digits += sign * (count // value)
            count %= value
        return digits if form == "I" else digits.lower()
    return str(count)


def _as_drawn(base: Style, properties: Element) -> Style:
    """Colour and font of letters."""
    colour = properties.get(f"{FO}color", "")
    if _HEX.fullmatch(colour):
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        base = replace(base, colour=(red, green, blue))
    font = properties.get(f"{FO}font-family") or properties.get(f"{STYLE}font-name")
    if font is None:
        return base
    metrics = metrics_of(font.strip("'\""))
    stretch = metrics.bold if base.bold else metrics.plain
    return replace(base, serif=metrics.face == SERIF, mono=metrics.face == MONO, stretch=stretch)


def _on_top(base: Style, properties: Element) -> Style:
    weight, slant = properties.get(f"{FO}font-weight"), properties.get(f"{FO}font-style")
    strike = properties.get(f"{STYLE}text-line-through-style")
    line = properties.get(f"{STYLE}text-underline-style")
    size = length(properties.get(f"{FO}font-size"), base.size)
    return replace(
        base,
        size=min(max(size, 4.0), 96.0),
        bold=base.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
        italic=base.italic if slant is None else slant in ("italic", "oblique"),
        strike=base.strike if strike is None else strike != "none",
        underline=base.underline if line is None else line != "none",
    )
