"""PowerPoint 97 to 2003 presentations (PPT): one page for each slide as last saved, with its notes and comments below.

Hidden slides are pages like the others, and say that they are hidden. Objects packed inside become documents.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.old_office import OldOffice
from explorer.extract.ppt_design import Designs
from explorer.extract.ppt_file import PptFile, SlideRef
from explorer.extract.ppt_packed import give_objects
from explorer.extract.ppt_page import Page, page_of, title_of
from explorer.extract.ppt_pictures import Pictures
from explorer.extract.typeset import Leaf, write_pdf
from explorer.model.document import Kind, PageFlag

_NO_TITLES = ("slide 1", "powerpoint presentation", "presentation", "untitled", "no slide title")


class PptReader:
    """Reads PPT, PPS and POT of PowerPoint 97 to 2003."""

    name = "ppt"
    version = 3
    media = frozenset({media.PPT})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the slides and the objects packed inside."""
        with OldOffice(source.path, source.name) as office:
            file = PptFile.of(office)
            core = office.core()
            sink.facts(Facts(Kind.SLIDES, title=_title(core.title, file), date=core.created))
            unread = []
            for ordinal, (slide, leaf) in enumerate(_leaves(file, wants_pictures=False), 1):
                page = leaf.extracted(ordinal, f"slide {slide.number}")
                if PageFlag.NEEDS_OCR in page.flags:
                    unread.append(str(slide.number))
                sink.page(page)
            _say(file, unread, sink)
            give_objects(file, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with OldOffice(source.path, source.name) as office:
            write_pdf((leaf for _slide, leaf in _leaves(PptFile.of(office), wants_pictures=True)), target)


def _leaves(file: PptFile, *, wants_pictures: bool) -> Iterator[tuple[SlideRef, Leaf]]:
    pictures = Pictures.of(file.office, file.folder, file.document)
    designs, styles = file.designs(), Designs(file)
    for slide in file.slides():
        yield (
            slide,
            page_of(Page(slide, file.width, file.height, pictures, wants_pictures, styles.of(slide.record), designs)),
        )
        designs = []


def _title(named: str, file: PptFile) -> str:
    """The presentation's title; its first slide's where it has none but what its program wrote by itself."""
    if named and named.lower() not in _NO_TITLES:
        return named
    first = next(file.slides(), None)
    file.lost.clear()
    return (title_of(first) if first is not None else "") or named


def _say(file: PptFile, unread: list[str], sink: Sink) -> None:
    """Tell the sink what could not be read."""
    shown = ", ".join(unread[:12]) + (" …" if len(unread) > 12 else "")
    if unread:
        sink.needs_ocr(f"Pictures without text, which need OCR before they can be searched, are slides {shown}.")
    if file.lost:
        sink.partly(f"{len(set(file.lost))} slides of “{file.office.name}” are damaged and could not be read.")
    for problem in file.office.problems[:5]:
        sink.partly(problem)
