"""Sketches of all pages, by which near duplicates are found: made in portions, kept with the case, held in columns."""

import threading

import numpy as np
from numpy.typing import NDArray

from explorer.analyze.near_duplicates import shingles, sketch
from explorer.app.record import Record
from explorer.model.document import PageId
from explorer.store import derived
from explorer.store.sketches import Sketch, keep, sketches, unsketched

_PORTION = 500  # pages looked at, and kept, at once

Pages = NDArray[np.int64]
Table = NDArray[np.uint32]


class PageSketches:
    """Any thread may ask. A session that only reads keeps what it made to itself."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._working, self._lock = threading.Lock(), threading.Lock()
        self._stamp = ""
        self._looked_at = PageId(0)  # the last page that was
        self._held: tuple[Pages, Table] = np.empty(0, np.int64), np.empty((0, 0), np.uint32)
        self._fresh: list[Sketch] = []

    def look_at_more(self) -> bool:
        """Look at some pages that were not looked at yet; whether there may be more of them."""
        with self._working:
            with self._lock:
                self._renew()
                after, stamp = self._looked_at, self._stamp
            found = self._record.ask(unsketched, after, _PORTION)
            made = [Sketch(page, text, _values(text)) for page, text in found]
            if made and self._record.can_write:
                self._record.writer.run(lambda db: keep(db, made), urgent=False)
            with self._lock:
                if made and stamp == self._stamp:
                    self._fresh += made
                    self._looked_at = made[-1].page
            return len(found) == _PORTION

    def table(self) -> tuple[Pages, Table]:
        """The pages that were looked at, rising, and their sketches, shape (n, 64); those of few words are left out."""
        with self._lock:
            self._renew()
            fresh, self._fresh = [each for each in self._fresh if each.values], []
            if fresh:
                rows = np.frombuffer(b"".join(each.values for each in fresh), "<u4").reshape(len(fresh), -1)
                pages = np.concatenate((self._held[0], np.array([each.page for each in fresh], np.int64)))
                order = np.argsort(pages, kind="stable")
                table = np.concatenate((self._held[1].reshape(-1, rows.shape[1]), rows))
                self._held = pages[order], table[order]
            return self._held

    def _renew(self) -> None:
        """Begin with what the case holds, where its pages are others than before."""
        stamp = self._record.ask(derived.count)
        if stamp != self._stamp:
            self._stamp, self._looked_at, self._fresh = stamp, PageId(0), []
            self._held = self._record.ask(sketches)


def _values(text: str) -> bytes:
    found = shingles(text)
    return sketch(found).astype("<u4").tobytes() if len(found) else b""
