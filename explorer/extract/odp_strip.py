"""What stands below an OpenDocument slide: notes, comments, objects, descriptions, what lies off it or is hidden."""

from collections.abc import Iterator

from explorer.extract.odf import DRAW, PRESENTATION
from explorer.extract.odf_body import comment_paragraph
from explorer.extract.odf_text import plain_text
from explorer.extract.odp_slide import Slide
from explorer.extract.ooxml import child, local
from explorer.extract.typeset import (
    Block,
    Boxed,
    Paragraph,
    Run,
    Style,
)
from explorer.model.document import Layer

_SMALL = Style(size=9.5)
_DECLARED = ("header", "footer", "date-time")


def strip_of(slide: Slide) -> Iterator[Block]:
    """What stands below the slide."""
    comments = [comment_paragraph(each) for each in slide.element if local(each) == "annotation"]
    yield Boxed("Speaker notes", list(_notes(slide)), Layer.NOTES)
    yield Boxed("Comments", comments, Layer.COMMENT)
    yield from slide.objects
    described_ = [Paragraph([Run(text, _SMALL)], space_after=2) for text in dict.fromkeys(slide.descriptions)]
    yield Boxed("Picture descriptions", described_, Layer.COMMENT)
    yield Boxed("Off the slide", slide.outside, Layer.HIDDEN)
    yield Boxed("Hidden shapes", slide.hidden, Layer.HIDDEN)
    yield Boxed("Header and footer", list(_declared(slide)), Layer.MARGIN)


def _notes(slide: Slide) -> Iterator[Paragraph]:
    notes = child(slide.element, "notes")
    for each in notes.iter(f"{DRAW}text-box") if notes is not None else ():
        text = plain_text(each).strip()
        if text and not text.isdigit() and text != "<number>":
            yield Paragraph([Run(text, _SMALL)], space_after=2)


def _declared(slide: Slide) -> Iterator[Paragraph]:
    """Header, footer and date that the slide names among those of the presentation."""
    parent = slide.element.getparent()
    for kind in _DECLARED:
        wanted = slide.element.get(f"{PRESENTATION}use-{kind}-name", "")
        for each in parent if parent is not None and wanted else ():
            if local(each) == f"{kind}-decl" and each.get(f"{PRESENTATION}name") == wanted:
                text = plain_text(each).strip()
                if text:
                    yield Paragraph([Run(text, _SMALL)], space_after=2)
