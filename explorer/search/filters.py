"""Filters and facets over the case's columns: masks with one place a page, counted with numpy."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from explorer.model import columns
from explorer.model.bates import parse_bates
from explorer.model.columns import DocumentRow, PageTable
from explorer.model.document import PageId
from explorer.model.query import Field
from explorer.search.analyzer import fold, words
from explorer.search.record import Record

Mask = NDArray[np.bool_]
_Codes = tuple[tuple[str, ...], NDArray[np.int64]]  # the values of a facet; by document, which of them it has

FLAGS = {
    "needs OCR": columns.NEEDS_OCR,
    "hidden": columns.HIDDEN | columns.HAS_HIDDEN,
    "notes": columns.HAS_NOTES,
}
_HAS = {"hidden": columns.HIDDEN | columns.HAS_HIDDEN, "notes": columns.HAS_NOTES, "ocr": columns.READ_BY_OCR}
_TOP = 40  # values of a facet that are listed
_SPARSEST = 8  # ids to each page, up to which rows are looked up in an array; above, by halving
_FACETS: dict[str, Callable[[DocumentRow], str]] = {
    "production": lambda row: row.production,
    "kind": lambda row: row.kind.value,
    "sender": lambda row: row.sender,
    "year": lambda row: (row.date or "")[:4],
}


class Filters:
    """Answers fields and facets over one state of a case."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.table: PageTable = record.table()
        self._order = np.argsort(self.table.ids, kind="stable")
        self._row_of = _row_of(self.table.ids)
        self.is_rising = bool(np.all(self.table.ids[1:] > self.table.ids[:-1]))  # rows stand in the order of ids
        self._codes: dict[str, _Codes] = {}

    def mask(self, field: Field) -> Mask:
        """The pages that a field holds for. ``exemption`` is words on the page and not asked here."""
        table = self.table
        match field.field:
            case "bates":
                return self._bates(field)
            case "date":
                return self._by_document(lambda row: _in_range(row.date, field.low, field.high))
            case "kind":
                return self._having("kind", field.value)
            case "lang":
                wanted = [number for number, each in enumerate(table.languages) if each == field.value.lower()]
                return np.isin(table.language, wanted)
            case "entity":
                return self._of(self._record.naming(field.value))
            case "tag":
                folded = fold(field.value)
                return self._of(
                    page for tag, pages in self._record.tags().items() if fold(tag) == folded for page in pages
                )
            case "has":
                return self._has(field.value)
            case "is":
                return self._is(field.value)
            case _:
                return self._by_document(_texts_hold(field.field, field.value))

    def chosen(self, chosen: Mapping[str, frozenset[str]]) -> Mask:
        """The pages that the values chosen in facets leave: any value of one facet, and that for each facet."""
        mask = np.ones(len(self.table.ids), np.bool_)
        for facet, values in chosen.items():
            if values:
                mask &= np.logical_or.reduce([self._facet_mask(facet, value) for value in sorted(values)])
        return mask

    def by_document(self, mask: Mask) -> NDArray[np.int64]:
        """How many of some pages each document has, in the order of the table's documents."""
        found: NDArray[np.int64] = np.bincount(self.table.document[mask], minlength=len(self.table.documents))
        return found[: len(self.table.documents)]

    def facets(self, mask: Mask, counts: NDArray[np.int64]) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many of some pages have each value, the commonest first; years in order.

        Args:
            counts: the same pages by document.
        """
        by = {name: self._summed(name, counts) for name in _FACETS}
        found = {name: tuple(sorted(of, key=lambda pair: (-pair[1], pair[0]))[:_TOP]) for name, of in by.items()}
        found["year"] = tuple(sorted(by["year"]))
        tags = {tag: int(np.count_nonzero(mask & self._of(pages))) for tag, pages in self._record.tags().items()}
        found["tag"] = tuple(sorted(((tag, count) for tag, count in tags.items() if count), key=lambda pair: -pair[1]))
        flags = [
            (name, int(np.count_nonzero(mask & self._facet_mask("flag", name)))) for name in ("cited", "unread", *FLAGS)
        ]
        found["flag"] = tuple(pair for pair in flags if pair[1])
        return found

    def at(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where pages stand in the table; -1 for those it does not hold."""
        if not len(self._order):
            return np.full(len(ids), -1)
        if self._row_of is not None:
            return self._row_of[np.where((ids >= 0) & (ids < len(self._row_of)), ids, len(self._row_of) - 1)]
        places = np.searchsorted(self.table.ids, ids, sorter=self._order)
        rows = self._order[np.minimum(places, len(self._order) - 1)]
        return np.where(self.table.ids[rows] == ids, rows, -1)

    def _facet_mask(self, facet: str, value: str) -> Mask:
        match facet:
            case "production" | "sender" | "year":
                return self._having(facet, value)
            case "flag" if value == "cited":
                return self._is("cited")
            case "flag" if value == "unread":
                return self._is("unread")
            case "flag":
                return self._flagged(FLAGS.get(value, 0))
            case _:
                return self.mask(Field(facet, value))

    def _having(self, facet: str, value: str) -> Mask:
        values, codes = self._coded(facet)
        if value not in values:
            return np.zeros(len(self.table.ids), np.bool_)
        found: Mask = (codes == values.index(value))[self.table.document]
        return found

    def _coded(self, facet: str) -> _Codes:
        if facet not in self._codes:
            self._codes[facet] = _coded(map(_FACETS[facet], self.table.documents))
        return self._codes[facet]

    def _has(self, value: str) -> Mask:
        if value == "attachment":
            return self._by_document(lambda row: row.has_attachment)
        return self._flagged(_HAS.get(value, 0))

    def _flagged(self, bits: int) -> Mask:
        return np.bitwise_and(self.table.flags, np.uint32(bits)).astype(np.bool_)

    def _is(self, value: str) -> Mask:
        match value:
            case "cited":
                return self._of(self._record.cited())
            case "read":
                return self._of(self._record.read())
            case "unread":
                return ~self._of(self._record.read())
            case _:
                return self._by_document(lambda row: row.is_duplicated)

    def _by_document(self, holds: Callable[[DocumentRow], bool]) -> Mask:
        rows = self.table.documents
        return np.fromiter(map(holds, rows), np.bool_, len(rows))[self.table.document]

    def _of(self, pages: Iterable[PageId]) -> Mask:
        return self.held(np.fromiter(pages, np.int64))

    def held(self, pages: NDArray[np.int64]) -> Mask:
        """Some pages as a mask; those that the table does not hold are dropped."""
        mask, rows = np.zeros(len(self.table.ids), np.bool_), self.at(pages)
        mask[rows[rows >= 0]] = True
        return mask

    def among(self, pages: NDArray[np.int64], mask: Mask) -> NDArray[np.bool_]:
        """Which of some pages a mask holds."""
        rows = self.at(pages)
        found: NDArray[np.bool_] = mask[rows] & (rows >= 0)
        return found

    def _summed(self, facet: str, counts: NDArray[np.int64]) -> list[tuple[str, int]]:
        """The values of a facet and how many pages have each."""
        values, codes = self._coded(facet)
        totals = np.bincount(codes, counts, len(values)).astype(np.int64).tolist()
        pairs = zip(values, totals, strict=True)
        return [(value, count) for value, count in pairs if count and (value or facet == "production")]

    def _bates(self, field: Field) -> Mask:
        low, high = parse_bates(field.low), parse_bates(field.high)
        prefix = (low or high or parse_bates("X000")).prefix  # type: ignore[union-attr]  # one end is always given
        codes = [number for number, each in enumerate(self.table.prefixes) if each == prefix]
        mask = np.isin(self.table.bates_prefix, codes)
        serial = self.table.bates_serial
        if low:
            mask &= serial >= low.serial
        if high:
            mask &= serial <= high.serial
        return mask


