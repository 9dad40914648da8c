"""Use cases of duplicates: files of the same bytes, and pages that say nearly the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from explorer.analyze.near_duplicates import Pair, groups, pairs_alike
from explorer.app.record import Record
from explorer.model.document import Document, Page, PageId, PlaceId
from explorer.model.passage import Citation, PageRef
from explorer.store import columns, documents

_PORTION = 500  # pages read at once
_LONGEST = 3_000  # words of a page that are compared one by one

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


class Duplicating:
    """Worked out anew from what the case holds, so never stale."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def same_files(self) -> list[list[Document]]:
        """Files of the same bytes at several places, the first place first."""
        found: dict[str, list[Document]] = defaultdict(list)
        for each in self._record.ask(documents.documents):
            if each.sha256:
                found[each.document].append(each)
        return [group for group in found.values() if len(group) > 1]

    def like_pages(self) -> list[list[LikePage]]:
        """Groups of pages that are nearly the same, the largest group first, each in document order."""
        pages = self._record.ask(columns.page_ids)
        pairs = pairs_alike(self._texts(pages), lambda keys: dict(self._texts(list(keys))))
        return [self._group(group, pairs) for group in groups(pairs)]

    def _texts(self, pages: Sequence[PageId]) -> Iterator[tuple[PageId, str]]:
        for at in range(0, len(pages), _PORTION):
            yield from self._record.ask(columns.page_texts, pages[at : at + _PORTION])

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
            () if is_first else differences(first.text, page.text),
        )


def differences(one: str, other: str) -> tuple[Step, ...]:
    """What must be taken out of a text and put in, word by word, to make another of it."""
    left, right = one.split()[:_LONGEST], other.split()[:_LONGEST]
    steps: list[Step] = []
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            steps.append(("equal", " ".join(left[step.src_start : step.src_end])))
            continue
        if step.src_end > step.src_start:
            steps.append(("delete", " ".join(left[step.src_start : step.src_end])))
        if step.dest_end > step.dest_start:
            steps.append(("insert", " ".join(right[step.dest_start : step.dest_end])))
    return tuple(steps)
