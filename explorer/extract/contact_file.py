"""Address cards (.vcf): each card is a page, with all that its lines say in words; pictures in it are children.

Source: vCard 2.1, RFC 2426 (3.0), RFC 6350 (4.0).
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.calendar_time import when
from explorer.extract.content_lines import Component, Line, components
from explorer.extract.leaf import Leaf
from explorer.extract.line_files import attached, bytes_of, not_whole
from explorer.extract.mail_body import Body
from explorer.extract.mail_layout import HeaderRow, mail_leaves
from explorer.extract.typeset import write_pdf
from explorer.model.document import Kind

_LABELS = {
    "FN": "Name", "N": "Name in parts", "NICKNAME": "Also called", "ORG": "Organisation", "TITLE": "Title",
    "ROLE": "Role", "TEL": "Telephone", "EMAIL": "E-mail", "ADR": "Address", "LABEL": "Address label", "URL": "Link",
    "IMPP": "Chat", "BDAY": "Born", "ANNIVERSARY": "Anniversary", "GENDER": "Gender", "CATEGORIES": "Categories",
    "TZ": "Time zone", "GEO": "Position", "LANG": "Language", "RELATED": "Related to", "MEMBER": "Member",
    "MAILER": "Mail program", "REV": "Last changed", "UID": "Identifier", "PRODID": "Written by", "KIND": "Kind",
}  # fmt: skip
_FILES = ("PHOTO", "LOGO", "SOUND", "KEY")
_MOMENTS = frozenset({"BDAY", "ANNIVERSARY", "REV"})
_UNSAID = frozenset({"VERSION", "NOTE"})
_KINDS = frozenset(
    {"home", "work", "cell", "fax", "voice", "pager", "video", "text", "pref", "msg", "car", "main-number"}
)


class ContactReader:
    """Reads files of one or many address cards."""

    name = "contacts"
    version = 1
    media = frozenset({media.VCF})

    def read(self, source: Source, sink: Sink) -> None:
        """Pages "card 1", "card 2" and so on.

        Raises:
            DamagedDocumentError: it holds no card.
        """
        data, is_whole = bytes_of(source)
        found, is_closed = components(data)
        cards = _cards(found)
        if not cards:
            raise DamagedDocumentError(source.name, "it holds no address card")
        more = f" and {len(cards) - 1:,} more" if len(cards) > 1 else ""
        sink.facts(Facts(Kind.TEXT, title=f"{name_of(cards[0])}{more}"))
        if not (is_whole and is_closed):
            sink.partly(not_whole(source, "cards"))
        for ordinal, leaf in enumerate(_leaves(cards), start=1):
            sink.page(leaf.extracted(ordinal, "card"))
        for card in cards:
            for name, content in attached(card, _FILES, "picture"):
                sink.child(f"{_as_name(name_of(card))} {name}".strip(), content)

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        write_pdf(_leaves(_cards(components(bytes_of(source)[0])[0])), target)


def _cards(found: list[Component]) -> list[Component]:
    """All cards; one that lies in another is one too."""
    cards, waiting = [], list(reversed(found))
    while waiting:
        each = waiting.pop()
        if each.name == "VCARD":
            cards.append(each)
        waiting += reversed(each.inside)
    return cards


def name_of(card: Component) -> str:
    """Whom the card is of, as far as it says."""
    names = card.line("N")
    parts = (names.parts() + [""] * 5)[:5] if names else [""] * 5
    built = " ".join(filter(None, [parts[3], parts[1], parts[2], parts[0], parts[4]]))
    return " ".join((card.text("FN") or built or card.text("ORG") or card.text("EMAIL")).split())


def _as_name(name: str) -> str:
    return name.replace("/", "-").replace("\\", "-")[:100]


def _leaves(cards: list[Component]) -> Iterator[Leaf]:
    for number, card in enumerate(cards, start=1):
        notes = [Body(line.text) for line in card.lines if line.name == "NOTE" and line.text.strip()]
        has_files = any(line.name in _FILES and line.data() for line in card.lines)
        yield from mail_leaves(_rows(card), notes, has_attachment=has_files, label=f"card {number}")


def _rows(card: Component) -> list[HeaderRow]:
    """What the card says: known things first, in their order, then all else by the name it has in the file."""
    others = [line.name for line in card.lines if line.name not in _LABELS and line.name not in _UNSAID]
    return [
        HeaderRow(_LABELS.get(line.name, line.name), said)
        for name in [*_LABELS, *dict.fromkeys(others)]
        for line in card.lines
        if line.name == name and (said := _said(line))
    ]


def _said(line: Line) -> str:
    if line.name in _FILES and line.data() is not None:
        return "a file, kept beside this card"
    if line.name in _MOMENTS:
        return when(line.value)
    if line.name in ("ADR", "N", "ORG"):
        text = ", ".join(filter(None, line.parts()))
    elif line.name in ("CATEGORIES", "NICKNAME"):
        text = ", ".join(filter(None, line.parts(",")))
    else:
        text = line.text.removeprefix("tel:").removeprefix("mailto:")
    kinds = [each for each in line.parameters.get("TYPE", "").lower().split(",") if each in _KINDS]
    text = " ".join(text.split())
    return f"{text} ({', '.join(kinds)})" if kinds and text else text
