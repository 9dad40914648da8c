"""What an index must do, whatever it is made of. The database is the record; an index holds words and page ids only.

An engine answers the leaves of a query (a word, a phrase, a pattern, a fuzzy word); and, or, not and all filters are
the searcher's, over arrays, so they mean the same for every engine.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import Fuzzy, Pattern, Phrase, Term

Leaf = Term | Phrase | Pattern | Fuzzy
QUOTED = 0.1  # what a match counts that stands in quoted words alone, beside one in the sender's own
Matches = tuple[NDArray[np.int64], NDArray[np.float64]]  # page ids, rising, and their scores


class SearchEngine(Protocol):
    """An index of one case. One writer at a time; any number of readers, also in other processes."""

    def add(self, pages: Iterable[PageWords]) -> None:
        """Take pages in; they are found after the next commit. What a page only quotes is found, and scores less.

        Raises:
            EngineError: another process writes this index.
        """

    def delete(self, pages: Sequence[PageId]) -> None:
        """Forget pages; they are gone after the next commit."""

    def commit(self) -> None: ...

    def search(self, leaf: Leaf) -> Matches:
        """All pages that a leaf matches.

        Raises:
            EngineError: the index cannot be read.
        """

    def forms(self, leaf: Leaf) -> tuple[str, ...]:
        """The terms that a leaf stands for in this index: what is marked on a page."""

    def all_ids(self) -> NDArray[np.int64]:
        """Every page that can be found, rising."""

    def near_words(self, word: str) -> list[str]:
        """Terms spelt much like a word, the likeliest first."""

    def take_notices(self) -> tuple[str, ...]:
        """What searches since the last call cut short, in words for people."""

    def close(self) -> None: ...
