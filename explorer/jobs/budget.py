"""What all containers within one received file may take together, however deep they lie in one another.

A container's own limits stop a flat bomb; this stops nested ones, whose containers are each harmless. The sums grow
with the received file, so that a large mailbox is read whole.
"""

import threading
from dataclasses import dataclass, replace

from explorer.extract.base import Limits
from explorer.model.document import DocumentId

_FILES, _BYTES_FOR_FILE = 10_000, 500  # files inside: so many, and one more for each so many bytes received
_BYTES, _GROWTH = 500_000_000, 20  # bytes taken out: so many, and so many times what was received
_SECONDS, _BYTES_FOR_SECOND = 1_800, 50_000
_MOST_FILES = 2_000_000


@dataclass(slots=True)
class Budget:
    """What is left for one received file."""

    name: str
    files: int
    bytes: int
    seconds: float
    all_files: int
    all_bytes: int
    all_seconds: int

    def refusal(self, size: int) -> str:
        """Take one file inside off the budget; if it is too much, a sentence that says which limit stops it."""
        if self.files < 1:
            return self._words(f"{self.all_files:,} files")
        if size > self.bytes:
            return self._words(f"{self.all_bytes / 1e6:,.0f} MB")
        self.files -= 1
        self.bytes -= size
        return ""

    def time_refusal(self) -> str:
        """A sentence, once the time is used up; else empty."""
        return "" if self.seconds > 0 else self._words(f"{self.all_seconds:,} seconds")

    def _words(self, limit: str) -> str:
        return f"It was left inside: all that lies in “{self.name}” exceeds the limit of {limit} for one received file."


class Budgets:
    """The budgets of all received files of one add. Thread-safe."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._roots: dict[DocumentId, DocumentId] = {}
        self._budgets: dict[DocumentId, Budget] = {}

    def received(self, document: DocumentId, name: str, size: int) -> None:
        """A file that came from outside, with its size in bytes."""
        with self._lock:
            if document not in self._budgets:
                files = min(_FILES + size // _BYTES_FOR_FILE, _MOST_FILES)
                total, seconds = _BYTES + _GROWTH * size, _SECONDS + size // _BYTES_FOR_SECOND
                self._budgets[document] = Budget(name, files, total, seconds, files, total, seconds)
                self._roots[document] = document

    def inside(self, document: DocumentId, container: DocumentId) -> None:
        """A file that was taken out of a container; the first container counts."""
        with self._lock:
            self._roots.setdefault(document, self._roots.get(container, container))

    def root(self, document: DocumentId) -> DocumentId:
        """The received file that a document lay in; itself if it was received."""
        with self._lock:
            return self._roots.get(document, document)

    def knows(self, document: DocumentId) -> bool:
        with self._lock:
            return document in self._roots

    def refusal(self, container: DocumentId, size: int) -> str:
        """Why a file of so many bytes must stay in its container; empty if it may come out, which is noted."""
        with self._lock:
            budget = self._of(container)
            return budget.refusal(size) if budget else ""

    def time_refusal(self, document: DocumentId) -> str:
        with self._lock:
            budget = self._of(document)
            return budget.time_refusal() if budget else ""

    def spend(self, document: DocumentId, seconds: float) -> None:
        """Note how long a reader worked."""
        with self._lock:
            if budget := self._of(document):
                budget.seconds -= seconds

    def limits(self, document: DocumentId) -> Limits:
        """What the reader of a document may take."""
        with self._lock:
            budget = self._of(document)
        if budget is None:
            return self._limits
        return replace(
            self._limits,
            children=max(budget.files, 0),
            child_bytes=max(budget.bytes, 0),
            seconds=max(min(self._limits.seconds, budget.seconds), 1.0),
        )

    def _of(self, document: DocumentId) -> Budget | None:
        return self._budgets.get(self._roots.get(document, document))
