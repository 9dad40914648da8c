"""OpenDocument texts (ODT, OTT, flat FODT): all that is written in them, what is hidden, deleted or noted too.

Pages are of our own setting. Running headers stand at the beginning and running footers at the end, each once.
Objects packed inside become documents of their own.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.extract import media, ole
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.odf import TEXT, XML, OdfFile
from explorer.extract.odf_body import blocks_of, inner, left_over
from explorer.extract.odf_styles import Styles
from explorer.extract.odf_text import Odf, plain_text
from explorer.extract.old_packed import unpacked
from explorer.extract.ooxml import child, local
from explorer.extract.typeset import Block, Boxed, Flow, write_pdf
from explorer.extract.word_layout import without_gaps
from explorer.model.document import Kind, Layer


class OdtReader:
    """Reads OpenDocument texts and their templates."""

    name = "odt"
    version = 2
    media = frozenset({media.ODT})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the pages, and the objects packed inside."""
        with OdfFile(source.path, source.name) as file:
            core = file.core()
            sink.facts(Facts(Kind.DOCUMENT, title=core.title, date=core.created))
            for ordinal, leaf in enumerate(Flow().leaves(_blocks(file)), 1):
                sink.page(leaf.extracted(ordinal, f"p. {ordinal}"))
            give_packed(file, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with OdfFile(source.path, source.name) as file:
            write_pdf(Flow().leaves(_blocks(file, wants_pictures=True)), target)


def give_packed(file: OdfFile, sink: Sink) -> None:
    """Hand the sink the foreign objects, and say what could not be read."""
    left = sink.limits.child_bytes
    for name, data in file.packed()[: sink.limits.children]:
        if data is None or len(data) > left:
            sink.unread_child(name, "It is damaged or exceeds the limit for files taken out of one container.")
            continue
        left -= len(data)
        if not (data.startswith(ole.MAGIC) and unpacked(data, name, sink)):
            sink.child(name, data)
    for problem in list(dict.fromkeys(file.problems))[:5]:
        sink.partly(problem)


def _blocks(file: OdfFile, *, wants_pictures: bool = False) -> Iterator[Block]:
    body = file.body("text")
    odf = Odf(file, Styles.of(file.styles, file.content), wants_pictures)
    changes = child(body, "tracked-changes")
    for region in changes if changes is not None else ():
        deletion = child(region, "deletion")
        if deletion is not None:
            odf.deletions[region.get(f"{TEXT}id", "") or region.get(f"{XML}id", "")] = deletion
    return without_gaps(_all(odf, file))


def _all(odf: Odf, file: OdfFile) -> Iterator[Block]:
    yield from margins(odf, "header")
    yield from blocks_of(odf, file.body("text"))
    yield from left_over(odf)
    yield from margins(odf, "footer")


def margins(odf: Odf, kind: str) -> Iterator[Block]:
    """Running headers or footers with any text, each text once."""
    seen: set[str] = set()
    masters = child(odf.file.styles, "master-styles")
    for each in masters.iter() if masters is not None else ():
        if local(each) not in (kind, f"{kind}-left", f"{kind}-first"):
            continue
        text = plain_text(each).strip()
        if text and text not in seen:
            seen.add(text)
            yield Boxed(f"Running {kind}", inner(odf, each, 0), Layer.MARGIN)
