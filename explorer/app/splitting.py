"""Use cases of long files that hold many documents: proposing where each begins, and splitting there."""

from explorer.analyze.splitting import PROPOSED, boundaries
from explorer.app.record import Record
from explorer.model.document import DocumentId
from explorer.model.part import Boundary, Part
from explorer.store import parts


class Splitting:
    """A split is a person's decision: journalled, undoable, and made of page ranges of the same original."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def parts(self, document: DocumentId) -> tuple[Part, ...]:
        """The parts that a file was split into; none if it was not."""
        return self._record.ask(parts.parts, document)

    def propose(self, document: DocumentId, least: float = PROPOSED) -> list[Boundary]:
        """The pages on which another document may begin, each with a confidence and reasons."""
        return boundaries(self._record.ask(parts.glimpses, document), least)

    def split(self, document: DocumentId, starts: tuple[int, ...]) -> tuple[Part, ...]:
        """Let parts begin on these pages and no others; none joins the file again.

        Raises:
            InputError: the file has no such page.
        """
        return self._record.change(parts.split, document, starts)
