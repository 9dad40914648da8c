"""What an Office package says of itself, and where it leads outside: its properties and its outer links, as text.

Nothing that is linked is ever fetched. Source: ECMA-376 part 2, 11 (core), part 1, 22.2 and 22.3 (extended, custom).
"""

from collections.abc import Iterator

from explorer.extract.ooxml import Element, Package, Relation, local
from explorer.extract.typeset import Block, Boxed, Paragraph, Run, Style
from explorer.model.document import Layer

_SMALL = Style(size=9)
_MOST = 2_000  # links or properties of one file
_LONGEST = 2_000
_NAMED = {
    "creator": "Author",
    "lastModifiedBy": "Last changed by",
    "modified": "Last changed",
    "lastPrinted": "Last printed",
    "subject": "Subject",
    "keywords": "Keywords",
    "description": "Remarks",
    "category": "Category",
    "contentStatus": "Status",
    "Company": "Company",
    "Manager": "Manager",
    "Template": "Template",
    "HyperlinkBase": "Base of links",
}
_VML = "{urn:schemas-microsoft-com:vml}"
_PARTS = ("core-properties", "extended-properties")


def property_box(package: Package) -> list[Block]:
    """A box with the document's properties; none if it states nothing beyond its title and date."""
    return boxed("Document properties", [*_known(package), *_custom(package)])


def boxed(title: str, lines: list[str], layer: Layer = Layer.MARGIN) -> list[Block]:
    """A box of small lines; none if there are none."""
    if not lines:
        return []
    return [Boxed(title, [Paragraph([Run(line, _SMALL)], space_after=2) for line in lines], layer)]


def _known(package: Package) -> Iterator[str]:
    created = package.core().created
    for kind in _PARTS:
        for part in package.related("", kind):
            root = package.xml(part)
            for each in root if root is not None else ():
                name, text = _NAMED.get(local(each), ""), " ".join((each.text or "").split())
                if name and text and text != created:
                    yield f"{name}: {text[:_LONGEST]}"


def _custom(package: Package) -> list[str]:
    found: list[str] = []
    for part in package.related("", "custom-properties"):
        root = package.xml(part)
        for each in root if root is not None else ():
            text = " ".join("".join(map(str, each.itertext())).split())
            if local(each) == "property" and text and len(found) < _MOST:
                found.append(f"{each.get('name', '')}: {text[:_LONGEST]}")
    return found


def link_box(package: Package, parts: list[str]) -> list[Block]:
    """A box with the addresses that parts lead to; none if they lead nowhere outside."""
    links = (relation for part in parts for relation in package.relations(part).values() if relation.external)
    lines = list(dict.fromkeys(_line(relation) for relation in links))
    return boxed("Links that lead outside", [line for line in lines if line][:_MOST], Layer.COMMENT)


def _line(relation: Relation) -> str:
    """A link's address, with what it is for where it is no plain link."""
    target = relation.target.strip()[:_LONGEST]
    kind = {"hyperlink": "", "attachedTemplate": "template: ", "image": "picture: ", "oleObject": "object: "}
    return f"{kind.get(relation.kind, f'{relation.kind}: ')}{target}" if target else ""


def descriptions(root: Element) -> list[str]:
    """Titles and descriptions that were given to drawings below an element, for those who cannot see them."""
    found: list[str] = []
    for each in root.iter():
        if local(each) in ("docPr", "cNvPr"):
            found += [" ".join(each.get(name, "").split()) for name in ("title", "descr")]
        elif each.tag.startswith(_VML):  # drawings of Word 97 to 2007: a description, and words drawn along a line
            found += [" ".join(each.get(name, "").split()) for name in ("alt", "string")]
    return [text for text in dict.fromkeys(found) if text]
