"""Use cases of duplicates: files of the same bytes, and pages that say nearly the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analyze.near_duplicates import (
    ALIKE,
    Pair,
    groups,
    leaders,
    likeness,
    meeting,
    pairs_alike,
    shingles,
    sketch,
)
from explorer.analyze.page_diff import Difference, differences
from explorer.analyze.picture_likeness import pictures_alike
from explorer.app.page_sketches import PageSketches
from explorer.app.record import Record
from explorer.model.document import Document, Page, PageId, PlaceId
from explorer.model.passage import Citation, PageRef
from explorer.store import columns, derived, documents, picture_hashes

_MOST_MET = 400  # pages that are looked at closely for one; more of one form are not told apart anyway

Step = tuple[str, str]  # "equal", "delete" or "insert", and the words


@dataclass(frozen=True, slots=True)
class LikePage:
    """A page of a group; ``likeness`` and ``steps`` tell how it differs from the group's first page."""

    page: PageRef
    place: PlaceId
    path: str
    citation: Citation
    likeness: float  # the share of the runs of three words in both that both have
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NearPage:
    """A page that is nearly the same as the one asked about.

    Attributes:
        likeness: of the words, the share of runs of three in both that both have; of pictures, of their hashes' bits.
        by_pictures: it is the pictures that are alike; the words were not read, or not read well.
    """

    page: PageRef
    citation: Citation
    likeness: float
    by_pictures: bool = False

    @property
    def reason(self) -> str:
        """Why it counts, as people say it."""
        return "the pictures are alike" if self.by_pictures else f"{self.likeness:.0%} of the words are alike"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pages, and where their words differ."""

    one: PageRef
    other: PageRef
    one_citation: Citation
    other_citation: Citation
    differences: tuple[Difference, ...]


class Duplicating:
    """Finds what is nearly the same by sketches of the pages, made when they are first needed. Any thread may ask."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._sketches = PageSketches(record)
        self._held_pictures: tuple[str, NDArray[np.int64], NDArray[np.uint8]] | None = None

    def same_files(self) -> list[list[Document]]:
        """Files of the same bytes at several places, the first place first."""
        found: dict[str, list[Document]] = defaultdict(list)
        for each in self._record.ask(documents.documents):
            if each.sha256:
                found[each.document].append(each)
        return [group for group in found.values() if len(group) > 1]

    def like_pages(self) -> list[list[LikePage]]:
        """Groups of pages that are nearly the same, the largest group first, each in document order."""
        while self._sketches.look_at_more():
            pass
        pages, table = self._sketches.table()
        pairs = pairs_alike(pages.tolist(), table, self._texts)
        return [self._group(group, pairs) for group in groups(pairs)]

    def look_at_more(self) -> bool:
        """Look at some pages that were not looked at yet; whether there may be more of them. Takes about 0.2 s."""
        return self._sketches.look_at_more()

    def near(self, page: PageRef) -> list[NearPage]:
        """The pages that are nearly the same as one, the likest first, as far as pages were looked at."""
        own = self._record.ask(documents.page_at, page.document, page.ordinal)
        said = self._saying_the_same(own)
        told = {each.page for each in said}
        return [*said, *(each for each in self._looking_the_same(own) if each.page not in told)]

    def _looking_the_same(self, own: Page) -> list[NearPage]:
        """Pages whose pictures are like one's, the likest first."""
        pages, table = self._pictures()
        at = int(np.searchsorted(pages, own.id))
        if at == len(pages) or pages[at] != own.id:
            return []
        alike = {PageId(int(pages[row])): like for row, like in pictures_alike(at, table)[:_MOST_MET]}
        held = self._record.ask(documents.texts, list(alike))
        return [self._near(held[page], like, by_pictures=True) for page, like in alike.items() if page in held]

    def _pictures(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The hashes of all pictures, read again when the case's pages changed."""
        stamp = self._record.ask(derived.count)
        held = self._held_pictures
        if held is None or held[0] != stamp:
            held = self._held_pictures = (stamp, *self._record.ask(picture_hashes.hashes))
        return held[1:]

    def _saying_the_same(self, own: Page) -> list[NearPage]:
        """Pages whose words are like one's, the likest first."""
        found = shingles(own.text)
        if not len(found):
            return []
        pages, table = self._sketches.table()
        met = [PageId(each) for each in pages[meeting(sketch(found), table)].tolist() if each != own.id]
        alike = [
            self._near(each, like)
            for each in self._record.ask(documents.texts, met[:_MOST_MET]).values()
            if (like := likeness(found, shingles(each.text))) >= ALIKE
        ]
        return sorted(alike, key=lambda each: (-each.likeness, str(each.citation)))

    def like_among(self, pages: Sequence[PageId]) -> dict[PageId, PageId]:
        """For pages that are nearly the same as one further ahead in a list: the first such, itself like none ahead.

        Pages that were not looked at yet are like none. The texts of those alone that may be alike are read.
        """
        held, table = self._sketches.table()
        asked = np.array(pages, np.int64)
        at = np.searchsorted(held, asked)
        known = np.flatnonzero(at < len(held))
        known = known[held[at[known]] == asked[known]]
        pairs = pairs_alike(asked[known].tolist(), table[at[known]], self._texts)
        return {PageId(each): PageId(first) for each, first in leaders(pages, pairs).items()}

    def compare(self, one: PageRef, other: PageRef) -> Comparison:
        """Two pages side by side.

        Raises:
            InputError: one of them is gone.
        """
        texts = [self._record.ask(documents.page_at, each.document, each.ordinal).text for each in (one, other)]
        cited = [self._record.ask(documents.citation, each.document, each.ordinal) for each in (one, other)]
        return Comparison(one, other, cited[0], cited[1], differences(texts[0], texts[1]))

    def _near(self, page: Page, likeness: float, *, by_pictures: bool = False) -> NearPage:
        citation = self._record.ask(documents.citation, page.document, page.ordinal)
        return NearPage(PageRef(page.document, page.ordinal), citation, likeness, by_pictures)

    def _texts(self, pages: Sequence[int]) -> dict[int, str]:
        return dict(self._record.ask(columns.page_texts, [PageId(each) for each in pages]))

    def _group(self, group: Sequence[int], pairs: Sequence[Pair]) -> list[LikePage]:
        held = self._record.ask(documents.texts, [PageId(each) for each in group])
        first = held[PageId(group[0])]
        like = {pair.other: pair.likeness for pair in pairs if pair.one == group[0]}
        return [self._like(first, held[PageId(each)], like.get(each, 0.0)) for each in group]

    def _like(self, first: Page, page: Page, likeness: float) -> LikePage:
        place = self._record.ask(documents.own_place, page.document)
        is_first = page.id == first.id
        return LikePage(
            PageRef(page.document, page.ordinal),
            place.id,
            place.path,
            self._record.ask(documents.citation, page.document, page.ordinal),
            1.0 if is_first else likeness,
            () if is_first else _steps(first.text, page.text),
        )


def _steps(one: str, other: str) -> tuple[Step, ...]:
    """What must be taken out of a text and put in, word by word, to make another of it."""
    steps: list[Step] = []
    at = 0
    for each in differences(one, other):
        steps.append(("equal", one[at : each.one[0]]))
        steps.append(("delete", one[slice(*each.one)]))
        steps.append(("insert", other[slice(*each.other)]))
        at = each.one[1]
    steps.append(("equal", one[at:]))
    return tuple((tag, " ".join(words.split())) for tag, words in steps if words.strip())
