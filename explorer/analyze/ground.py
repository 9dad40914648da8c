"""The text that quotations are looked for in: one page, or two in a row without what stands between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.analyze.letters import Letters, letters
from explorer.analyze.page_edges import body
from explorer.model.document import DocumentId, Layer, LayerSpan
from explorer.model.passage import Passage

_EVERYWHERE = frozenset((Layer.HEADERS, Layer.MARGIN))


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page's text as it is traced. ``unsure`` are spans that were recognised and that nobody has put right."""

    document: DocumentId
    ordinal: int
    text: str
    unsure: tuple[tuple[int, int], ...] = ()
    layers: tuple[LayerSpan, ...] = ()


@dataclass(frozen=True)
class Ground:
    """A text put together from stretches of pages: for each the page, where it begins there, and where here."""

    text: str
    stretches: tuple[tuple[SourcePage, int, int], ...]

    @cached_property
    def letters(self) -> Letters:
        return letters(self.text)

    def passages(self, start: int, end: int) -> tuple[Passage, ...]:
        """A span of this text as passages of its pages."""
        found = []
        for at, (page, there, here) in enumerate(self.stretches):
            upto = self.stretches[at + 1][2] - 1 if at + 1 < len(self.stretches) else len(self.text)
            first, last = max(start, here), min(end, upto)
            if first < last:
                span = (there + first - here, there + last - here)
                found.append(Passage(page.document, page.ordinal, *span, page.text[slice(*span)]))
        return tuple(found)

    def layers(self, passages: Sequence[Passage]) -> tuple[Layer, ...]:
        """The layers that passages touch, but for headers and margins, which every page has."""
        pages = {page.ordinal: page for page, _, _ in self.stretches}
        found = {
            span.layer
            for passage in passages
            for span in pages[passage.ordinal].layers
            if span.start < passage.end and span.end > passage.start
        }
        return tuple(sorted(found - _EVERYWHERE))

    def is_unsure(self, passages: Sequence[Passage]) -> bool:
        """Whether a passage rests on words that were recognised and that nobody has put right."""
        pages = {page.ordinal: page for page, _, _ in self.stretches}
        return any(
            start < passage.end and end > passage.start
            for passage in passages
            for start, end in pages[passage.ordinal].unsure
        )


def one_page(page: SourcePage) -> Ground:
    return Ground(page.text, ((page, 0, 0),))


def over_the_break(before: SourcePage, after: SourcePage, around: Sequence[str], reach: int) -> Ground:
    """The end of a page and the beginning of the next, ``reach`` characters each, without the edges between them.

    ``around`` are texts of other pages of the document, which show what recurs.
    """
    _, end = body(_own(before), [*around, _own(after)])
    start, _ = body(_own(after), [*around, _own(before)])
    first = max(0, end - reach)
    left, right = before.text[first:end], after.text[start : start + reach]
    return Ground(f"{left}\n{right}", ((before, first, 0), (after, start, len(left) + 1)))


def _own(page: SourcePage) -> str:
    """A page's text without the layers that follow it: notes, comments, properties."""
    after = [span.start for span in page.layers if span.start > 0]
    return page.text[: min(after)] if after and page.text[: min(after)].strip() else page.text
