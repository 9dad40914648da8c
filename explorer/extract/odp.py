"""OpenDocument presentations (ODP, OTP, flat FODP): one page for each slide, with its notes and comments below.

It is our own plain drawing; every word of the slide stands on it about where it belongs. Hidden slides are pages like
the others, and say that they are hidden.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.odf import OdfFile
from explorer.extract.odf_styles import Styles
from explorer.extract.odf_text import Odf
from explorer.extract.odp_page import leaf_of, title_of
from explorer.extract.odp_slide import Slide, size_of
from explorer.extract.odt import give_packed
from explorer.extract.ooxml import Element, child, local
from explorer.extract.typeset import Leaf, write_pdf
from explorer.model.document import Kind, PageFlag


class OdpReader:
    """Reads OpenDocument presentations, drawings and their templates."""

    name = "odp"
    version = 2
    media = frozenset({media.ODP, media.ODG})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the slides and the objects packed inside."""
        with OdfFile(source.path, source.name) as file:
            core = file.core()
            first = next(iter(_pages(file)), None)
            title = core.title or (title_of(first) if first is not None else "")
            sink.facts(Facts(Kind.SLIDES, title=title, date=core.created))
            unread = []
            for ordinal, leaf in enumerate(_leaves(file, wants_pictures=False), 1):
                page = leaf.extracted(ordinal, f"slide {ordinal}")
                unread += [str(ordinal)] if PageFlag.NEEDS_OCR in page.flags else []
                sink.page(page)
            if unread:
                listed = ", ".join(unread[:12])
                sink.needs_ocr(f"Slides that are pictures without text need OCR before they can be searched: {listed}.")
            give_packed(file, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with OdfFile(source.path, source.name) as file:
            write_pdf(_leaves(file, wants_pictures=True), target)


def _pages(file: OdfFile) -> list[Element]:
    body = child(file.content, "body")
    for kind in ("presentation", "drawing"):
        if child(body, kind) is not None:
            return [each for each in file.body(kind) if local(each) == "page"]
    return list(file.body("presentation"))  # says that there is none


def _leaves(file: OdfFile, *, wants_pictures: bool) -> Iterator[Leaf]:
    odf = Odf(file, Styles.of(file.styles, file.content), wants_pictures)
    for number, element in enumerate(_pages(file), 1):
        width, height = size_of(file, element)
        yield leaf_of(Slide(odf, element, number, width, height))