def _in_range(day: str | None, low: str, high: str) -> bool:
    """Whether a date, of which only a year or month may be known, can lie in a range of days."""
    if not day:
        return False
    known = day[:10]
    return (not high or known <= high[: len(known)]) and (not low or known >= low[: len(known)])


_TEXTS: dict[str, Callable[[DocumentRow], tuple[str, ...]]] = {
    "name": lambda row: (row.name, row.path),
    "from": lambda row: (row.sender,),
    "to": lambda row: (row.to, row.cc),
    "subject": lambda row: (row.subject, row.title),
    "production": lambda row: (row.production,),
}


def _texts_hold(field: str, value: str) -> Callable[[DocumentRow], bool]:
    """Whether a document's fact holds the value's words side by side; the last one may be the beginning of a word."""
    wanted = " " + " ".join(words(value))
    read = _TEXTS[field]
    return lambda row: any(wanted in " " + " ".join(words(text)) for text in read(row))


def _coded(values: Iterable[str]) -> _Codes:
    """Distinct values, and the place of each document's among them."""
    places: dict[str, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return tuple(places), np.array(codes, np.int64)


def _row_of(ids: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The row of each id, -1 for ids without one, of which the last is one; None where ids lie too far apart."""
    most = int(ids.max(initial=0))
    if ids.min(initial=0) < 0 or most > _SPARSEST * len(ids) + 1000:
        return None
    rows = np.full(most + 2, -1, np.int64)
    rows[ids] = np.arange(len(ids))
    return rows
