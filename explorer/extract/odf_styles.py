"""OpenDocument styles: how runs and paragraphs look, what is hidden, where pages begin, how lists count.

Source: OpenDocument 1.3 part 3, 16 (styles) and 20 (formatting attributes).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from explorer.extract.odf import DRAW, FO, PRESENTATION, STYLE, TABLE, TEXT, length
from explorer.extract.ooxml import Element, child, local
from explorer.extract.typeset import Style

_DEEPEST = 20  # styles that inherit from styles
Key = tuple[str, str]  # family, name


@dataclass(slots=True)
class Styles:
    """The styles of a file by family and name, and its list styles by name."""

    named: Mapping[Key, Element] = field(default_factory=dict)
    lists: Mapping[str, Element] = field(default_factory=dict)
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

    def is_numbered(self, list_style: str, level: int) -> bool:
        """Whether a level of a list (from 1) counts."""
        style = self.lists.get(list_style)
        for each in style if style is not None else ():
            if each.get(f"{TEXT}level") == str(level):
                return local(each) == "list-level-style-number" and bool(each.get(f"{STYLE}num-format"))
        return False


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
