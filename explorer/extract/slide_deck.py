"""A deck's parts: its slides in order, what each inherits from layout and master, and its size.

Source: ECMA-376 part 1, 19.2 (presentation), 19.3 (slides, layouts, masters, notes).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from explorer.errors import DamagedDocumentError
from explorer.extract.ooxml import Element, Package, R, child, children, local, number
from explorer.extract.slide_theme import Palette

EMU = 12_700.0  # of one point
_TITLES = ("title", "ctrTitle")
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body", "tbl": "body", "chart": "body",
         "pic": "body", "media": "body", "dgm": "body", "clipArt": "body"}  # fmt: skip
MARGINS = frozenset({"dt", "ftr", "sldNum", "hdr"})


@dataclass(frozen=True, slots=True)
class SlideRef:
    """A slide by its part's name."""

    part: str
    number: int  # from 1
    is_hidden: bool
    root: Element


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What kind of place on a layout a shape fills."""

    type: str  # "" stands for a body
    index: str

    @property
    def is_title(self) -> bool:
        return self.type in _TITLES


@dataclass(frozen=True, slots=True)
class Design:
    """What a slide inherits."""

    layout: Element | None = None
    layout_part: str = ""
    master: Element | None = None
    master_part: str = ""
    palette: Palette = field(default_factory=Palette)
    default_text: Element | None = None

    def on(self, slide: Element) -> "Design":
        """The same for a slide that gives the theme's colours other names."""
        own = child(slide, "clrMapOvr", "overrideClrMapping")
        return self if own is None else replace(self, palette=self.palette.mapped(own))

    def ancestors(self, place: Placeholder | None) -> list[Element]:
        """The shapes on layout and master that a placeholder inherits from, nearest first."""
        if place is None:
            return []
        found = []
        for root, loose in ((self.layout, False), (self.master, True)):
            match = _match(root, place, loose=loose)
            if match is not None:
                found.append(match)
                own = placeholder_of(match)
                place = own if own is not None else place
        return found


def placeholder_of(shape: Element) -> Placeholder | None:
    """The placeholder that a shape is, if it is one."""
    for part in shape:
        if local(part).startswith("nv"):
            found = child(part, "nvPr", "ph")
            return Placeholder(found.get("type", ""), found.get("idx", "")) if found is not None else None
    return None


def shape_tree(root: Element | None) -> Element | None:
    return child(root, "cSld", "spTree")


def _match(root: Element | None, place: Placeholder, *, loose: bool) -> Element | None:
    """A layout's placeholder by index, else by type; a master's by the family of its type."""
    by_type = None
    tree = shape_tree(root)
    for shape in tree if tree is not None else ():
        own = placeholder_of(shape)
        if own is None:
            continue
        if place.index and own.index == place.index and not loose:
            return shape
        same = own.type == place.type if not loose else family(own.type) == family(place.type)
        if by_type is None and same:
            by_type = shape
    return by_type


def family(kind: str) -> str:
    """Title, body or the type itself: what a master tells apart."""
    return _SAME.get(kind, kind)


class Deck:
    """An open deck.

    Raises:
        DamagedDocumentError: it has no presentation part.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.main_part("ppt/presentation.xml")
        root = package.xml(self.part)
        if root is None:
            self.part = "ppt/presentation.xml"
            root = package.xml(self.part)
        if root is None:
            raise DamagedDocumentError(package.name, "it has no presentation part")
        self._root = root
        size = child(root, "sldSz")
        wide = number(size.get("cx"), 9_144_000) if size is not None else 9_144_000
        high = number(size.get("cy"), 6_858_000) if size is not None else 6_858_000
        self.width = min(max(wide / EMU, 72.0), 4_000.0)
        self.height = min(max(high / EMU, 72.0), 4_000.0)
        self._designs: dict[str, Design] = {}
        self._masters: dict[str, tuple[Element | None, Palette]] = {}
        self.authors = self._authors()
        styles = package.related(self.part, "tableStyles")
        self.table_styles = package.xml(styles[0]) if styles else None

    def slides(self) -> Iterator[SlideRef]:
        """The slides in the order they are shown; one that cannot be read is still counted, as an empty one."""
        relations = self.package.relations(self.part)
        for number_, each in enumerate(children(child(self._root, "sldIdLst"), "sldId"), 1):
            relation = relations.get(each.get(f"{R}id", ""))
            root = self.package.xml(relation.target) if relation is not None and not relation.external else None
            part = relation.target if relation is not None else ""
            if root is None:
                self.package.problems.append(f"Slide {number_} of “{self.package.name}” cannot be read.")
                root = etree.Element("sld")
            yield SlideRef(part, number_, root.get("show") in ("0", "false"), root)

    def design(self, slide_part: str) -> Design:
        """What a slide inherits; empty if its links are broken."""
        layouts = self.package.related(slide_part, "slideLayout")
        key = layouts[0] if layouts else ""
        known = self._designs.get(key)
        if known is None:
            known = self._designs[key] = self._design(key)
        return known

    def _design(self, layout_part: str) -> Design:
        masters = self.package.related(layout_part or self.part, "slideMaster")
        master_part = masters[0] if masters else ""
        if master_part not in self._masters:
            root = self.package.xml(master_part) if master_part else None
            themes = self.package.related(master_part, "theme") if master_part else []
            palette = Palette.of(
                self.package.xml(themes[0]) if themes else None, child(root, "clrMap"), themes[0] if themes else ""
            )
            self._masters[master_part] = (root, palette)
        master, palette = self._masters[master_part]
        layout = self.package.xml(layout_part) if layout_part else None
        palette = palette.mapped(child(layout, "clrMapOvr", "overrideClrMapping"))
        return Design(layout, layout_part, master, master_part, palette, child(self._root, "defaultTextStyle"))

    def _authors(self) -> dict[str, str]:
        """Names of those who commented, by id."""
        found: dict[str, str] = {}
        for kind in ("commentAuthors", "authors"):
            for part in self.package.related(self.part, kind):
                root = self.package.xml(part)
                found |= {each.get("id", ""): each.get("name", "") for each in (root if root is not None else ())}
        return found
